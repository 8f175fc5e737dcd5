//! Charges of a unit, disputes about them, decisions and what comes off.
//!
//! Only disputed lines are held from collection and late charges, and only by what is disputed; the rest stays payable. Every
//! sum is computed here from priced lines: forms name lines and amounts claimed, never totals.

mod db;
mod decision;
mod dispute;
pub mod import;
mod letter;
mod model;
mod pages;
mod reopening;

pub use db::{charges_of_unit, lines_of};
pub use decision::{Decided, LineDecision, NewDecision, approve, decide, refuse};
pub(crate) use dispute::dispute_in;
pub use dispute::{Disputed, NewDispute, NewLine, dispute};
pub use model::{Charge, Decision, DisputeLine, Facts, Ground, Held, PayWay, Totals};
pub use pages::{desk_routes, owner_routes};
pub use reopening::give_back;
