//! All SQL of routing.

mod figures;
mod names;
mod past;
mod version;

pub use figures::{RuleFigure, rule_figures};
pub use names::{known, names, names_for};
pub use past::past;
pub use version::{
    Draft, Version, VersionState, delete_draft, draft, insert_draft, insert_first, insert_live,
    live, live_ids, load, lock, make_live, retire_live, save_draft, versions,
};
