//! What time alone does to tickets. Sweeps take no hint: they look at the world, claim rows that no other process has, and give the
//! same answer after a crash, a restart, a lost nudge.

use std::collections::BTreeMap;

use super::{State, db, handoff, leaver, promises, record, resolution, waiting};
use crate::{
    app::App,
    error::Result,
    ids::TicketId,
    sla::{self, Change},
};

const BATCH: i64 = 50;

/// Breaches, warnings and escalations; waits that end; quiet periods that end; offers that lapse. Returns how many tickets changed.
pub async fn sweep(app: &App) -> Result<usize> {
    let mut changed = 0;
    loop {
        let batch = sweep_promises(app).await?
            + sweep_waking(app).await?
            + sweep_offers(app).await?
            + leaver::pass_on(app, BATCH).await?;
        changed += batch;
        if batch == 0 {
            return Ok(changed);
        }
    }
}

async fn sweep_promises(app: &App) -> Result<usize> {
    app.deed(|d| {
        Box::pin(async move {
            let (app, now) = (d.app.clone(), d.now);
            let mut by_ticket: BTreeMap<TicketId, Vec<Change>> = BTreeMap::new();
            for (ticket, change) in sla::claim_overdue(&app.sla, d.conn(), now, BATCH).await? {
                by_ticket.entry(ticket).or_default().push(change);
            }
            let changed = by_ticket.len();
            // In the order of their ids, like every deed that locks more than one.
            for (ticket, changes) in by_ticket {
                let mut t = db::lock(d.conn(), ticket).await?;
                record(d, &mut t, promises::entries_of(&changes)).await?;
                db::save(d.conn(), &mut t).await?;
            }
            Ok(changed)
        })
    })
    .await
}

async fn sweep_waking(app: &App) -> Result<usize> {
    app.deed(|d| {
        Box::pin(async move {
            let now = d.now;
            let mut ids = db::claim_waking(d.conn(), now, BATCH).await?;
            ids.sort_unstable();
            for &id in &ids {
                match db::lock(d.conn(), id).await?.state {
                    State::Waiting { .. } => waiting::wake(d, id).await?,
                    State::Resolved { .. } => resolution::close_quiet(d, id).await?,
                    State::New
                    | State::Assigned
                    | State::InProgress
                    | State::Closed { .. }
                    | State::Declined { .. }
                    | State::Duplicate { .. }
                    | State::Withdrawn => {}
                }
            }
            Ok(ids.len())
        })
    })
    .await
}

async fn sweep_offers(app: &App) -> Result<usize> {
    app.deed(|d| {
        Box::pin(async move {
            let now = d.now;
            let mut ids = db::claim_lapsed(d.conn(), now, BATCH).await?;
            ids.sort_unstable();
            for &id in &ids {
                handoff::lapse(d, id).await?;
            }
            Ok(ids.len())
        })
    })
    .await
}
