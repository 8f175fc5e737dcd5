//! News owed to the owner after a broken promise: a clock of its own, watched like every other.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{
    cache::SlaCache,
    cycle::Clocks,
    metric::{Metric, Moment, State},
    promise::Promise,
    target::Target,
};
use crate::{
    error::Result,
    ids::{PromiseId, TicketId},
};

/// What became of a broken promise, and by when the owner hears of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// It is still owed; by this instant the owner hears how it stands.
    By(DateTime<Utc>),
    /// It was met meanwhile, or is over.
    Late,
}

/// Promises news of a promise that was broken. Where news are owed already, the same instant holds for this one too. `None` when
/// there is no such promise in this cycle, or no instant can be named.
pub async fn promise_news(
    cache: &SlaCache,
    conn: &mut PgConnection,
    ticket: TicketId,
    cycle: i32,
    broken: PromiseId,
    within: Target,
    at: DateTime<Utc>,
) -> Result<Option<News>> {
    let mut clocks = Clocks::of_cycle(cache, &mut *conn, ticket, cycle).await?;
    let Some(broken) = clocks
        .promises
        .iter()
        .find(|promise| promise.id == broken)
        .cloned()
    else {
        return Ok(None);
    };
    if broken.state != State::Running {
        return Ok(Some(News::Late));
    }
    let owed = clocks
        .promises
        .iter()
        .find(|p| is_news(p) && p.state == State::Running && !p.is_late());
    if let Some(due) = owed.and_then(|promise| promise.due_at) {
        return Ok(Some(News::By(due)));
    }
    clocks.read_pauses(&mut *conn).await?;
    let mut news = Promise {
        id: PromiseId(0),
        metric: Metric::UpdateOwner,
        starts_on: Moment::Apologised,
        target: within,
        round: 1,
        due_at: None,
        warn_at: None,
        warned_at: None,
        breached_at: None,
        escalate_at: None,
        escalations: 0,
        met_at: None,
        ..broken
    };
    news.round = clocks.next_round(&news);
    clocks.start_new(&mut news, at)?;
    let due = news.due_at;
    clocks.begin(news);
    clocks.save(conn).await?;
    Ok(due.map(News::By))
}

fn is_news(promise: &Promise) -> bool {
    (promise.metric, promise.starts_on) == (Metric::UpdateOwner, Moment::Apologised)
}
