//! Every job kind and every schedule, on one page.

use std::time::Duration;

use futures_util::future::BoxFuture;
use tokio_util::sync::CancellationToken;

use crate::{
    app::App,
    error::{AppError, Result},
    files,
    jobs::{self, Job, Sweep, Timing, Work},
    mail, notify,
    people::{self, code},
    property, sla, ticket,
};

const WORK: Work = Work {
    perform,
    sweeps: SWEEPS,
    timing: Timing::USUAL,
};

/// Job kinds. Each takes ids and calls one deed that may be repeated.
fn perform<'a>(app: &'a App, job: &'a Job) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        match job.kind.as_str() {
            code::JOB => code::send(app, job).await,
            mail::POST => mail::deliver(app, job.read()?).await,
            notify::ANNOUNCE => notify::announce(app, job.read()?).await,
            ticket::by_number::JOB => ticket::by_number::send(app, job).await,
            sla::FOLLOW_CALENDAR => ticket::follow_calendar(app, job.read()?).await,
            notify::SEND => notify::send(app, job.read()?).await,
            unknown => Err(AppError::Accident(anyhow::anyhow!(
                "no job is called {unknown}"
            ))),
        }
    })
}

/// Sweeps. Each looks at the world and takes no hint.
const SWEEPS: &[Sweep] = &[
    // Well below a minute: breaches are known within one.
    every(HALF_A_MINUTE, "tickets", |app| {
        Box::pin(async { ticket::sweep(app).await.map(|_| ()) })
    }),
    every(FIVE_MINUTES, "help lines", |app| {
        Box::pin(property::keep_help_lines(app))
    }),
    every(HOUR, "files", |app| Box::pin(files::sweep(app))),
    every(HOUR, "sign-in", |app| Box::pin(people::sweep(app))),
    every(HOUR, "links", |app| Box::pin(ticket::link::sweep(app))),
];

const HALF_A_MINUTE: Duration = Duration::from_secs(30);

const FIVE_MINUTES: Duration = Duration::from_secs(300);

const HOUR: Duration = Duration::from_secs(3_600);

const fn every(
    every: Duration,
    name: &'static str,
    run: for<'a> fn(&'a App) -> BoxFuture<'a, Result<()>>,
) -> Sweep {
    Sweep { name, every, run }
}

/// Works until `shutdown`, on connections of its own.
pub async fn run(app: App, shutdown: CancellationToken) {
    jobs::run(app.for_work(), WORK, shutdown).await;
}

/// Runs every due job to its end; how many ran.
pub async fn drain(app: &App) -> Result<usize> {
    jobs::drain(app, WORK).await
}

/// One round of every sweep, in the order above.
pub async fn sweep(app: &App) -> Result<()> {
    for sweep in SWEEPS {
        jobs::sweep_once(app, *sweep).await?;
    }
    Ok(())
}
