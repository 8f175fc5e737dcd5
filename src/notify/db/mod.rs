//! All SQL of the notices.

pub mod letter;
pub mod list;
mod write;

pub use write::{concerned, events, insert, mark_dead, mark_sent};
