//! What an owner's own pages list.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use sqlx::PgConnection;

use super::super::{
    model::{Kind, State},
    number::Number,
};
use crate::{
    error::Result,
    i18n::{Label, Lang},
    ids::{PersonId, TicketId, UnitId},
    sla::Metric,
};

/// One report as a card on the owner's first page.
#[derive(Debug, Clone)]
pub struct Card {
    pub number: Number,
    pub kind: Kind,
    pub category_label: Label,
    pub summary: String,
    pub language: Lang,
    pub state: State,
    pub late: bool,
    /// The soonest thing promised to the owner that has not happened yet.
    pub next: Option<(Metric, DateTime<Utc>)>,
    pub place: String,
    /// Whose clock it goes by.
    pub zone: Tz,
    pub filed_at: DateTime<Utc>,
    pub mine: bool,
}

/// The reports this person may see: those that are not over first, newest first, at most `limit`.
pub async fn cards(
    conn: &mut PgConnection,
    owner: PersonId,
    today: NaiveDate,
    over: bool,
    limit: i64,
) -> Result<Vec<Card>> {
    let rows = sqlx::query!(
        r#"with seen as (
             select t.id from ticket t where t.reporter_id = $1
             union
             select t.id from occupancy o join ticket t on t.unit_id = o.unit_id
             where o.person_id = $1 and (o.to_on is null or o.to_on > $2))
           select t.number as "number!", t.kind as "kind!", k.title as "label?: sqlx::types::Json<Label>", t.summary as "summary!", t.language as "language!",
                  t.state as "state!", t.state_facts as "state_facts!", t.late as "late!", t.filed_at as "filed_at!",
                  coalesce(t.reporter_id = $1, false) as "mine!",
                  concat_ws(' · ', b.name, u.label) as "place!", c.zone as "zone!",
                  n.metric as "metric?", n.due_at as "due_at?"
           from seen s
           join ticket t on t.id = s.id
           join community c on c.id = t.community_id
           left join category k on k.id = t.category_id
           left join building b on b.id = t.building_id
           left join unit u on u.id = t.unit_id
           left join lateral (
             select p.metric, p.due_at from promise p
             where p.ticket_id = t.id and p.state = 'running' and p.due_at is not null and p.breached_at is null
               and p.metric <> 'department_hold'
             order by p.due_at limit 1) n on true
           where owner_may_see(t, $1, $2)
             and (t.state in ('closed', 'declined', 'duplicate', 'withdrawn')) = $3
           order by t.filed_at desc, t.id desc limit $4"#,
        owner.0,
        today,
        over,
        limit
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Card {
                number: row.number.parse()?,
                kind: row.kind.parse()?,
                category_label: row.label.map(|label| label.0).unwrap_or_default(),
                summary: row.summary,
                language: Lang::from_code(&row.language).unwrap_or_default(),
                state: State::from_columns(&row.state, row.state_facts)?,
                late: row.late,
                next: match (row.metric, row.due_at) {
                    (Some(metric), Some(due)) => Some((metric.parse()?, due)),
                    _ => None,
                },
                place: row.place,
                zone: row.zone.parse().unwrap_or_default(),
                filed_at: row.filed_at,
                mine: row.mine,
            })
        })
        .collect()
}

/// The ticket that another was joined with, as much as its reporter's household may hear of it.
#[derive(Debug, Clone)]
pub struct Other {
    pub number: Number,
    pub kind: Kind,
    pub unit: Option<UnitId>,
    pub state: State,
    /// It is there for them as any ticket of theirs.
    pub sees: bool,
    /// They follow it by their own report.
    pub follows: bool,
}

pub async fn joined_with(
    conn: &mut PgConnection,
    owner: PersonId,
    ticket: TicketId,
    today: NaiveDate,
) -> Result<Option<Other>> {
    let row = sqlx::query!(
        r#"select t.number as "number: Number", t.kind as "kind: Kind", t.unit_id as "unit: UnitId", t.state, t.state_facts,
                  owner_may_see(t, $2, $3) as "sees!",
                  exists (select from watcher w where w.ticket_id = t.id and w.person_id = $2 and w.own_ticket_id is not null) as "follows!"
           from ticket own join ticket t on t.id = own.duplicate_of where own.id = $1"#,
        ticket.0,
        owner.0,
        today
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| {
        Ok(Other {
            number: row.number,
            kind: row.kind,
            unit: row.unit,
            state: State::from_columns(&row.state, row.state_facts)?,
            sees: row.sees,
            follows: row.follows,
        })
    })
    .transpose()
}

/// The stars this person gave for a cycle.
pub async fn rating(
    conn: &mut PgConnection,
    ticket: TicketId,
    cycle: i32,
    person: PersonId,
) -> Result<Option<(i32, String)>> {
    let row = sqlx::query!(
        "select score, words from rating where ticket_id = $1 and cycle = $2 and person_id = $3",
        ticket.0,
        cycle,
        person.0
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| (row.score, row.words)))
}
