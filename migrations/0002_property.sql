-- Communities, buildings, units, common areas, assets, occupancies.
create table community (
  id              bigint generated always as identity primary key,
  slug            text not null unique,
  name            text not null,
  zone            text not null,
  currency        text not null check (char_length(currency) = 3),
  language        text not null check (language in ('en', 'es', 'zh')),
  -- after how many days a resolved ticket closes by itself
  quiet_days      int not null default 7 check (quiet_days between 1 and 60),
  phone           text not null default '',
  emergency_phone text not null default '',
  -- an adjustment above this, in minor units, needs a second person
  second_pair_above bigint not null default 50000,
  calendar_id     bigint
);
alter table staff_role add constraint staff_role_community foreign key (community_id) references community;

create table building (
  id           bigint generated always as identity primary key,
  community_id bigint not null references community,
  name         text not null,
  address      text not null default '',
  constraint building_once unique (community_id, name)
);

create table unit (
  id           bigint generated always as identity primary key,
  community_id bigint not null references community,
  building_id  bigint not null references building,
  label        text not null,
  kind         text not null default 'home' check (kind in ('home', 'shop', 'parking', 'storage')),
  constraint unit_once unique (building_id, label)
);
create index unit_community on unit (community_id);
create index unit_label on unit (lower(label) text_pattern_ops);

create table common_area (
  id           bigint generated always as identity primary key,
  community_id bigint not null references community,
  building_id  bigint references building,
  -- lobby, stairs, garage, lift, garden, pool, roof, other: picks the tile
  kind         text not null,
  name         jsonb not null
);
create index common_area_community on common_area (community_id);

create table asset (
  id             bigint generated always as identity primary key,
  community_id   bigint not null references community,
  building_id    bigint references building,
  common_area_id bigint references common_area,
  kind           text not null,
  name           jsonb not null,
  -- printed on the sticker
  code           text unique
);
create index asset_community on asset (community_id);

create table occupancy (
  id         bigint generated always as identity primary key,
  person_id  bigint not null references person,
  unit_id    bigint not null references unit,
  role       text not null check (role in ('owner', 'co_owner', 'tenant', 'household', 'agent')),
  -- hundredths of a per cent of the unit: 10000 = all of it
  share      int check (share between 0 and 10000),
  from_on    date not null,
  to_on      date,
  constraint occupancy_forward check (to_on is null or from_on < to_on)
);
create index occupancy_person on occupancy (person_id);
create index occupancy_unit on occupancy (unit_id);
