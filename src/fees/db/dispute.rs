use chrono::{DateTime, Utc};
use sqlx::{PgConnection, types::Json};

use super::{
    super::{
        dispute::NewLine,
        model::{Charge, Decision, DisputeLine, Facts, Ground},
    },
    charge::ChargeRow,
};
use crate::{
    error::Result,
    i18n::Lang,
    ids::{ChargeId, DisputeLineId, PersonId, TicketId, UnitId},
    ticket::Number,
};

pub async fn insert_dispute(
    conn: &mut PgConnection,
    ticket: TicketId,
    lines: &[NewLine],
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!("insert into dispute (ticket_id) values ($1)", ticket.0)
        .execute(&mut *conn)
        .await?;
    for line in lines {
        sqlx::query!(
            "insert into dispute_line (ticket_id, charge_id, ground, claimed, facts, held_at) values ($1, $2, $3, $4, $5, $6)",
            ticket.0,
            line.charge.0,
            line.ground.as_str(),
            line.claimed,
            Json(line.facts) as _,
            now,
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// Lines whose dispute ended without a decision (withdrawn, declined, a duplicate) stand in nobody's way.
pub async fn release_ended(conn: &mut PgConnection, charges: &[ChargeId]) -> Result<()> {
    let charges: Vec<i64> = charges.iter().map(|id| id.0).collect();
    sqlx::query!(
        "update dispute_line l set released_at = t.state_at from ticket t
         where t.id = l.ticket_id and l.charge_id = any($1) and l.released_at is null
           and t.state not in ('new', 'assigned', 'in_progress', 'waiting')",
        &charges
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Another open dispute that holds one of these charges.
pub async fn held_elsewhere(
    conn: &mut PgConnection,
    ticket: TicketId,
    charges: &[ChargeId],
) -> Result<Option<Number>> {
    let charges: Vec<i64> = charges.iter().map(|id| id.0).collect();
    Ok(sqlx::query_scalar!(
        r#"select t.number as "number: Number" from dispute_line l join ticket t on t.id = l.ticket_id
           where l.charge_id = any($1) and l.released_at is null and l.ticket_id <> $2
           order by l.charge_id limit 1"#,
        &charges,
        ticket.0
    )
    .fetch_optional(conn)
    .await?)
}

/// The lines wait for another decision; the one before stands in the record, and what it took off in the adjustments.
pub async fn hold_again(
    conn: &mut PgConnection,
    ticket: TicketId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update dispute_line set held_at = $2, released_at = null, decision = null, relief = null, reasons = null where ticket_id = $1",
        ticket.0,
        now
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update dispute set decided_at = null, decided_by = null, letter = null, letter_language = null where ticket_id = $1",
        ticket.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The lines of a dispute, whose ticket the viewer must have been shown.
pub async fn lines_of(conn: &mut PgConnection, ticket: TicketId) -> Result<Vec<DisputeLine>> {
    let rows = sqlx::query!(
        r#"select l.id, l.ground as "ground: Ground", l.claimed, l.facts as "facts: Json<Facts>", l.decision as "decision: Decision",
                  l.relief, l.reasons, l.released_at, l.held_at, t.number as "number: Number",
                  c.id as charge_id, c.unit_id, c.reference, c.name, c.period_on, c.due_on, c.amount, c.paid, c.explanation,
                  (select coalesce(sum(a.amount), 0)::bigint from adjustment a
                   where a.charge_id = c.id and a.approved_at is not null) as "relieved!"
           from dispute_line l
           join ticket t on t.id = l.ticket_id
           join charge c on c.id = l.charge_id
           where l.ticket_id = $1
           order by c.due_on, l.id
           limit 100"#,
        ticket.0
    )
    .fetch_all(conn)
    .await?;
    let lines = rows.into_iter().map(|row| DisputeLine {
        id: DisputeLineId(row.id),
        charge: Charge::from(ChargeRow {
            id: ChargeId(row.charge_id),
            unit: UnitId(row.unit_id),
            reference: row.reference,
            name: row.name,
            period_on: row.period_on,
            due_on: row.due_on,
            amount: row.amount,
            paid: row.paid,
            relieved: row.relieved,
            explanation: row.explanation,
            held_by: row.released_at.is_none().then_some(row.number),
            claimed: row.claimed,
            held_at: Some(row.held_at),
        }),
        ground: row.ground,
        claimed: row.claimed,
        facts: row.facts.0,
        decision: row.decision,
        relief: row.relief,
        reasons: row.reasons,
    });
    Ok(lines.collect())
}

/// A decision that waits for its second person.
#[derive(Debug, Clone)]
pub struct Proposal {
    pub by: PersonId,
    pub at: DateTime<Utc>,
    pub letter: String,
    pub language: Lang,
}

pub async fn proposal(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Proposal>> {
    let row = sqlx::query!(
        r#"select d.decided_by as "by!", d.decided_at as "at!", d.letter as "letter!", d.letter_language as "language!"
           from dispute d
           where d.ticket_id = $1 and d.decided_at is not null and d.letter is not null
             and exists (select from adjustment a where a.ticket_id = d.ticket_id and a.approved_at is null and a.refused_at is null)"#,
        ticket.0
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Proposal {
        by: PersonId(row.by),
        at: row.at,
        letter: row.letter,
        language: Lang::from_code(&row.language).unwrap_or_default(),
    }))
}

/// One line decided: what comes off becomes an adjustment, which counts at once or waits for the second person.
pub async fn decide_line(
    conn: &mut PgConnection,
    ticket: TicketId,
    line: &DisputeLine,
    by: PersonId,
    needs_second: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    let relief = line.relief.unwrap_or_default();
    sqlx::query!(
        "update dispute_line set decision = $2, relief = $3, reasons = $4 where id = $1",
        line.id.0,
        line.decision.map(Decision::as_str),
        relief,
        line.reasons,
    )
    .execute(&mut *conn)
    .await?;
    if relief > 0 {
        sqlx::query!(
            "insert into adjustment (charge_id, ticket_id, amount, proposed_by, proposed_at, approved_at, needs_second)
             values ($1, $2, $3, $4, $5, $6, $7)",
            line.charge.id.0,
            ticket.0,
            relief,
            by.0,
            now,
            (!needs_second).then_some(now),
            needs_second,
        )
        .execute(conn)
        .await?;
    }
    Ok(())
}

pub async fn save_letter(
    conn: &mut PgConnection,
    ticket: TicketId,
    letter: &str,
    language: Lang,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update dispute set decided_at = $2, decided_by = $3, letter = $4, letter_language = $5 where ticket_id = $1",
        ticket.0,
        now,
        by.0,
        letter,
        language.code(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn release(conn: &mut PgConnection, ticket: TicketId, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "update dispute_line set released_at = $2 where ticket_id = $1 and released_at is null",
        ticket.0,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn approve(
    conn: &mut PgConnection,
    ticket: TicketId,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update adjustment set approved_by = $2, approved_at = $3 where ticket_id = $1 and approved_at is null and refused_at is null",
        ticket.0,
        by.0,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The proposal stays as it was; the lines wait for another decision.
pub async fn refuse(
    conn: &mut PgConnection,
    ticket: TicketId,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update adjustment set refused_by = $2, refused_at = $3 where ticket_id = $1 and approved_at is null and refused_at is null",
        ticket.0,
        by.0,
        now
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!("update dispute set decided_at = null, decided_by = null, letter = null, letter_language = null where ticket_id = $1", ticket.0)
        .execute(&mut *conn)
        .await?;
    sqlx::query!("update dispute_line set decision = null, relief = null, reasons = null where ticket_id = $1", ticket.0)
        .execute(conn)
        .await?;
    Ok(())
}

/// A dispute that waits for its second person, for the list of those who may be it.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub number: Number,
    pub community: String,
    pub currency: String,
    pub building: Option<String>,
    pub unit: Option<String>,
    pub proposed_by: PersonId,
    pub proposer: String,
    pub proposed_at: DateTime<Utc>,
    pub sum: i64,
    pub letter: String,
    pub language: String,
}

impl Waiting {
    /// What the letter is written in.
    pub fn lang(&self) -> &'static str {
        Lang::from_code(&self.language).unwrap_or_default().tag()
    }
}

pub async fn waiting(conn: &mut PgConnection, communities: &[i64]) -> Result<Vec<Waiting>> {
    Ok(sqlx::query_as!(
        Waiting,
        r#"select t.number as "number: Number", c.name as community, c.currency, b.name as "building?",
                  u.label as "unit?", a.proposed_by as "proposed_by: PersonId", p.name as proposer, a.proposed_at as "proposed_at!", a.sum as "sum!",
                  coalesce(d.letter, '') as "letter!", coalesce(d.letter_language, t.language) as "language!"
           from (select ticket_id, proposed_by, min(proposed_at) as "proposed_at", sum(amount)::bigint as sum
                 from adjustment where approved_at is null and refused_at is null group by ticket_id, proposed_by) a
           join ticket t on t.id = a.ticket_id
           join dispute d on d.ticket_id = t.id
           join community c on c.id = t.community_id
           left join building b on b.id = t.building_id
           left join unit u on u.id = t.unit_id
           join person p on p.id = a.proposed_by
           where t.community_id = any($1) and t.state in ('new', 'assigned', 'in_progress', 'waiting')
           order by a.proposed_at
           limit 100"#,
        communities
    )
    .fetch_all(conn)
    .await?)
}

pub async fn name_of(conn: &mut PgConnection, person: PersonId) -> Result<String> {
    Ok(sqlx::query_scalar!(
        "select coalesce(call_name, name) as \"name!\" from person where id = $1",
        person.0
    )
    .fetch_one(conn)
    .await?)
}
