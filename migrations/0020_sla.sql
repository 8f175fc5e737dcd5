-- A second stage of a complaint and a repeated clock (department hold, updates) are promises of their own.
alter table promise add column stage int not null default 1 check (stage in (1, 2));
alter table promise add column round int not null default 1 check (round >= 1);
alter table promise drop constraint promise_once;
alter table promise add constraint promise_once unique (ticket_id, cycle, metric, starts_on, stage, round);

-- running and breached_at: late and still open. kept: met by its due instant. broken: met late, or over and unmet.
alter table promise add constraint promise_broken check (state <> 'broken' or breached_at is not null);
alter table promise add constraint promise_dropped check (state <> 'dropped' or breached_at is null);
alter table promise add constraint promise_escalate_open check (escalate_at is null or state = 'running');

-- a calendar that changes moves the running clocks that count by it
create index promise_calendar on promise (calendar_id, id) where state = 'running';

-- A breach is a fact that never goes away: not by an update, not with its row.
create function keep_breach() returns trigger language plpgsql as $$
begin
  raise exception 'a breach stays' using errcode = 'insufficient_privilege', constraint = 'promise_breach_stays';
end $$;
create trigger promise_breach_stays before update of breached_at on promise
  for each row when (old.breached_at is not null and new.breached_at is distinct from old.breached_at)
  execute function keep_breach();
create trigger promise_breach_not_deleted before delete on promise
  for each row when (old.breached_at is not null) execute function keep_breach();
revoke delete, truncate on promise, pause, extension from ventanilla_app;

-- What processes compare to know whether the settings in their memory are still those of the database. The token is random,
-- not a count: one that a rolled-back transaction drew is never drawn again.
create table settings_version (
  room  text primary key,
  token uuid not null default gen_random_uuid()
);
insert into settings_version (room) values ('sla');

create function settings_changed() returns trigger language plpgsql as $$
begin
  update settings_version set token = gen_random_uuid() where room = tg_argv[0];
  return null;
end $$;
create trigger policy_set_settings after insert or update or delete on policy_set
  for each statement execute function settings_changed('sla');
create trigger calendar_settings after insert or update or delete on calendar
  for each statement execute function settings_changed('sla');
create trigger community_settings after insert or update of calendar_id, zone or delete on community
  for each statement execute function settings_changed('sla');
