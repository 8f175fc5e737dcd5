//! All SQL of the people.

pub mod account;
pub mod code;
pub mod demo;
mod department;
pub mod details;
mod duty;
pub mod ended;
mod known;
mod person;
pub mod session;
pub mod team;
pub mod viewer;

pub use department::{add_department, department_by_slug, department_slug};
pub use duty::candidates;
pub use known::{Known, known_by_email, known_by_name, set_contact};
pub use person::{add_person, departments, grant, join_department, lead_department, members};
pub use team::{open_tickets, staff};
