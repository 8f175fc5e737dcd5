//! Promises: working calendars, due instants and their traces.
//!
//! The pure half knows no ticket, no database and no clock: [`due`] says when a promise falls due and why, [`elapsed`]
//! says how much working time has passed, [`share_of`] says when to warn.
//!
//! The stored half is called by the deeds of a ticket, inside their transaction and under the ticket's row lock:
//! [`open_cycle`], [`on_moment`], [`pause`], [`resume`], [`extend`], [`change_department`], [`reapply`], [`standing`] and
//! [`restore`], [`drop_cycle`], and [`claim_overdue`] by the sweep. Those that change clocks return the [`Change`]s, for the record.

mod cache;
mod calendar;
mod calendar_file;
mod clock;
mod cycle;
mod day;
mod db;
mod due;
mod edit;
mod elapsed;
mod hold;
mod holidays;
mod hours;
mod ladder;
mod matching;
mod metric;
mod moments;
mod news;
mod opening;
mod pages;
mod pauses;
mod pausing;
mod policy;
mod preset;
mod promise;
mod publishing;
mod reading;
mod refusal;
mod restoring;
mod season;
mod seed;
mod sweep;
mod target;
mod trace;
mod trial;
mod validate;
mod words;

pub use calendar::{Calendar, CalendarFault, WEEKDAYS};
pub use calendar_file::FileFault;
pub use due::{Due, DueError, due, due_at, share_of};
pub use elapsed::{elapsed, elapsed_wall};
pub use holidays::{Holiday, IcsFault, Imported, LeftOut, holidays_from_ics};
pub use hours::{Hours, HoursFault, Window};
pub use pauses::Pause;
pub use target::{Target, TargetFault};
pub use trace::{DayCounted, SkippedDay, Trace, Why, WindowUsed};

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;

pub use cache::{Picked, Settings, SlaCache};
pub use db::{
    calendar::StoredCalendar,
    settings::{Draft, Version, draft, versions},
};
pub use edit::Edit;
pub use hold::{Extension, Hold};
pub use ladder::{Rung, RungAt, Tier};
pub use matching::{Facts, Match, pick};
pub use metric::{Metric, Moment, State};
pub use moments::{change_department, drop_cycle, on_moment};
pub use news::{News, promise_news};
pub use opening::{Opening, Subject, open_cycle, plan_cycle, reapply};
pub use pages::admin_routes;
pub use pausing::{extend, pause, pauses_of, resume};
pub use policy::{Allowance, Policy, PolicySet, SeasonTarget, Terms};
pub use preset::{Mark, Preset, house_default, preset, presets};
pub use promise::{Change, ChangeKind, Promise};
pub use publishing::{
    FOLLOW_CALENDAR, add_calendar, adopt, change_calendar, discard_draft, edit_draft, load_draft,
    open_draft, publish, roll_back, save_draft, use_calendar,
};
pub use reading::{Account, is_working_time, next_due, promise, promises_of, soonest, trace_of};
pub use refusal::Refusal;
pub use restoring::{Stood, restore, standing};
pub use season::Season;
pub use seed::{give_calendar, seed};
pub use sweep::{Following, claim_overdue, follow_calendar, mark_past, would_follow};
pub use trial::{Fared, Fate, Line, Past, Replayed, Tally, Trial, replay, would_change};
pub use validate::{Fault, faults};
