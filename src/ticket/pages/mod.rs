//! What people see of a ticket.

mod account;
pub mod files;
pub mod owner;
pub mod staff;
pub mod story;
pub use account::Account;
