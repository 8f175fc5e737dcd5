//! Counting as a person with a clock and a calendar would.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};

use super::super::*;
use super::wall::{DAYS_AFTER, DAYS_BEFORE, Wall};

pub struct Oracle<'a> {
    wall: &'a Wall,
    calendar: &'a Calendar,
    pauses: &'a [Pause],
    /// Whether each minute is working time.
    working: Vec<bool>,
    /// Local dates with working time, each with the minute its last window ends.
    days: Vec<(NaiveDate, usize)>,
}

/// The months end before the answer.
#[derive(Debug)]
pub struct Beyond;

impl<'a> Oracle<'a> {
    pub fn new(wall: &'a Wall, calendar: &'a Calendar, pauses: &'a [Pause]) -> Self {
        let mut oracle = Self {
            wall,
            calendar,
            pauses,
            working: vec![false; wall.local.len()],
            days: Vec::new(),
        };
        let first = wall.middle - TimeDelta::days(DAYS_BEFORE - 2);
        for date in first
            .iter_days()
            .take((DAYS_BEFORE + DAYS_AFTER - 5) as usize)
        {
            oracle.mark(date);
        }
        oracle
    }

    fn mark(&mut self, date: NaiveDate) {
        let weekday = date.weekday().num_days_from_monday() as usize;
        let hours = self
            .calendar
            .dates
            .get(&date)
            .unwrap_or(&self.calendar.week[weekday]);
        let midnight = date.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp() / 60;
        let mut last = None;
        let mut any = false;
        for window in hours.iter() {
            let opens = self
                .wall
                .edge(midnight + i64::from(window.from_minute()), true);
            let closes = self
                .wall
                .edge(midnight + i64::from(window.to_minute()), false);
            if opens < closes {
                self.working[opens..closes].fill(true);
                any = true;
            }
            last = Some(closes);
        }
        if let (Some(closes), true) = (last, any) {
            self.days.push((date, closes));
        }
    }

    fn paused(&self, second: i64) -> bool {
        self.pauses.iter().any(|pause| {
            pause.from.timestamp() <= second && pause.to.is_none_or(|to| second < to.timestamp())
        })
    }

    fn counts(&self, second: i64, work: bool) -> Result<bool, Beyond> {
        let minute =
            usize::try_from(second.div_euclid(60) - self.wall.first).map_err(|_| Beyond)?;
        let working = *self.working.get(minute).ok_or(Beyond)? || !work;
        Ok(working && !self.paused(second))
    }

    /// Whether start or a pause cuts this minute, so that its seconds must be asked one by one.
    fn cut(&self, minute: i64) -> bool {
        let inside =
            |at: DateTime<Utc>| at.timestamp().div_euclid(60) == minute && at.timestamp() % 60 != 0;
        self.pauses
            .iter()
            .any(|pause| inside(pause.from) || pause.to.is_some_and(inside))
    }

    /// The first second at which `target` seconds have counted; none when a pause never ends.
    pub fn count(&self, start: i64, target: i64, work: bool) -> Result<Option<i64>, Beyond> {
        let (mut at, mut left) = (start, target);
        let no_end = self
            .pauses
            .iter()
            .filter(|pause| pause.to.is_none())
            .map(|pause| pause.from.timestamp())
            .min();
        loop {
            if left == 0 {
                return Ok(Some(at));
            }
            if no_end.is_some_and(|from| at >= from) {
                return Ok(None);
            }
            let step = if at % 60 == 0 && left >= 60 && !self.cut(at / 60) {
                60
            } else {
                1
            };
            if self.counts(at, work)? {
                left -= step;
            }
            at += step;
        }
    }

    pub fn count_days(&self, start: i64, target: u32) -> Result<Option<i64>, Beyond> {
        if target == 0 {
            return Ok(Some(start));
        }
        let minute = usize::try_from(start.div_euclid(60) - self.wall.first).map_err(|_| Beyond)?;
        let today = DateTime::from_timestamp(self.wall.local[minute] * 60, 0)
            .unwrap()
            .date_naive();
        let mut left = target;
        for &(_, closes) in self.days.iter().filter(|(date, _)| *date > today) {
            let end = (self.wall.first + closes as i64) * 60;
            if self
                .pauses
                .iter()
                .any(|pause| pause.to.is_none() && pause.from.timestamp() <= end)
            {
                return Ok(None);
            }
            left -= u32::from(!self.paused(end));
            if left == 0 {
                return Ok(Some(end));
            }
        }
        Err(Beyond)
    }

    pub fn passed(&self, from: i64, to: i64) -> Result<i64, Beyond> {
        let (mut at, mut sum) = (from, 0);
        while at < to {
            let step = if at % 60 == 0 && to - at >= 60 && !self.cut(at / 60) {
                60
            } else {
                1
            };
            sum += if self.counts(at, true)? { step } else { 0 };
            at += step;
        }
        Ok(sum)
    }
}
