//! All SQL of the people.

mod department;
mod duty;
pub mod session;

pub use department::{add_department, department_by_slug, department_slug};
pub use duty::candidates;
