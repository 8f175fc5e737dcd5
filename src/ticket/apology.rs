//! A broken promise to the owner: we say so before they do, and name a new time that a clock watches.

use serde_json::json;

use super::{
    db,
    event::{Actor, Entry, EventKind},
    model::{Ticket, Urgency},
    record::keep,
};
use crate::{
    db::Deed,
    error::Result,
    ids::{PromiseId, TicketId},
    sla::{self, News, Target},
};

/// Apologises once for one promise. Nothing is said where nobody reported it or no new time can be named.
pub async fn apologise(d: &mut Deed, ticket: TicketId, promise: PromiseId) -> Result<()> {
    let mut t = db::lock(d.conn(), ticket).await?;
    let (app, now) = (d.app.clone(), d.now);
    let Some(broken) = db::breach_without_apology(d.conn(), ticket, promise).await? else {
        return Ok(());
    };
    if t.reporter.is_none() {
        return Ok(());
    }
    let news = sla::promise_news(
        &app.sla,
        d.conn(),
        ticket,
        t.cycle,
        promise,
        news_within(&t),
        now,
    )
    .await?;
    let new_due = match news {
        None => return Ok(()),
        Some(News::By(due)) => Some(due),
        Some(News::Late) => None,
    };
    let entry = Entry::public(EventKind::Apologised, Actor::System, now).data(json!({
        "promise": promise,
        "metric": broken.metric,
        "due": broken.due,
        "new_due": new_due,
    }));
    keep(d, &mut t, vec![entry]).await
}

/// How long the owner waits for news: the more it matters, the shorter.
fn news_within(ticket: &Ticket) -> Target {
    match ticket.urgency {
        Urgency::Emergency => Target::WallMinutes(30),
        Urgency::Urgent => Target::WorkMinutes(2 * 60),
        Urgency::Normal | Urgency::Low => Target::WorkMinutes(4 * 60),
    }
}
