//! Why the register may say no, as sentences.

use crate::{error::AppError, i18n::Message};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    LastAdministrator,
    Yourself,
    NoAccount,
    NoEmail,
    SwitchedOff,
    EmailTaken,
    AlreadyThere,
    EndsBeforeItBegins,
}

impl Refusal {
    pub fn message(self) -> Message {
        Message::new(match self {
            Self::LastAdministrator => "register-refusal-last-administrator",
            Self::Yourself => "register-refusal-yourself",
            Self::NoAccount => "register-refusal-no-account",
            Self::NoEmail => "register-refusal-no-email",
            Self::SwitchedOff => "register-refusal-switched-off",
            Self::EmailTaken => "register-refusal-email-taken",
            Self::AlreadyThere => "register-refusal-already-there",
            Self::EndsBeforeItBegins => "register-refusal-ends-before",
        })
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.message())
    }
}
