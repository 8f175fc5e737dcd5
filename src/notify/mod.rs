//! Who hears of an event, and how: once per event, person and channel.
//!
//! A deed that records events asks for one job, [`ANNOUNCE`]. It looks up who is concerned, lets one `match` decide who hears
//! what ([`hearers`]), and writes the notices. A notice in the product is there with that; a mail is a job of its own, [`SEND`],
//! whose words are made when it is sent, in the reader's language. Twice is once: a notice is unique per event, person and
//! channel, and a repeated mail has the same Message-ID.

mod announce;
mod apology;
mod db;
mod hearers;
mod letter;
pub mod pages;
mod send;
mod template;
mod words;

pub use announce::announce;
pub use send::send;
pub use template::Template;

/// The job of a deed's events: `{"events": [1, 2]}`, all of one ticket.
pub const ANNOUNCE: &str = "announce";
/// The job of one mail: `{"notification": 1}`.
pub const SEND: &str = "notice";
