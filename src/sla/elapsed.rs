//! How much of a promise has passed.

use chrono::{DateTime, TimeDelta, Utc};

use super::calendar::Calendar;
use super::day::{Days, local_date};
use super::due::DueError;
use super::pauses::{Merged, Pause};

/// Working time in `[from, to)` outside pauses; nothing when `to` is not after `from`.
pub fn elapsed(
    calendar: &Calendar,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    pauses: &[Pause],
) -> Result<TimeDelta, DueError> {
    Ok(TimeDelta::microseconds(worked(
        calendar,
        from,
        to,
        &Merged::of(pauses)?,
    )))
}

/// Wall-clock time in `[from, to)` outside pauses; nothing when `to` is not after `from`.
pub fn elapsed_wall(
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    pauses: &[Pause],
) -> Result<TimeDelta, DueError> {
    let free = Merged::of(pauses)?
        .free(from.timestamp_micros(), to.timestamp_micros())
        .map(|(from, to)| to - from)
        .sum();
    Ok(TimeDelta::microseconds(free))
}

pub(super) fn worked(
    calendar: &Calendar,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    pauses: &Merged,
) -> i64 {
    let first = local_date(calendar.zone, from);
    // a day to either side: a clock change at midnight can carry a window's edge over it
    let last = local_date(calendar.zone, to);
    let last = last.succ_opt().unwrap_or(last);
    let (mut counted_to, to) = (from.timestamp_micros(), to.timestamp_micros());
    let mut sum = 0;
    for day in
        Days::from(calendar, first.pred_opt().unwrap_or(first)).take_while(|day| day.date <= last)
    {
        for (_, opens, closes) in day.spans() {
            let (opens, closes) = (opens.max(counted_to), closes.min(to));
            if opens < closes {
                counted_to = closes;
                sum += pauses
                    .free(opens, closes)
                    .map(|(from, to)| to - from)
                    .sum::<i64>();
            }
        }
    }
    sum
}
