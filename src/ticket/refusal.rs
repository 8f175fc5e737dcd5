//! Why a deed may say no, as sentences.

use super::model::WaitReason;
use crate::{error::AppError, i18n::Message};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    NotRouted,
    NobodyStarted,
    StillWaiting(WaitReason),
    AlreadyWaiting,
    NotWaiting,
    EmergencyCannotWait,
    UntilIsPast,
    NotResolved,
    StillOpen,
    AlreadyOver,
    DuplicateOfItself,
    OtherCommunity,
    NobodyThere,
    AlreadyOffered,
    NoOffer,
    NotYours,
    SameDepartment,
    NoReason,
    NothingToTakeBack,
    AboutYourself,
    AboutThatDepartment,
    TakenBy(String),
    TooLateToChange,
    TooLateToRate,
}

impl Refusal {
    pub fn message(&self) -> Message {
        match self {
            Self::NotRouted => Message::new("ticket-refusal-not-routed"),
            Self::NobodyStarted => Message::new("ticket-refusal-nobody-started"),
            Self::StillWaiting(_) => Message::new("ticket-refusal-still-waiting"),
            Self::AlreadyWaiting => Message::new("ticket-refusal-already-waiting"),
            Self::NotWaiting => Message::new("ticket-refusal-not-waiting"),
            Self::EmergencyCannotWait => Message::new("ticket-refusal-emergency-cannot-wait"),
            Self::UntilIsPast => Message::new("ticket-refusal-until-is-past"),
            Self::NotResolved => Message::new("ticket-refusal-not-resolved"),
            Self::StillOpen => Message::new("ticket-refusal-still-open"),
            Self::AlreadyOver => Message::new("ticket-refusal-already-over"),
            Self::DuplicateOfItself => Message::new("ticket-refusal-duplicate-of-itself"),
            Self::OtherCommunity => Message::new("ticket-refusal-other-community"),
            Self::NobodyThere => Message::new("ticket-refusal-nobody-there"),
            Self::AlreadyOffered => Message::new("ticket-refusal-already-offered"),
            Self::NoOffer => Message::new("ticket-refusal-no-offer"),
            Self::NotYours => Message::new("ticket-refusal-not-yours"),
            Self::SameDepartment => Message::new("ticket-refusal-same-department"),
            Self::NoReason => Message::new("ticket-refusal-no-reason"),
            Self::NothingToTakeBack => Message::new("ticket-refusal-nothing-to-take-back"),
            Self::AboutYourself => Message::new("ticket-refusal-about-yourself"),
            Self::AboutThatDepartment => Message::new("ticket-refusal-about-that-department"),
            Self::TooLateToChange => Message::new("ticket-refusal-too-late-to-change"),
            Self::TooLateToRate => Message::new("ticket-refusal-too-late-to-rate"),
            Self::TakenBy(name) => Message::new("ticket-refusal-taken-by").with("name", name),
        }
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.message())
    }
}
