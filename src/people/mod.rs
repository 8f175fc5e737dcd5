//! Persons, staff accounts, departments, roles, duty, sign-in.

mod db;
pub mod duty;
mod scope;

pub use db::{department_by_slug, department_slug};
pub use scope::Scope;
