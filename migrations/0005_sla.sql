-- Working calendars, policies, promises, pauses.
create table calendar (
  id           bigint generated always as identity primary key,
  slug         text not null unique,
  name         text not null,
  zone         text not null,
  -- {"mon": ["09:00-14:00", "16:00-19:00"], ...}
  week         jsonb not null,
  -- {"2026-12-24": ["09:00-13:00"], "2026-12-25": []}
  dates        jsonb not null default '{}',
  -- {"2026-12-25": "Navidad"}: the names of holidays, for the trace
  names        jsonb not null default '{}',
  -- regions of the holiday library already merged into dates
  holidays_of  text,
  version      int not null default 1
);
alter table community add constraint community_calendar foreign key (calendar_id) references calendar;

-- one policy set per community (null = company), versioned like rules; body is the list of policies
create table policy_set (
  id           bigint generated always as identity primary key,
  community_id bigint references community,
  version      int not null,
  state        text not null check (state in ('draft', 'live', 'past')),
  preset       text,
  body         jsonb not null,
  note         text not null default '',
  made_by      bigint references person,
  made_at      timestamptz not null,
  published_at timestamptz
);
create unique index policy_set_version on policy_set (coalesce(community_id, 0), version);
create unique index policy_set_one_live on policy_set (coalesce(community_id, 0)) where state = 'live';
create unique index policy_set_one_draft on policy_set (coalesce(community_id, 0)) where state = 'draft';

-- one clock of one ticket. ticket_id gets its foreign key with the ticket table.
create table promise (
  id            bigint generated always as identity primary key,
  ticket_id     bigint not null,
  cycle         int not null,
  metric        text not null check (metric in ('acknowledge', 'first_response', 'attend', 'make_safe', 'investigate',
                  'update_owner', 'resolve', 'answer', 'evidence_open', 'certify', 'department_hold')),
  -- filed, acknowledged, investigated, assigned, resolved, …: the event that starts it
  starts_on     text not null,
  -- "15 min", "4 wh", "10 wd"
  target        text not null,
  -- share of the target after which the warning comes, in per cent
  warn_percent  int not null default 80 check (warn_percent between 1 and 100),
  policy_set_id bigint references policy_set,
  policy        text not null,
  calendar_id   bigint not null references calendar,
  -- waiting: its start event has not happened; running; kept; broken: over, met late or never met; dropped: not needed any more
  state         text not null check (state in ('waiting', 'running', 'kept', 'broken', 'dropped')),
  started_at    timestamptz,
  -- null while waiting, or while a pause without an end is open
  due_at        timestamptz,
  warn_at       timestamptz,
  warned_at     timestamptz,
  -- the due instant that passed; never cleared
  breached_at   timestamptz,
  -- the next rung of the escalation ladder
  escalate_at   timestamptz,
  escalations   int not null default 0,
  met_at        timestamptz,
  -- for the boards, so that they need no join
  community_id  bigint not null,
  department_id bigint,
  constraint promise_once unique (ticket_id, cycle, metric, starts_on),
  constraint promise_running check (state <> 'running' or started_at is not null),
  constraint promise_kept check (state <> 'kept' or (met_at is not null and breached_at is null))
);
create index promise_due on promise (due_at) where state = 'running' and breached_at is null;
create index promise_warn on promise (warn_at) where state = 'running' and warned_at is null and breached_at is null;
create index promise_escalate on promise (escalate_at) where escalate_at is not null;
create index promise_board on promise (department_id, metric, due_at) include (state, breached_at, met_at, community_id);

create table pause (
  id         bigint generated always as identity primary key,
  ticket_id  bigint not null,
  cycle      int not null,
  reason     text not null,
  note       text not null default '',
  from_at    timestamptz not null,
  -- the date it ends by itself; the open end is null
  until_at   timestamptz,
  -- when it really ended
  to_at      timestamptz,
  made_by    bigint references person,
  constraint pause_forward check (to_at is null or from_at <= to_at)
);
create index pause_ticket on pause (ticket_id);
create unique index pause_one_open on pause (ticket_id) where to_at is null;

create table extension (
  id         bigint generated always as identity primary key,
  promise_id bigint not null references promise,
  by_target  text not null,
  reason     text not null check (char_length(reason) >= 3),
  made_by    bigint references person,
  made_at    timestamptz not null
);
create index extension_promise on extension (promise_id);
