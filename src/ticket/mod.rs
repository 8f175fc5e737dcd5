//! The ticket: one matter of one owner, from filing to its end.
//!
//! One write path. Everything that changes a ticket is a *deed*: one function here, one transaction, which locks the ticket, checks
//! the move, writes the row, appends the event, moves the clocks and enqueues what must follow. Pages, imports and sweeps all call
//! the same deeds. A kind with facts of its own is a room above this one: its deed calls `file` and adds its rows.
//!
//! The engines `routing` and `sla` lie below and know nothing of tickets; whatever listens lies above and reads what is written here.

mod apology;
mod by;
pub mod by_number;
pub mod conversation;
mod db;
mod event;
mod filing;
mod follow;
pub mod handoff;
pub mod import;
mod leaver;
pub mod link;
pub mod live;
mod model;
mod number;
pub mod pages;
mod promises;
mod record;
mod refusal;
pub mod resolution;
mod review;
mod routed;
mod standing;
mod state;
mod sweep;
mod take_up;
mod tallies;
pub mod triage;
pub mod undo;
pub mod waiting;

pub use apology::apologise;
pub use by::By;
pub use db::{around, found, language_of_owner, list, read, unwatch, watch};
pub use event::{Actor, Entry, EventKind, Visibility};
pub use filing::{Answers, CHANGE_FOR, Filing, NewTicket, file};
pub use follow::follow_calendar;
pub use model::{Channel, DeclineReason, Kind, Outcome, Place, State, Ticket, Urgency, WaitReason};
pub use number::{NotANumber, Number};
pub use promises::is_for_owner;
pub use record::{Link, record, text_digest};
pub use refusal::Refusal;
pub(crate) use review::review_in;
pub use standing::{Standing, Where};
pub use sweep::sweep;
pub(crate) use take_up::{append, take_up_in};
pub use tallies::Tallies;
