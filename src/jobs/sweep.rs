//! Sweeps: work that looks at the world instead of taking a hint. Same answer after a crash, a restart, a lost nudge.

use std::{panic::AssertUnwindSafe, time::Duration};

use futures_util::{FutureExt, future::BoxFuture};
use tokio_util::sync::CancellationToken;

use super::outcome::panic_text;
use crate::{
    app::App,
    error::{AppError, Result},
};

/// Run by every working process; what it touches it claims with `skip locked`, so several do not hinder each other.
#[derive(Clone, Copy)]
pub struct Sweep {
    pub name: &'static str,
    pub every: Duration,
    pub run: for<'a> fn(&'a App) -> BoxFuture<'a, Result<()>>,
}

/// One round of a sweep; a panic is an error like any other.
pub async fn sweep_once(app: &App, sweep: Sweep) -> Result<()> {
    AssertUnwindSafe((sweep.run)(app))
        .catch_unwind()
        .await
        .unwrap_or_else(|panic| {
            Err(AppError::Accident(anyhow::anyhow!(
                "panicked: {}",
                panic_text(&*panic)
            )))
        })
}

/// Sweeps at once, then again and again with a tenth of jitter, until `shutdown`. A round that has begun is finished.
pub async fn repeat(app: App, sweep: Sweep, shutdown: CancellationToken) {
    while !shutdown.is_cancelled() {
        let begun = tokio::time::Instant::now();
        if let Err(error) = sweep_once(&app, sweep).await {
            metrics::counter!("sweeps_failed_total", "sweep" => sweep.name).increment(1);
            tracing::error!(sweep = sweep.name, %error, "sweep failed");
        }
        metrics::histogram!("sweep_seconds", "sweep" => sweep.name)
            .record(begun.elapsed().as_secs_f64());
        let pause = sweep.every.mul_f64(rand::random_range(0.9..=1.1));
        tokio::select! {
            () = shutdown.cancelled() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}
