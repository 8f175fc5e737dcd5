//! What the viewer may do with the ticket as it stands: only that is offered. The deeds check again.

use super::super::super::{State, Urgency, handoff::Offer, model::Kind, read::Detail};
use crate::people::Scope;

#[derive(Debug, Default)]
pub struct Can {
    pub write: bool,
    pub triage: bool,
    pub confirm: bool,
    pub take: bool,
    pub hand_over: bool,
    pub answer_offer: bool,
    pub withdraw_offer: bool,
    pub urgency: bool,
    pub hold: bool,
    pub resume: bool,
    pub progress: bool,
    pub resolve: bool,
    /// The kind's own page ends it.
    pub answer_page: bool,
    pub decision_page: bool,
    pub payer_page: bool,
    pub decline: bool,
    pub duplicate: bool,
    pub reopen: bool,
}

impl Can {
    pub fn of(scope: &Scope, t: &Detail, offer: Option<&Offer>) -> Self {
        let me = scope.person();
        let is_desk = scope.has_desk(t.community);
        let works = is_desk
            || t.accountable == Some(me)
            || t.department
                .is_some_and(|department| scope.has_department(department, t.community));
        let open = t.state.is_open();
        let is_mine = t.accountable == Some(me);
        let offered = offer.is_some_and(|offer| {
            offer.to_person == Some(me)
                || (offer.to_person.is_none()
                    && offer
                        .to_department
                        .is_some_and(|department| scope.departments.contains(&department.0)))
        });
        let started = t.state == State::InProgress;
        let waiting = matches!(t.state, State::Waiting { .. });
        Self {
            write: works,
            triage: is_desk && open,
            confirm: is_desk && open && t.needs_review && t.department.is_some(),
            take: works
                && open
                && t.department.is_some()
                && !(started && t.accountable.is_some())
                && !waiting
                || works && waiting && is_mine,
            hand_over: works && open && offer.is_none() && t.state != State::New,
            answer_offer: open && offered,
            withdraw_offer: !offered
                && offer.is_some_and(|offer| offer.from == Some(me) || is_desk),
            urgency: works && open,
            hold: works
                && (started || t.state == State::Assigned)
                && t.urgency != Urgency::Emergency,
            resume: works && waiting,
            progress: works
                && started
                && matches!(t.kind, Kind::Repair | Kind::ServiceOrder | Kind::Complaint),
            resolve: works && started && !matches!(t.kind, Kind::Complaint | Kind::FeeDispute),
            answer_page: works && open && t.kind == Kind::Complaint,
            decision_page: (works || scope.finance.contains(&t.community.0))
                && open
                && t.kind == Kind::FeeDispute,
            payer_page: works && t.kind == Kind::Repair,
            decline: works && open,
            duplicate: works && open,
            reopen: works
                && matches!(
                    t.state,
                    State::Resolved { .. } | State::Closed { .. } | State::Declined { .. }
                ),
        }
    }
}
