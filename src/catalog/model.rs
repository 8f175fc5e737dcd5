//! The words of the catalogue.

use crate::text::text_enum;

text_enum! {
    /// What sort of matter it is.
    pub enum Kind {
        Complaint => "complaint",
        Repair => "repair",
        FeeDispute => "fee_dispute",
        Suggestion => "suggestion",
        Inquiry => "inquiry",
        ServiceOrder => "service_order",
    }
}

impl Kind {
    /// The first letter of the ticket's number.
    pub const fn letter(self) -> char {
        match self {
            Self::Complaint => 'C',
            Self::Repair => 'R',
            Self::FeeDispute => 'F',
            Self::Suggestion => 'S',
            Self::Inquiry => 'Q',
            Self::ServiceOrder => 'W',
        }
    }

    pub fn from_letter(letter: char) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.letter() == letter)
    }
}

text_enum! {
    /// How soon it matters, soonest first; from safety questions and category, not from a free choice.
    pub enum Urgency {
        Emergency => "emergency",
        Urgent => "urgent",
        Normal => "normal",
        Low => "low",
    }
}

text_enum! {
    /// What can hurt somebody now: opens the safety panel.
    pub enum Danger {
        Gas => "gas",
        Fire => "fire",
        Water => "water",
        Electric => "electric",
        Trapped => "trapped",
        /// A door or window that cannot be locked, or somebody locked out.
        Lock => "lock",
        /// No heating while it is cold outside.
        Cold => "cold",
    }
}

text_enum! {
    /// Who answers for it, told before filing.
    pub enum Responsible {
        Company => "company",
        Owner => "owner",
        Developer => "developer",
        Utility => "utility",
        Insurer => "insurer",
    }
}
