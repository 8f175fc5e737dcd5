//! `data/demo.toml`.

use std::collections::BTreeMap;

use anyhow::Context;
use serde::Deserialize;

use crate::i18n::Lang;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    pub community: Vec<Community>,
    pub staff: Vec<Staff>,
    pub repair: Vec<Report>,
    pub question: Vec<Report>,
    pub complaint: Vec<Report>,
    pub answers: Words,
    pub done: Words,
    pub still: Words,
    pub praise: Words,
    pub hold: Words,
    pub note: Words,
    pub doubt: Words,
    /// Reasons, remedy, next steps, how to go further: the parts of a written answer.
    pub written: Words,
    pub reasons: Words,
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

/// Something people write, and how often.
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
    pub about: Option<crate::complaint::About>,
    #[serde(default)]
    pub photo: Option<super::photos::Scene>,
    #[serde(default)]
    pub winter: bool,
    pub es: Vec<String>,
    pub zh: Vec<String>,
}

fn one() -> u32 {
    1
}

impl Report {
    pub fn words(&self, lang: Lang) -> &[String] {
        match lang {
            Lang::Zh => &self.zh,
            Lang::Es | Lang::En => &self.es,
        }
    }
}

/// Sentences by language.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct Words(BTreeMap<String, Vec<String>>);

impl Words {
    pub fn of(&self, lang: Lang) -> &[String] {
        self.0.get(lang.code()).map_or(&[], Vec::as_slice)
    }
}

pub fn shipped() -> anyhow::Result<Data> {
    toml::from_str(include_str!("../../data/demo.toml")).context("data/demo.toml")
}
