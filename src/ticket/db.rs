//! All SQL of the ticket: what deeds write, and what pages read of one ticket.

mod apology;
pub mod around;
mod external;
pub mod found;
pub mod list;
mod live;
pub mod owner;
pub mod read;
mod write;

pub(super) use apology::breach_without_apology;
pub(super) use external::by_external;
pub(super) use live::who_sees;
pub(super) use write::*;
