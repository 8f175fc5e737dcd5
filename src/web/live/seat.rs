//! One connected browser.

use std::{convert::Infallible, time::Duration};

use axum::response::sse::Event;
use futures_util::Stream;
use tokio::{sync::mpsc, time::Instant};

use super::{Hub, Told};

/// After this the browser comes back and is signed in anew: a session that ended elsewhere does not listen for ever.
const LIFE: Duration = Duration::from_secs(15 * 60);

pub(super) struct Seat {
    hub: Hub,
    id: u64,
    from: mpsc::Receiver<Told>,
    ends_at: Instant,
    stage: Stage,
}

#[derive(PartialEq)]
enum Stage {
    Greeting,
    Listening,
    Over,
}

impl Seat {
    pub fn new(hub: Hub, id: u64, from: mpsc::Receiver<Told>) -> Self {
        let life = LIFE.mul_f64(rand::random_range(0.8..=1.0));
        Self {
            hub,
            id,
            from,
            ends_at: Instant::now() + life,
            stage: Stage::Greeting,
        }
    }

    pub fn into_stream(self) -> impl Stream<Item = Result<Event, Infallible>> {
        futures_util::stream::unfold(self, |mut seat| async move {
            let event = seat.next().await?;
            Some((Ok(event), seat))
        })
    }

    async fn next(&mut self) -> Option<Event> {
        match self.stage {
            Stage::Over => None,
            Stage::Greeting => {
                self.stage = Stage::Listening;
                Some(come_back().event("hello").data("1"))
            }
            Stage::Listening => {
                let told = tokio::select! {
                    told = self.from.recv() => told,
                    () = tokio::time::sleep_until(self.ends_at) => None,
                };
                Some(told.map_or_else(
                    || {
                        self.stage = Stage::Over;
                        come_back().event("bye").data("1")
                    },
                    event,
                ))
            }
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.hub.leave(self.id);
    }
}

fn event(told: Told) -> Event {
    match told {
        Told::Changed { ticket, version } => Event::default()
            .event("ticket")
            .data(format!(r#"{{"ticket":{ticket},"version":{version}}}"#)),
        Told::Reload => Event::default().event("reload").data("1"),
    }
}

/// A pause of its own for every browser, so that they do not all come back at once after a restart.
fn come_back() -> Event {
    Event::default().retry(Duration::from_millis(rand::random_range(1_000..=10_000)))
}
