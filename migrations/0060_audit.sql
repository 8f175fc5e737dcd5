-- What administrators changed: append-only, each entry carrying the hash of the one before it.
create table audit (
  seq       bigint primary key,
  at        timestamptz not null,
  -- null: the command line
  actor_id  bigint references person,
  action    text not null,
  -- whom it was done to
  person_id bigint not null references person,
  -- facts without personal text
  data      jsonb not null default '{}',
  prev_hash bytea,
  hash      bytea not null
);
create index audit_person on audit (person_id, seq desc);
create trigger audit_append_only before update or delete on audit
  for each row execute function refuse_change();
create trigger audit_no_truncate before truncate on audit
  for each statement execute function refuse_change();
revoke update, delete, truncate on audit from ventanilla_app;

-- where the chain ends; its lock puts entries in one order
create table audit_head (
  the_only boolean primary key default true check (the_only),
  seq      bigint not null,
  hash     bytea
);
insert into audit_head (seq) values (0);
revoke insert, delete, truncate on audit_head from ventanilla_app;

-- The list of owners is a walk along it.
create index person_by_name on person (name, id);

-- A head sees what their department has: with another head, both listen anew.
create function tell_heads() returns trigger language plpgsql as $$
begin
  perform pg_notify('session', head::text) from unnest(array[old.head_id, new.head_id]) head where head is not null;
  return null;
end $$;
create trigger head_changed after update of head_id on department for each row
  when (old.head_id is distinct from new.head_id) execute function tell_heads();
