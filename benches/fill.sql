-- Fills a migrated, furnished, empty database with as many tickets as `bench.tickets` says; one ticket in ten is open.
-- Run by its owner as a superuser: without triggers and foreign keys, and with the indexes made afterwards, a million take
-- minutes. The hashes are synthetic: `ventanilla verify` would rightly complain.
set session_replication_role = replica;
set synchronous_commit = off;
set maintenance_work_mem = '512MB';
set work_mem = '128MB';

create temp table kept_index as
select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
from pg_index i
where i.indrelid in ('ticket'::regclass, 'event'::regclass, 'promise'::regclass, 'custody'::regclass)
  and not exists (select from pg_constraint c where c.conindid = i.indexrelid);
do $$
declare
  index record;
begin
  for index in select * from kept_index loop
    execute 'drop index ' || index.name;
  end loop;
end $$;

create function pg_temp.pick(n int, salt int, below int) returns int language sql immutable parallel safe as $$
  select (hashint8extended(n, salt) & 2147483647)::int % below
$$;

-- places: 20 communities of 10 buildings of 100 homes
insert into community (slug, name, zone, currency, language, phone, emergency_phone, calendar_id)
select 'estate-' || n, 'Estate ' || n, 'Europe/Madrid', 'EUR', 'en', '', '', (select id from calendar where slug = 'madrid')
from generate_series(1, 20) n;
insert into building (community_id, name, address)
select 1 + (n - 1) / 10, 'Building ' || n, n || ' Long Street' from generate_series(1, 200) n;
insert into unit (community_id, building_id, label)
select 1 + (n - 1) / 1000, 1 + (n - 1) / 100, 'Home ' || (1 + (n - 1) % 100) from generate_series(1, 20000) n;

-- people: three to a home, and 60 staff in the departments, the first of each its head
insert into person (name, email, phone, language, created_at)
select 'Owner ' || n, 'owner' || n || '@example.com', '+34 6' || lpad(n::text, 8, '0'), 'en', now() - interval '3 years'
from generate_series(1, 60000) n;
insert into occupancy (person_id, unit_id, role, from_on)
select n, 1 + (n - 1) % 20000, (array['owner', 'co_owner', 'tenant'])[1 + (n - 1) / 20000], current_date - 1000
from generate_series(1, 60000) n;
insert into person (name, email, language, created_at)
select 'Staff ' || n, 'staff' || n || '@example.com', 'en', now() - interval '3 years' from generate_series(1, 60) n;
create temp table place_of_work as
select 60000 + n as person, (select array_agg(id order by position, id) from department) as departments, (n - 1) % 6 as place
from generate_series(1, 60) n;
insert into staff_account (person_id, login, created_at)
select person, 'staff' || person, now() - interval '3 years' from place_of_work;
insert into department_member (department_id, person_id) select departments[1 + place], person from place_of_work;
insert into staff_role (person_id, role)
select person, case when place = 0 then 'desk' else 'department' end from place_of_work;
update department set head_id = w.person, duty_id = w.person
from place_of_work w where department.id = w.departments[1 + w.place] and w.person between 60001 and 60006;

