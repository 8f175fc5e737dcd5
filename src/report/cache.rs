//! Counted boards, kept for some seconds: many readers, one count. Whoever asks while it is counted waits for that count.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    board::Board,
    company::Company,
    figure::{Lens, Span},
};
use crate::{app::App, error::Result};

/// How long a count is shown without another look.
const FRESH_FOR: TimeDelta = TimeDelta::seconds(5);
/// How long an old count stands in where no new one can be had.
const STANDS_IN_FOR: TimeDelta = TimeDelta::minutes(15);
/// Nobody has asked for so long: forgotten.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(1_200);

/// Cheap to clone; all clones are one. Each reader's own scope is part of the key: what is hidden from one is not in the other's
/// figures.
#[derive(Clone, Default)]
pub struct Boards {
    boards: Kept<Board>,
    companies: Kept<Company>,
}

type Key = (Lens, Span);
type Slot<T> = Arc<tokio::sync::Mutex<Option<Arc<T>>>>;

type Slots<T> = HashMap<Key, (Instant, Slot<T>)>;

struct Kept<T>(Arc<Mutex<Slots<T>>>);

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> Kept<T> {
    fn slot(&self, key: &Key) -> Slot<T> {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !slots.contains_key(key) {
            slots.retain(|_, (asked, _)| asked.elapsed() < FORGOTTEN_AFTER);
        }
        let (asked, slot) = slots
            .entry(key.clone())
            .or_insert_with(|| (Instant::now(), Slot::default()));
        *asked = Instant::now();
        slot.clone()
    }

    fn forget(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    async fn fetch(
        &self,
        key: &Key,
        now: DateTime<Utc>,
        at: impl Fn(&T) -> DateTime<Utc>,
        count: impl Future<Output = Result<T>>,
    ) -> Result<Arc<T>> {
        let slot = self.slot(key);
        let mut kept = slot.lock().await;
        let is_within = |board: &T, span| (now - at(board)).abs() < span;
        if let Some(board) = &*kept
            && is_within(board, FRESH_FOR)
        {
            return Ok(board.clone());
        }
        match count.await {
            Ok(board) => Ok(kept.insert(Arc::new(board)).clone()),
            Err(error) => match &*kept {
                Some(board) if is_within(board, STANDS_IN_FOR) => {
                    tracing::warn!(%error, "an older board stands in");
                    Ok(board.clone())
                }
                _ => Err(error),
            },
        }
    }
}

impl Boards {
    pub async fn board(&self, app: &App, lens: &Lens, span: Span) -> Result<Arc<Board>> {
        let now = app.clock.now();
        let count = async {
            let mut conn = app.pool.acquire().await?;
            Board::count(app, &mut conn, lens, span, now).await
        };
        let key = (lens.clone(), span);
        self.boards.fetch(&key, now, |board| board.at, count).await
    }

    pub async fn company(
        &self,
        app: &App,
        lens: &Lens,
        span: Span,
        communities: &[i64],
    ) -> Result<Arc<Company>> {
        let now = app.clock.now();
        let count = async {
            let mut conn = app.pool.acquire().await?;
            Company::count(&mut conn, lens, span, communities, now).await
        };
        let key = (lens.clone(), span);
        self.companies
            .fetch(&key, now, |company| company.at, count)
            .await
    }

    /// Somebody acted on what a board shows: the next look counts again.
    pub fn forget(&self) {
        self.boards.forget();
        self.companies.forget();
    }
}
