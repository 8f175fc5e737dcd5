//! The ticket's types and its lifecycle: what states there are, what facts each carries, and which moves are legal.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

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
    text::text_enum,
};

text_enum! {
    /// Why a ticket waits; the owner reads it.
    pub enum WaitReason {
        OwnersAnswer => "owner_answer",
        OwnersAccess => "owner_access",
        ThirdParty => "third_party",
        Parts => "parts",
        Weather => "weather",
        Approval => "approval",
        Appointment => "appointment",
    }
}

text_enum! {
    /// How a matter ended.
    pub enum Outcome {
        Fixed => "fixed",
        Answered => "answered",
        Explained => "explained",
        Upheld => "upheld",
        PartlyUpheld => "partly",
        NotUpheld => "not_upheld",
        NoFault => "no_fault",
        Referred => "referred",
        Other => "other",
    }
}

text_enum! {
    /// Why the company does not take a matter on.
    pub enum DeclineReason {
        OwnersResponsibility => "owners_responsibility",
        DevelopersWarranty => "developers_warranty",
        UtilitysResponsibility => "utilitys_responsibility",
        NotOurCommunity => "not_our_community",
        Abusive => "abusive",
        Other => "other",
    }
}

/// Where the ticket is in its life. A state carries its facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// Filed, not yet with a department: what the rules left to the desk.
    New,
    Assigned,
    InProgress,
    Waiting {
        reason: WaitReason,
        until: DateTime<Utc>,
    },
    Resolved {
        outcome: Outcome,
        at: DateTime<Utc>,
    },
    Closed {
        outcome: Outcome,
        at: DateTime<Utc>,
    },
    Declined {
        reason: DeclineReason,
        referral: Option<String>,
    },
    Duplicate {
        of: Number,
    },
    Withdrawn,
}

impl State {
    /// The text column and the facts column.
    pub fn to_columns(&self) -> (String, Value) {
        let Ok(Value::Object(mut facts)) = serde_json::to_value(self) else {
            unreachable!("a state is a JSON object")
        };
        let Some(Value::String(state)) = facts.remove("state") else {
            unreachable!("a state has its tag")
        };
        (state, Value::Object(facts))
    }

    pub fn from_columns(state: &str, mut facts: Value) -> Result<Self, serde_json::Error> {
        if let Value::Object(map) = &mut facts {
            map.insert("state".to_owned(), Value::String(state.to_owned()));
        }
        serde_json::from_value(facts)
    }

    pub fn as_str(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Assigned => "assigned",
            Self::InProgress => "in_progress",
            Self::Waiting { .. } => "waiting",
            Self::Resolved { .. } => "resolved",
            Self::Closed { .. } => "closed",
            Self::Declined { .. } => "declined",
            Self::Duplicate { .. } => "duplicate",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Somebody still owes the owner something.
    pub fn is_open(&self) -> bool {
        match self {
            Self::New | Self::Assigned | Self::InProgress | Self::Waiting { .. } => true,
            Self::Resolved { .. }
            | Self::Closed { .. }
            | Self::Declined { .. }
            | Self::Duplicate { .. }
            | Self::Withdrawn => false,
        }
    }
}

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
    fn enter(&mut self, state: State, at: DateTime<Utc>, wake_at: Option<DateTime<Utc>>) {
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
mod tests {
    use super::*;

    fn at(minute: u32) -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000 + i64::from(minute) * 60, 0).expect("a time")
    }

    fn ticket(state: State) -> Ticket {
        Ticket {
            id: TicketId(1),
            number: Number::draw(Kind::Repair),
            kind: Kind::Repair,
            place: Place {
                community: CommunityId(1),
                building: None,
                unit: None,
                common_area: None,
                asset: None,
            },
            category: None,
            urgency: Urgency::Normal,
            reporter: None,
            reporter_role: None,
            filed_by: None,
            language: Lang::En,
            department: Some(DepartmentId(1)),
            accountable: Some(PersonId(1)),
            state,
            state_at: at(0),
            wake_at: None,
            cycle: 1,
            version: 1,
            needs_review: false,
            tags: vec![],
            seen_by: vec![],
            seen_by_departments: vec![],
            hidden_from: vec![],
            filed_at: at(0),
            first_response_at: None,
            resolved_at: None,
            closed_at: None,
            duplicate_of: None,
            rule: None,
            rule_set: None,
            last_seq: 0,
            last_hash: None,
        }
    }

