//! The only place that asks the time. Everything else takes `now` as an argument.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};

/// Where `now` comes from: the machine, or a hand that tests and the demo's history move.
#[derive(Debug, Clone)]
pub enum Clock {
    System,
    Held(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// A clock that stands still until it is set or advanced.
    pub fn held_at(at: DateTime<Utc>) -> Self {
        Self::Held(Arc::new(Mutex::new(at)))
    }

    /// The present instant, cut to microseconds: what PostgreSQL stores must equal what was passed to it.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place that asks the time"
    )]
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System => {
                let now = Utc::now();
                now - TimeDelta::nanoseconds(i64::from(now.timestamp_subsec_nanos() % 1_000))
            }
            Self::Held(at) => *at.lock().unwrap_or_else(std::sync::PoisonError::into_inner),
        }
    }

    /// Moves a held clock; a system clock cannot be moved and stays as it is.
    pub fn set(&self, to: DateTime<Utc>) {
        if let Self::Held(at) = self {
            *at.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = to;
        }
    }

    pub fn advance(&self, by: TimeDelta) {
        self.set(self.now() + by);
    }
}
