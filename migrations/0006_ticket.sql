-- The ticket, its append-only record, hands, files, ratings.
create table ticket (
  id             bigint generated always as identity primary key,
  number         text not null constraint ticket_number unique,
  kind           text not null check (kind in ('complaint', 'repair', 'fee_dispute', 'suggestion', 'inquiry', 'service_order')),
  community_id   bigint not null references community,
  building_id    bigint references building,
  unit_id        bigint references unit,
  common_area_id bigint references common_area,
  asset_id       bigint references asset,
  category_id    bigint references category,
  urgency        text not null check (urgency in ('emergency', 'urgent', 'normal', 'low')),
  channel        text not null check (channel in ('web', 'phone', 'walk_in', 'email', 'api', 'import', 'proactive')),
  -- whose matter it is; null for imported or anonymous reports
  reporter_id    bigint references person,
  -- who typed it in: the reporter, or staff on behalf
  filed_by       bigint references person,
  reporter_role  text,
  -- one line for lists
  summary        text not null,
  body           text not null,
  language       text not null,
  -- public: every owner of the building may be shown that it is known; own: only the unit's
  department_id  bigint references department,
  accountable_id bigint references person,
  state          text not null check (state in ('new', 'assigned', 'in_progress', 'waiting', 'resolved', 'closed', 'declined', 'duplicate', 'withdrawn')),
  -- the facts of the state: {"reason": …, "until": …} while waiting, {"outcome": …} when resolved
  state_facts    jsonb not null default '{}',
  state_at       timestamptz not null,
  -- when the state ends by itself: waiting until, resolved quiet period
  wake_at        timestamptz,
  cycle          int not null default 1,
  -- +1 per change; the guard against a reply to an old page
  version        int not null default 1,
  needs_review   boolean not null default false,
  tags           text[] not null default '{}',
  -- when it really happened; differs from recorded_at for imports
  filed_at       timestamptz not null,
  recorded_at    timestamptz not null,
  first_response_at timestamptz,
  resolved_at    timestamptz,
  closed_at      timestamptz,
  duplicate_of   bigint references ticket,
  -- the soonest running promise, for queues; null when none runs
  next_due_at    timestamptz,
  next_metric    text,
  late           boolean not null default false,
  rule_id        text,
  rule_set_id    bigint references rule_set,
  idempotency_key uuid constraint ticket_idempotency unique,
  -- another system's own number, for imports
  external_source text,
  external_id    text,
  -- head of the hash chain
  last_seq       int not null default 0,
  last_hash      bytea,
  -- words and Chinese character pairs, lower case, without accents
  terms          text[] not null default '{}',
  constraint ticket_external unique (external_source, external_id),
  constraint ticket_open_has_accountable check (
    state not in ('assigned', 'in_progress', 'waiting') or accountable_id is not null),
  constraint ticket_assigned_has_department check (
    state not in ('assigned', 'in_progress', 'waiting') or department_id is not null)
);
alter table promise add constraint promise_ticket foreign key (ticket_id) references ticket;
alter table pause add constraint pause_ticket foreign key (ticket_id) references ticket;

-- open tickets are few beside all tickets: the partial indexes stay small
create index ticket_untriaged on ticket (community_id, filed_at, id) where state = 'new';
create index ticket_open_due on ticket (next_due_at, id) where state in ('new', 'assigned', 'in_progress', 'waiting');
create index ticket_open_department on ticket (department_id, next_due_at, id) where state in ('new', 'assigned', 'in_progress', 'waiting');
create index ticket_open_accountable on ticket (accountable_id, next_due_at, id) where state in ('new', 'assigned', 'in_progress', 'waiting', 'resolved');
create index ticket_recent on ticket (filed_at desc, id desc);
create index ticket_department_recent on ticket (department_id, filed_at desc, id desc);
create index ticket_community_recent on ticket (community_id, filed_at desc, id desc);
create index ticket_unit on ticket (unit_id, filed_at desc);
create index ticket_reporter on ticket (reporter_id, filed_at desc);
create index ticket_building_category on ticket (building_id, category_id, filed_at desc);
create index ticket_wake on ticket (wake_at) where wake_at is not null;
create index ticket_closed on ticket (department_id, closed_at) where closed_at is not null;
create index ticket_resolved on ticket (department_id, resolved_at) where resolved_at is not null;
create index ticket_terms on ticket using gin (terms);

