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

type Key = (Scope, &'static [View]);

/// Cheap to clone; all clones are one. The reader's own scope is part of the key: nobody reads another's count.
#[derive(Clone, Default)]
pub struct Tallies(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    /// Goes up with every change: a count that a change overtook is not kept.
    changes: u64,
    kept: HashMap<Key, (Instant, Arc<[i64]>)>,
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
            let inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            match inner.kept.get(&key) {
                Some((at, counts)) if at.elapsed() < FRESH_FOR => return Ok(counts.clone()),
                _ => inner.changes,
            }
        };
        let at = Instant::now();
        let counts: Arc<[i64]> = list::counts(conn, scope, views, filter).await?.into();
        let mut inner = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if inner.changes == changes {
            inner.kept.retain(|_, (at, _)| at.elapsed() < FRESH_FOR);
            inner.kept.insert(key, (at, counts.clone()));
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
