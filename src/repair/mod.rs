//! Repairs: the 60-second report, what is known beside the ticket, and "already reported?" for shared places.
//!
//! [`report`] is the one way in: the owner's pages, the desk and imports hand it a [`NewRepair`].

mod correct;
mod db;
mod model;
mod pages;
mod payer;
mod report;
mod shared;

pub use correct::{Correction, correct};
pub use db::find;
pub use model::{BestTime, GettingWorse, NewRepair, Payer, Repair};
pub use pages::{desk_routes, owner_routes};
pub use payer::{NewPayer, settle_payer};
pub use report::report;
pub(crate) use report::report_in;
pub use shared::{Card, cards_followed, follow};
