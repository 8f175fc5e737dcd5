//! When people work: windows of the week, dates that differ, in a zone.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

use super::day::Days;
use super::hours::{Hours, HoursFault};

/// The week as it is written in files and in the database.
pub const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A working calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    pub zone: Tz,
    /// Monday first.
    pub week: [Hours; 7],
    /// Dates on which the week does not hold; closed when empty.
    pub dates: BTreeMap<NaiveDate, Hours>,
    /// What those dates are called: holidays, for the trace.
    pub names: BTreeMap<NaiveDate, String>,
}

impl Calendar {
    /// The same hours on these days of the week, no exceptions.
    pub fn weekly(zone: Tz, week: [Hours; 7]) -> Self {
        Self {
            zone,
            week,
            dates: BTreeMap::new(),
            names: BTreeMap::new(),
        }
    }

    pub fn hours_on(&self, date: NaiveDate) -> &Hours {
        self.dates
            .get(&date)
            .unwrap_or_else(|| &self.week[date.weekday().num_days_from_monday() as usize])
    }

    /// Closes a date under a name, unless the calendar already says something else about it.
    pub fn add_holiday(&mut self, date: NaiveDate, name: &str) {
        self.dates.entry(date).or_insert(Hours::CLOSED);
        if !name.is_empty() {
            self.names.entry(date).or_insert_with(|| name.to_owned());
        }
    }

    /// Refuses a calendar on which nobody works in the year from `today`: promises made on it would never fall due.
    pub fn check(&self, today: NaiveDate) -> Result<(), CalendarFault> {
        let until = today
            .checked_add_months(chrono::Months::new(12))
            .unwrap_or(NaiveDate::MAX);
        match Days::from(self, today)
            .take_while(|day| day.date < until)
            .any(|day| day.has_time())
        {
            true => Ok(()),
            false => Err(CalendarFault::NoWorkingTime { from: today, until }),
        }
    }

    /// Whether working time can still come on or after this date.
    pub(super) fn opens_again(&self, date: NaiveDate) -> bool {
        self.week.iter().any(|hours| !hours.is_empty())
            || self.dates.range(date..).any(|(_, hours)| !hours.is_empty())
    }

    /// From the columns of table `calendar`.
    pub fn from_columns(
        zone: &str,
        week: &serde_json::Value,
        dates: &serde_json::Value,
        names: &serde_json::Value,
    ) -> Result<Self, CalendarFault> {
        let of_day = |key: &str, value: &serde_json::Value| {
            let texts: Vec<String> = serde_json::from_value(value.clone())
                .map_err(|_| CalendarFault::NotAList(key.to_owned()))?;
            Hours::parse(&texts).map_err(|fault| CalendarFault::Hours {
                day: key.to_owned(),
                fault,
            })
        };
        let mut calendar = Self::weekly(zone_named(zone)?, Default::default());
        for (key, value) in week.as_object().into_iter().flatten() {
            calendar.week[weekday(key)?] = of_day(key, value)?;
        }
        for (key, value) in dates.as_object().into_iter().flatten() {
            calendar.dates.insert(date(key)?, of_day(key, value)?);
        }
        for (key, value) in names.as_object().into_iter().flatten() {
            calendar
                .names
                .insert(date(key)?, value.as_str().unwrap_or_default().to_owned());
        }
        Ok(calendar)
    }

    /// Column `week` of table `calendar`.
    pub fn week_json(&self) -> serde_json::Value {
        WEEKDAYS
            .iter()
            .zip(&self.week)
            .map(|(day, hours)| ((*day).to_owned(), serde_json::json!(hours)))
            .collect()
    }

    /// Column `dates` of table `calendar`.
    pub fn dates_json(&self) -> serde_json::Value {
        serde_json::json!(self.dates)
    }

    /// Column `names` of table `calendar`.
    pub fn names_json(&self) -> serde_json::Value {
        serde_json::json!(self.names)
    }
}

pub(super) fn zone_named(name: &str) -> Result<Tz, CalendarFault> {
    name.trim()
        .parse()
        .map_err(|_| CalendarFault::UnknownZone(name.trim().to_owned()))
}

pub(super) fn weekday(key: &str) -> Result<usize, CalendarFault> {
    WEEKDAYS
        .iter()
        .position(|day| *day == key)
        .ok_or_else(|| CalendarFault::NotAWeekday(key.to_owned()))
}

pub(super) fn date(key: &str) -> Result<NaiveDate, CalendarFault> {
    // the length keeps out "2026-1-5", which would sort and compare as another text
    (key.len() == 10)
        .then(|| NaiveDate::parse_from_str(key, "%Y-%m-%d").ok())
        .flatten()
        .ok_or_else(|| CalendarFault::NotADate(key.to_owned()))
}

/// Why something cannot be a calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarFault {
    #[error("nobody works from {from} to {until}: open at least one window")]
    NoWorkingTime { from: NaiveDate, until: NaiveDate },
    #[error("“{0}” is not a time zone of the IANA database, such as Europe/Madrid")]
    UnknownZone(String),
    #[error("“{0}” is not a day of the week: write mon, tue, wed, thu, fri, sat or sun")]
    NotAWeekday(String),
    #[error("“{0}” is not a date: write it such as 2026-12-24")]
    NotADate(String),
    #[error("{0}: windows are a list of texts, such as [\"09:00-14:00\"]")]
    NotAList(String),
    #[error("{day}: {fault}")]
    Hours { day: String, fault: HoursFault },
}
