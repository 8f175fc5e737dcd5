//! Tickets as the company's people see them: queues, the ticket's own page, what can be done with it, search.

mod can;
pub mod case;
mod choices;
pub mod compose;
pub mod department;
pub mod drafts;
pub mod keys;
pub mod moves;
mod names;
pub mod person;
pub mod queue;
mod rows;
pub mod search;
mod sent;
mod stale;
mod story;
pub mod unit;
pub mod why;

pub use rows::Line;

use super::super::{By, Number};
use crate::people::Staff;

/// The address of a ticket's page.
pub fn path(number: &Number) -> String {
    format!("/desk/tickets/{number}")
}

fn by(staff: &Staff) -> By {
    By::Staff(staff.scope.clone())
}
