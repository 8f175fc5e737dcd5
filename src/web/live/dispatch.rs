//! From the database's notifications to those who may see the ticket.

use std::{collections::HashMap, time::Duration};

use sqlx::postgres::{PgListener, PgNotification};
use tokio_util::sync::CancellationToken;

use super::{Sees, Told};
use crate::{app::App, error::Result, ids::TicketId};

/// Changes of one ticket within this are one.
const GATHER: Duration = Duration::from_millis(100);
const AGAIN_AFTER: Duration = Duration::from_secs(2);

/// Hears and tells until `shutdown`, then ends every stream.
pub async fn run(app: App, sees: Sees, shutdown: CancellationToken) {
    let work = async {
        loop {
            if let Err(error) = hear(&app, sees).await {
                tracing::warn!(%error, "live updates are interrupted");
            }
            tokio::time::sleep(AGAIN_AFTER).await;
        }
    };
    tokio::select! {
        () = shutdown.cancelled() => app.hub.close(),
        () = work => {}
    }
}

async fn hear(app: &App, sees: Sees) -> Result<()> {
    let mut listener = app.database.listener().await?;
    listener.listen("ticket").await?;
    // Whatever changed while nobody heard.
    app.hub.tell(Told::Reload, |_| true);
    loop {
        let Some(first) = listener.try_recv().await? else {
            // It has reconnected by itself; what was sent meanwhile is lost.
            app.hub.tell(Told::Reload, |_| true);
            continue;
        };
        for (ticket, version) in gather(&mut listener, &first).await? {
            if let Err(error) = tell(app, sees, ticket, version).await {
                tracing::warn!(%ticket, %error, "nobody was told of a change");
            }
        }
    }
}

/// The newest version of every ticket that changed within [`GATHER`].
async fn gather(
    listener: &mut PgListener,
    first: &PgNotification,
) -> Result<HashMap<TicketId, i32>> {
    let mut changed: HashMap<TicketId, i32> = parse(first.payload()).into_iter().collect();
    let until = tokio::time::Instant::now() + GATHER;
    while let Ok(next) = tokio::time::timeout_at(until, listener.try_recv()).await {
        let Some(next) = next? else { break };
        if let Some((ticket, version)) = parse(next.payload()) {
            changed
                .entry(ticket)
                .and_modify(|known| *known = version.max(*known))
                .or_insert(version);
        }
    }
    Ok(changed)
}

async fn tell(app: &App, sees: Sees, ticket: TicketId, version: i32) -> Result<()> {
    let listeners = app.hub.listeners();
    if listeners.is_empty() {
        return Ok(());
    }
    let mut conn = app.pool.acquire().await?;
    let seeing = sees(&mut conn, ticket, &listeners, app.clock.now()).await?;
    drop(conn);
    app.hub.tell(Told::Changed { ticket, version }, |who| {
        seeing.contains(&who)
    });
    Ok(())
}

/// `1042 3`, as the trigger writes it.
fn parse(payload: &str) -> Option<(TicketId, i32)> {
    let (ticket, version) = payload.split_once(' ')?;
    Some((ticket.parse().ok()?, version.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_trigger_writes() {
        assert_eq!(parse("1042 3"), Some((TicketId(1_042), 3)));
        assert_eq!(parse("1042"), None);
        assert_eq!(parse("x y"), None);
    }
}
