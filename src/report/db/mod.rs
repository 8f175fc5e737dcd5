//! All SQL of the boards.

mod condition;
mod count;
mod list;
mod names;

pub use count::{Closing, Counted, addresses, break_down, closing, count};
pub use list::{After, Line, PAGE, list};
pub use names::{buildings, people};
