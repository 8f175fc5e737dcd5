-- Links to one ticket for one person, sent in their mails: to see how it stands without signing in. Only the token's digest is kept.
create table ticket_link (
  token_hash bytea primary key,
  ticket_id  bigint not null references ticket,
  person_id  bigint not null references person,
  made_at    timestamptz not null,
  ends_at    timestamptz not null
);
create index ticket_link_end on ticket_link (ends_at);
