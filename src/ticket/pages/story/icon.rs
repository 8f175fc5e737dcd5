//! The picture beside an entry of an owner's story.

use crate::ticket::EventKind;

pub(super) fn of(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Filed | EventKind::Imported => "send",
        EventKind::Acknowledged | EventKind::Promised => "receipt",
        EventKind::Routed | EventKind::Rerouted | EventKind::Assigned => "arrow-right",
        EventKind::TriageUndone => "arrow-back-up",
        EventKind::Accepted
        | EventKind::HandoffAccepted
        | EventKind::HandoffOffered
        | EventKind::HandoffDeclined
        | EventKind::HandoffLapsed
        | EventKind::HandoffWithdrawn => "user-check",
        EventKind::Answered
        | EventKind::Wrote
        | EventKind::MadePublic
        | EventKind::Apologised
        | EventKind::ComplaintAnswered
        | EventKind::Thanked => "message",
        EventKind::SpokeWithOwner => "phone",
        EventKind::Noted => "lock",
        EventKind::UrgencyChanged | EventKind::PolicyReapplied => "arrow-up",
        EventKind::PutOnHold | EventKind::Resumed => "clock",
        EventKind::Visited | EventKind::MadeSafe | EventKind::Investigated => "tool",
        EventKind::Resolved | EventKind::Confirmed | EventKind::DisputeDecided => "circle-check",
        EventKind::Rated => "star",
        EventKind::Returned | EventKind::Reopened | EventKind::StageTwoAsked => "refresh",
        EventKind::Closed
        | EventKind::Declined
        | EventKind::MarkedDuplicate
        | EventKind::Withdrawn => "x",
        EventKind::PromiseWarned
        | EventKind::PromiseBroken
        | EventKind::PromiseEscalated
        | EventKind::PromiseExtended => "alert-triangle",
        EventKind::PromiseMoved => "calendar-time",
        EventKind::ChargesHeld
        | EventKind::AdjustmentProposed
        | EventKind::AdjustmentApproved
        | EventKind::AdjustmentRefused
        | EventKind::PayerSettled => "coin",
    }
}
