//! One promise to one ticket, and what can happen to it.

use chrono::{DateTime, Utc};

use super::{
    ladder::Tier,
    metric::{Metric, Moment, State},
    target::Target,
};
use crate::ids::{CalendarId, CommunityId, DepartmentId, PolicySetId, PromiseId, TicketId};

/// One clock of one ticket, as stored.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(try_from = "super::db::promise::Row")]
pub struct Promise {
    pub id: PromiseId,
    pub ticket: TicketId,
    pub cycle: i32,
    /// 2: the review of a complaint.
    pub stage: u8,
    /// Counts up when a repeated clock begins again.
    pub round: i32,
    pub metric: Metric,
    pub starts_on: Moment,
    pub target: Target,
    pub warn_percent: u8,
    pub policy_set: Option<PolicySetId>,
    pub policy: String,
    pub calendar: CalendarId,
    pub state: State,
    pub started_at: Option<DateTime<Utc>>,
    /// None while it waits for its start, or while a pause without an end is open.
    pub due_at: Option<DateTime<Utc>>,
    pub warn_at: Option<DateTime<Utc>>,
    pub warned_at: Option<DateTime<Utc>>,
    /// The due instant that passed; never cleared.
    pub breached_at: Option<DateTime<Utc>>,
    /// The next repeated step of the escalation ladder.
    pub escalate_at: Option<DateTime<Utc>>,
    /// How many steps were taken.
    pub escalations: i32,
    pub met_at: Option<DateTime<Utc>>,
    pub community: CommunityId,
    pub department: Option<DepartmentId>,
}

impl Promise {
    /// Waiting or running.
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Waiting | State::Running)
    }

    pub fn is_late(&self) -> bool {
        self.state == State::Running && self.breached_at.is_some()
    }
}

/// Something that happened to a promise: the ticket's record gets an event for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    pub promise: PromiseId,
    pub metric: Metric,
    pub what: ChangeKind,
    /// As it is now: none while a pause without an end is open.
    pub due_at: Option<DateTime<Utc>>,
    /// When it happened: of a breach the due instant, of a warning the instant it was planned for.
    pub at: DateTime<Utc>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    Started,
    /// Met by its due instant.
    Kept,
    /// The due instant passed unmet. Comes once in the life of a promise.
    Broken,
    /// Met after its breach; the breach stays.
    MetLate,
    Warned,
    /// A step of the escalation ladder; the first is 1.
    Escalated {
        step: i32,
        to: Tier,
    },
    /// A pause, its end, an extension, a re-application or a changed calendar gave it another due instant.
    Moved,
    /// Not needed any more, and not broken.
    Dropped,
}

impl Change {
    /// Who is to hear of an escalation.
    pub fn to(&self) -> Option<Tier> {
        match self.what {
            ChangeKind::Escalated { to, .. } => Some(to),
            ChangeKind::Started
            | ChangeKind::Kept
            | ChangeKind::Broken
            | ChangeKind::MetLate
            | ChangeKind::Warned
            | ChangeKind::Moved
            | ChangeKind::Dropped => None,
        }
    }
}
