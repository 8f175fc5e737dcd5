//! How another system's export is to be read: a TOML file.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use super::super::Kind;
use crate::i18n::Lang;

/// The mapping file. What is absent is not in the export.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The other system's name: with a row's number there it says which ticket it is.
    pub source: String,
    /// Every row's kind.
    pub kind: Kind,
    /// The language its words are in.
    pub language: Lang,
    pub columns: Columns,
    pub time: Time,
    pub community: Community,
    /// Their word → a category of the kind.
    #[serde(default)]
    pub categories: BTreeMap<String, String>,
    /// Their word → a department. Without any, the routing rules decide.
    #[serde(default)]
    pub departments: BTreeMap<String, String>,
    /// Their word → where the ticket is here.
    pub states: BTreeMap<String, Was>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    /// The ticket's number in the other system.
    pub id: String,
    pub filed_at: String,
    pub closed_at: String,
    pub state: String,
    pub address: String,
    /// What is said about it: one or more columns, joined.
    pub words: Vec<String>,
    /// What was answered or done in the end: one or more columns, joined; those that an export lacks are left out.
    #[serde(default)]
    pub answer: Vec<String>,
    pub category: Option<String>,
    pub department: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Time {
    /// As `strftime` writes it: `%m/%d/%Y %I:%M:%S %p`.
    pub format: String,
    pub zone: Tz,
}

/// Made if there is none of this slug; a building for every address.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Community {
    pub slug: String,
    pub name: String,
    pub zone: Tz,
    pub currency: String,
    pub language: Lang,
}

/// Where a row's ticket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Was {
    /// Somebody has it and has not begun.
    Open,
    InProgress,
    Closed,
}

impl Time {
    /// An instant as the export writes it. An hour that the clock shows twice is taken the first time.
    pub fn read(&self, written: &str) -> Result<DateTime<Utc>, String> {
        let local = NaiveDateTime::parse_from_str(written.trim(), &self.format)
            .map_err(|_| format!("{written:?} is not a time like {}", self.format))?;
        let local = self.zone.from_local_datetime(&local).earliest();
        local.map(|at| at.with_timezone(&Utc)).ok_or_else(|| {
            format!(
                "{written:?} is an hour that the clocks of {} skipped",
                self.zone
            )
        })
    }
}

impl std::str::FromStr for Mapping {
    type Err = toml::de::Error;

    fn from_str(file: &str) -> Result<Self, Self::Err> {
        toml::from_str(file)
    }
}
