-- More facts of complaints and disputes.
alter table complaint add column answer_by text not null default 'app' check (answer_by in ('app', 'email', 'phone'));
alter table complaint add column best_time text not null default 'any' check (best_time in ('morning', 'afternoon', 'any'));

-- how the line came about, in plain words: what an owner who does not understand it reads first
alter table charge add column explanation text not null default '';

-- the decision's letter as proposed; sent as it stands when the second person agrees
alter table dispute add column letter text;
alter table dispute add column letter_language text check (letter_language in ('en', 'es', 'zh'));

-- the second person can also say no; the proposal stays on record
alter table adjustment add column refused_by bigint references person;
alter table adjustment add column refused_at timestamptz;
alter table adjustment add constraint adjustment_settled_once check (approved_at is null or refused_at is null);
alter table adjustment add constraint adjustment_refused_by_another check (refused_by is null or refused_by <> proposed_by);
drop index adjustment_open;
create index adjustment_open on adjustment (ticket_id) where approved_at is null and refused_at is null;
