//! Promises: working calendars, due instants and their traces.
//!
//! The pure half knows no ticket, no database and no clock: [`due`] says when a promise falls due and why, [`elapsed`]
//! says how much working time has passed, [`share_of`] says when to warn.

mod calendar;
mod calendar_file;
mod day;
mod due;
mod elapsed;
mod holidays;
mod pauses;
mod target;
mod trace;

pub use calendar::{Calendar, CalendarFault, Hours, HoursFault, WEEKDAYS, Window};
pub use calendar_file::FileFault;
pub use due::{Due, DueError, due, due_at, share_of};
pub use elapsed::{elapsed, elapsed_wall};
pub use holidays::{Holiday, IcsFault, Imported, LeftOut, holidays_from_ics};
pub use pauses::Pause;
pub use target::{Target, TargetFault};
pub use trace::{DayCounted, SkippedDay, Trace, Why, WindowUsed};

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;
