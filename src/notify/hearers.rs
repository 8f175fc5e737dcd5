//! Who hears of what: one `match` over every kind of event.

use serde_json::Value;

use super::template::Template::{self, *};
use crate::{
    ids::{DepartmentId, PersonId},
    ticket::EventKind,
};

/// What the decision looks at of an event.
#[derive(Debug, Clone)]
pub struct Told {
    pub kind: EventKind,
    pub public: bool,
    pub actor: Option<PersonId>,
    pub data: Value,
}

impl Told {
    /// Whether it is about a promise of this metric.
    pub fn is_about(&self, metric: &str) -> bool {
        self.data.get("metric").and_then(Value::as_str) == Some(metric)
    }
}

/// Everybody who might be concerned. Owners are here only if they may see the ticket; staff from whom it is hidden are not here.
#[derive(Debug, Clone, Default)]
pub struct Concerned {
    pub reporter: Option<PersonId>,
    /// Those who live in or own the unit, without the reporter, as far as their occupancy lets them see it.
    pub household: Vec<PersonId>,
    /// Those who live around a shared place and follow what is broken there, without the reporter.
    pub followers: Vec<PersonId>,
    /// Those whose own report was joined with this one.
    pub joined: Vec<PersonId>,
    pub accountable: Option<PersonId>,
    pub watchers: Vec<PersonId>,
    pub department: Option<DepartmentId>,
    pub head: Option<PersonId>,
    pub desk: Vec<PersonId>,
    pub managers: Vec<PersonId>,
    pub finance: Vec<PersonId>,
    /// Members of the department it is being offered to.
    pub offered: Vec<PersonId>,
    pub emergency: bool,
    /// Somebody apologised in this cycle and gave a time for news.
    pub apologised: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hearer {
    pub person: PersonId,
    pub template: Template,
    /// By mail too; in the product always.
    pub mail: bool,
}

/// What one person hears of one event. Nobody hears of their own deed, except that whoever files gets the receipt.
pub fn hearers(told: &Told, concerned: &Concerned) -> Vec<Hearer> {
    let mut out = Out {
        told,
        concerned,
        hearers: Vec::new(),
    };
    out.decide();
    out.hearers
}

struct Out<'a> {
    told: &'a Told,
    concerned: &'a Concerned,
    hearers: Vec<Hearer>,
}

