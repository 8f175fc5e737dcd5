//! `data/demo.toml`.

use std::collections::BTreeMap;

use anyhow::Context;
use serde::Deserialize;

use crate::{complaint, fees, i18n::Lang};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    pub community: Vec<Community>,
    pub staff: Vec<Staff>,
    pub repair: Vec<Report>,
    pub question: Vec<Report>,
    pub complaint: Vec<Report>,
    pub doubt: Vec<Doubt>,
    /// The paper a decision about charges rests on, and what happens next.
    pub paper: Words,
    pub next: Words,
    /// How to go further.
    pub further: Words,
    /// A first word to whoever reported something broken, and to whoever wrote about anything else.
    pub answers: Words,
    pub replies: Words,
    /// What is written when something is done that no report here speaks of.
    pub done: Words,
    pub still: Words,
    pub praise: Words,
    pub grumble: Words,
    /// After a visit that was not enough.
    pub seen: Words,
    /// Why something waits: for a part, for a day that was agreed on.
    pub parts: Words,
    pub appointment: Words,
    pub note: Words,
    /// Reasons, remedy and next steps of whoever looks at a complaint the second time, and what asks for that.
    pub second: Words,
    pub unhappy: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Community {
    pub slug: String,
    pub name: String,
    pub zone: chrono_tz::Tz,
    pub currency: String,
    pub language: Lang,
    pub phone: String,
    pub emergency_phone: String,
    pub buildings: Vec<Building>,
    pub floors: u32,
    pub doors: Vec<String>,
    pub given: Vec<String>,
    pub family: Vec<String>,
    /// Whole names of those who read English.
    pub abroad: Vec<String>,
    /// The first is the same each month, the second is metered.
    pub charges: Vec<Charge>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Building {
    pub name: String,
    pub address: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Charge {
    pub name: String,
    /// Minor units a month.
    pub amount: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Staff {
    pub name: String,
    pub login: String,
    #[serde(default = "spanish")]
    pub language: Lang,
    #[serde(default)]
    pub community: Option<String>,
    #[serde(default)]
    pub roles: Vec<crate::people::Role>,
    #[serde(default)]
    pub member: Option<String>,
    #[serde(default)]
    pub heads: Option<String>,
    #[serde(default)]
    pub duty: Option<String>,
}

fn spanish() -> Lang {
    Lang::Es
}

/// Something people write, how often, and what they read in the end.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    pub slug: String,
    #[serde(default = "one")]
    pub weight: u32,
    /// The kind of shared place it is about.
    #[serde(default)]
    pub shared: Option<String>,
    #[serde(default)]
    pub about: Option<complaint::About>,
    #[serde(default)]
    pub finding: Option<complaint::Finding>,
    #[serde(default)]
    pub photo: Option<super::photos::Scene>,
    #[serde(default)]
    pub season: Option<Season>,
    /// Where the desk sends it, when no rule does.
    #[serde(default)]
    pub triage: Option<String>,
    pub says: Words,
    /// One of these; of a complaint all, part after part of the letter.
    pub done: Words,
}

fn one() -> u32 {
    1
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Season {
    Winter,
    Summer,
}

/// Why somebody doubts a charge, what is decided, and the reasons.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Doubt {
    pub ground: fees::Ground,
    pub metered: bool,
    pub decision: fees::Decision,
    pub says: Words,
    pub done: Words,
}

/// Sentences by language.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct Words(BTreeMap<String, Vec<String>>);

impl Words {
    pub fn of(&self, lang: Lang) -> &[String] {
        self.0.get(lang.code()).map_or(&[], Vec::as_slice)
    }

    /// Whether somebody's words are from here.
    pub fn holds(&self, words: &str) -> bool {
        self.0.values().flatten().any(|sentence| sentence == words)
    }
}

pub fn shipped() -> anyhow::Result<Data> {
    toml::from_str(include_str!("../../data/demo.toml")).context("data/demo.toml")
}
