//! Rows that hardly ever change, kept in memory: names that every page prints.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use crate::error::Result;

/// Such rows come with a release or a set-up; another process may see a new one a minute later.
const TRUSTED_FOR: Duration = Duration::from_secs(60);

/// What was read, and when.
type Kept<T> = Option<(Arc<T>, Instant)>;

/// Cheap to clone; all clones are one.
pub struct Memo<T>(Arc<RwLock<Kept<T>>>);

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> Memo<T> {
    /// What is kept, else what is read now.
    pub async fn get(&self, read: impl Future<Output = Result<T>>) -> Result<Arc<T>> {
        if let Some((kept, at)) = &*self.0.read().unwrap_or_else(PoisonError::into_inner)
            && at.elapsed() < TRUSTED_FOR
        {
            return Ok(kept.clone());
        }
        let at = Instant::now();
        let read = Arc::new(read.await?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((read.clone(), at));
        Ok(read)
    }

    /// To be called after the commit of a change.
    pub fn forget(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