create table event (
  id           bigint generated always as identity primary key,
  ticket_id    bigint not null references ticket,
  seq          int not null,
  cycle        int not null,
  -- Filed, Routed, Accepted, Answered, …: past tense
  kind         text not null,
  visibility   text not null check (visibility in ('public', 'internal')),
  actor_id     bigint references person,
  -- owner, staff, system
  actor_kind   text not null check (actor_kind in ('owner', 'staff', 'system')),
  recorded_at  timestamptz not null,
  -- when it really happened
  effective_at timestamptz not null,
  -- facts without personal text
  data         jsonb not null default '{}',
  -- SHA-256 of salt ‖ personal text; the text itself stands in event_text and can be erased
  text_digest  bytea,
  prev_hash    bytea,
  hash         bytea not null,
  constraint event_seq unique (ticket_id, seq)
);
create index event_kind_recorded on event (kind, effective_at);

create table event_text (
  event_id bigint primary key references event,
  salt     bytea not null,
  body     text not null,
  language text not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'events are append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger event_append_only before update or delete on event
  for each row execute function refuse_change();
create trigger event_no_truncate before truncate on event
  for each statement execute function refuse_change();
revoke update, delete, truncate on event from ventanilla_app;

-- who had it, from when to when: department and person hold time
create table custody (
  id            bigint generated always as identity primary key,
  ticket_id     bigint not null references ticket,
  cycle         int not null,
  department_id bigint references department,
  person_id     bigint references person,
  from_at       timestamptz not null,
  to_at         timestamptz
);
create index custody_ticket on custody (ticket_id);
create unique index custody_one_open on custody (ticket_id) where to_at is null;

create table handoff (
  id               bigint generated always as identity primary key,
  ticket_id        bigint not null references ticket,
  from_person_id   bigint references person,
  to_person_id     bigint references person,
  to_department_id bigint references department,
  reason           text not null check (char_length(reason) >= 3),
  offered_at       timestamptz not null,
  lapses_at        timestamptz not null,
  state            text not null check (state in ('offered', 'accepted', 'declined', 'lapsed', 'withdrawn')),
  settled_at       timestamptz,
  settled_by       bigint references person,
  constraint handoff_to check (to_person_id is not null or to_department_id is not null)
);
create unique index handoff_one_open on handoff (ticket_id) where state = 'offered';
create index handoff_lapse on handoff (lapses_at) where state = 'offered';
create index handoff_to_person on handoff (to_person_id) where state = 'offered';
create index handoff_to_department on handoff (to_department_id) where state = 'offered';

create table watcher (
  ticket_id bigint not null references ticket,
  person_id bigint not null references person,
  primary key (ticket_id, person_id)
);
create index watcher_person on watcher (person_id);

-- a photo or paper; bytes lie content-addressed in the data folder
create table file (
  id          uuid primary key,
  ticket_id   bigint references ticket,
  event_id    bigint references event,
  uploaded_by bigint references person,
  visibility  text not null default 'public' check (visibility in ('public', 'internal')),
  name        text not null,
  media_type  text not null,
  size        bigint not null,
  width       int,
  height      int,
  sha256      bytea not null,
  thumb_sha256 bytea,
  created_at  timestamptz not null
);
create index file_ticket on file (ticket_id);
create index file_unclaimed on file (created_at) where ticket_id is null;

create table rating (
  ticket_id bigint not null references ticket,
  cycle     int not null,
  person_id bigint not null references person,
  score     int not null check (score between 1 and 5),
  words     text not null default '',
  rated_at  timestamptz not null,
  primary key (ticket_id, cycle, person_id)
);

-- one key, one effect: what a repeated post is answered with
create table idempotency (
  key        uuid primary key,
  person_id  bigint,
  body_hash  bytea not null,
  answer     text not null,
  made_at    timestamptz not null
);
create index idempotency_made on idempotency (made_at);

-- server-side drafts of staff replies
create table draft (
  person_id bigint not null references person,
  place     text not null,
  body      text not null,
  saved_at  timestamptz not null,
  primary key (person_id, place)
);

create function tell_ticket() returns trigger language plpgsql as $$
begin
  perform pg_notify('ticket', new.id::text || ' ' || new.version::text);
  return null;
end $$;
create trigger ticket_changed after insert or update of version on ticket
  for each row execute function tell_ticket();
