//! A company's places and people from files of its own: what it takes to move in.

mod areas;
mod homes;
mod row;

pub use areas::{Areas, areas};
pub use homes::{Homes, homes};
