create table counters (
  key text not null,
  began_at timestamptz(3) not null,
  used bigint not null,
  primary key (key, began_at)
);
create index counters_by_age on counters (began_at);

-- Takes all of the claims or none of them, in the order of their keys, so that two that meet wait for each other and never in a
-- circle. Gives the key of the first that there is not enough left for; null when all were taken.
create function take_counters(claims json) returns text language plpgsql as $$
declare
  claim record;
begin
  for claim in
    select * from json_to_recordset(claims) as claims (key text, began_at timestamptz, amount bigint, most bigint)
    order by key collate "C", began_at
  loop
    insert into counters as kept (key, began_at, used)
    select claim.key, claim.began_at, claim.amount where claim.amount <= claim.most
    on conflict (key, began_at) do update set used = kept.used + excluded.used
    where kept.used + excluded.used <= claim.most;
    if not found then
      raise exception using errcode = 'WL001', message = claim.key;
    end if;
  end loop;
  return null;
exception when sqlstate 'WL001' then
  return sqlerrm;
end
$$;

create table leases (
  owner_id text not null,
  slot smallint not null,
  id text not null,
  expires_at timestamptz(3) not null,
  primary key (owner_id, slot)
);
