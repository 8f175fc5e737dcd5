//! Live pages: one listener on the database hears which ticket changed; everybody connected who may see it is told its id
//! and version, nothing more. The page then asks for the fragment as usual, and is checked again as usual.
//!
//! Who may see a ticket is the ticket's room's to say, in one query for everybody connected; `routes.rs` passes it in.

mod dispatch;
mod seat;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    http::{HeaderValue, header},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;
use tokio::sync::mpsc;

use crate::{
    app::App,
    error::{AppError, Audience, Result},
    ids::{PersonId, TicketId},
};

pub use dispatch::run;

/// Who is connected. One person may be here as an owner and as staff, and sees different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Who {
    pub person: PersonId,
    pub audience: Audience,
}

/// Somebody connected, with what the room that decides needs to know of them, as it was when they came.
#[derive(Debug, Clone, PartialEq)]
pub struct Listener {
    pub who: Who,
    pub scope: Arc<serde_json::Value>,
}

/// Which of the listeners may see the ticket at this instant.
pub type Sees = for<'a> fn(
    &'a mut PgConnection,
    TicketId,
    &'a [Listener],
    DateTime<Utc>,
) -> BoxFuture<'a, Result<Vec<Who>>>;

const CLIENTS: usize = 2_000;
const CLIENTS_OF_ONE: usize = 8;
/// Events that may wait for one client; a slower reader is dropped and comes back by itself.
const BUFFER: usize = 16;
const HEARTBEAT: Duration = Duration::from_secs(20);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Changed {
        ticket: TicketId,
        version: i32,
        /// How far the record was when this was told.
        mark: i64,
    },
    /// Their notices are others than before.
    Notices,
    /// Something may have been missed.
    Reload,
}

/// What somebody missed who was here before.
#[derive(Debug, Default)]
pub struct Missed {
    /// How far the record is now; nothing when nobody knows.
    pub mark: i64,
    /// Tickets that changed; `None` when they are too many to name.
    pub changes: Option<Vec<(TicketId, i32)>>,
}

/// Everybody connected to this process.
#[derive(Clone, Default)]
pub struct Hub(Arc<Mutex<Clients>>);

#[derive(Default)]
struct Clients {
    next_id: u64,
    connected: HashMap<u64, Client>,
    closed: bool,
}

struct Client {
    listener: Listener,
    to: mpsc::Sender<Told>,
}

impl Hub {
    fn clients(&self) -> MutexGuard<'_, Clients> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn join(&self, listener: Listener) -> Result<seat::Seat> {
        let mut clients = self.clients();
        let own = clients
            .connected
            .values()
            .filter(|client| client.listener.who == listener.who)
            .count();
        if clients.closed || clients.connected.len() >= CLIENTS || own >= CLIENTS_OF_ONE {
            return Err(AppError::TooMany {
                retry_after: rand::random_range(5..=30),
            });
        }
        let (to, from) = mpsc::channel(BUFFER);
        clients.next_id += 1;
        let id = clients.next_id;
        clients.connected.insert(id, Client { listener, to });
        metrics::gauge!("live_clients").set(clients.connected.len() as f64);
        Ok(seat::Seat::new(self.clone(), id, from))
    }

    fn leave(&self, id: u64) {
        let mut clients = self.clients();
        clients.connected.remove(&id);
        metrics::gauge!("live_clients").set(clients.connected.len() as f64);
    }

    /// Ends the streams of somebody who may see less from now on: signed out, disabled, another role.
    pub fn expel(&self, person: PersonId) {
        self.clients()
            .connected
            .retain(|_, client| client.listener.who.person != person);
    }

    /// Ends every stream and admits no more; each browser is told to come back after a few seconds of its own.
    pub fn close(&self) {
        let mut clients = self.clients();
        clients.closed = true;
        clients.connected.clear();
    }

    /// Each once: those of several windows of one person are alike.
    fn listeners(&self) -> Vec<Listener> {
        let clients = self.clients();
        let each: HashMap<Who, &Listener> = clients
            .connected
            .values()
            .map(|client| (client.listener.who, &client.listener))
            .collect();
        each.into_values().cloned().collect()
    }

    /// Whoever has no room left in the buffer loses the connection, not the others their time.
    fn tell(&self, told: Told, whom: impl Fn(Who) -> bool) {
        self.clients()
            .connected
            .retain(|_, client| !whom(client.listener.who) || client.to.try_send(told).is_ok());
    }
}

/// How far the record is.
pub async fn mark(app: &App) -> Result<i64> {
    Ok(super::db::last_event(&app.pool).await?)
}

/// The answer to `GET /live` for somebody signed in: `event: ticket` with `{"ticket": 1042, "version": 3}`, `event: notice` when
/// their bell rings, `event: reload` after a gap, `event: beat` every 20 s. What they missed is looked up once they are connected,
/// so that nothing falls between.
pub async fn stream(
    app: &App,
    listener: Listener,
    missed: impl Future<Output = Result<Missed>>,
) -> Result<Response> {
    let mut seat = app.hub.join(listener)?;
    seat.catch_up(missed.await?);
    let beat = KeepAlive::new()
        .interval(HEARTBEAT)
        .event(Event::default().event("beat").data("1"));
    let mut response = Sse::new(seat.into_stream())
        .keep_alive(beat)
        .into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx would collect the stream before passing it on
    response
        .headers_mut()
        .insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

#[cfg(test)]
mod tests;
