//! Counted boards, kept for some seconds: many readers, one count. Whoever asks while a board that was looked at just now is
//! counted again gets the one before; whoever comes to an older one waits for the count.
//!
//! Counting is not to take from everybody what it gives to one: the longer it took, the longer it is kept; one board at a time
//! is counted behind its readers' backs; and only if something was recorded since, or a minute has passed.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};

use tokio::sync::Semaphore;

use super::{
    board::Board,
    company::Company,
    figure::{Lens, Span},
};
use crate::{app::App, error::Result, web::live};

/// How long a count is shown at least without another look, and at most although nothing was recorded: time passes, too.
const FRESH_FOR: TimeDelta = TimeDelta::seconds(5);
const UNCHANGED_FOR: TimeDelta = TimeDelta::seconds(60);
/// And how many times as long as it took to count.
const WORTH: i32 = 40;
/// How long it is still shown, for each second that it was fresh, while it is counted again.
const BRIDGES: i32 = 2;
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
    /// Held while a board is counted that nobody waits for.
    one_at_a_time: OneAtATime,
}

#[derive(Clone)]
struct OneAtATime(Arc<Semaphore>);

impl Default for OneAtATime {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

type Key = (Lens, Span);

/// A board as it was counted.
struct Count<T> {
    board: Arc<T>,
    counted_at: DateTime<Utc>,
    /// How far the record was before.
    mark: i64,
    took: TimeDelta,
    /// When it was last known to be as good as a new one.
    good_at: DateTime<Utc>,
}

impl<T> Clone for Count<T> {
    fn clone(&self) -> Self {
        Self {
            board: self.board.clone(),
            ..*self
        }
    }
}

impl<T> Count<T> {
    fn fresh_for(&self) -> TimeDelta {
        (self.took * WORTH).clamp(FRESH_FOR, UNCHANGED_FOR)
    }

    fn is_within(&self, span: TimeDelta, now: DateTime<Utc>) -> bool {
        (now - self.good_at).abs() < span
    }
}

/// One board: the last count, and whose turn it is to count.
struct Slot<T> {
    last: Mutex<Option<Count<T>>>,
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
    fn last(&self) -> Option<Count<T>> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.clone()
    }

    fn keep(&self, count: Count<T>) -> Arc<T> {
        let board = count.board.clone();
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(count);
        board
    }
}

/// How to count a board.
trait Counting<T>: Future<Output = Result<T>> + Send + 'static {}

impl<T, F: Future<Output = Result<T>> + Send + 'static> Counting<T> for F {}

async fn count<T>(app: &App, now: DateTime<Utc>, counting: impl Counting<T>) -> Result<Count<T>> {
    let mark = live::mark(app).await?;
    let began = Instant::now();
    let board = Arc::new(counting.await?);
    Ok(Count {
        board,
        counted_at: now,
        mark,
        took: TimeDelta::from_std(began.elapsed()).unwrap_or(UNCHANGED_FOR),
        good_at: now,
    })
}

/// The last count where nothing was recorded since, else a new one.
async fn renew<T>(
    app: &App,
    now: DateTime<Utc>,
    last: Count<T>,
    counting: impl Counting<T>,
) -> Result<Count<T>> {
    let is_recent = now - last.counted_at < UNCHANGED_FOR;
    if is_recent && live::mark(app).await? == last.mark {
        return Ok(Count {
            good_at: now,
            ..last
        });
    }
    count(app, now, counting).await
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
        app: &App,
        behind: &OneAtATime,
        key: &Key,
        counting: impl Counting<T>,
    ) -> Result<Arc<T>>
    where
        T: Send + Sync + 'static,
    {
        let now = app.clock.now();
        let slot = self.slot(key);
        let fresh = || {
            slot.last()
                .filter(|last| last.is_within(last.fresh_for(), now))
        };
        if let Some(last) = fresh() {
            return Ok(last.board);
        }
        let bridging = |last: &Count<T>| last.is_within(last.fresh_for() * BRIDGES, now);
        if let Some(last) = slot.last().filter(bridging) {
            let board = last.board.clone();
            if let Ok(turn) = slot.turn.clone().try_lock_owned() {
                let (app, behind, slot) = (app.clone(), behind.0.clone(), slot.clone());
                tokio::spawn(async move {
                    let _turn = turn;
                    let _one = behind.acquire().await;
                    match renew(&app, now, last, counting).await {
                        Ok(counted) => drop(slot.keep(counted)),
                        Err(error) => tracing::warn!(%error, "a board was not counted again"),
                    }
                });
            }
            return Ok(board);
        }
        let _turn = slot.turn.lock().await;
        // somebody may have counted while this one waited
        if let Some(last) = fresh() {
            return Ok(last.board);
        }
        match count(app, now, counting).await {
            Ok(counted) => Ok(slot.keep(counted)),
            Err(error) => match slot
                .last()
                .filter(|last| last.is_within(STANDS_IN_FOR, now))
            {
                Some(last) => {
                    tracing::warn!(%error, "an older board stands in");
                    Ok(last.board)
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
        let (own, lens) = (app.clone(), lens.clone());
        let counting = async move {
            let mut conn = own.pool.acquire().await?;
            Board::count(&own, &mut conn, &lens, span, now).await
        };
        let behind = &self.one_at_a_time;
        self.boards.fetch(app, behind, &key, counting).await
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
        let (own, lens, communities) = (app.clone(), lens.clone(), communities.to_vec());
        let counting = async move {
            let mut conn = own.pool.acquire().await?;
            Company::count(&mut conn, &lens, span, &communities, now).await
        };
        let behind = &self.one_at_a_time;
        self.companies.fetch(app, behind, &key, counting).await
    }

    /// Somebody acted on what a board shows: the next look counts again.
    pub fn forget(&self) {
        self.boards.forget();
        self.companies.forget();
    }
}
