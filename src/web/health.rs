//! Is the process alive; should it get requests.

use std::{
    sync::atomic::{
        AtomicBool, AtomicU32,
        Ordering::{AcqRel, Acquire, Release},
    },
    time::Duration,
};

use axum::{extract::State, http::StatusCode};
use sqlx::Connection;
use tokio_util::sync::CancellationToken;

use crate::app::App;

/// So many failed looks in a row, and we ask for no more requests: one lost packet is not an outage.
const FAILS: u32 = 3;
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Debug, Default)]
pub struct Health {
    leaving: AtomicBool,
    fails: AtomicU32,
    closing: CancellationToken,
}

impl Health {
    /// First stage of a shutdown: no new requests, please.
    pub fn leave(&self) {
        self.leaving.store(true, Release);
    }

    /// Second stage: answers that never end, such as live updates, end now.
    pub fn close(&self) {
        self.leave();
        self.closing.cancel();
    }

    /// Resolves at the second stage.
    pub async fn closed(&self) {
        self.closing.cancelled().await;
    }
}

/// Asks nothing of the database: a busy process is not a dead one.
pub async fn livez() -> &'static str {
    "ok\n"
}

/// Asks the database over a connection of its own, so that a full pool does not look like an outage.
pub async fn readyz(State(app): State<App>) -> (StatusCode, &'static str) {
    if app.health.leaving.load(Acquire) {
        return (StatusCode::SERVICE_UNAVAILABLE, "leaving\n");
    }
    let asked = tokio::time::timeout(PATIENCE, async {
        app.health_pool.acquire().await?.ping().await
    });
    let fails = match asked.await {
        Ok(Ok(())) => {
            app.health.fails.store(0, Release);
            0
        }
        _ => app.health.fails.fetch_add(1, AcqRel).saturating_add(1),
    };
    if fails < FAILS {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "no database\n")
    }
}
