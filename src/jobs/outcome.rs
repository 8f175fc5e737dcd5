//! One job from its claim to its tick: run, kept alive by a heartbeat, then removed, put back or buried.

use std::{panic::AssertUnwindSafe, time::Duration};

use chrono::TimeDelta;
use futures_util::FutureExt;

use super::{Job, Work, backoff, db};
use crate::{
    app::App,
    error::{AppError, Result},
};

/// Longer texts are cut: the column is for a person's glance, the log has the whole.
const ERROR_CHARS: usize = 500;

/// Runs a claimed job and records how it went. `Err` only if that could not be recorded; then the lease runs out.
/// The inner result is the job's own.
pub async fn carry_out(app: &App, work: Work, job: &Job) -> Result<Result<()>> {
    // The attempt was counted at the claim. One above the limit means that the last one took its process with it.
    if job.attempt > job.max_attempts {
        db::bury(
            &app.pool,
            job,
            Some("the process died in the last attempt"),
            app.clock.now(),
        )
        .await?;
        metrics::counter!("jobs_dead_total", "kind" => job.kind.clone()).increment(1);
        return Ok(Ok(()));
    }
    let running = AssertUnwindSafe((work.perform)(app, job)).catch_unwind();
    let result = tokio::select! {
        ended = running => ended.unwrap_or_else(|panic| Err(AppError::Accident(anyhow::anyhow!("panicked: {}", panic_text(&*panic))))),
        () = keep_alive(app, job, work.timing.lease_for) => {
            tracing::warn!(job = %job.id, kind = %job.kind, "lost the lease; another process has the job");
            return Ok(Ok(()));
        }
    };
    record(app, job, &result).await?;
    Ok(result)
}

async fn record(app: &App, job: &Job, result: &Result<()>) -> Result<()> {
    let now = app.clock.now();
    match result {
        Ok(()) => {
            metrics::counter!("jobs_done_total", "kind" => job.kind.clone()).increment(1);
            db::remove(&app.pool, job).await
        }
        Err(AppError::TooMany { retry_after }) => {
            let until = now + TimeDelta::seconds(i64::from(*retry_after));
            db::postpone(&app.pool, job, None, Some(until)).await
        }
        Err(error) => {
            let text: String = error.to_string().chars().take(ERROR_CHARS).collect();
            metrics::counter!("jobs_failed_total", "kind" => job.kind.clone()).increment(1);
            if job.attempt >= job.max_attempts {
                tracing::error!(job = %job.id, kind = %job.kind, error = %text, "job is dead");
                metrics::counter!("jobs_dead_total", "kind" => job.kind.clone()).increment(1);
                db::bury(&app.pool, job, Some(&text), now).await
            } else {
                tracing::warn!(job = %job.id, kind = %job.kind, attempt = job.attempt, error = %text, "job failed, will be tried again");
                db::fail(&app.pool, job, &text, now + backoff(job.attempt)).await
            }
        }
    }
}

/// Extends the lease for as long as it is polled; returns when somebody else has the job.
async fn keep_alive(app: &App, job: &Job, lease_for: Duration) {
    loop {
        tokio::time::sleep(lease_for / 3).await;
        match db::heartbeat(&app.pool, job, lease_for.as_secs_f64()).await {
            Ok(true) => {}
            Ok(false) => return,
            // The lease still stands for two more beats.
            Err(error) => tracing::warn!(job = %job.id, %error, "heartbeat failed"),
        }
    }
}

pub fn panic_text(panic: &(dyn std::any::Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("without words")
}