-- every third of the numbers' space has no check character; one more step finds enough that have one
create temp table filled as
with number as (
  select c, case when c % 20 < 17 then 'repair' else 'inquiry' end as kind, (c::bigint * 1640531527) & 1073741823 as code
  from generate_series(1, current_setting('bench.tickets')::int * 4 / 3 + 100) c
), checked as (
  select c, kind, code, case kind when 'repair' then 'R' else 'Q' end as letter,
         (((case kind when 'repair' then 82 else 81 end)::bigint << 30) | code) % 37 as sum
  from number
), digit as (select '0123456789ABCDEFGHJKMNPQRSTVWXYZ'::text as of), good as (
  select row_number() over (order by c)::int as n, kind,
         letter || '-' || substr(of, 1 + (code >> 25)::int, 1) || substr(of, 1 + ((code >> 20) & 31)::int, 1)
           || substr(of, 1 + ((code >> 15) & 31)::int, 1) || substr(of, 1 + ((code >> 10) & 31)::int, 1)
           || substr(of, 1 + ((code >> 5) & 31)::int, 1) || substr(of, 1 + (code & 31)::int, 1)
           || '-' || substr(of, 1 + sum::int, 1) as number
  from checked, digit where sum < 32
), placed as (
  select n, kind, number, n % 10 = 0 as is_open, 1 + pg_temp.pick(n, 1, 20000) as unit, pg_temp.pick(n, 2, 3) as who,
         pg_temp.pick(n, 3, 6) as place, pg_temp.pick(n, 4, 10) as hand,
         case when n % 10 = 0 then (array['new', 'assigned', 'assigned', 'assigned', 'assigned', 'in_progress', 'in_progress',
                                          'in_progress', 'waiting', 'waiting'])[1 + pg_temp.pick(n, 5, 10)]
              when n % 100 = 1 then 'resolved' when n % 100 = 2 then 'declined' when n % 100 = 3 then 'withdrawn'
              else 'closed' end as state,
         now() - case when n % 10 = 0 then make_interval(secs => pg_temp.pick(n, 6, 864000))
                      when n % 100 = 1 then make_interval(days => 1, secs => pg_temp.pick(n, 6, 400000))
                      else make_interval(days => 11 + pg_temp.pick(n, 6, 720), secs => pg_temp.pick(n, 7, 86400)) end as filed_at,
         make_interval(secs => 3600 + pg_temp.pick(n, 8, 800000)) as took, pg_temp.pick(n, 9, 10) = 0 as late
  from good where n <= current_setting('bench.tickets')::int
)
select p.*, (w.departments)[1 + case when state = 'new' then 0 else place end] as department,
       60001 + case when state = 'new' then 0 else place end + 6 * hand as accountable,
       p.unit + 20000 * who as reporter, (array['owner', 'co_owner', 'tenant'])[1 + who] as role,
       case when is_open then null when state = 'resolved' then now() - interval '1 hour' else filed_at + took end as over_at,
       case when is_open and not late then now() + make_interval(hours => 12) + took
            when is_open then filed_at + make_interval(secs => 600) when late then filed_at + took / 2 else filed_at + took * 2
       end as due_at
from placed p, (select departments from place_of_work limit 1) w;

insert into ticket (number, kind, community_id, building_id, unit_id, category_id, urgency, channel, reporter_id, filed_by, reporter_role,
                    summary, body, language, department_id, accountable_id, state, state_facts, state_at, wake_at, filed_at,
                    recorded_at, first_response_at, resolved_at, closed_at, next_due_at, next_metric, late, last_seq, last_hash, terms)
select number, f.kind, 1 + (unit - 1) / 1000, 1 + (unit - 1) / 100, unit,
       (k.ids)[1 + pg_temp.pick(n, 10, cardinality(k.ids))], (array['urgent', 'normal', 'normal', 'low'])[1 + pg_temp.pick(n, 11, 4)],
       (array['web', 'web', 'phone', 'walk_in'])[1 + pg_temp.pick(n, 12, 4)], reporter, reporter, role,
       'The tap in the kitchen of home ' || unit || ' drips all night', 'The tap in the kitchen of home ' || unit
         || ' drips all night. It began on day ' || n % 365 || ' and the bucket below it is full by the morning.', 'en',
       case when state = 'new' then null else department end, accountable, state,
       case state when 'waiting' then jsonb_build_object('reason', 'parts', 'until', now() + interval '5 days')
                  when 'resolved' then jsonb_build_object('outcome', 'fixed', 'at', over_at)
                  when 'closed' then jsonb_build_object('outcome', 'fixed', 'at', over_at)
                  when 'declined' then '{"reason": "owners_responsibility", "referral": null}'::jsonb else '{}' end,
       coalesce(over_at, filed_at), case state when 'waiting' then now() + interval '5 days'
                                               when 'resolved' then over_at + interval '7 days' end,
       filed_at, filed_at, case when state not in ('new', 'assigned') then filed_at + interval '30 minutes' end,
       case when state in ('resolved', 'closed') then over_at end, case when not is_open and state <> 'resolved' then over_at end,
       case when is_open then case when state in ('new', 'assigned') then now() + interval '8 hours' + took / 4
                                   when not late then due_at end end,
       case when is_open then case when state in ('new', 'assigned') then 'first_response' when not late then 'resolve' end end,
       is_open and late, case when is_open then 3 else 4 end, sha256(number::bytea),
       array['tap', 'kitchen', 'home', 'drips', 'night', 'day' || n % 365, 'n' || unit]
