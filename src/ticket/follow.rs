//! A working calendar was changed, and the clocks that run by it follow.

use std::collections::BTreeMap;

use super::{db, promises, record};
use crate::{
    app::App,
    error::Result,
    ids::{CalendarId, PromiseId, TicketId},
    sla::{self, Change},
};

/// Promises a transaction.
const PAGE: i64 = 200;

/// Derives every running promise of the calendar again, a page to a transaction, and writes the new times into the records of
/// the tickets. It looks at the world: what was derived before is not moved again, so it may run twice.
pub async fn follow_calendar(app: &App, calendar: CalendarId) -> Result<()> {
    let mut after = Some(PromiseId(0));
    while let Some(from) = after {
        after = app
            .deed(move |d| {
                Box::pin(async move {
                    let (app, now) = (d.app.clone(), d.now);
                    let (changes, last) =
                        sla::follow_calendar(&app.sla, d.conn(), calendar, from, PAGE, now).await?;
                    let mut by_ticket: BTreeMap<TicketId, Vec<Change>> = BTreeMap::new();
                    for (ticket, change) in changes {
                        by_ticket.entry(ticket).or_default().push(change);
                    }
                    for (ticket, changes) in by_ticket {
                        let mut t = db::lock(d.conn(), ticket).await?;
                        let entry = promises::moved(&changes, now);
                        record(d, &mut t, entry.into_iter().collect()).await?;
                        db::save(d.conn(), &mut t).await?;
                    }
                    Ok(last)
                })
            })
            .await?;
    }
    Ok(())
}
