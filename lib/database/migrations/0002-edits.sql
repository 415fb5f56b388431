create table edits (
  chat_id text not null,
  id text not null,
  message_id text not null,
  run_id text not null,
  title text not null,
  parent_id text,
  execution json not null,
  created_at timestamptz(3) not null default now(),
  position bigserial not null,
  primary key (chat_id, id),
  constraint edits_message foreign key (chat_id, message_id) references messages (chat_id, id) on delete cascade
);
create index edits_by_message on edits (chat_id, message_id, position);
