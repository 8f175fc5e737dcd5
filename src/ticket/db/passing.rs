//! In whose hands a ticket is, and to whom it is offered.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::super::{
    handoff::{Offer, To},
    model::Ticket,
};
use crate::{
    error::Result,
    ids::{DepartmentId, PersonId, TicketId},
};

/// Closes the present span in somebody's hands and opens the next; nothing happens if neither department nor person changes.
pub async fn pass_custody(
    conn: &mut PgConnection,
    ticket: &Ticket,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "with closed as (
           update custody set to_at = $5
           where ticket_id = $1 and to_at is null
             and (department_id, person_id, cycle) is distinct from ($2::bigint, $3::bigint, $4::int)
           returning id),
         kept as (select id from custody where ticket_id = $1 and to_at is null and id not in (select id from closed))
         insert into custody (ticket_id, cycle, department_id, person_id, from_at)
         select $1, $4, $2, $3, $5 where not exists (select from kept)",
        ticket.id.0,
        ticket.department.map(|id| id.0),
        ticket.accountable.map(|id| id.0),
        ticket.cycle,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The first span of a new ticket.
pub async fn begin_custody(
    conn: &mut PgConnection,
    ticket: &Ticket,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into custody (ticket_id, cycle, department_id, person_id, from_at) values ($1, $2, $3, $4, $5)",
        ticket.id.0,
        ticket.cycle,
        ticket.department.map(|id| id.0),
        ticket.accountable.map(|id| id.0),
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn end_custody(
    conn: &mut PgConnection,
    ticket: TicketId,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update custody set to_at = $2 where ticket_id = $1 and to_at is null",
        ticket.0,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn insert_offer(
    conn: &mut PgConnection,
    ticket: TicketId,
    from: Option<PersonId>,
    to: To,
    reason: &str,
    now: DateTime<Utc>,
    lapses_at: DateTime<Utc>,
) -> Result<bool> {
    let (person, department) = match to {
        To::Person(person) => (Some(person.0), None),
        To::Department(department) => (None, Some(department.0)),
    };
    let done = sqlx::query!(
        "insert into handoff (ticket_id, from_person_id, to_person_id, to_department_id, reason, offered_at, lapses_at, state)
         values ($1, $2, $3, $4, $5, $6, $7, 'offered') on conflict (ticket_id) where state = 'offered' do nothing",
        ticket.0,
        from.map(|person| person.0),
        person,
        department,
        reason,
        now,
        lapses_at
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub async fn open_offer(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Offer>> {
    let row = sqlx::query!(
        "select id, from_person_id, to_person_id, to_department_id, reason, offered_at, lapses_at
         from handoff where ticket_id = $1 and state = 'offered'",
        ticket.0
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Offer {
        id: row.id,
        from: row.from_person_id.map(PersonId),
        to_person: row.to_person_id.map(PersonId),
        to_department: row.to_department_id.map(DepartmentId),
        reason: row.reason,
        offered_at: row.offered_at,
        lapses_at: row.lapses_at,
    }))
}

pub async fn settle_offer(
    conn: &mut PgConnection,
    offer: i64,
    state: &str,
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update handoff set state = $2, settled_by = $3, settled_at = $4 where id = $1",
        offer,
        state,
        by.map(|person| person.0),
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whatever was offered no longer is: the ticket went elsewhere, or ended.
pub async fn withdraw_offer(
    conn: &mut PgConnection,
    ticket: TicketId,
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update handoff set state = 'withdrawn', settled_by = $2, settled_at = $3 where ticket_id = $1 and state = 'offered'",
        ticket.0,
        by.map(|person| person.0),
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What ended the offer is taken back; the offer stands as long as it would have.
pub async fn restore_offer(conn: &mut PgConnection, offer: i64) -> Result<()> {
    sqlx::query!(
        "update handoff set state = 'offered', settled_by = null, settled_at = null where id = $1 and state = 'withdrawn'",
        offer
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Tickets with an offer that nobody took in time. The ticket is locked first, as every deed does.
pub async fn claim_lapsed(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<TicketId>> {
    let ids = sqlx::query_scalar!(
        "select t.id from handoff h join ticket t on t.id = h.ticket_id
         where h.state = 'offered' and h.lapses_at <= $1
         order by h.lapses_at limit $2 for no key update of t skip locked",
        now,
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(ids.into_iter().map(TicketId).collect())
}

/// Open tickets whose accountable person's account is switched off.
pub async fn claim_left_behind(conn: &mut PgConnection, most: i64) -> Result<Vec<TicketId>> {
    Ok(sqlx::query_scalar!(
        r#"select t.id as "id: TicketId" from staff_account a join ticket t on t.accountable_id = a.person_id
           where a.disabled_at is not null and t.state in ('new', 'assigned', 'in_progress', 'waiting')
           order by t.id limit $1 for update of t skip locked"#,
        most
    )
    .fetch_all(conn)
    .await?)
}
