//! What the room says no to.

use super::{calendar::CalendarFault, target::Target, validate::Fault};
use crate::{error::AppError, i18n::Message};

#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    AlreadyPaused,
    /// A pause must end after it begins.
    PauseEndsBeforeItBegins,
    /// The policy allows no extension of this promise.
    NotExtendable,
    /// Only a clock that runs and is not late can be extended: anything else would be a silent new date.
    ExtensionTooLate,
    ExtendedOften {
        count: u32,
    },
    ExtensionTooLong {
        max: Target,
    },
    ReasonNeeded,
    NoDraft,
    Unfit(Vec<Fault>),
    Calendar(CalendarFault),
    UnknownPreset,
    SlugTaken,
}

impl Refusal {
    pub fn message(&self) -> Message {
        match self {
            Self::AlreadyPaused => Message::new("sla-refusal-already-paused"),
            Self::PauseEndsBeforeItBegins => Message::new("sla-refusal-pause-backwards"),
            Self::NotExtendable => Message::new("sla-refusal-not-extendable"),
            Self::ExtensionTooLate => Message::new("sla-refusal-extension-too-late"),
            Self::ExtendedOften { count } => {
                Message::new("sla-refusal-extended-often").count("count", *count)
            }
            Self::ExtensionTooLong { max } => {
                let (count, unit) = max.in_unit();
                Message::new("sla-refusal-extension-too-long")
                    .with("unit", unit)
                    .count("count", count)
            }

            Self::ReasonNeeded => Message::new("sla-refusal-reason-needed"),
            Self::NoDraft => Message::new("sla-refusal-no-draft"),
            Self::Unfit(faults) => faults
                .first()
                .map_or_else(|| Message::new("sla-fault-empty"), Fault::message),
            Self::Calendar(fault) => fault.message(),
            Self::UnknownPreset => Message::new("sla-refusal-unknown-preset"),
            Self::SlugTaken => Message::new("sla-refusal-slug-taken"),
        }
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.message())
    }
}