    fn every_state() -> Vec<State> {
        vec![
            State::New,
            State::Assigned,
            State::InProgress,
            State::Waiting {
                reason: WaitReason::Parts,
                until: at(60),
            },
            State::Resolved {
                outcome: Outcome::Fixed,
                at: at(1),
            },
            State::Closed {
                outcome: Outcome::Fixed,
                at: at(1),
            },
            State::Declined {
                reason: DeclineReason::Other,
                referral: Some("The water company".to_owned()),
            },
            State::Duplicate {
                of: Number::draw(Kind::Repair),
            },
            State::Withdrawn,
        ]
    }

    #[test]
    fn a_state_and_its_facts_survive_the_columns() {
        for state in every_state() {
            let (text, facts) = state.to_columns();
            assert_eq!(text, state.as_str());
            assert_eq!(
                State::from_columns(&text, facts).expect("reads back"),
                state
            );
        }
    }

    /// The transition table: one row a move, one column a state, in the order of `every_state`.
    #[test]
    fn only_legal_moves_are_made() {
        type Move = fn(&mut Ticket) -> Result<(), Refusal>;
        let table: [(&str, Move, [bool; 9]); 9] = [
            (
                "assign",
                |t| t.assign(DepartmentId(2), PersonId(2), at(2)),
                [true, true, true, true, false, false, false, false, false],
            ),
            (
                "start",
                |t| t.start(at(2)),
                [false, true, true, true, false, false, false, false, false],
            ),
            (
                "hold",
                |t| t.hold(WaitReason::Parts, at(9), at(2)),
                [false, true, true, false, false, false, false, false, false],
            ),
            (
                "resume",
                |t| t.resume(at(2)),
                [false, false, false, true, false, false, false, false, false],
            ),
            (
                "resolve",
                |t| t.resolve(Outcome::Fixed, at(2), at(9)),
                [false, false, true, false, false, false, false, false, false],
            ),
            (
                "close",
                |t| t.close(at(2)),
                [false, false, false, false, true, false, false, false, false],
            ),
            (
                "reopen",
                |t| t.reopen(at(2)),
                [false, false, false, false, true, true, true, false, false],
            ),
            (
                "decline",
                |t| t.decline(DeclineReason::Other, None, at(2)),
                [true, true, true, true, false, false, false, false, false],
            ),
            (
                "withdraw",
                |t| t.withdraw(at(2)),
                [true, true, true, true, false, false, false, false, false],
            ),
        ];
        for (name, make, legal) in table {
            for (state, legal) in every_state().into_iter().zip(legal) {
                let mut t = ticket(state.clone());
                assert_eq!(
                    make(&mut t).is_ok(),
                    legal,
                    "{name} from {}",
                    state.as_str()
                );
                if !legal {
                    assert_eq!(t.state, state, "a refused {name} changes nothing");
                }
            }
        }
    }

    #[test]
    fn an_emergency_cannot_be_put_on_hold() {
        let mut t = ticket(State::InProgress);
        t.urgency = Urgency::Emergency;
        assert_eq!(
            t.hold(WaitReason::Parts, at(9), at(2)),
            Err(Refusal::EmergencyCannotWait)
        );
    }

    #[test]
    fn a_reopening_starts_the_next_cycle() {
        let mut t = ticket(State::Closed {
            outcome: Outcome::Fixed,
            at: at(1),
        });
        t.reopen(at(2)).expect("may be reopened");
        assert_eq!((t.cycle, t.closed_at), (2, None));
    }
}
