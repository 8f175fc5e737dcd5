//! From the database's notifications to those who may see the ticket.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use sqlx::postgres::{PgListener, PgNotification};
use tokio_util::sync::CancellationToken;

use super::{Sees, Told};
use crate::{
    app::App,
    error::Result,
    ids::{PersonId, TicketId},
};

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
    listener.listen_all(["ticket", "notice", "session"]).await?;
    // Whatever changed while nobody heard.
    app.hub.tell(Told::Reload, |_| true);
    loop {
        let Some(first) = listener.try_recv().await? else {
            // It has reconnected by itself; what was sent meanwhile is lost.
            app.hub.tell(Told::Reload, |_| true);
            continue;
        };
        let heard = Heard::gather(&mut listener, &first).await?;
        for person in heard.sessions {
            app.hub.expel(person);
        }
        if !heard.bells.is_empty() {
            app.hub
                .tell(Told::Notices, |who| heard.bells.contains(&who.person));
        }
        if heard.tickets.is_empty() || app.hub.listeners().is_empty() {
            continue;
        }
        // Read before anybody is told: who comes back with it is told again rather than not at all.
        let mark = super::mark(app).await?;
        for (ticket, version) in heard.tickets {
            if let Err(error) = tell(app, sees, ticket, version, mark).await {
                tracing::warn!(%ticket, %error, "nobody was told of a change");
            }
        }
    }
}

/// What was heard within [`GATHER`].
#[derive(Default)]
struct Heard {
    /// Every ticket that changed, with its newest version.
    tickets: HashMap<TicketId, i32>,
    /// Whose notices are others than before.
    bells: HashSet<PersonId>,
    /// Who may see less than before.
    sessions: HashSet<PersonId>,
}

impl Heard {
    async fn gather(listener: &mut PgListener, first: &PgNotification) -> Result<Self> {
        let mut heard = Self::default();
        heard.add(first);
        let until = tokio::time::Instant::now() + GATHER;
        while let Ok(next) = tokio::time::timeout_at(until, listener.try_recv()).await {
            let Some(next) = next? else { break };
            heard.add(&next);
        }
        Ok(heard)
    }

    fn add(&mut self, told: &PgNotification) {
        let payload = told.payload();
        match told.channel() {
            "notice" => self.bells.extend(payload.parse::<PersonId>().ok()),
            "session" => self.sessions.extend(payload.parse::<PersonId>().ok()),
            _ => {
                if let Some((ticket, version)) = parse(payload) {
                    let known = self.tickets.entry(ticket).or_insert(version);
                    *known = version.max(*known);
                }
            }
        }
    }
}

async fn tell(app: &App, sees: Sees, ticket: TicketId, version: i32, mark: i64) -> Result<()> {
    // before anybody looks again
    app.tallies.forget();
    let listeners = app.hub.listeners();
    let mut conn = app.pool.acquire().await?;
    let seeing = sees(&mut conn, ticket, &listeners, app.clock.now()).await?;
    drop(conn);
    let told = Told::Changed {
        ticket,
        version,
        mark,
    };
    app.hub.tell(told, |who| seeing.contains(&who));
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
