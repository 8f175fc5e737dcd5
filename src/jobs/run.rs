//! The loops of a working process.

use std::{sync::Arc, time::Duration};

use tokio::{sync::Notify, task::JoinSet};
use tokio_util::sync::CancellationToken;

use super::{Job, Work, db, outcome, sweep};
use crate::{
    app::App,
    error::{AppError, Result},
};

/// Jobs at once in one process. Mail waits for the network without a connection, so this may exceed the worker's pool.
const AT_ONCE: usize = 8;

/// Works until `shutdown`: claims due jobs, runs the sweeps, then lets running jobs end and gives back those that do not.
/// Several processes may do this on one database.
pub async fn run(app: App, work: Work, shutdown: CancellationToken) {
    let nudge = Arc::new(Notify::new());
    let mut beside = JoinSet::new();
    beside.spawn(listen(app.clone(), nudge.clone(), shutdown.clone()));
    for sweep in work.sweeps {
        beside.spawn(sweep::repeat(app.clone(), *sweep, shutdown.clone()));
    }

    let mut running: JoinSet<()> = JoinSet::new();
    // Set when the grace is over: running jobs then return their leases.
    let hand_back = CancellationToken::new();
    while !shutdown.is_cancelled() {
        while running.try_join_next().is_some() {}
        let free = AT_ONCE - running.len();
        let claimed = match db::claim(
            &app.pool,
            app.clock.now(),
            free as i64,
            work.timing.lease_for.as_secs_f64(),
        )
        .await
        {
            Ok(jobs) => jobs,
            Err(error) => {
                tracing::error!(%error, "jobs could not be claimed");
                Vec::new()
            }
        };
        for job in claimed {
            running.spawn(one(app.clone(), work, job, hand_back.clone()));
        }
        tokio::select! {
            () = shutdown.cancelled() => {}
            () = nudge.notified(), if running.len() < AT_ONCE => {}
            Some(_) = running.join_next() => {}
            () = tokio::time::sleep(poll_after()), if running.len() < AT_ONCE => {}
        }
    }

    let ended = async { while running.join_next().await.is_some() {} };
    if tokio::time::timeout(work.timing.grace, ended)
        .await
        .is_err()
    {
        hand_back.cancel();
        while running.join_next().await.is_some() {}
    }
    while beside.join_next().await.is_some() {}
}

/// Runs every due job to its end, one after the other, and those they ask for; returns how many ran. The first failure ends
/// it. For tests and the demo's history, where a held clock says what is due.
pub async fn drain(app: &App, work: Work) -> Result<usize> {
    let mut ran = 0;
    loop {
        let claimed = db::claim(
            &app.pool,
            app.clock.now(),
            1,
            work.timing.lease_for.as_secs_f64(),
        )
        .await?;
        let Some(job) = claimed.first() else {
            return Ok(ran);
        };
        match outcome::carry_out(app, work, job).await? {
            Ok(()) | Err(AppError::TooMany { .. }) => ran += 1,
            Err(error) => {
                return Err(AppError::Accident(anyhow::anyhow!(
                    "job {} {}: {error}",
                    job.kind,
                    job.id
                )));
            }
        }
    }
}

async fn one(app: App, work: Work, job: Job, hand_back: CancellationToken) {
    tokio::select! {
        recorded = outcome::carry_out(&app, work, &job) => {
            if let Err(error) = recorded {
                tracing::error!(job = %job.id, kind = %job.kind, %error, "the end of a job could not be recorded; its lease will run out");
            }
        }
        () = hand_back.cancelled() => {
            if let Err(error) = db::postpone(&app.pool, &job, Some("interrupted by a shutdown"), None).await {
                tracing::warn!(job = %job.id, %error, "lease could not be returned");
            }
        }
    }
}

/// 1 s ± 10 %: the poll is the truth, the nudge a hint that is lost while the listener reconnects.
fn poll_after() -> Duration {
    Duration::from_millis(rand::random_range(900..=1_100))
}

async fn listen(app: App, nudge: Arc<Notify>, shutdown: CancellationToken) {
    let hear = async {
        loop {
            match hear_until_lost(&app, &nudge).await {
                Ok(()) => {}
                Err(error) => tracing::warn!(%error, "not listening for jobs; polling goes on"),
            }
            tokio::time::sleep(Duration::from_secs(5)).await;
        }
    };
    tokio::select! {
        () = shutdown.cancelled() => {}
        () = hear => {}
    }
}

async fn hear_until_lost(app: &App, nudge: &Notify) -> Result<()> {
    let mut listener = app.database.listener().await?;
    listener.listen("job").await?;
    while listener.try_recv().await?.is_some() {
        nudge.notify_one();
    }
    Ok(())
}
