//! How much each view holds, kept for a moment: the desk's first page counts seven views, and colleagues open it again and
//! again.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use sqlx::PgConnection;

use super::list::{self, Filter, View};
use crate::{error::Result, people::Scope};

/// A deed of this process and every change it hears of make it count again at once; what it does not hear of, after this.
const FRESH_FOR: Duration = Duration::from_secs(3);

/// While one of its readers counts again, the others get the count before, if it is not older than this.
const BRIDGED_FOR: Duration = Duration::from_secs(6);

type Key = (Scope, &'static [View]);

/// Cheap to clone; all clones are one. The reader's own scope is part of the key: nobody reads another's count.
#[derive(Clone, Default)]
pub struct Tallies(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    /// Goes up with every change: a count that a change overtook is not kept.
    changes: u64,
    kept: HashMap<Key, Kept>,
}

struct Kept {
    at: Instant,
    counts: Arc<[i64]>,
    is_counted_again: bool,
}

impl Tallies {
    /// Counted to [`list::COUNTED`] and one. Only whole views are kept; what is narrowed is counted each time.
    pub async fn of(
        &self,
        conn: &mut PgConnection,
        scope: &Scope,
        views: &'static [View],
        filter: &Filter,
    ) -> Result<Arc<[i64]>> {
        if *filter != Filter::default() {
            return Ok(list::counts(conn, scope, views, filter).await?.into());
        }
        let key = (scope.clone(), views);
        let changes = {
            let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            match inner.kept.get_mut(&key) {
                Some(kept) if kept.at.elapsed() < FRESH_FOR => return Ok(kept.counts.clone()),
                Some(kept) if kept.is_counted_again && kept.at.elapsed() < BRIDGED_FOR => {
                    return Ok(kept.counts.clone());
                }
                Some(kept) => kept.is_counted_again = true,
                None => {}
            }
            inner.changes
        };
        let at = Instant::now();
        let counts: Arc<[i64]> = list::counts(conn, scope, views, filter).await?.into();
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.changes == changes {
            inner.kept.retain(|_, kept| kept.at.elapsed() < BRIDGED_FOR);
            let kept = Kept {
                at,
                counts: counts.clone(),
                is_counted_again: false,
            };
            inner.kept.insert(key, kept);
        }
        Ok(counts)
    }

    /// Some ticket changed.
    pub fn forget(&self) {
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        inner.changes += 1;
        inner.kept.clear();
    }
}
