//! When a promise falls due.
//!
//! One rule for every unit: the due instant is the first at which the target has passed, counting from the start and
//! leaving out what does not count. So a target reached exactly at a window's end falls due at that end, a target of
//! nothing at the start, and one reached before an open pause begins keeps its instant.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::calendar::Calendar;
use super::day::{Day, Days, local_date};
use super::elapsed::worked;
use super::pauses::{Merged, OPEN, Pause};
use super::target::Target;
use super::trace::{Record, Silent, Telling, Trace, Why, instant};

/// How far ahead a due instant is looked for: beyond it lies a mistake, and the search must end.
const HORIZON: TimeDelta = TimeDelta::days(100 * 366);
const MINUTE: i64 = 60_000_000;

/// A due instant and the account of it; `at` is `None` while a pause without an end holds it open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub at: Option<DateTime<Utc>>,
    pub trace: Trace,
}

/// Why there is no due instant to give.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DueError {
    #[error("the calendar has no working time left for this target")]
    NoWorkingTime,
    #[error("the target lies more than 100 years ahead")]
    TooFar,
    #[error("the pause from {from} to {to} ends before it begins")]
    PauseBackwards {
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    },
}

/// When `target` falls due, and why. Instants are kept to the microsecond.
pub fn due(
    start: DateTime<Utc>,
    target: Target,
    calendar: &Calendar,
    pauses: &[Pause],
) -> Result<Due, DueError> {
    let pauses = Merged::of(pauses)?;
    let mut telling = Telling::about(calendar);
    let at = reach(start, target, calendar, &pauses, &mut telling)?;
    let end = at.map_or(OPEN, |at| at.timestamp_micros());
    let pauses = pauses
        .touching(start.timestamp_micros(), end)
        .map(|(from, to)| Pause {
            from: instant(from),
            to: (to != OPEN).then(|| instant(to)),
        })
        .collect();
    let Telling {
        windows,
        days,
        skipped,
        ..
    } = telling;
    Ok(Due {
        at,
        trace: Trace {
            start,
            target,
            zone: calendar.zone,
            windows,
            days,
            skipped,
            pauses,
        },
    })
}

/// [`due`] without the account.
pub fn due_at(
    start: DateTime<Utc>,
    target: Target,
    calendar: &Calendar,
    pauses: &[Pause],
) -> Result<Option<DateTime<Utc>>, DueError> {
    reach(start, target, calendar, &Merged::of(pauses)?, &mut Silent)
}

/// The instant at which `percent` of the target has passed, to warn at: of its minutes, or, for working days, of the
/// working time between start and due. `None` while a pause without an end holds it open.
pub fn share_of(
    start: DateTime<Utc>,
    target: Target,
    percent: u32,
    calendar: &Calendar,
    pauses: &[Pause],
) -> Result<Option<DateTime<Utc>>, DueError> {
    let pauses = Merged::of(pauses)?;
    let share = |micros: i64| {
        i64::try_from(i128::from(micros) * i128::from(percent) / 100).unwrap_or(i64::MAX)
    };
    let from = start.timestamp_micros();
    let at = match target {
        Target::WallMinutes(n) => wall(from, share(i64::from(n) * MINUTE), &pauses),
        Target::WorkMinutes(n) => work(
            start,
            share(i64::from(n) * MINUTE),
            calendar,
            &pauses,
            &mut Silent,
        )?,
        Target::WorkDays(n) => match days(start, n, calendar, &pauses, &mut Silent)? {
            Some(end) => work(
                start,
                share(worked(calendar, start, instant(end), &pauses)),
                calendar,
                &pauses,
                &mut Silent,
            )?,
            None => None,
        },
    };
    within_horizon(start, at)
}

fn reach(
    start: DateTime<Utc>,
    target: Target,
    calendar: &Calendar,
    pauses: &Merged,
    record: &mut impl Record,
) -> Result<Option<DateTime<Utc>>, DueError> {
    let at = match target {
        Target::WallMinutes(n) => wall(start.timestamp_micros(), i64::from(n) * MINUTE, pauses),
        Target::WorkMinutes(n) => work(start, i64::from(n) * MINUTE, calendar, pauses, record)?,
        Target::WorkDays(n) => days(start, n, calendar, pauses, record)?,
    };
    within_horizon(start, at)
}

