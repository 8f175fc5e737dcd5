//! Matters that come by phone or over the counter: the desk files them for whoever asks, and reads the promise back to them.
//!
//! Above the kinds, because it files each by its own deed.

pub mod pages;
mod taking;

pub use taking::{Caller, Taken, Whom, take};
