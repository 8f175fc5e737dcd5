//! The job of a deed's events.

use serde_json::json;

use super::{SEND, apology, db, hearers::hearers};
use crate::{app::App, db::Deed, error::Result, ids::EventId, jobs};

/// The payload of the job.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct Events {
    pub events: Vec<EventId>,
}

/// Writes a notice for everybody concerned and asks for the mails; apologises to the owner for a promise that was broken.
pub async fn announce(app: &App, Events { events }: Events) -> Result<()> {
    app.deed(move |d| {
        let events = events.clone();
        Box::pin(async move { announce_in(d, &events).await })
    })
    .await
}

async fn announce_in(d: &mut Deed, events: &[EventId]) -> Result<()> {
    let now = d.now;
    let happened = db::events(d.conn(), events).await?;
    let Some(ticket) = happened.first().map(|event| event.ticket) else {
        return Ok(());
    };
    let concerned = db::concerned(d.conn(), ticket, &happened, now).await?;
    for event in &happened {
        let hearing = hearers(&event.told, &concerned);
        if hearing.is_empty() {
            continue;
        }
        for mail in db::insert(d.conn(), event.id, ticket, &hearing, now).await? {
            let once = format!("{SEND}:{mail}");
            jobs::enqueue(
                d.conn(),
                SEND,
                json!({ "notification": mail }),
                now,
                Some(&once),
                now,
            )
            .await?;
        }
    }
    // Last: it locks the ticket.
    for event in &happened {
        if apology::is_due(&event.told, &concerned) {
            apology::apologise(d, ticket, &event.told).await?;
        }
    }
    Ok(())
}
