//! Clocks on walls, minute by minute.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, TimeDelta};
use chrono_tz::Tz;

/// Zones and the middle of the months in which their clocks do something, or never do.
pub const PLACES: [(&str, &str); 34] = [
    ("UTC", "2026-02-01"),
    ("Asia/Shanghai", "2026-02-17"),
    ("Asia/Kolkata", "2026-01-26"),
    ("Asia/Kathmandu", "2026-10-20"),
    ("Europe/Madrid", "2026-03-29"),
    ("Europe/Madrid", "2026-10-25"),
    ("Europe/London", "2027-03-28"),
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    // clocks change by half an hour
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-10-04"),
    ("Asia/Pyongyang", "2015-08-15"),
    ("Asia/Pyongyang", "2018-05-05"),
    ("America/Caracas", "2016-05-01"),
    // by two hours
    ("Antarctica/Troll", "2026-03-29"),
    ("Antarctica/Troll", "2026-10-25"),
    // midnight is skipped, or happens twice
    ("America/Sao_Paulo", "2018-11-04"),
    ("America/Sao_Paulo", "2019-02-17"),
    ("Asia/Beirut", "2022-03-27"),
    ("Asia/Beirut", "2022-10-30"),
    ("America/Havana", "2026-03-08"),
    ("America/Havana", "2026-11-01"),
    ("Asia/Tehran", "2022-03-22"),
    ("Asia/Tehran", "2022-09-22"),
    ("America/Asuncion", "2023-10-01"),
    ("America/Scoresbysund", "2024-03-31"),
    // one minute past midnight
    ("America/St_Johns", "2010-11-07"),
    ("America/St_Johns", "2011-03-13"),
    // back and forth within weeks
    ("Africa/Casablanca", "2026-03-01"),
    ("Africa/El_Aaiun", "2025-03-15"),
    // a date is left out
    ("Pacific/Apia", "2011-12-30"),
    ("Pacific/Fakaofo", "2011-12-30"),
    ("Pacific/Kwajalein", "1993-08-21"),
    ("Pacific/Chatham", "2026-04-05"),
];
pub const DAYS_BEFORE: i64 = 40;
pub const DAYS_AFTER: i64 = 75;

/// What the clock on the wall shows in each minute of some months.
pub struct Wall {
    pub zone: Tz,
    pub middle: NaiveDate,
    /// The first minute, in minutes since 1970 UTC.
    pub first: i64,
    /// Local time of each minute from there, in minutes since 1970 as if local were UTC.
    pub local: Vec<i64>,
    /// The first and the last minute that showed a local time.
    shown: HashMap<i64, (usize, usize)>,
}

impl Wall {
    fn of(zone: &str, middle: &str) -> Self {
        let zone: Tz = zone.parse().unwrap();
        let middle: NaiveDate = middle.parse().unwrap();
        let noon = middle.and_hms_opt(12, 0, 0).unwrap().and_utc();
        let (from, to) = (
            noon - TimeDelta::days(DAYS_BEFORE),
            noon + TimeDelta::days(DAYS_AFTER),
        );
        let minutes = from.timestamp() / 60..to.timestamp() / 60;
        let shown = |minute: i64| {
            let at = DateTime::from_timestamp(minute * 60, 0).unwrap();
            at.with_timezone(&zone)
                .naive_local()
                .and_utc()
                .timestamp()
                .div_euclid(60)
        };
        let mut wall = Self {
            zone,
            middle,
            first: minutes.start,
            local: minutes.map(shown).collect(),
            shown: HashMap::new(),
        };
        for (minute, local) in wall.local.iter().enumerate() {
            wall.shown.entry(*local).or_insert((minute, minute)).1 = minute;
        }
        wall
    }

    /// The minute at which a local edge happens.
    pub fn edge(&self, local: i64, opening: bool) -> usize {
        match self.shown.get(&local) {
            Some((first, _)) if opening => *first,
            Some((_, last)) => *last,
            None => self.local.iter().position(|shown| *shown > local).unwrap(),
        }
    }
}

pub static WALLS: LazyLock<Vec<Wall>> = LazyLock::new(|| {
    PLACES
        .iter()
        .map(|(zone, middle)| Wall::of(zone, middle))
        .collect()
});
