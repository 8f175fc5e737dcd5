//! How much is done at once and how long each may take. Past that, people hear quickly that it is too much, instead of
//! everybody waiting. What somebody wrote is turned away last: posts wait longer and in a longer queue than pages.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::{sync::Semaphore, time::timeout};

use super::form::is_multipart;
use crate::error::AppError;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Page,
    Write,
    /// Mostly waits for somebody's phone, so it has places of its own.
    Upload,
}

impl Class {
    fn of(req: &Request) -> Self {
        if req.method().is_safe() {
            Self::Page
        } else if is_multipart(req.headers()) {
            Self::Upload
        } else {
            Self::Write
        }
    }

    fn time(self) -> Duration {
        Duration::from_secs(match self {
            Self::Page => 5,
            Self::Write => 10,
            Self::Upload => 180,
        })
    }

    /// How many may wait for a place, and how long.
    fn queue(self) -> (usize, Duration) {
        match self {
            Self::Page => (256, Duration::from_secs(1)),
            Self::Write | Self::Upload => (512, Duration::from_secs(2)),
        }
    }
}

/// The places, shared by every request.
#[derive(Clone)]
pub struct Places(Arc<Inner>);

struct Inner {
    requests: Semaphore,
    uploads: Semaphore,
    waiting: AtomicUsize,
}

impl Places {
    pub fn new(requests: usize, uploads: usize) -> Self {
        Self(Arc::new(Inner {
            requests: Semaphore::new(requests),
            uploads: Semaphore::new(uploads),
            waiting: AtomicUsize::new(0),
        }))
    }
}

impl Default for Places {
    fn default() -> Self {
        Self::new(256, 256)
    }
}

/// A request that took longer than its kind may.
#[derive(Debug, thiserror::Error)]
#[error("not done within {0:?}")]
pub(super) struct Overdue(Duration);

pub async fn limit(State(places): State<Places>, req: Request, next: Next) -> Response {
    let class = Class::of(&req);
    let semaphore = if class == Class::Upload {
        &places.0.uploads
    } else {
        &places.0.requests
    };
    let Some(_place) = take(semaphore, &places.0.waiting, class.queue()).await else {
        return AppError::Busy.into_response();
    };
    // The handler is dropped at its time; deeds run in tasks of their own and come to their end.
    match timeout(class.time(), next.run(req)).await {
        Ok(response) => response,
        Err(_) => AppError::from(Overdue(class.time())).into_response(),
    }
}

async fn take<'s>(
    semaphore: &'s Semaphore,
    waiting: &AtomicUsize,
    (length, patience): (usize, Duration),
) -> Option<tokio::sync::SemaphorePermit<'s>> {
    if let Ok(place) = semaphore.try_acquire() {
        return Some(place);
    }
    let _turn = Turn::take(waiting, length)?;
    timeout(patience, semaphore.acquire()).await.ok()?.ok()
}

/// One who waits; counted down however the waiting ends.
struct Turn<'w>(&'w AtomicUsize);

impl<'w> Turn<'w> {
    fn take(waiting: &'w AtomicUsize, length: usize) -> Option<Self> {
        let turn = Self(waiting);
        (waiting.fetch_add(1, Relaxed) < length).then_some(turn)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(30);

    #[tokio::test]
    async fn where_pages_are_turned_away_posts_still_wait() {
        let full = Semaphore::new(0);
        let (length, _) = Class::Page.queue();
        let waiting = AtomicUsize::new(length);
        assert!(take(&full, &waiting, Class::Page.queue()).await.is_none());
        let started = std::time::Instant::now();
        let (length, _) = Class::Write.queue();
        assert!(take(&full, &waiting, (length, SHORT)).await.is_none());
        assert!(started.elapsed() >= SHORT);
        assert_eq!(waiting.load(Relaxed), Class::Page.queue().0);
    }

    #[tokio::test]
    async fn a_place_that_comes_free_is_taken() {
        let places = Arc::new(Semaphore::new(1));
        let waiting = AtomicUsize::new(0);
        let held = places.clone().acquire_owned().await.unwrap();
        tokio::spawn(async move {
            tokio::time::sleep(SHORT).await;
            drop(held);
        });
        assert!(take(&places, &waiting, Class::Page.queue()).await.is_some());
        assert_eq!(waiting.load(Relaxed), 0);
    }
}
