//! Entries of the ticket's record: what happened, in the past tense, who did it, and who may read it.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::{i18n::Lang, ids::PersonId, text::text_enum};

text_enum! {
    /// What happened. Rooms above the ticket have their own entries here, so that every reader can `match` on all of them.
    pub enum EventKind {
        Filed => "Filed",
        Imported => "Imported",
        Acknowledged => "Acknowledged",
        Promised => "Promised",
        Routed => "Routed",
        Rerouted => "Rerouted",
        Assigned => "Assigned",
        TriageUndone => "TriageUndone",
        Accepted => "Accepted",
        HandoffOffered => "HandoffOffered",
        HandoffAccepted => "HandoffAccepted",
        HandoffDeclined => "HandoffDeclined",
        HandoffLapsed => "HandoffLapsed",
        HandoffWithdrawn => "HandoffWithdrawn",
        Answered => "Answered",
        SpokeWithOwner => "SpokeWithOwner",
        Wrote => "Wrote",
        Noted => "Noted",
        MadePublic => "MadePublic",
        UrgencyChanged => "UrgencyChanged",
        PutOnHold => "PutOnHold",
        Resumed => "Resumed",
        Visited => "Visited",
        MadeSafe => "MadeSafe",
        Investigated => "Investigated",
        Resolved => "Resolved",
        Confirmed => "Confirmed",
        Rated => "Rated",
        Thanked => "Thanked",
        Returned => "Returned",
        Reopened => "Reopened",
        Closed => "Closed",
        Declined => "Declined",
        MarkedDuplicate => "MarkedDuplicate",
        Withdrawn => "Withdrawn",
        PromiseWarned => "PromiseWarned",
        PromiseBroken => "PromiseBroken",
        PromiseEscalated => "PromiseEscalated",
        PromiseExtended => "PromiseExtended",
        PromiseMoved => "PromiseMoved",
        PolicyReapplied => "PolicyReapplied",
        Apologised => "Apologised",
        ComplaintAnswered => "ComplaintAnswered",
        StageTwoAsked => "StageTwoAsked",
        ChargesHeld => "ChargesHeld",
        DisputeDecided => "DisputeDecided",
        AdjustmentProposed => "AdjustmentProposed",
        AdjustmentApproved => "AdjustmentApproved",
        AdjustmentRefused => "AdjustmentRefused",
        PayerSettled => "PayerSettled",
    }
}

text_enum! {
    pub enum Visibility {
        Public => "public",
        Internal => "internal",
    }
}

/// Who does a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    Owner(PersonId),
    Staff(PersonId),
    System,
}

impl Actor {
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Owner(person) | Self::Staff(person) => Some(person),
            Self::System => None,
        }
    }

    pub fn kind(self) -> &'static str {
        match self {
            Self::Owner(_) => "owner",
            Self::Staff(_) => "staff",
            Self::System => "system",
        }
    }
}

/// An entry about to be written.
#[derive(Debug, Clone)]
pub struct Entry {
    pub kind: EventKind,
    pub visibility: Visibility,
    pub actor: Actor,
    /// When it really happened; a breach carries its due instant.
    pub effective_at: DateTime<Utc>,
    /// Facts without personal text.
    pub data: Value,
    /// What a person wrote.
    pub text: Option<(String, Lang)>,
    pub files: Vec<Uuid>,
}

impl Entry {
    pub fn public(kind: EventKind, actor: Actor, at: DateTime<Utc>) -> Self {
        Self {
            kind,
            visibility: Visibility::Public,
            actor,
            effective_at: at,
            data: Value::Object(serde_json::Map::new()),
            text: None,
            files: vec![],
        }
    }

    pub fn internal(kind: EventKind, actor: Actor, at: DateTime<Utc>) -> Self {
        Self {
            visibility: Visibility::Internal,
            ..Self::public(kind, actor, at)
        }
    }

    #[must_use]
    pub fn data(mut self, data: Value) -> Self {
        self.data = data;
        self
    }

    /// Personal text; an empty one is none.
    #[must_use]
    pub fn text(mut self, text: &str, language: Lang) -> Self {
        if !text.is_empty() {
            self.text = Some((text.to_owned(), language));
        }
        self
    }

    #[must_use]
    pub fn files(mut self, files: &[Uuid]) -> Self {
        self.files = files.to_vec();
        self
    }
}
