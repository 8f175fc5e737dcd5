//! The ticket's row and which moves are legal from which state.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use super::state::{DeclineReason, Outcome, State, WaitReason};
use super::{Number, Refusal};
pub use crate::{
    catalog::{Kind, Urgency},
    routing::Channel,
};
use crate::{
    i18n::Lang,
    ids::{
        AssetId, BuildingId, CategoryId, CommonAreaId, CommunityId, DepartmentId, PersonId,
        TicketId, UnitId,
    },
    property::OccupancyRole,
};

/// Where the matter is: always a community, then as exactly as known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub community: CommunityId,
    pub building: Option<BuildingId>,
    pub unit: Option<UnitId>,
    pub common_area: Option<CommonAreaId>,
    pub asset: Option<AssetId>,
}

/// The row of a ticket, locked by the deed that changes it.
#[derive(Debug, Clone)]
pub struct Ticket {
    pub id: TicketId,
    pub number: Number,
    pub kind: Kind,
    pub place: Place,
    pub category: Option<CategoryId>,
    pub urgency: Urgency,
    pub reporter: Option<PersonId>,
    pub reporter_role: Option<OccupancyRole>,
    pub filed_by: Option<PersonId>,
    pub language: Lang,
    pub department: Option<DepartmentId>,
    pub accountable: Option<PersonId>,
    pub state: State,
    pub state_at: DateTime<Utc>,
    /// When the state ends by itself.
    pub wake_at: Option<DateTime<Utc>>,
    pub cycle: i32,
    pub version: i32,
    pub needs_review: bool,
    pub tags: Vec<String>,
    pub seen_by: Vec<i64>,
    pub seen_by_departments: Vec<i64>,
    pub hidden_from: Vec<i64>,
    pub filed_at: DateTime<Utc>,
    pub first_response_at: Option<DateTime<Utc>>,
    pub resolved_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub duplicate_of: Option<TicketId>,
    pub rule: Option<String>,
    pub rule_set: Option<i64>,
    pub last_seq: i32,
    pub last_hash: Option<Vec<u8>>,
}

impl Ticket {
    pub(super) fn enter(
        &mut self,
        state: State,
        at: DateTime<Utc>,
        wake_at: Option<DateTime<Utc>>,
    ) {
        self.state = state;
        self.state_at = at;
        self.wake_at = wake_at;
    }

    /// To a department: from the desk, or on to another one. Whatever was going on starts again there.
    pub fn assign(
        &mut self,
        department: DepartmentId,
        accountable: PersonId,
        at: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        self.must_be_open()?;
        self.department = Some(department);
        self.accountable = Some(accountable);
        if !matches!(self.state, State::Waiting { .. }) {
            self.enter(State::Assigned, at, None);
        }
        Ok(())
    }

    /// Somebody of the department takes it and starts.
    pub fn start(&mut self, at: DateTime<Utc>) -> Result<(), Refusal> {
        match &self.state {
            State::Assigned | State::Waiting { .. } => {
                self.enter(State::InProgress, at, None);
                Ok(())
            }
            State::InProgress => Ok(()),
            State::New => Err(Refusal::NotRouted),
            State::Resolved { .. }
            | State::Closed { .. }
            | State::Declined { .. }
            | State::Duplicate { .. }
            | State::Withdrawn => Err(Refusal::AlreadyOver),
        }
    }

    pub fn hold(
        &mut self,
        reason: WaitReason,
        until: DateTime<Utc>,
        at: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        if self.urgency == Urgency::Emergency {
            return Err(Refusal::EmergencyCannotWait);
        }
        if until <= at {
            return Err(Refusal::UntilIsPast);
        }
        match &self.state {
            State::Assigned | State::InProgress => {
                self.enter(State::Waiting { reason, until }, at, Some(until));
                Ok(())
            }
            State::Waiting { .. } => Err(Refusal::AlreadyWaiting),
            State::New => Err(Refusal::NotRouted),
            State::Resolved { .. }
            | State::Closed { .. }
            | State::Declined { .. }
            | State::Duplicate { .. }
            | State::Withdrawn => Err(Refusal::AlreadyOver),
        }
    }

    pub fn resume(&mut self, at: DateTime<Utc>) -> Result<(), Refusal> {
        match &self.state {
            State::Waiting { .. } => {
                self.enter(State::InProgress, at, None);
                Ok(())
            }
            State::New
            | State::Assigned
            | State::InProgress
            | State::Resolved { .. }
            | State::Closed { .. }
            | State::Declined { .. }
            | State::Duplicate { .. }
            | State::Withdrawn => Err(Refusal::NotWaiting),
        }
    }

