//! All SQL of the ticket: what deeds write, and what pages read of one ticket.

mod apology;
pub mod around;
mod external;
pub mod found;
pub(super) mod link;
pub mod list;
mod live;
pub(super) mod matter;
pub mod owner;
mod passing;
mod people;
pub mod read;
mod record;
mod write;

pub(super) use apology::breach_without_apology;
pub(super) use external::by_external;
pub(super) use link::reader_by_phone;
pub(super) use live::{changed_for_owner, changed_for_staff, who_sees};
pub(super) use passing::*;
pub(super) use people::*;
pub use people::{language_of_owner, unwatch, watch};
pub(super) use record::*;
pub(super) use write::*;
