//! Persons, staff accounts, departments, roles, duty, sign-in, sessions.
//!
//! Handlers take who is asking as a type: [`Owner`] for owners' pages, [`Staff`] for any of the company's people, and its
//! narrowings [`Desk`], [`DepartmentStaff`], [`Head`], [`Manager`], [`Finance`], [`Admin`]. Nobody signed in leads to the
//! sign-in page; signed in without the role is *not found*.

pub mod account;
mod agent;
pub mod code;
mod db;
mod departments;
pub mod duty;
mod names;
pub mod pages;
pub mod password;
mod person;
mod scope;
mod session;
mod signed_in;
pub mod totp;
mod viewer;

pub use db::{
    Known, add_person, department_by_slug, department_slug, departments, grant, join_department,
    known_by_email, known_by_name, lead_department, members, open_tickets, set_contact, staff,
};
pub use departments::{seed_departments, shipped_departments};
pub use names::{
    DepartmentName, DepartmentNames, KeptDepartmentNames, department_name, department_names,
    known_department,
};
pub use person::{Department, NewPerson};
pub use scope::Scope;
pub use session::{session_layer, sweep};
pub use signed_in::{Home, Role, SignedIn};
pub use viewer::{
    Admin, DepartmentStaff, Desk, Finance, Head, Manager, Overseer, Owner, Staff, know,
};
