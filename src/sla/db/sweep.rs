//! Finding what is past its instant.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::promise::{promises, select};
use crate::{
    error::Result,
    ids::{CalendarId, PromiseId, TicketId},
    sla::promise::Promise,
};

/// Locks the tickets of promises past due, warning or a step of their ladder, soonest first, at most `limit` of each. Rows
/// another process holds are left to it. Only ticket rows are locked, as every deed does first, so that all agree on one
/// order; no deed writes a promise without that lock. Each of the three walks one partial index from its beginning.
pub async fn lock_overdue(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<TicketId>> {
    let mut tickets: BTreeSet<TicketId> = BTreeSet::new();
    let broken = sqlx::query_scalar!(
        r#"select ticket.id as "id: TicketId" from promise join ticket on ticket.id = promise.ticket_id
           where promise.state = 'running' and promise.breached_at is null and promise.due_at < $1
           order by promise.due_at limit $2 for no key update of ticket skip locked"#,
        now,
        limit
    );
    tickets.extend(broken.fetch_all(&mut *conn).await?);
    let warned = sqlx::query_scalar!(
        r#"select ticket.id as "id: TicketId" from promise join ticket on ticket.id = promise.ticket_id
           where promise.state = 'running' and promise.warned_at is null and promise.breached_at is null
                 and promise.warn_at <= $1
           order by promise.warn_at limit $2 for no key update of ticket skip locked"#,
        now,
        limit
    );
    tickets.extend(warned.fetch_all(&mut *conn).await?);
    let escalated = sqlx::query_scalar!(
        r#"select ticket.id as "id: TicketId" from promise join ticket on ticket.id = promise.ticket_id
           where promise.escalate_at <= $1
           order by promise.escalate_at limit $2 for no key update of ticket skip locked"#,
        now,
        limit
    );
    tickets.extend(escalated.fetch_all(&mut *conn).await?);
    Ok(tickets.into_iter().collect())
}

/// Locks the tickets of a page of running promises that count by a calendar; all of them, waiting for who holds one.
pub async fn lock_of_calendar(
    conn: &mut PgConnection,
    calendar: CalendarId,
    after: PromiseId,
    limit: i64,
) -> Result<Vec<(PromiseId, TicketId)>> {
    let page = select!(
        "where calendar_id = $1 and state = 'running' and id > $2 order by id limit $3",
        calendar.0,
        after.0,
        limit
    );
    let page: Vec<Promise> = promises(page.fetch_all(&mut *conn).await?)?;
    let mut tickets: Vec<i64> = page.iter().map(|promise| promise.ticket.0).collect();
    tickets.sort_unstable();
    tickets.dedup();
    sqlx::query!(
        "select id from ticket where id = any($1) order by id for no key update",
        &tickets
    )
    .fetch_all(conn)
    .await?;
    Ok(page
        .into_iter()
        .map(|promise| (promise.id, promise.ticket))
        .collect())
}

/// The oldest running promises that count by a calendar, none of them locked.
pub async fn of_calendar(
    conn: &mut PgConnection,
    calendar: CalendarId,
    limit: i64,
) -> Result<Vec<Promise>> {
    let found = select!(
        "where calendar_id = $1 and state = 'running' order by id limit $2",
        calendar.0,
        limit
    );
    promises(found.fetch_all(conn).await?)
}
