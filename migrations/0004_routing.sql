-- Ordered rules, versioned per community; a null community is the company-wide default.
create table rule_set (
  id           bigint generated always as identity primary key,
  community_id bigint references community,
  version      int not null,
  state        text not null check (state in ('draft', 'live', 'past')),
  -- [{"id": "...", "name": "...", "on": true, "when": {...}, "then": {...}}], in order
  rules        jsonb not null,
  note         text not null default '',
  made_by      bigint references person,
  made_at      timestamptz not null,
  published_at timestamptz
);
create unique index rule_set_version on rule_set (coalesce(community_id, 0), version);
create unique index rule_set_one_live on rule_set (coalesce(community_id, 0)) where state = 'live';
create unique index rule_set_one_draft on rule_set (coalesce(community_id, 0)) where state = 'draft';
