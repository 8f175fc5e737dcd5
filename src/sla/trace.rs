//! Why a promise falls due when it does, as data: the page and the command only print it.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::hours::Window;
use super::pauses::Pause;
use super::target::Target;

/// The account of one due instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    pub start: DateTime<Utc>,
    pub target: Target,
    pub zone: Tz,
    /// Working time that counted, in order; empty for wall-clock targets and for working days.
    pub windows: Vec<WindowUsed>,
    /// Working days that counted, in order; empty for other targets.
    pub days: Vec<DayCounted>,
    /// Dates between start and due on which nothing counted.
    pub skipped: Vec<SkippedDay>,
    /// The pauses that moved the due instant or could have: those between start and due, overlapping ones as one.
    pub pauses: Vec<Pause>,
}

/// A stretch of working time that counted; two of one window when a pause cut it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowUsed {
    /// The local date whose window it is.
    pub date: NaiveDate,
    /// The window as the calendar has it.
    pub window: Window,
    pub from: DateTime<Utc>,
    pub to: DateTime<Utc>,
    /// Seconds of the target used up here.
    pub seconds: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCounted {
    /// 1 is the first working day after the date of the start.
    pub number: u32,
    pub date: NaiveDate,
    /// Its close of business.
    pub closes: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedDay {
    pub date: NaiveDate,
    pub why: Why,
    /// What the calendar calls the date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Why a date did not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The week has no window on it.
    Closed,
    /// The date itself is closed in the calendar.
    Holiday,
    /// All of its working time, or its close of business, fell into a pause.
    Paused,
    /// A clock change swallowed its windows, or the date.
    ClockChange,
}

/// What the engine tells while it counts; [`Silent`] costs nothing.
pub(super) trait Record {
    fn window(&mut self, _date: NaiveDate, _window: Window, _from: i64, _to: i64) {}
    fn day(&mut self, _number: u32, _date: NaiveDate, _closes: i64) {}
    fn skipped(&mut self, _date: NaiveDate, _why: Option<Why>) {}
}

pub(super) struct Silent;

impl Record for Silent {}

pub(super) struct Telling<'c> {
    pub calendar: &'c Calendar,
    pub windows: Vec<WindowUsed>,
    pub days: Vec<DayCounted>,
    pub skipped: Vec<SkippedDay>,
}

impl<'c> Telling<'c> {
    pub fn about(calendar: &'c Calendar) -> Self {
        Self {
            calendar,
            windows: Vec::new(),
            days: Vec::new(),
            skipped: Vec::new(),
        }
    }
}

impl Record for Telling<'_> {
    fn window(&mut self, date: NaiveDate, window: Window, from: i64, to: i64) {
        self.windows.push(WindowUsed {
            date,
            window,
            from: instant(from),
            to: instant(to),
            seconds: (to - from) / 1_000_000,
        });
    }

    fn day(&mut self, number: u32, date: NaiveDate, closes: i64) {
        self.days.push(DayCounted {
            number,
            date,
            closes: instant(closes),
        });
    }

    fn skipped(&mut self, date: NaiveDate, why: Option<Why>) {
        let why = why.unwrap_or_else(|| match self.calendar.dates.get(&date) {
            Some(hours) if hours.is_empty() => Why::Holiday,
            _ if self.calendar.hours_on(date).is_empty() => Why::Closed,
            _ => Why::ClockChange,
        });
        self.skipped.push(SkippedDay {
            date,
            why,
            name: self.calendar.names.get(&date).cloned(),
        });
    }
}

/// Engine instants all come from chrono ones or lie within its range.
pub(super) fn instant(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(micros).unwrap_or(DateTime::<Utc>::MAX_UTC)
}
