-- Facts of the kinds: repair, complaint, fees.
create table repair (
  ticket_id     bigint primary key references ticket,
  getting_worse text not null default 'unsure' check (getting_worse in ('yes', 'no', 'unsure')),
  enter_when_out boolean not null default false,
  best_time     text not null default 'any' check (best_time in ('morning', 'afternoon', 'any')),
  -- who pays, settled at completion
  payer         text check (payer in ('company', 'owner', 'warranty', 'insurer', 'utility'))
);

create table complaint (
  ticket_id           bigint primary key references ticket,
  about               text not null check (about in ('service', 'staff', 'department', 'neighbour', 'noise', 'cleanliness', 'safety', 'decision', 'other')),
  about_person_id     bigint references person,
  about_department_id bigint references department,
  about_ticket_id     bigint references ticket,
  wants               text not null default '',
  affects             text[] not null default '{}',
  anonymous           boolean not null default false,
  stage               int not null default 1 check (stage in (1, 2)),
  stage2_at           timestamptz,
  extended_until      timestamptz
);

-- the written answer has fixed parts; one per stage
create table complaint_answer (
  ticket_id   bigint not null references complaint,
  stage       int not null,
  finding     text not null check (finding in ('upheld', 'partly', 'not_upheld')),
  reasons     text not null,
  remedy      text not null,
  next_steps  text not null,
  further     text not null,
  answered_by bigint not null references person,
  answered_at timestamptz not null,
  primary key (ticket_id, stage)
);

create table charge (
  id           bigint generated always as identity primary key,
  community_id bigint not null references community,
  unit_id      bigint not null references unit,
  -- the company's own number of the line; import is repeatable by it
  reference    text not null,
  name         text not null,
  -- first day of the period it is for
  period_on    date not null,
  due_on       date not null,
  -- minor units of the community's currency
  amount       bigint not null check (amount between -99999999999 and 99999999999),
  paid         bigint not null default 0,
  imported_at  timestamptz not null,
  constraint charge_reference unique (community_id, reference)
);
create index charge_unit on charge (unit_id, period_on desc);

create table dispute (
  ticket_id  bigint primary key references ticket,
  decided_at timestamptz,
  decided_by bigint references person
);

create table dispute_line (
  id          bigint generated always as identity primary key,
  ticket_id   bigint not null references dispute,
  charge_id   bigint not null references charge,
  ground      text not null check (ground in ('paid', 'amount', 'not_mine', 'no_service', 'unclear', 'other')),
  -- what it should be, by the owner; minor units
  claimed     bigint check (claimed >= 0),
  facts       jsonb not null default '{}',
  held_at     timestamptz not null,
  released_at timestamptz,
  decision    text check (decision in ('upheld', 'partly', 'rejected')),
  -- what comes off the charge, minor units
  relief      bigint check (relief >= 0),
  reasons     text,
  constraint dispute_line_once unique (ticket_id, charge_id),
  constraint dispute_line_decided check ((decision is null) = (reasons is null))
);
-- the same line cannot stand in two open disputes
create unique index dispute_line_one_open on dispute_line (charge_id) where released_at is null;

create table adjustment (
  id           bigint generated always as identity primary key,
  charge_id    bigint not null references charge,
  ticket_id    bigint not null references ticket,
  -- taken off the charge, minor units
  amount       bigint not null check (amount > 0),
  proposed_by  bigint not null references person,
  proposed_at  timestamptz not null,
  -- null until a second person agreed, when one is needed
  approved_by  bigint references person,
  approved_at  timestamptz,
  needs_second boolean not null,
  constraint adjustment_two_people check (not needs_second or approved_by is null or approved_by <> proposed_by)
);
create index adjustment_charge on adjustment (charge_id);
create index adjustment_open on adjustment (ticket_id) where approved_at is null;