impl Out<'_> {
    fn decide(&mut self) {
        let c = self.concerned;
        match self.told.kind {
            EventKind::Filed => {
                self.owners(Received, true);
                if c.department.is_none() {
                    self.staff(&c.desk, Untriaged, false);
                }
            }
            EventKind::Acknowledged if self.fact("automatic") == Some(&Value::Bool(true)) => {}
            EventKind::Acknowledged => self.owners(Acknowledged, true),
            EventKind::Rerouted => self.owners(Moved, false),
            EventKind::Assigned => self.staff(&self.person("person"), Assigned, c.emergency),
            EventKind::TriageUndone if self.fact("told") == Some(&Value::Bool(true)) => {
                let mailed = self.is_fact("urgency", "emergency");
                self.staff(&self.person("person"), TakenBack, mailed);
                let (from, to) = (self.fact("department"), self.fact("back_to"));
                if from != to && to.is_some_and(|to| !to.is_null()) {
                    self.owners(Moved, false);
                }
            }
            EventKind::TriageUndone => {}
            EventKind::Accepted => self.owners(Started, false),

            EventKind::HandoffOffered => {
                self.staff(&self.person("person"), Offered, true);
                self.staff(&c.offered, Offered, false);
            }
            EventKind::HandoffAccepted => self.staff(&self.person("from"), OfferAccepted, false),
            EventKind::HandoffDeclined => self.staff(&self.person("from"), OfferDeclined, true),
            EventKind::HandoffLapsed => {
                self.staff(&self.person("from"), OfferLapsed, true);
                self.staff(c.head.as_slice(), OfferLapsed, true);
            }

            EventKind::Answered | EventKind::MadePublic => {
                self.owners(Answer, true);
                self.staff(&c.watchers, Followed, false);
            }
            EventKind::Wrote => {
                self.accountable_or_desk(Wrote, true);
                self.staff(&c.watchers, Wrote, false);
            }
            EventKind::Noted => {
                self.staff(c.accountable.as_slice(), Noted, false);
                self.staff(&c.watchers, Noted, false);
            }
            EventKind::SpokeWithOwner => self.staff(&c.watchers, Followed, false),
            EventKind::UrgencyChanged => self.staff(c.accountable.as_slice(), Urgency, c.emergency),

            EventKind::PutOnHold => self.owners(Hold, true),
            EventKind::Resumed => {
                self.owners(Resumed, false);
                self.staff(c.accountable.as_slice(), WaitOver, false);
            }
            EventKind::Visited => self.owners(Visited, false),
            EventKind::MadeSafe => self.owners(Safe, true),
            EventKind::Investigated => self.owners(Found, true),

            EventKind::Resolved => {
                self.owners(Resolved, true);
                self.staff(&c.watchers, Followed, false);
            }
            EventKind::ComplaintAnswered => self.owners(ComplaintAnswer, true),
            EventKind::DisputeDecided => self.owners(Decided, true),
            EventKind::Confirmed => self.staff(c.accountable.as_slice(), Confirmed, false),
            EventKind::Rated => {
                self.staff(c.accountable.as_slice(), Rated, false);
                if self
                    .fact("score")
                    .and_then(Value::as_i64)
                    .is_some_and(|score| score <= 2)
                {
                    self.staff(c.head.as_slice(), Rated, true);
                }
            }
            EventKind::Thanked => self.staff(c.accountable.as_slice(), Thanked, false),
            EventKind::Returned => {
                self.accountable_or_desk(Returned, true);
                self.staff(c.head.as_slice(), Returned, false);
            }
            EventKind::Reopened => {
                self.owners(Reopened, true);
                self.accountable_or_desk(OpenedAgain, false);
            }
            EventKind::Closed => self.owners(Closed, false),
            EventKind::Declined => self.owners(Declined, true),
            EventKind::MarkedDuplicate => self.owners(Duplicate, true),
            EventKind::Withdrawn => {
                self.owners(Withdrawn, false);
                self.staff(c.accountable.as_slice(), GivenUp, false);
            }

            EventKind::PromiseWarned => self.accountable_or_desk(Warned, true),
            // The owner hears of it by the apology that follows.
            EventKind::PromiseBroken => {
                if c.apologised && self.told.is_about("update_owner") {
                    self.staff(&c.managers, RingOwner, true);
                    self.staff(c.accountable.as_slice(), RingOwner, true);
                }
                self.accountable_or_desk(Broken, true);
                self.staff(c.head.as_slice(), Broken, false);
            }
            EventKind::PromiseEscalated => match self.fact("to").and_then(Value::as_str) {
                Some("manager") => self.staff(&c.managers, Escalated, true),
                Some("head") => self.staff(c.head.as_slice(), Escalated, true),
                _ => self.accountable_or_desk(Escalated, true),
            },
            EventKind::PromiseExtended => self.owners(Extended, true),
            EventKind::PromiseMoved => self.owners(Retimed, true),
            EventKind::Apologised => self.owners(Apology, true),

            EventKind::StageTwoAsked => {
                self.staff(&c.managers, StageTwo, true);
                self.staff(c.accountable.as_slice(), StageTwo, true);
            }
            EventKind::ChargesHeld => self.owners(ChargesHeld, false),
            EventKind::AdjustmentProposed => {
                self.staff(&c.managers, Approve, true);
                self.staff(&c.finance, Approve, false);
            }
            EventKind::AdjustmentApproved => self.owners(Adjusted, true),
            EventKind::PayerSettled => self.owners(Payer, true),
            EventKind::AdjustmentRefused => self.staff(c.accountable.as_slice(), Refused, true),

            // Part of what is told with the event beside them, or nobody's news.
            EventKind::Imported
            | EventKind::Promised
            | EventKind::Routed
            | EventKind::HandoffWithdrawn
            | EventKind::PolicyReapplied => {}
        }
        self.joined();
        self.neighbours();
    }

    /// Those who reported the same hear how it goes on and, by mail, how it ends; never what was written or who else reported it.
    fn joined(&mut self) {
        let mail = match self.told.kind {
            EventKind::Accepted
            | EventKind::PutOnHold
            | EventKind::Resumed
            | EventKind::Visited
            | EventKind::MadeSafe
            | EventKind::Investigated
            | EventKind::Returned
            | EventKind::Closed
            | EventKind::MarkedDuplicate => false,
            EventKind::Resolved
            | EventKind::ComplaintAnswered
            | EventKind::DisputeDecided
            | EventKind::Reopened
            | EventKind::Declined
            | EventKind::Withdrawn => true,
            _ => return,
        };
        if self.told.public {
            for &person in &self.concerned.joined {
                self.add(person, Joined, mail);
            }
        }
    }

    /// Those who said "me too" hear how it goes on, never what was written or who reported it.
    fn neighbours(&mut self) {
        let moves = matches!(
            self.told.kind,
            EventKind::Accepted
                | EventKind::PutOnHold
                | EventKind::Resumed
                | EventKind::Visited
                | EventKind::MadeSafe
                | EventKind::Investigated
                | EventKind::Resolved
                | EventKind::Returned
                | EventKind::Reopened
                | EventKind::Closed
                | EventKind::Declined
        );
        if moves && self.told.public {
            for &person in &self.concerned.followers {
                self.add(person, Neighbour, false);
            }
        }
    }

    /// The reporter, by mail if so said; the household, in the product. Never of what is internal.
    fn owners(&mut self, template: Template, mail: bool) {
        if !self.told.public {
            return;
        }
        if let Some(reporter) = self.concerned.reporter {
            self.add(reporter, template, mail);
        }
        for &person in &self.concerned.household {
            self.add(person, template, false);
        }
    }

    fn staff(&mut self, people: &[PersonId], template: Template, mail: bool) {
        for &person in people {
            self.add(person, template, mail);
        }
    }

    fn accountable_or_desk(&mut self, template: Template, mail: bool) {
        match self.concerned.accountable {
            Some(person) => self.add(person, template, mail),
            None => self.staff(&self.concerned.desk, template, false),
        }
    }

    fn add(&mut self, person: PersonId, template: Template, mail: bool) {
        let own_deed = self.told.actor == Some(person)
            && !(template == Received && Some(person) == self.concerned.reporter);
        let known = self.hearers.iter().any(|hearer| hearer.person == person);
        if !own_deed && !known {
            self.hearers.push(Hearer {
                person,
                template,
                mail,
            });
        }
    }

    fn fact(&self, name: &str) -> Option<&Value> {
        self.told.data.get(name)
    }

    fn is_fact(&self, name: &str, value: &str) -> bool {
        self.fact(name).and_then(Value::as_str) == Some(value)
    }

    fn person(&self, name: &str) -> Vec<PersonId> {
        self.fact(name)
            .and_then(Value::as_i64)
            .map(PersonId)
            .into_iter()
            .collect()
    }
}

#[cfg(test)]
mod tests;
