//! Where a matter goes: ordered rules over facts, a decision that says why.
//!
//! [`choose`] is pure, total and deterministic; it knows no ticket, no database and no clock. The ticket room gathers
//! [`Facts`], asks [`live_rules`], and keeps the [`Decision`] in its record.

mod cache;
mod check;
mod choose;
mod db;
mod explain;
mod facts;
mod rule;
mod seed;
mod space;
mod urgency;

pub use cache::{RulesCache, live_rules};
pub use check::{Finding, Known, Problem, check};
pub use choose::{About, Decision, Outcome, RuleRef, Seen, Step, choose};
pub use explain::{Explained, Names, explain};
pub use facts::{Channel, Facts};
pub use rule::{Action, Assign, Condition, Hours, Phrase, Rule, RuleSet, Subject, Test};
pub use seed::{seed, shipped};
pub use urgency::urgency;

#[cfg(test)]
mod tests;
