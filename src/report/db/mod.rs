//! All SQL of the boards.

mod condition;
mod count;
mod list;
mod names;

pub use count::{Closing, Counted, addresses, closing, count, count_by};
pub use list::{After, Line, PAGE, list};
pub use names::{buildings, people};
