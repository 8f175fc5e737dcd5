-- Persons, staff accounts, departments, roles, sign-in, sessions.
-- The application connects under a role that owns nothing; grants are given table by table.
do $$
begin
  if not exists (select from pg_roles where rolname = 'ventanilla_app') then
    create role ventanilla_app nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;

do $$
begin
  execute format('grant ventanilla_app to %I', current_user);
end $$;

grant usage on schema public to ventanilla_app;
alter default privileges in schema public grant select, insert, update, delete on tables to ventanilla_app;
alter default privileges in schema public grant usage, select on sequences to ventanilla_app;

create table person (
  id          bigint generated always as identity primary key,
  name        text not null check (char_length(name) between 1 and 120),
  call_name   text,
  email       text,
  phone       text,
  -- the last digits, reversed, so that "ends in 4471" is an index prefix
  phone_tail  text generated always as (reverse(regexp_replace(phone, '\D', '', 'g'))) stored,
  language    text not null default 'en' check (language in ('en', 'es', 'zh')),
  -- may the company come in when nobody is home; prefills the report
  enter_when_out boolean not null default false,
  created_at  timestamptz not null,
  constraint person_email_lower check (email = lower(email))
);
create unique index person_email on person (email) where email is not null;
create index person_phone_tail on person (phone_tail text_pattern_ops);
create index person_name on person (lower(name) text_pattern_ops);

create table department (
  id         bigint generated always as identity primary key,
  slug       text not null unique,
  -- {"en": "...", "es": "...", "zh": "..."}
  name       jsonb not null,
  head_id    bigint references person,
  -- who answers when nobody is on duty, before the head
  duty_id    bigint references person,
  position   int not null default 0
);

create table department_member (
  department_id bigint not null references department,
  person_id     bigint not null references person,
  primary key (department_id, person_id)
);
create index department_member_person on department_member (person_id);

create table staff_account (
  person_id        bigint primary key references person,
  login            text not null unique check (login = lower(login)),
  -- PHC string, Argon2id; null until the one-time set-up link was used
  password_hash    text,
  totp_secret      bytea,
  totp_confirmed_at timestamptz,
  -- the last accepted step: a code is good once
  totp_last_step   bigint not null default 0,
  disabled_at      timestamptz,
  setup_token_hash bytea,
  setup_expires_at timestamptz,
  created_at       timestamptz not null
);

-- desk, manager, finance, admin, committee; null community = the whole company.
-- 'department' scopes a member's department work to communities; heads come from department.head_id.
create table staff_role (
  id           bigint generated always as identity primary key,
  person_id    bigint not null references person,
  role         text not null check (role in ('desk', 'department', 'manager', 'finance', 'admin', 'committee')),
  community_id bigint
);
create unique index staff_role_once on staff_role (person_id, role, coalesce(community_id, 0));

-- shifts and absences: who is on duty
create table shift (
  id         bigint generated always as identity primary key,
  person_id  bigint not null references person,
  -- 1 = Monday … 7 = Sunday, local time of the person's community
  weekday    int not null check (weekday between 1 and 7),
  from_time  time not null,
  to_time    time not null,
  constraint shift_forward check (from_time < to_time or to_time = '00:00')
);
create index shift_person on shift (person_id);

create table absence (
  id         bigint generated always as identity primary key,
  person_id  bigint not null references person,
  from_at    timestamptz not null,
  to_at      timestamptz not null,
  note       text not null default '',
  constraint absence_forward check (from_at < to_at)
);
create index absence_person on absence (person_id, to_at);

create table sign_in_code (
  id          bigint generated always as identity primary key,
  person_id   bigint not null references person,
  code_hash   bytea not null,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  tries       int not null default 0,
  used_at     timestamptz
);
create index sign_in_code_person on sign_in_code (person_id, created_at desc);

-- counters that must hold over several processes: sign-in, codes, reports
create table rate_count (
  bucket     text not null,
  window_at  timestamptz not null,
  hits       int not null,
  primary key (bucket, window_at)
);

-- the cookie holds a random id; the row is keyed by its SHA-256
create table session (
  id_hash     bytea primary key,
  person_id   bigint references person,
  audience    text check (audience in ('owner', 'staff')),
  data        jsonb not null,
  created_at  timestamptz not null default now(),
  seen_at     timestamptz not null default now(),
  expires_at  timestamptz not null,
  agent       text not null default ''
);
create index session_person on session (person_id);
create index session_expiry on session (expires_at);
