-- What one may not see is not there: the two conditions every list, page, search, count, file and stream uses.

alter table ticket drop column idempotency_key;
-- beside the department's own people: watchers and those offered the ticket
alter table ticket add column seen_by bigint[] not null default '{}';
alter table ticket add column seen_by_departments bigint[] not null default '{}';
-- a complaint is not there for whom it is about
alter table ticket add column hidden_from bigint[] not null default '{}';
create index ticket_seen_by on ticket using gin (seen_by) where seen_by <> '{}';
create index custody_person on custody (person_id, from_at desc);
create index custody_department on custody (department_id, from_at desc);

-- Staff: the arrays are the communities and departments of the viewer's roles, read once per request. No subquery, so that the
-- planner inlines it.
create function staff_may_see(t ticket, me bigint, desk_communities bigint[], departments bigint[],
                              department_communities bigint[], finance_communities bigint[])
returns boolean language sql immutable parallel safe as $$
  select not (me = any (t.hidden_from))
     and (t.community_id = any (desk_communities)
          or (t.department_id = any (departments) and t.community_id = any (department_communities))
          or t.accountable_id = me
          or me = any (t.seen_by)
          or t.seen_by_departments && departments
          or (t.kind = 'fee_dispute' and t.community_id = any (finance_communities)))
$$;

-- Owners: what they reported themselves, and what concerns a unit they belong to, from the day they came. Whoever lives there
-- sees repairs and questions; money and complaints are between the company and those who own or act for the unit.
create function owner_may_see(t ticket, me bigint, today date)
returns boolean language sql stable parallel safe as $$
  select t.reporter_id = me
      or exists (
           select from occupancy o
           where o.person_id = me and o.unit_id = t.unit_id
             and o.from_on <= (t.filed_at at time zone 'UTC')::date
             and o.from_on <= today and (o.to_on is null or o.to_on > today)
             and case
                   when t.kind in ('repair', 'inquiry', 'suggestion', 'service_order') then true
                   when t.kind = 'fee_dispute' then o.role in ('owner', 'co_owner', 'agent')
                   else o.role in ('owner', 'co_owner', 'agent') and t.reporter_role in ('owner', 'co_owner', 'agent')
                 end)
$$;
