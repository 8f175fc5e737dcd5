//! Local windows laid on the line of instants, right across clock changes.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::{GapInfo, Tz};

use super::calendar::Calendar;
use super::hours::{Hours, Window};

const SECOND: i64 = 1_000_000;
const DAY_SECONDS: i64 = 86_400;

/// One local date of a calendar. Instants are microseconds since 1970, PostgreSQL's precision.
#[derive(Clone, Copy)]
pub(super) struct Day<'c> {
    pub date: NaiveDate,
    pub hours: &'c Hours,
    zone: Tz,
    /// The date's midnight as if the zone were UTC, in seconds.
    midnight: i64,
    /// Seconds east of UTC when no clock change is near.
    steady: Option<i64>,
}

impl Day<'_> {
    /// The date's working time as instants, in order. Two windows may overlap where a clock change repeats an edge:
    /// whoever counts keeps to what is not counted yet.
    pub fn spans(&self) -> impl Iterator<Item = (Window, i64, i64)> {
        self.hours
            .iter()
            .map(|&window| {
                let opens = self.instant(window.from_minute(), Edge::Opening);
                (
                    window,
                    opens,
                    self.instant(window.to_minute(), Edge::Closing),
                )
            })
            .filter(|(_, opens, closes)| opens < closes)
    }

    /// False also when a clock change leaves nothing of the windows, or of the date.
    pub fn has_time(&self) -> bool {
        match self.steady {
            Some(_) => !self.hours.is_empty(),
            None => self.spans().next().is_some(),
        }
    }

    /// The close of business: the end of the last window.
    pub fn end(&self) -> Option<i64> {
        self.hours
            .last()
            .map(|window| self.instant(window.to_minute(), Edge::Closing))
    }

    fn instant(&self, minute: u16, edge: Edge) -> i64 {
        let local = self.midnight + i64::from(minute) * 60;
        match self.steady {
            Some(east) => (local - east) * SECOND,
            None => across_change(self.zone, local, edge) * SECOND,
        }
    }
}

#[derive(Clone, Copy)]
enum Edge {
    Opening,
    Closing,
}

/// A skipped local time is the first instant after the gap; one that happens twice is the earlier instant for an
/// opening, the later for a closing.
fn across_change(zone: Tz, local: i64, edge: Edge) -> i64 {
    let Some(local_time) = naive(local) else {
        return local;
    };
    match (zone.offset_from_local_datetime(&local_time), edge) {
        (chrono::LocalResult::Single(offset), _)
        | (chrono::LocalResult::Ambiguous(offset, _), Edge::Opening)
        | (chrono::LocalResult::Ambiguous(_, offset), Edge::Closing) => local - east(offset),
        (chrono::LocalResult::None, _) => GapInfo::new(&local_time, &zone)
            .and_then(|gap| gap.end)
            .map_or(local, |end| end.timestamp()),
    }
}

fn east(offset: impl Offset) -> i64 {
    i64::from(offset.fix().local_minus_utc())
}

fn naive(seconds: i64) -> Option<NaiveDateTime> {
    DateTime::from_timestamp(seconds, 0).map(|at| at.naive_utc())
}

/// The local date on which an instant falls; at the ends of chrono's range, where there is none, the one of UTC.
pub(super) fn local_date(zone: Tz, at: DateTime<Utc>) -> NaiveDate {
    let utc = at.naive_utc();
    let offset = zone.offset_from_utc_datetime(&utc).fix();
    utc.checked_add_offset(offset).unwrap_or(utc).date()
}

/// The dates of a calendar, one after the other, with one zone look-up each.
pub(super) struct Days<'c> {
    calendar: &'c Calendar,
    next: Option<NaiveDate>,
    /// Offsets at midnight UTC of the day before `next`, of `next` and of the day after.
    ///
    /// A date is steady when these and the one of the day after that agree: every instant that could bear its local
    /// times lies between the first and the last, offsets being less than a day apart. (Two changes within one UTC
    /// day, the only way to hide, happen in no zone; a test looks.)
    offsets: [i64; 3],
}

impl<'c> Days<'c> {
    pub fn from(calendar: &'c Calendar, first: NaiveDate) -> Self {
        let midnight = midnight(first);
        let at = |days: i64| offset_at(calendar.zone, midnight + days * DAY_SECONDS);
        Self {
            calendar,
            next: Some(first),
            offsets: [at(-1), at(0), at(1)],
        }
    }
}

impl<'c> Iterator for Days<'c> {
    type Item = Day<'c>;

    fn next(&mut self) -> Option<Day<'c>> {
        let date = self.next?;
        self.next = date.succ_opt();
        let midnight = midnight(date);
        let [before, start, end] = self.offsets;
        let after = offset_at(self.calendar.zone, midnight + 2 * DAY_SECONDS);
        self.offsets = [start, end, after];
        let steady = (before == start && start == end && end == after).then_some(start);
        Some(Day {
            date,
            hours: self.calendar.hours_on(date),
            zone: self.calendar.zone,
            midnight,
            steady,
        })
    }
}

fn midnight(date: NaiveDate) -> i64 {
    const EPOCH: i64 = 719_163;
    (i64::from(date.num_days_from_ce()) - EPOCH) * DAY_SECONDS
}

fn offset_at(zone: Tz, seconds: i64) -> i64 {
    naive(seconds).map_or(0, |at| east(zone.offset_from_utc_datetime(&at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `Days::offsets` rests on. A few years here, all that the zone data know in the slow suite.
    #[test]
    fn no_zone_changes_twice_within_two_days() {
        let slow = std::env::var_os("VENTANILLA_ORACLE_CASES").is_some();
        let (first, last) = if slow { (1970, 2100) } else { (2024, 2028) };
        let new_year = |year| midnight(NaiveDate::from_ymd_opt(year, 1, 1).unwrap());
        for zone in chrono_tz::TZ_VARIANTS {
            let mut last_change = i64::MIN / 2;
            for at in (new_year(first)..new_year(last)).step_by(6 * 3600) {
                if offset_at(zone, at) != offset_at(zone, at + 6 * 3600) {
                    assert!(
                        at - last_change > 2 * DAY_SECONDS,
                        "{zone} near {:?}",
                        naive(at)
                    );
                    last_change = at;
                }
            }
        }
    }
}
