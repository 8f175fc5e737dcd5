//! Boards: what is due, late or waiting and why, and how well promises are kept. Reads everything, writes nothing.
//!
//! A figure and the list behind it are the same condition: [`figure::Figure`] says what is counted, [`figure::Pick`] narrows it,
//! and `db` turns both into the one `where` that counting and listing share. So every figure links to exactly its tickets.

mod board;
mod cache;
mod company;
mod db;
mod figure;
pub mod pages;
mod repeat;

pub use cache::Boards;
pub use figure::{Figure, Group, Lens, Pick, Span};