from filled f join (select kind, array_agg(id order by id) as ids from category
                    where not retired and (parent_slug is not null or kind <> 'repair') group by kind) k on k.kind = f.kind
order by filed_at;
-- from here on the tickets go by their ids
create temp table named as select t.id, f.* from filled f join ticket t using (number);

insert into repair (ticket_id) select id from named where kind = 'repair';
insert into custody (ticket_id, cycle, department_id, person_id, from_at, to_at)
select id, 1, department, accountable, filed_at, over_at from named order by id;
insert into pause (ticket_id, cycle, reason, from_at, until_at)
select id, 1, 'parts', filed_at, now() + interval '5 days' from named where state = 'waiting';

insert into promise (ticket_id, cycle, metric, starts_on, target, policy_set_id, policy, calendar_id, state, started_at, due_at, warn_at,
                     warned_at, breached_at, met_at, community_id, department_id)
select t.id, 1, p.metric, 'filed', p.target, (select min(id) from policy_set), 'repair', (select id from calendar where slug = 'madrid'),
       p.state, t.filed_at, p.due_at, p.due_at - interval '4 hours', case when p.state <> 'running' or p.breached then t.filed_at end,
       case when p.breached then p.due_at end, p.met_at, 1 + (unit - 1) / 1000, case when t.state = 'new' then null else department end
from named t cross join lateral (values
  ('acknowledge', '1 wh', 'kept', t.filed_at + interval '1 hour', false, t.filed_at),
  ('first_response', '4 wh', case when t.state in ('new', 'assigned') then 'running' else 'kept' end,
   case when t.state in ('new', 'assigned') then now() + interval '8 hours' + t.took / 4 else t.filed_at + interval '4 hours' end, false,
   case when t.state not in ('new', 'assigned') then t.filed_at + interval '30 minutes' end),
  ('resolve', '10 wd', case when t.is_open then 'running' when t.late then 'broken' else 'kept' end, t.due_at, t.late, t.over_at)
) p (metric, target, state, due_at, breached, met_at)
order by t.id;

insert into event (ticket_id, seq, cycle, kind, visibility, actor_id, actor_kind, recorded_at, effective_at, data, hash)
select t.id, e.seq, 1, e.kind, 'public', e.actor, e.actor_kind, e.at, e.at, e.data, sha256((t.number || e.seq)::bytea)
from named t cross join lateral (values
  (1, 'Filed', t.reporter, 'owner', t.filed_at, '{"channel": "web", "urgency": "normal"}'::jsonb),
  (2, 'Acknowledged', null, 'system', t.filed_at, '{"automatic": true}'),
  (3, 'Routed', null, 'system', t.filed_at, jsonb_build_object('department', t.department)),
  (4, 'Resolved', t.accountable, 'staff', t.over_at, '{"outcome": "fixed"}')
) e (seq, kind, actor, actor_kind, at, data)
where e.at is not null
order by t.id, e.seq;
insert into event_text (event_id, salt, body, language)
select e.id, '\x00', t.body, 'en' from event e join ticket t on t.id = e.ticket_id where e.seq = 1;

do $$
declare
  index record;
begin
  for index in select * from kept_index loop
    execute index.definition;
  end loop;
end $$;
