//! How often somebody may do something, counted in the database so that it holds over several processes.

use std::fmt::Display;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use sqlx::PgExecutor;

use super::db;
use crate::error::{AppError, Result};

/// At most so many in each window. Windows stand still (every full quarter of an hour, say), so twice as many can fall
/// into a window's length; that is counted in.
#[derive(Debug, Clone, Copy)]
pub struct Rate {
    pub name: &'static str,
    pub most: i32,
    pub window: TimeDelta,
}

/// Looking people, homes and tickets up by a few letters, each of the company's people.
pub const SEARCHES: Rate = Rate::new("search", 60, TimeDelta::minutes(1));

impl Rate {
    pub const fn new(name: &'static str, most: i32, window: TimeDelta) -> Self {
        Self { name, most, window }
    }

    /// Counts one more. Past the most: [`AppError::TooMany`] with the time until the next window.
    pub async fn hit(
        &self,
        db: impl PgExecutor<'_>,
        whose: impl Display,
        now: DateTime<Utc>,
    ) -> Result<()> {
        if self.count(db, whose, now).await? <= self.most {
            return Ok(());
        }
        let left = self.window_of(now) + self.window - now;
        Err(AppError::TooMany {
            retry_after: u32::try_from(left.num_seconds().max(1)).unwrap_or(u32::MAX),
        })
    }

    /// Counts one more and says how many it are now in this window.
    pub async fn count(
        &self,
        db: impl PgExecutor<'_>,
        whose: impl Display,
        now: DateTime<Utc>,
    ) -> Result<i32> {
        Ok(db::count(db, &self.bucket(whose), self.window_of(now)).await?)
    }

    /// Takes one back: it was right after all.
    pub async fn give_back(
        &self,
        db: impl PgExecutor<'_>,
        whose: impl Display,
        now: DateTime<Utc>,
    ) -> Result<()> {
        Ok(db::give_back(db, &self.bucket(whose), self.window_of(now)).await?)
    }

    fn bucket(&self, whose: impl Display) -> String {
        format!("{}:{whose}", self.name)
    }

    fn window_of(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        now.duration_trunc(self.window).unwrap_or(now)
    }
}

/// Forgets windows older than two days; the longest is a day.
pub async fn sweep(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> Result<()> {
    Ok(db::forget(db, now - TimeDelta::days(2)).await?)
}
