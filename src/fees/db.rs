//! All SQL of charges and disputes.

mod charge;
mod dispute;

pub use charge::{charges_of_unit, lock_charges};
pub(super) use charge::{find_charge, save_charge, units_by_name};
pub use dispute::lines_of;
pub(super) use dispute::*;
