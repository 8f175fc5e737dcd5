//! Where a matter goes: ordered rules over facts, a decision that says why.
//!
//! [`choose`] is pure, total and deterministic; it knows no ticket, no database and no clock. The ticket room gathers
//! [`Facts`], asks [`live_rules`], and keeps the [`Decision`] in its record.

mod cache;
mod check;
mod choose;
mod db;
mod edit;
mod explain;
mod facts;
mod form;
mod pages;
mod publishing;
mod rule;
mod seed;
mod space;
mod test;
mod trial;
mod urgency;
mod values;

pub use cache::{RulesCache, live_layers, live_rules};
pub use check::{Finding, Known, Problem, check};
pub use choose::{About, Decision, Outcome, RuleRef, Seen, Step, choose};
pub use db::{
    Draft, RuleFigure, Version, VersionState, draft, known, names, names_for, past, rule_figures,
    versions,
};
pub use edit::{Edit, apply};
pub use explain::{Explained, Names, explain};
pub use facts::{Channel, Facts};
pub use form::{ConditionForm, ConditionRow};
pub use pages::admin_routes;
pub use publishing::{
    Refusal, discard_draft, edit_draft, load_draft, open_draft, publish, roll_back,
};
pub use rule::{Action, Assign, Condition, Rule, RuleSet};
pub use seed::{seed, shipped};
pub use test::Test;
pub use trial::{Layers, Moved, Past, Route, Trial, try_it};
pub use urgency::urgency;
pub use values::{Hours, Phrase, Subject};

#[cfg(test)]
mod tests;
