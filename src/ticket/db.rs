//! All SQL of the ticket that its deeds need; pages read through `db/` too.

mod read;
mod write;

pub use read::*;
pub(super) use write::*;