fn within_horizon(
    start: DateTime<Utc>,
    at: Option<i64>,
) -> Result<Option<DateTime<Utc>>, DueError> {
    match (at, start.checked_add_signed(HORIZON)) {
        (None, _) => Ok(None),
        (Some(at), Some(horizon)) if at <= horizon.timestamp_micros() => Ok(Some(instant(at))),
        _ => Err(DueError::TooFar),
    }
}

fn wall(start: i64, target: i64, pauses: &Merged) -> Option<i64> {
    if target == 0 {
        return Some(start);
    }
    let mut left = target;
    for (from, to) in pauses.free(start, OPEN) {
        // saturating: an open end is as far away as can be
        let free = to.saturating_sub(from);
        if left <= free {
            return Some(from + left);
        }
        left -= free;
    }
    None
}

fn work(
    start: DateTime<Utc>,
    target: i64,
    calendar: &Calendar,
    pauses: &Merged,
    record: &mut impl Record,
) -> Result<Option<i64>, DueError> {
    let first = local_date(calendar.zone, start);
    let mut counted_to = start.timestamp_micros();
    let mut left = target;
    if left == 0 {
        return Ok(Some(counted_to));
    }
    let last = horizon_of(start);
    // the day before: a clock change at midnight can leave some of its last window after the start
    for day in Days::from(calendar, first.pred_opt().unwrap_or(first)) {
        if pauses.open_at(counted_to) {
            return Ok(None);
        }
        let (mut any, mut paused) = (false, false);
        for (window, opens, closes) in day.spans() {
            any = true;
            let from = opens.max(counted_to);
            if closes <= from {
                continue;
            }
            counted_to = closes;
            paused = true;
            for (from, to) in pauses.free(from, closes) {
                paused = false;
                let to = to.min(from + left);
                record.window(day.date, window, from, to);
                left -= to - from;
                if left == 0 {
                    return Ok(Some(to));
                }
            }
        }
        if day.date >= first {
            if !any {
                record.skipped(day.date, None);
            } else if paused {
                record.skipped(day.date, Some(Why::Paused));
            }
        }
        if let Some(end) = search_ends(&day, calendar, last) {
            return pauses.unless_open(end);
        }
    }
    Err(DueError::TooFar)
}

fn days(
    start: DateTime<Utc>,
    target: u32,
    calendar: &Calendar,
    pauses: &Merged,
    record: &mut impl Record,
) -> Result<Option<i64>, DueError> {
    if target == 0 {
        return Ok(Some(start.timestamp_micros()));
    }
    let last = horizon_of(start);
    let mut number = 0;
    let first = local_date(calendar.zone, start)
        .succ_opt()
        .ok_or(DueError::TooFar)?;
    for day in Days::from(calendar, first) {
        match day.end() {
            Some(end) if day.has_time() => {
                if pauses.open_at(end) {
                    return Ok(None);
                }
                if pauses.covers(end) {
                    record.skipped(day.date, Some(Why::Paused));
                } else {
                    number += 1;
                    record.day(number, day.date, end);
                    if number == target {
                        return Ok(Some(end));
                    }
                }
            }
            _ => record.skipped(day.date, None),
        }
        if let Some(end) = search_ends(&day, calendar, last) {
            return pauses.unless_open(end);
        }
    }
    Err(DueError::TooFar)
}

/// Why a search cannot end well: nothing opens any more, or the horizon is reached.
fn search_ends(day: &Day, calendar: &Calendar, last: NaiveDate) -> Option<DueError> {
    if day.date > last {
        return Some(DueError::TooFar);
    }
    (day.hours.is_empty() && !calendar.opens_again(day.date)).then_some(DueError::NoWorkingTime)
}

fn horizon_of(start: DateTime<Utc>) -> NaiveDate {
    start
        .checked_add_signed(HORIZON)
        .map_or(NaiveDate::MAX, |at| at.date_naive())
}
