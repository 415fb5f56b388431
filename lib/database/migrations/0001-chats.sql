create table settings (
  name text primary key,
  value text not null
);

create table chats (
  id text primary key,
  owner_id text not null,
  title text not null,
  titled_by text not null check (titled_by in ('question', 'model', 'person')),
  head_id text,
  share_token text unique,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  title_words tsvector not null
);
create index chats_by_owner on chats (owner_id, updated_at desc, id desc) where deleted_at is null;
create index chats_by_title_words on chats using gin (title_words) with (fastupdate = off);
create index chats_deleted on chats (deleted_at) where deleted_at is not null;

create table messages (
  chat_id text not null references chats (id) on delete cascade,
  id text not null,
  parent_id text,
  role text not null check (role in ('user', 'assistant')),
  parts json not null,
  parts_version smallint not null,
  metadata json,
  unverified boolean not null default false,
  created_at timestamptz(3) not null default now(),
  position bigserial not null,
  search_text text not null,
  words tsvector not null,
  primary key (chat_id, id),
  constraint messages_parent foreign key (chat_id, parent_id) references messages (chat_id, id)
);
create index messages_by_parent on messages (chat_id, parent_id, position);
create index messages_by_words on messages using gin (words) with (fastupdate = off);

create table answers (
  chat_id text primary key,
  message_id text not null,
  parts json not null,
  seen_at timestamptz(3) not null default now(),
  stop_requested boolean not null default false,
  constraint answers_message foreign key (chat_id, message_id) references messages (chat_id, id) on delete cascade
);

create table verdicts (
  key text primary key,
  verdict json not null,
  saved_at timestamptz(3) not null default now()
);
create index verdicts_by_age on verdicts (saved_at);