    /// The answer is given or the work is done; closes by itself at `quiet_until`.
    pub fn resolve(
        &mut self,
        outcome: Outcome,
        at: DateTime<Utc>,
        quiet_until: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        match &self.state {
            State::InProgress => {
                self.enter(State::Resolved { outcome, at }, at, Some(quiet_until));
                self.resolved_at = Some(at);
                Ok(())
            }
            State::Waiting { reason, .. } => Err(Refusal::StillWaiting(*reason)),
            State::New | State::Assigned => Err(Refusal::NobodyStarted),
            State::Resolved { .. }
            | State::Closed { .. }
            | State::Declined { .. }
            | State::Duplicate { .. }
            | State::Withdrawn => Err(Refusal::AlreadyOver),
        }
    }

    /// By the owner's word, or by the end of the quiet period.
    pub fn close(&mut self, at: DateTime<Utc>) -> Result<(), Refusal> {
        match &self.state {
            State::Resolved { outcome, .. } => {
                let outcome = *outcome;
                self.enter(State::Closed { outcome, at }, at, None);
                self.closed_at = Some(at);
                Ok(())
            }
            State::New | State::Assigned | State::InProgress | State::Waiting { .. } => {
                Err(Refusal::NotResolved)
            }
            State::Closed { .. }
            | State::Declined { .. }
            | State::Duplicate { .. }
            | State::Withdrawn => Err(Refusal::AlreadyOver),
        }
    }

    /// It is not fixed, or the desk opens it again: the next cycle begins.
    pub fn reopen(&mut self, at: DateTime<Utc>) -> Result<(), Refusal> {
        match &self.state {
            State::Resolved { .. } | State::Closed { .. } | State::Declined { .. } => {
                if self.accountable.is_none() || self.department.is_none() {
                    self.enter(State::New, at, None);
                } else {
                    self.enter(State::InProgress, at, None);
                }
                self.cycle += 1;
                self.resolved_at = None;
                self.closed_at = None;
                Ok(())
            }
            State::New | State::Assigned | State::InProgress | State::Waiting { .. } => {
                Err(Refusal::StillOpen)
            }
            State::Duplicate { .. } | State::Withdrawn => Err(Refusal::AlreadyOver),
        }
    }

    /// Somebody else looks at it again: the next cycle begins with them, whatever the state; with nobody yet, at the desk.
    pub fn review(
        &mut self,
        with: Option<(DepartmentId, PersonId)>,
        at: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        match &self.state {
            State::Duplicate { .. } | State::Withdrawn => return Err(Refusal::AlreadyOver),
            State::New
            | State::Assigned
            | State::InProgress
            | State::Waiting { .. }
            | State::Resolved { .. }
            | State::Closed { .. }
            | State::Declined { .. } => {}
        }
        self.cycle += 1;
        self.resolved_at = None;
        self.closed_at = None;
        self.department = with.map(|(department, _)| department);
        self.accountable = with.map(|(_, person)| person);
        let state = if with.is_some() {
            State::Assigned
        } else {
            State::New
        };
        self.enter(state, at, None);
        Ok(())
    }

    pub fn decline(
        &mut self,
        reason: DeclineReason,
        referral: Option<String>,
        at: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        self.must_be_open()?;
        self.enter(State::Declined { reason, referral }, at, None);
        self.closed_at = Some(at);
        Ok(())
    }

    pub fn mark_duplicate(&mut self, of: &Self, at: DateTime<Utc>) -> Result<(), Refusal> {
        self.must_be_open()?;
        if of.id == self.id || matches!(of.state, State::Duplicate { .. }) {
            return Err(Refusal::DuplicateOfItself);
        }
        if of.place.community != self.place.community {
            return Err(Refusal::OtherCommunity);
        }
        self.enter(
            State::Duplicate {
                of: of.number.clone(),
            },
            at,
            None,
        );
        self.duplicate_of = Some(of.id);
        self.closed_at = Some(at);
        Ok(())
    }

    pub fn withdraw(&mut self, at: DateTime<Utc>) -> Result<(), Refusal> {
        self.must_be_open()?;
        self.enter(State::Withdrawn, at, None);
        self.closed_at = Some(at);
        Ok(())
    }

    pub fn must_be_open(&self) -> Result<(), Refusal> {
        if self.state.is_open() {
            Ok(())
        } else {
            Err(Refusal::AlreadyOver)
        }
    }

    /// A page drawn from an older version must not act on what changed meanwhile.
    pub fn must_be_version(&self, seen: Option<i32>) -> Result<(), crate::error::AppError> {
        match seen {
            Some(seen) if seen != self.version => Err(crate::error::AppError::Stale),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
