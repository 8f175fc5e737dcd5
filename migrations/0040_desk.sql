-- The desk's views: late first, then by the soonest promise. One column, so that a page of any view is a walk along an index.
alter table ticket add column queue_at timestamptz not null generated always as (
  case when late then timestamptz '-infinity' else coalesce(next_due_at, timestamptz 'infinity') end) stored;

create index ticket_queue on ticket (queue_at, id) where state in ('new', 'assigned', 'in_progress', 'waiting');
create index ticket_queue_new on ticket (queue_at, id) where state = 'new';
create index ticket_queue_review on ticket (queue_at, id) where needs_review and state in ('new', 'assigned', 'in_progress', 'waiting');
create index ticket_queue_late on ticket (queue_at, id) where late and state in ('new', 'assigned', 'in_progress', 'waiting');
create index ticket_queue_waiting on ticket (queue_at, id) where state = 'waiting';
create index ticket_queue_pool on ticket (department_id, queue_at, id) where state = 'assigned';
create index ticket_queue_department on ticket (department_id, queue_at, id) where state in ('new', 'assigned', 'in_progress', 'waiting');
create index ticket_queue_person on ticket (accountable_id, queue_at, id) where state in ('new', 'assigned', 'in_progress', 'waiting');
create index ticket_queue_resolved on ticket (filed_at desc, id desc) where state = 'resolved';

-- Names are found without their accents: "garcia" finds García.
create function plain_name(name text) returns text language sql immutable parallel safe as $$
  select translate(lower(name), 'áàâäãåéèêëíìîïóòôöõúùûüñç', 'aaaaaaeeeeiiiiooooouuuunc')
$$;
create index person_plain_name on person (plain_name(name) text_pattern_ops);
