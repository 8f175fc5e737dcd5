-- Jobs, notices to people, the mailbox of the demo.
create table job (
  id          bigint generated always as identity primary key,
  kind        text not null,
  payload     jsonb not null,
  -- two jobs with one key are one job
  once_key    text,
  run_at      timestamptz not null,
  attempts    int not null default 0,
  max_attempts int not null default 10,
  lease_until timestamptz,
  dead_at     timestamptz,
  last_error  text,
  created_at  timestamptz not null
);
create unique index job_once on job (once_key) where once_key is not null;
create index job_ready on job (run_at, id) where dead_at is null;

create function tell_job() returns trigger language plpgsql as $$
begin
  perform pg_notify('job', '');
  return null;
end $$;
create trigger job_added after insert on job for each statement execute function tell_job();

-- who hears of an event, and how: once per event, person and channel
create table notification (
  id         bigint generated always as identity primary key,
  event_id   bigint not null references event,
  ticket_id  bigint not null references ticket,
  person_id  bigint not null references person,
  channel    text not null check (channel in ('app', 'mail')),
  -- which message; its words are made when it is shown or sent
  template   text not null,
  state      text not null check (state in ('shown', 'read', 'queued', 'sent', 'dead')),
  not_before timestamptz not null,
  created_at timestamptz not null,
  sent_at    timestamptz,
  read_at    timestamptz,
  message_id uuid not null,
  constraint notification_once unique (event_id, person_id, channel)
);
create index notification_person on notification (person_id, id desc) where channel = 'app';
create index notification_unread on notification (person_id) where channel = 'app' and state = 'shown';

-- the demo delivers here instead of to a mail server
create table mailbox (
  id         bigint generated always as identity primary key,
  message_id text not null unique,
  to_address text not null,
  subject    text not null,
  body       text not null,
  sent_at    timestamptz not null
);
create index mailbox_to on mailbox (to_address, id desc);
