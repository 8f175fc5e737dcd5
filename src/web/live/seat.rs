//! One connected browser.

use std::{collections::VecDeque, convert::Infallible, time::Duration};

use axum::response::sse::Event;
use futures_util::Stream;
use tokio::{sync::mpsc, time::Instant};

use super::{Hub, Missed, Told};

/// After this the browser comes back and is signed in anew: a session that ended elsewhere does not listen for ever.
const LIFE: Duration = Duration::from_secs(15 * 60);

pub(super) struct Seat {
    hub: Hub,
    id: u64,
    from: mpsc::Receiver<Told>,
    ends_at: Instant,
    stage: Stage,
    mark: i64,
    missed: VecDeque<Told>,
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
            mark: 0,
            missed: VecDeque::new(),
        }
    }

    /// Told before anything new.
    pub fn catch_up(&mut self, missed: Missed) {
        let mark = missed.mark;
        self.mark = mark;
        self.missed = match missed.changes {
            None => VecDeque::from([Told::Reload]),
            Some(changes) => changes
                .into_iter()
                .map(|(ticket, version)| Told::Changed {
                    ticket,
                    version,
                    mark,
                })
                .collect(),
        };
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
                Some(
                    come_back()
                        .event("hello")
                        .id(self.mark.to_string())
                        .data("1"),
                )
            }
            Stage::Listening => {
                if let Some(told) = self.missed.pop_front() {
                    return Some(event(told));
                }
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
        Told::Changed {
            ticket,
            version,
            mark,
        } => Event::default()
            .event("ticket")
            .id(mark.to_string())
            .data(format!(r#"{{"ticket":{ticket},"version":{version}}}"#)),
        Told::Notices => Event::default().event("notice").data("1"),
        Told::Reload => Event::default().event("reload").data("1"),
    }
}

/// A pause of its own for every browser, so that they do not all come back at once after a restart.
fn come_back() -> Event {
    Event::default().retry(Duration::from_millis(rand::random_range(1_000..=10_000)))
}
