//! A working calendar as a TOML file: what calendar pages import and export, and the command reads.
//!
//! ```toml
//! zone = "Europe/Madrid"
//!
//! [week]                                  # a day that is absent or empty is closed
//! mon = ["09:00-14:00", "16:00-19:00"]
//!
//! [dates]                                 # these override the week
//! 2026-12-24 = ["09:00-13:00"]
//! 2026-12-25 = []
//!
//! [names]                                 # may be left out: what the dates are called
//! 2026-12-25 = "Navidad"
//! ```

use std::collections::BTreeMap;
use std::fmt::Write;
use std::str::FromStr;

use serde::Deserialize;

use super::calendar::{Calendar, CalendarFault, WEEKDAYS, date, weekday, zone_named};
use super::hours::{Hours, Window};

/// Unknown tables are refused: a misspelt one, silently left out, would make every deadline wrong.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    zone: String,
    #[serde(default)]
    week: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    dates: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    names: BTreeMap<String, String>,
}

/// Why a file is not a calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    #[error("{0}")]
    Toml(String),
    #[error(transparent)]
    Calendar(#[from] CalendarFault),
}

impl FromStr for Calendar {
    type Err = FileFault;

    fn from_str(text: &str) -> Result<Self, FileFault> {
        let file: File = toml::from_str(text)
            .map_err(|fault| FileFault::Toml(fault.to_string().trim().to_owned()))?;
        let hours = |day: &str, texts: &[String]| {
            Hours::parse(texts).map_err(|fault| CalendarFault::Hours {
                day: day.to_owned(),
                fault,
            })
        };
        let mut calendar = Self::weekly(zone_named(&file.zone)?, Default::default());
        for (day, texts) in &file.week {
            calendar.week[weekday(day)?] = hours(day, texts)?;
        }
        for (day, texts) in &file.dates {
            calendar.dates.insert(date(day)?, hours(day, texts)?);
        }
        for (day, name) in file.names {
            calendar.names.insert(date(&day)?, name);
        }
        Ok(calendar)
    }
}

impl Calendar {
    /// The file that reads back as this calendar.
    pub fn to_toml(&self) -> String {
        let list = |windows: &[Window]| {
            windows
                .iter()
                .map(|w| format!("\"{w}\""))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let mut file = format!("zone = \"{}\"\n\n[week]\n", self.zone);
        for (day, hours) in WEEKDAYS.iter().zip(&self.week) {
            _ = writeln!(file, "{day} = [{}]", list(hours));
        }
        if !self.dates.is_empty() {
            file.push_str("\n[dates]\n");
            for (date, hours) in &self.dates {
                _ = writeln!(file, "\"{date}\" = [{}]", list(hours));
            }
        }
        if !self.names.is_empty() {
            file.push_str("\n[names]\n");
            for (date, name) in &self.names {
                _ = writeln!(file, "\"{date}\" = {}", toml::Value::from(name.as_str()));
            }
        }
        file
    }
}
