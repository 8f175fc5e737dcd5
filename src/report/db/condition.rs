//! The one condition of a figure, shared by counting and listing.

use chrono::{DateTime, Utc};
use sqlx::{Postgres, QueryBuilder};

use super::super::figure::{BANDS, Figure, Group, Lens, Pick, SOON, midnight};

/// The head of a statement about a figure: `select <what> from … where …`. Bind more after it as needed.
pub fn select(what: &str, lens: &Lens, pick: &Pick, now: DateTime<Utc>) -> QueryBuilder<Postgres> {
    let mut q = QueryBuilder::new("select ");
    q.push(what);
    push_from(&mut q, pick);
    push_where(&mut q, lens, pick, now);
    q
}

pub fn push_from(q: &mut QueryBuilder<Postgres>, pick: &Pick) {
    q.push(if pick.figure.is_of_promises() {
        " from promise p join ticket t on t.id = p.ticket_id"
    } else {
        " from ticket t"
    });
}

pub fn push_where(q: &mut QueryBuilder<Postgres>, lens: &Lens, pick: &Pick, now: DateTime<Utc>) {
    let scope = &lens.scope;
    q.push(" where staff_may_see(t, ").push_bind(scope.me);
    for list in [
        &scope.desk,
        &scope.departments,
        &scope.department_communities,
        &scope.finance,
    ] {
        q.push(", ").push_bind(list.clone());
    }
    q.push(")");
    // A promise counts for the department that had it when it was due.
    let side = if pick.figure.is_of_promises() {
        "p"
    } else {
        "t"
    };
    q.push(format!(" and ({side}.department_id = any ("))
        .push_bind(lens.departments.clone())
        .push("::bigint[])");
    if lens.unrouted {
        q.push(format!(" or {side}.department_id is null"));
    }
    q.push(")");
    push_figure(q, lens, pick, now);
    push_groups(q, pick, side, now);
}

const OPEN: &str = " and t.state in ('new', 'assigned', 'in_progress', 'waiting')";

/// Besides what the sweep has marked, what fell due since.
const LATE: &str = "(t.late or t.next_due_at < ";

fn push_figure(q: &mut QueryBuilder<Postgres>, lens: &Lens, pick: &Pick, now: DateTime<Utc>) {
    match pick.figure {
        Figure::Open => drop(q.push(OPEN)),
        Figure::Late => {
            q.push(OPEN)
                .push(" and ")
                .push(LATE)
                .push_bind(now)
                .push(")");
        }
        Figure::Act => {
            q.push(OPEN)
                .push(" and ")
                .push(LATE)
                .push_bind(now + SOON)
                .push(")");
        }
        Figure::Today => {
            let tomorrow = now.with_timezone(&lens.zone).date_naive() + chrono::TimeDelta::days(1);
            q.push(OPEN)
                .push(" and t.next_due_at >= ")
                .push_bind(now)
                .push(" and t.next_due_at < ")
                .push_bind(midnight(tomorrow, lens.zone));
        }
        Figure::Waiting => drop(q.push(" and t.state = 'waiting'")),
        Figure::Filed => push_time(q, "t.filed_at", lens, pick, now),
        Figure::Ended => push_time(q, "t.closed_at", lens, pick, now),
        Figure::Closed => {
            q.push(" and t.state = 'closed'");
            push_time(q, "t.closed_at", lens, pick, now);
        }
        Figure::Reopened => {
            q.push(
                " and t.id in (select e.ticket_id from event e where e.kind in ('Returned', 'Reopened')
                    and exists (select from event r where r.ticket_id = e.ticket_id and r.seq < e.seq and r.cycle = e.cycle - 1
                                  and r.kind in ('Resolved', 'ComplaintAnswered', 'DisputeDecided')
                                  and r.effective_at > e.effective_at - interval '14 days')",
            );
            push_time(q, "e.effective_at", lens, pick, now);
            q.push(")");
        }
        Figure::First | Figure::FirstKept | Figure::FirstLate => {
            q.push(" and p.metric = 'first_response'");
            push_fate(q, pick.figure);
            push_time(q, "p.due_at", lens, pick, now);
        }
        Figure::Done | Figure::DoneKept | Figure::DoneLate => {
            q.push(" and p.metric in ('resolve', 'answer')");
            push_fate(q, pick.figure);
            push_time(q, "p.due_at", lens, pick, now);
        }
    }
}

