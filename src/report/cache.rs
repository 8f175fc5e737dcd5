//! Counted boards, kept for some seconds: many readers, one count. Whoever asks while a board that was looked at just now is
//! counted again gets the one before; whoever comes to an older one waits for the count.

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
/// How long it is still shown while it is counted again.
const BRIDGES: TimeDelta = TimeDelta::seconds(9);
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

/// One board: the last count, and whose turn it is to count.
struct Slot<T> {
    last: Mutex<Option<Arc<T>>>,
    turn: Arc<tokio::sync::Mutex<()>>,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self {
            last: Mutex::default(),
            turn: Arc::default(),
        }
    }
}

impl<T> Slot<T> {
    fn last(&self) -> Option<Arc<T>> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.clone()
    }

    fn keep(&self, counted: T) -> Arc<T> {
        let counted = Arc::new(counted);
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(counted.clone());
        counted
    }
}

type Slots<T> = HashMap<Key, (Instant, Arc<Slot<T>>)>;

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
    fn slot(&self, key: &Key) -> Arc<Slot<T>> {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !slots.contains_key(key) {
            slots.retain(|_, (asked, _)| asked.elapsed() < FORGOTTEN_AFTER);
        }
        let (asked, slot) = slots
            .entry(key.clone())
            .or_insert_with(|| (Instant::now(), Arc::default()));
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
        count: impl Future<Output = Result<T>> + Send + 'static,
    ) -> Result<Arc<T>>
    where
        T: Send + Sync + 'static,
    {
        let slot = self.slot(key);
        let kept = |span| slot.last().filter(|last| (now - at(last)).abs() < span);
        if let Some(board) = kept(FRESH_FOR) {
            return Ok(board);
        }
        if let Some(board) = kept(BRIDGES) {
            if let Ok(turn) = slot.turn.clone().try_lock_owned() {
                let slot = slot.clone();
                tokio::spawn(async move {
                    let _turn = turn;
                    match count.await {
                        Ok(counted) => drop(slot.keep(counted)),
                        Err(error) => tracing::warn!(%error, "a board was not counted again"),
                    }
                });
            }
            return Ok(board);
        }
        let _turn = slot.turn.lock().await;
        // somebody may have counted while this one waited
        if let Some(board) = kept(FRESH_FOR) {
            return Ok(board);
        }
        match count.await {
            Ok(counted) => Ok(slot.keep(counted)),
            Err(error) => match kept(STANDS_IN_FOR) {
                Some(board) => {
                    tracing::warn!(%error, "an older board stands in");
                    Ok(board)
                }
                None => Err(error),
            },
        }
    }
}

impl Boards {
    pub async fn board(&self, app: &App, lens: &Lens, span: Span) -> Result<Arc<Board>> {
        let now = app.clock.now();
        let key = (lens.clone(), span);
        let (app, lens) = (app.clone(), lens.clone());
        let count = async move {
            let mut conn = app.pool.acquire().await?;
            Board::count(&app, &mut conn, &lens, span, now).await
        };
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
        let key = (lens.clone(), span);
        let (app, lens, communities) = (app.clone(), lens.clone(), communities.to_vec());
        let count = async move {
            let mut conn = app.pool.acquire().await?;
            Company::count(&mut conn, &lens, span, &communities, now).await
        };
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
