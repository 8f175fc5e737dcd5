//! The working windows of one day.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

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
