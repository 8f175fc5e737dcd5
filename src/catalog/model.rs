//! The words of the catalogue.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};

use crate::{
    i18n::Label,
    ids::CategoryId,
    text::{UnknownWord, text_enum},
};

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

/// One node of the tree: a place, a problem, a topic, a ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    pub id: CategoryId,
    pub kind: Kind,
    pub slug: String,
    pub parent_slug: Option<String>,
    /// Below its place, as tiles show it.
    pub label: Label,
    /// Where it stands alone, as the name of a ticket.
    pub title: Label,
    /// `static/icons/<icon>.svg`
    pub icon: String,
    pub position: i32,
    pub responsible: Responsible,
    /// Why they are responsible, told before filing.
    pub why: Label,
    /// From the category alone, in season.
    pub urgency: Urgency,
    pub danger: Option<Danger>,
    /// Something to try first; empty where there is nothing.
    pub self_help: Label,
    pub season: Option<Season>,
    /// Kept for the tickets that have it, not offered any more.
    pub retired: bool,
}

impl Category {
    /// The slugs above it, nearest first. The tree has two levels.
    pub fn ancestors(&self) -> Vec<String> {
        self.parent_slug.iter().cloned().collect()
    }

    pub fn is_in_season(&self, on: NaiveDate) -> bool {
        self.season.is_none_or(|season| season.holds(on))
    }

    pub fn has_self_help(&self) -> bool {
        !self.self_help.0.is_empty()
    }
}

/// Days of the year from one month and day until before another, over New Year where the second is the earlier:
/// `10-31/05-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Season {
    from: (u32, u32),
    until: (u32, u32),
}

impl Season {
    pub fn holds(self, on: NaiveDate) -> bool {
        let day = (on.month(), on.day());
        if self.from <= self.until {
            self.from <= day && day < self.until
        } else {
            self.from <= day || day < self.until
        }
    }
}

impl FromStr for Season {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        // a leap year, so that 29 February is a day
        let day = |text: &str| {
            let (month, day) = text.split_once('-')?;
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            NaiveDate::from_ymd_opt(2024, month, day).map(|_| (month, day))
        };
        text.split_once('/')
            .and_then(|(from, until)| {
                Some(Self {
                    from: day(from)?,
                    until: day(until)?,
                })
            })
            .filter(|season| season.from != season.until)
            .ok_or_else(|| UnknownWord(text.chars().take(80).collect()))
    }
}

impl fmt::Display for Season {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:02}-{:02}/{:02}-{:02}",
            self.from.0, self.from.1, self.until.0, self.until.1
        )
    }
}

impl TryFrom<String> for Season {
    type Error = UnknownWord;
    fn try_from(text: String) -> Result<Self, UnknownWord> {
        text.parse()
    }
}

impl From<Season> for String {
    fn from(season: Season) -> Self {
        season.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
    }

    #[test]
    fn a_season_runs_over_new_year_and_stops_before_its_last_day() {
        let heating: Season = "10-31/05-01".parse().expect("a season");
        for (month, day, holds) in [
            (10, 30, false),
            (10, 31, true),
            (1, 1, true),
            (4, 30, true),
            (5, 1, false),
            (7, 1, false),
        ] {
            assert_eq!(heating.holds(on(month, day)), holds, "{month}-{day}");
        }
        let pool: Season = "06-01/09-15".parse().expect("a season");
        assert!(pool.holds(on(6, 1)) && !pool.holds(on(9, 15)) && !pool.holds(on(1, 1)));
        assert_eq!(heating.to_string(), "10-31/05-01");
    }

    #[test]
    fn what_is_no_season_is_refused() {
        for bad in ["", "10-31", "13-01/05-01", "02-30/03-01", "05-01/05-01"] {
            assert!(bad.parse::<Season>().is_err(), "{bad}");
        }
    }

    #[test]
    fn every_kind_has_a_letter_of_its_own() {
        for &kind in Kind::ALL {
            assert_eq!(Kind::from_letter(kind.letter()), Some(kind));
        }
    }
}
