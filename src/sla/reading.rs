//! Promises as pages show them.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::{
    cache::SlaCache,
    db::{self, calendar::StoredCalendar},
    due::{Due, due},
    elapsed::elapsed,
    hold::{Extension, Hold},
    metric::Metric,
    promise::{Change, ChangeKind, Promise},
};
use crate::{
    error::Result,
    ids::{CommunityId, PromiseId, TicketId},
};

/// All promises of a ticket, oldest first.
pub async fn promises_of(conn: &mut PgConnection, ticket: TicketId) -> Result<Vec<Promise>> {
    db::promise::of_ticket(conn, ticket).await
}

/// One promise; the caller has checked that its reader may see the ticket it belongs to.
pub async fn promise(conn: &mut PgConnection, id: PromiseId) -> Result<Promise> {
    db::promise::load(conn, id).await
}

/// The soonest running one of a cycle.
pub async fn next_due(
    conn: &mut PgConnection,
    ticket: TicketId,
    cycle: i32,
) -> Result<Option<(DateTime<Utc>, Metric)>> {
    db::promise::soonest(conn, ticket, cycle).await
}

/// The same from the changes of a cycle that has just opened, without asking the database.
pub fn soonest(changes: &[Change]) -> Option<(DateTime<Utc>, Metric)> {
    changes
        .iter()
        .filter(|change| change.what == ChangeKind::Started)
        .filter_map(|change| Some((change.due_at?, change.metric)))
        .min_by_key(|(due, _)| *due)
}

/// Why a promise falls due when it does.
#[derive(Debug, Clone)]
pub struct Account {
    pub promise: Promise,
    pub calendar: std::sync::Arc<StoredCalendar>,
    /// The target from the start, then each extension from where the one before ended. Empty while it waits for its start.
    pub legs: Vec<Due>,
    pub extensions: Vec<Extension>,
    /// All pauses of the ticket, with their reasons.
    pub pauses: Vec<Hold>,
}

/// "Why Thursday 11:00?"
pub async fn trace_of(cache: &SlaCache, conn: &mut PgConnection, id: PromiseId) -> Result<Account> {
    let promise = db::promise::load(&mut *conn, id).await?;
    let calendar = cache.calendar(&mut *conn, promise.calendar).await?;
    let pauses = db::pause::list(&mut *conn, promise.ticket).await?;
    let extensions = db::pause::extensions_of(conn, &[id])
        .await?
        .remove(&id)
        .unwrap_or_default();
    let intervals: Vec<_> = pauses.iter().map(Hold::interval).collect();
    let mut legs = Vec::new();
    let mut from = promise.started_at;
    for target in
        std::iter::once(promise.target).chain(extensions.iter().map(|extension| extension.by))
    {
        let Some(start) = from else { break };
        let leg = due(start, target, &calendar.calendar, &intervals)?;
        from = leg.at;
        legs.push(leg);
    }
    Ok(Account {
        promise,
        calendar,
        legs,
        extensions,
        pauses,
    })
}

/// Whether the community's people are at work at this instant, by its calendar.
pub async fn is_working_time(
    cache: &SlaCache,
    conn: &mut PgConnection,
    community: CommunityId,
    at: DateTime<Utc>,
) -> Result<bool> {
    let calendar = cache.calendar_of(conn, community).await?;
    let worked = elapsed(&calendar.calendar, at, at + TimeDelta::microseconds(1), &[])?;
    Ok(worked > TimeDelta::zero())
}
