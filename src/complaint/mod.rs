//! Complaints: told in steps, answered in writing with fixed parts, looked at again by somebody else.
//!
//! Nobody handles a complaint about themselves or their own department: to them it is not there, and the deeds ask again.

mod answer;
mod db;
mod escalate;
mod file;
mod model;
mod pages;

pub use answer::{Answer, answer, extend};
pub use db::{answers_of, find, met};
pub use escalate::{escalate, may_escalate};
pub use file::file;
pub(crate) use file::file_in;
pub use model::{About, Affects, AnswerBy, Complaint, Finding, NewComplaint, Written};
pub use pages::{desk_routes, owner_routes};
