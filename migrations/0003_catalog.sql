-- What a ticket can be about: a short tree, place × problem. Loaded from data/catalog.toml by slug.
create table category (
  id          bigint generated always as identity primary key,
  kind        text not null check (kind in ('complaint', 'repair', 'fee_dispute', 'suggestion', 'inquiry', 'service_order')),
  slug        text not null,
  parent_slug text,
  label       jsonb not null,
  icon        text not null default '',
  position    int not null default 0,
  -- company, owner, developer, utility, insurer: who answers for it, and why, told before filing
  responsible text not null default 'company',
  why         jsonb not null default '{}',
  urgency     text not null default 'normal' check (urgency in ('emergency', 'urgent', 'normal', 'low')),
  -- gas, fire, water, electric, trapped, lock, cold: opens the safety panel
  danger      text,
  self_help   jsonb not null default '{}',
  -- heating matters are urgent in the season only: "10-31/05-01"
  season      text,
  retired     boolean not null default false,
  constraint category_once unique (kind, slug)
);
create index category_parent on category (kind, parent_slug);
