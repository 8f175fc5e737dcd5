//! When people work: windows of the week, dates that differ, in a zone.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::day::Days;

/// The week as it is written in files and in the database.
pub const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const DAY_MINUTES: u16 = 24 * 60;

/// A working window of one date in local time, half-open: work is from `from` up to but not including `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Window {
    from: u16,
    to: u16,
}

impl Window {
    /// Minutes of the day; `to` may be 1440, the midnight that ends the day.
    pub fn new(from: u16, to: u16) -> Result<Self, HoursFault> {
        let text = || format!("{}-{}", clock(from), clock(to));
        match () {
            () if from > DAY_MINUTES || to > DAY_MINUTES => Err(HoursFault::NotAWindow(text())),
            () if from == to => Err(HoursFault::Empty(text())),
            () if from > to => Err(HoursFault::Backwards(text())),
            () => Ok(Self { from, to }),
        }
    }

    pub fn from_minute(self) -> u16 {
        self.from
    }

    pub fn to_minute(self) -> u16 {
        self.to
    }
}

fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", clock(self.from), clock(self.to))
    }
}

impl FromStr for Window {
    type Err = HoursFault;

    fn from_str(text: &str) -> Result<Self, HoursFault> {
        let fault = || HoursFault::NotAWindow(text.trim().to_owned());
        let (from, to) = text.split_once(['-', '–']).ok_or_else(fault)?;
        Self::new(
            minute(from).ok_or_else(fault)?,
            minute(to).ok_or_else(fault)?,
        )
    }
}

fn minute(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let digits = |s: &str, lengths: std::ops::RangeInclusive<usize>| {
        (lengths.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit()))
            .then(|| s.parse::<u16>().ok())
            .flatten()
    };
    let (hours, minutes) = (digits(hours, 1..=2)?, digits(minutes, 2..=2)?);
    (minutes < 60 && hours * 60 + minutes <= DAY_MINUTES).then_some(hours * 60 + minutes)
}

impl From<Window> for String {
    fn from(window: Window) -> Self {
        window.to_string()
    }
}

impl TryFrom<String> for Window {
    type Error = HoursFault;

    fn try_from(text: String) -> Result<Self, HoursFault> {
        text.parse()
    }
}

/// The windows of one date: in order, none overlapping; they may touch. None: closed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(into = "Vec<Window>", try_from = "Vec<Window>")]
pub struct Hours(Vec<Window>);

impl Hours {
    pub const CLOSED: Self = Self(Vec::new());

    pub fn new(mut windows: Vec<Window>) -> Result<Self, HoursFault> {
        windows.sort_unstable();
        match windows.windows(2).find(|pair| pair[1].from < pair[0].to) {
            Some(pair) => Err(HoursFault::Overlap(pair[0], pair[1])),
            None => Ok(Self(windows)),
        }
    }

    /// Reads one text a window: `["09:00-14:00", "16:00-19:00"]`.
    pub fn parse<T: AsRef<str>>(texts: &[T]) -> Result<Self, HoursFault> {
        Self::new(
            texts
                .iter()
                .map(|text| text.as_ref().parse())
                .collect::<Result<_, _>>()?,
        )
    }

    /// Minutes by the clock on the wall; a clock change is not seen here.
    pub fn minutes(&self) -> u32 {
        self.0
            .iter()
            .map(|window| u32::from(window.to - window.from))
            .sum()
    }
}

impl Deref for Hours {
    type Target = [Window];

    fn deref(&self) -> &[Window] {
        &self.0
    }
}

impl From<Hours> for Vec<Window> {
    fn from(hours: Hours) -> Self {
        hours.0
    }
}

impl TryFrom<Vec<Window>> for Hours {
    type Error = HoursFault;

    fn try_from(windows: Vec<Window>) -> Result<Self, HoursFault> {
        Self::new(windows)
    }
}

/// Why windows cannot be the hours of a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursFault {
    #[error("“{0}” is not a window: write it such as 09:00-14:00, at the latest to 24:00")]
    NotAWindow(String),
    #[error("the window {0} is empty")]
    Empty(String),
    #[error(
        "the window {0} ends before it begins; write a night as two windows, one to 24:00 and one from 00:00 of the next day"
    )]
    Backwards(String),
    #[error("the windows {0} and {1} overlap")]
    Overlap(Window, Window),
}

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