/// Due, and kept or not; one that was not needed any more is neither.
fn push_fate(q: &mut QueryBuilder<Postgres>, figure: Figure) {
    q.push(match figure {
        Figure::FirstKept | Figure::DoneKept => " and p.state = 'kept'",
        Figure::FirstLate | Figure::DoneLate => " and p.state in ('running', 'broken')",
        _ => " and p.state in ('running', 'kept', 'broken')",
    });
}

fn push_time(
    q: &mut QueryBuilder<Postgres>,
    column: &str,
    lens: &Lens,
    pick: &Pick,
    now: DateTime<Utc>,
) {
    let (from, to) = pick.time(lens, now);
    if let Some(from) = from {
        q.push(format!(" and {column} >= ")).push_bind(from);
    }
    // what happens in this very instant belongs to a board of now
    let is = if pick.day.is_some() { "<" } else { "<=" };
    q.push(format!(" and {column} {is} ")).push_bind(to);
}

fn push_groups(q: &mut QueryBuilder<Postgres>, pick: &Pick, side: &str, now: DateTime<Utc>) {
    if let Some(band) = pick.band {
        let from = |band: usize| now - chrono::TimeDelta::days(BANDS[band]);
        if band > 0 {
            q.push(" and t.filed_at <= ").push_bind(from(band));
        }
        if band + 1 < BANDS.len() {
            q.push(" and t.filed_at > ").push_bind(from(band + 1));
        }
    }
    let ids = [
        ("t.accountable_id", pick.person),
        ("t.community_id", pick.community),
        ("t.building_id", pick.building),
        ("t.category_id", pick.category),
    ];
    for (column, id) in ids {
        if let Some(id) = id {
            q.push(format!(" and {column} = ")).push_bind(id);
        }
    }
    match pick.department {
        // no department has the number 0: what is not routed yet
        Some(0) => drop(q.push(format!(" and {side}.department_id is null"))),
        Some(id) => drop(
            q.push(format!(" and {side}.department_id = "))
                .push_bind(id),
        ),
        None => {}
    }
    if let Some(reason) = &pick.reason {
        q.push(" and t.state_facts->>'reason' = ")
            .push_bind(reason.clone());
    }
}

/// What the groups of a figure are told apart by, as text.
pub fn push_key(
    q: &mut QueryBuilder<Postgres>,
    group: Group,
    lens: &Lens,
    pick: &Pick,
    now: DateTime<Utc>,
) {
    let side = if pick.figure.is_of_promises() {
        "p"
    } else {
        "t"
    };
    match group {
        Group::Band => {
            q.push("case");
            for (band, days) in BANDS.iter().skip(1).enumerate() {
                q.push(" when t.filed_at > ")
                    .push_bind(now - chrono::TimeDelta::days(*days))
                    .push(format!(" then '{band}'"));
            }
            q.push(format!(" else '{}' end", BANDS.len() - 1));
        }
        Group::Person => drop(q.push("t.accountable_id::text")),
        Group::Reason => {
            q.push("case when t.state = 'waiting' then t.state_facts->>'reason' end");
        }
        Group::Day => {
            let column = match pick.figure {
                Figure::Ended | Figure::Closed => "t.closed_at",
                _ => "t.filed_at",
            };
            q.push(format!("({column} at time zone "))
                .push_bind(lens.zone.name())
                .push(")::date::text");
        }
        Group::Department => drop(q.push(format!("coalesce({side}.department_id, 0)::text"))),
        Group::Community => drop(q.push("t.community_id::text")),
        Group::Building => drop(q.push("t.building_id::text")),
        Group::Repeat => drop(q.push("t.building_id || ':' || t.category_id")),
    }
}

/// What is marked among the counted: the late of open work, the kept of promises.
pub fn push_marked(q: &mut QueryBuilder<Postgres>, pick: &Pick, now: DateTime<Utc>) {
    if pick.figure.is_of_promises() {
        q.push("p.state = 'kept'");
    } else {
        q.push(LATE).push_bind(now).push(")");
    }
}
