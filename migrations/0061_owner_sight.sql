-- The owner's condition in two functions: a function with a subquery is not inlined, and PostgreSQL plans it anew at every call. What one
-- reported oneself, which is nearly every look, is now told by a comparison of the query itself.

create function lives_with(me bigint, of_unit bigint, kind text, reporter_role text, filed_at timestamptz, today date)
returns boolean language sql stable parallel safe as $$
  select exists (
    select from occupancy o
    where o.person_id = me and o.unit_id = of_unit
      and o.from_on <= (filed_at at time zone 'UTC')::date
      and o.from_on <= today and (o.to_on is null or o.to_on > today)
      and case
            when kind in ('repair', 'inquiry', 'suggestion', 'service_order') then true
            when kind = 'fee_dispute' then o.role in ('owner', 'co_owner', 'agent')
            else o.role in ('owner', 'co_owner', 'agent') and reporter_role in ('owner', 'co_owner', 'agent')
          end)
$$;

create or replace function owner_may_see(t ticket, me bigint, today date)
returns boolean language sql stable parallel safe as $$
  select t.reporter_id = me or lives_with(me, t.unit_id, t.kind, t.reporter_role, t.filed_at, today)
$$;
