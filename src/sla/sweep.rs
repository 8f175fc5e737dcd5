//! Looking at the world: what is past its due, its warning, or a step of its ladder.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{
    cache::SlaCache, calendar::Calendar, clock::Basis, cycle::Clocks, db, promise::Change,
};
use crate::{
    error::Result,
    ids::{CalendarId, PromiseId, TicketId},
};

/// Claims what is overdue and marks it, at most about `limit` tickets of each sort, soonest first; call again while something
/// comes back. Takes no hint: a promise is marked because it is late, not because somebody said so. Several processes may run
/// it at once. The tickets are locked, so the caller appends the events in the same transaction.
pub async fn claim_overdue(
    cache: &SlaCache,
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<(TicketId, Change)>> {
    let tickets = db::sweep::lock_overdue(&mut *conn, now, limit).await?;
    if tickets.is_empty() {
        return Ok(Vec::new());
    }
    // read again under the lock: a deed may have met one between finding and locking it
    let running = db::promise::running(&mut *conn, &tickets).await?;
    let mut clocks = Clocks::of(cache, &mut *conn, running).await?;
    clocks.read_basis(&mut *conn).await?;
    let mut changes = Vec::new();
    for index in 0..clocks.promises.len() {
        let ticket = clocks.promises[index].ticket;
        let seen = clocks.apply(index, |promise, ladder, basis| {
            promise.look(now, ladder, basis)
        })?;
        changes.extend(seen.into_iter().map(|change| (ticket, change)));
    }
    clocks.save(conn).await?;
    Ok(changes)
}

/// A ticket comes in with a past, from another system: what fell due by now is broken, and nothing of it is warned of or escalated,
/// now or later. The ticket is locked, or its row is of this transaction.
pub async fn mark_past(
    cache: &SlaCache,
    conn: &mut PgConnection,
    ticket: TicketId,
    now: DateTime<Utc>,
) -> Result<Vec<Change>> {
    let running = db::promise::running(&mut *conn, &[ticket]).await?;
    let mut clocks = Clocks::of(cache, &mut *conn, running).await?;
    let mut changes = Vec::new();
    for promise in &mut clocks.promises {
        changes.extend(promise.breach(now));
        promise.escalate_at = None;
        if promise.warn_at.is_some_and(|warn| warn <= now) {
            promise.warned_at = promise.warned_at.or(promise.warn_at);
        }
    }
    clocks.save(conn).await?;
    Ok(changes)
}

/// A calendar was changed: derives the next running clocks that count by it, in the order of their ids. The last id seen, to
/// go on after; none when there are no more.
pub async fn follow_calendar(
    cache: &SlaCache,
    conn: &mut PgConnection,
    calendar: CalendarId,
    after: PromiseId,
    limit: i64,
    now: DateTime<Utc>,
) -> Result<(Vec<(TicketId, Change)>, Option<PromiseId>)> {
    let page = db::sweep::lock_of_calendar(&mut *conn, calendar, after, limit).await?;
    let Some((last, _)) = page.last().copied() else {
        return Ok((Vec::new(), None));
    };
    let mut tickets: Vec<TicketId> = page.iter().map(|(_, ticket)| *ticket).collect();
    tickets.sort_unstable();
    tickets.dedup();
    let running = db::promise::running(&mut *conn, &tickets).await?;
    let of_page = running
        .into_iter()
        .filter(|promise| page.iter().any(|(id, _)| *id == promise.id))
        .collect();
    let mut clocks = Clocks::of(cache, &mut *conn, of_page).await?;
    clocks.read_basis(&mut *conn).await?;
    let tickets: std::collections::HashMap<PromiseId, TicketId> = clocks
        .promises
        .iter()
        .map(|promise| (promise.id, promise.ticket))
        .collect();
    let changes = clocks.derive_all(now)?;
    clocks.save(conn).await?;
    let changes = changes
        .into_iter()
        .filter_map(|change| Some((*tickets.get(&change.promise)?, change)))
        .collect();
    Ok((changes, Some(last)))
}

/// Of the clocks that run by a calendar, how many would fall due at another time if it were like this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Following {
    /// How many were looked at: the oldest, up to a limit.
    pub looked_at: i64,
    pub moved: i64,
}

/// What [`follow_calendar`] would do, without doing it.
pub async fn would_follow(
    cache: &SlaCache,
    conn: &mut PgConnection,
    id: CalendarId,
    calendar: &Calendar,
    limit: i64,
    now: DateTime<Utc>,
) -> Result<Following> {
    let running = db::sweep::of_calendar(&mut *conn, id, limit).await?;
    let mut clocks = Clocks::of(cache, &mut *conn, running).await?;
    clocks.read_basis(conn).await?;
    let mut following = Following::default();
    for index in 0..clocks.promises.len() {
        let moved = clocks.apply(index, |promise, _, basis| {
            promise.derive(now, Basis { calendar, ..basis })
        })?;
        following.looked_at += 1;
        following.moved += i64::from(moved.is_some());
    }
    Ok(following)
}
