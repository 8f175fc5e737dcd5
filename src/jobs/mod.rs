//! The queue: work that must follow a deed, kept in the deed's own transaction.
//!
//! A job is a row. It is claimed with `skip locked` under a lease that a heartbeat extends, so a killed process gives its
//! jobs back when the lease runs out, and a slow job is not run twice. Attempts are counted at the claim: a job that kills
//! its process dies after its last attempt instead of looping for ever. A job may still run twice (the process dies between
//! the work and its tick), so every job calls one deed that may be repeated.
//!
//! This floor knows no job by name: `worker.rs` names them all and passes [`Work`] in.

mod db;
mod outcome;
mod run;
mod sweep;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use serde::de::DeserializeOwned;
use sqlx::PgConnection;

use crate::{app::App, error::Result, ids::JobId};

pub use run::{drain, run};
pub use sweep::{Sweep, sweep_once};

/// One claimed job. `attempt` starts at 1 and is also the fence: whoever holds an older number has lost the lease.
#[derive(Debug, Clone)]
pub struct Job {
    pub id: JobId,
    pub kind: String,
    payload: serde_json::Value,
    pub attempt: i32,
    max_attempts: i32,
    /// When the deed that asked for it happened.
    pub asked_at: DateTime<Utc>,
}

impl Job {
    /// The payload as the type the job kind stores.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T> {
        Ok(serde_json::from_value(self.payload.clone())?)
    }
}

/// What a process does in the background: every job kind, and every sweep.
#[derive(Clone, Copy)]
pub struct Work {
    pub perform: for<'a> fn(&'a App, &'a Job) -> BoxFuture<'a, Result<()>>,
    pub sweeps: &'static [Sweep],
    pub timing: Timing,
}

/// How patient a working process is. Other than the default only in tests.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    /// How long a claim holds without a heartbeat.
    pub lease_for: Duration,
    /// How long running jobs may take to end after the signal; those that do not are given back.
    pub grace: Duration,
}

impl Timing {
    pub const USUAL: Self = Self {
        lease_for: Duration::from_secs(60),
        grace: Duration::from_secs(20),
    };
}

/// Asks for a job in the caller's transaction: it exists if and only if the deed happened.
///
/// Two jobs with one `once_key` are one job while the first is waiting or running; asking again for a dead one revives it.
/// The payload holds ids, not personal text: it is stored and may be read by whoever looks after the queue.
pub async fn enqueue(
    conn: &mut PgConnection,
    kind: &str,
    payload: serde_json::Value,
    run_at: DateTime<Utc>,
    once_key: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    db::insert(conn, kind, &payload, run_at, once_key, now).await
}

/// Takes back what was asked for under this key. `false`: it has run, or a process is at it now.
pub async fn withdraw(conn: &mut PgConnection, once_key: &str) -> Result<bool> {
    db::withdraw(conn, once_key).await
}

/// Drops every job that is due: what the demo's past would have told people.
pub async fn forget_due(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<()> {
    db::forget_due(conn, now).await
}

/// A job that gave up, for the page of whoever looks after the queue.
#[derive(Debug, Clone)]
pub struct DeadJob {
    pub id: JobId,
    pub kind: String,
    pub attempts: i32,
    pub dead_at: DateTime<Utc>,
    pub last_error: String,
}

/// The newest dead jobs, at most `limit`.
pub async fn list_dead(conn: &mut PgConnection, limit: i64) -> Result<Vec<DeadJob>> {
    db::list_dead(conn, limit).await
}

/// Gives a dead job its attempts back. `false` if it is not dead any more.
pub async fn revive(conn: &mut PgConnection, id: JobId, now: DateTime<Utc>) -> Result<bool> {
    db::revive(conn, id, now).await
}

/// How long to wait after the `attempt`-th failure: 5 s doubling to 43 min, so ten attempts span an hour and a half.
fn backoff(attempt: i32) -> TimeDelta {
    let doublings = u32::try_from(attempt - 1).unwrap_or(0).min(9);
    TimeDelta::seconds(5 * 2_i64.pow(doublings))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_from_five_seconds_to_forty_three_minutes() {
        assert_eq!(backoff(1), TimeDelta::seconds(5));
        assert_eq!(backoff(2), TimeDelta::seconds(10));
        assert_eq!(backoff(10), TimeDelta::seconds(2_560));
        assert_eq!(backoff(500), TimeDelta::seconds(2_560));
    }
}
