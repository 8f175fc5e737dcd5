//! What states a ticket can be in, what facts each carries, and why it waits or ended.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Number;
use crate::text::text_enum;

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
