//! Pauses and extensions: what due instants are derived from beside target and calendar.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::{
    error::Result,
    ids::{PauseId, PersonId, PromiseId, TicketId},
    sla::{
        hold::{Extension, Hold},
        pauses::Pause,
        target::Target,
    },
};

/// A ticket put on hold more often has another problem.
const MOST_OF_ONE_TICKET: i64 = 1000;

/// The intervals of tickets that do not count, as the engine takes them: an open pause with a known end ends then.
pub async fn intervals_of(
    conn: &mut PgConnection,
    tickets: &[TicketId],
) -> Result<HashMap<TicketId, Vec<Pause>>> {
    let ids: Vec<i64> = tickets.iter().map(|ticket| ticket.0).collect();
    let rows = sqlx::query!(
        "select ticket_id, from_at, coalesce(to_at, until_at) as to_at from pause
         where ticket_id = any($1) order by ticket_id, from_at limit $2",
        &ids,
        MOST_OF_ONE_TICKET * i64::try_from(ids.len())?
    )
    .fetch_all(conn)
    .await?;
    let mut of: HashMap<TicketId, Vec<Pause>> = HashMap::new();
    for row in rows {
        of.entry(TicketId(row.ticket_id)).or_default().push(Pause {
            from: row.from_at,
            to: row.to_at,
        });
    }
    Ok(of)
}

/// The pauses of a ticket for its pages, oldest first.
pub async fn list(conn: &mut PgConnection, ticket: TicketId) -> Result<Vec<Hold>> {
    let rows = sqlx::query!(
        r#"select id, cycle, reason, note, from_at, until_at, to_at, made_by as "made_by: PersonId"
           from pause where ticket_id = $1 order by from_at, id limit $2"#,
        ticket.0,
        MOST_OF_ONE_TICKET
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Hold {
            id: PauseId(row.id),
            cycle: row.cycle,
            reason: row.reason,
            note: row.note,
            from: row.from_at,
            until: row.until_at,
            ended: row.to_at,
            by: row.made_by,
        })
        .collect())
}

pub struct NewPause<'a> {
    pub ticket: TicketId,
    pub cycle: i32,
    pub reason: &'a str,
    pub note: &'a str,
    pub from: DateTime<Utc>,
    pub until: Option<DateTime<Utc>>,
    pub by: Option<PersonId>,
}

/// The raw error, so that the constraints `pause_one_open` and `pause_forward` can be told apart.
pub async fn open(conn: &mut PgConnection, new: &NewPause<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into pause (ticket_id, cycle, reason, note, from_at, until_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7)",
        new.ticket.0,
        new.cycle,
        new.reason,
        new.note,
        new.from,
        new.until,
        new.by.map(|by| by.0)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends the open pause, if there is one: now, or at its own end if that came first. The cycle it belongs to.
pub async fn close(
    conn: &mut PgConnection,
    ticket: TicketId,
    at: DateTime<Utc>,
) -> Result<Option<i32>> {
    let cycle = sqlx::query_scalar!(
        "update pause set to_at = greatest(from_at, least($2, until_at)) where ticket_id = $1 and to_at is null
         returning cycle",
        ticket.0,
        at
    )
    .fetch_optional(conn)
    .await?;
    Ok(cycle)
}

/// The extensions of several promises, each in the order they were given.
pub async fn extensions_of(
    conn: &mut PgConnection,
    promises: &[PromiseId],
) -> Result<HashMap<PromiseId, Vec<Extension>>> {
    let ids: Vec<i64> = promises.iter().map(|promise| promise.0).collect();
    let rows = sqlx::query!(
        r#"select promise_id, by_target, reason, made_by as "made_by: PersonId", made_at
           from extension where promise_id = any($1) order by promise_id, id limit $2"#,
        &ids,
        MOST_OF_ONE_TICKET * i64::try_from(ids.len())?
    )
    .fetch_all(conn)
    .await?;
    let mut of: HashMap<PromiseId, Vec<Extension>> = HashMap::new();
    for row in rows {
        of.entry(PromiseId(row.promise_id))
            .or_default()
            .push(Extension {
                by: row.by_target.parse()?,
                reason: row.reason,
                person: row.made_by,
                at: row.made_at,
            });
    }
    Ok(of)
}

pub async fn extend(
    conn: &mut PgConnection,
    promise: PromiseId,
    by: Target,
    reason: &str,
    person: Option<PersonId>,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into extension (promise_id, by_target, reason, made_by, made_at) values ($1, $2, $3, $4, $5)",
        promise.0,
        by.to_string(),
        reason,
        person.map(|by| by.0),
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}
