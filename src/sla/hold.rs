//! Pauses and extensions as people made them.

use chrono::{DateTime, Utc};

use super::{pauses::Pause, target::Target};
use crate::ids::{PauseId, PersonId};

/// A pause as stored: with its reason and who made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    pub id: PauseId,
    pub cycle: i32,
    pub reason: String,
    pub note: String,
    pub from: DateTime<Utc>,
    /// When it ends by itself.
    pub until: Option<DateTime<Utc>>,
    /// When it really ended; none while it is open.
    pub ended: Option<DateTime<Utc>>,
    pub by: Option<PersonId>,
}

impl Hold {
    /// As the engine takes it.
    pub fn interval(&self) -> Pause {
        Pause {
            from: self.from,
            to: self.ended.or(self.until),
        }
    }
}

/// More time for one promise, told with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    pub by: Target,
    pub reason: String,
    pub person: Option<PersonId>,
    pub at: DateTime<Utc>,
}
