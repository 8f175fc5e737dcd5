//! Presets: promises taken from laws, regulators' codes and published pledges, as dated data. None of it is legal advice.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::policy::Policy;
use crate::{i18n::Label, text::text_enum};

text_enum! {
    /// How far the figures of a preset can be trusted.
    pub enum Mark {
        /// The primary text was read.
        Verified => "verified",
        /// From secondary sources: to be checked before it is relied on.
        Unverified => "unverified",
        /// Nobody's law: what this house suggests.
        House => "house",
    }
}

/// One file of `data/presets`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    pub slug: String,
    pub name: Label,
    /// ISO 3166 code of where it holds; none where it holds anywhere.
    #[serde(default)]
    pub jurisdiction: Option<String>,
    /// The language of the source.
    pub language: String,
    pub source: String,
    /// When these figures were taken down: what a source says later is not here.
    pub taken_on: NaiveDate,
    pub mark: Mark,
    /// Parts that are less sure than the mark says, in the language of this product's documents.
    #[serde(default)]
    pub unverified: Vec<String>,
    /// What the promises cannot express, for the administrator who adopts it.
    #[serde(default)]
    pub note: Option<Label>,
    pub policies: Vec<Policy>,
}

impl Preset {
    fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Its policies in front of those in force. Policies of the same slug are replaced; the rest stays, so that what the
    /// preset does not speak of is promised what it was promised before.
    pub fn over(&self, live: &[Policy]) -> Vec<Policy> {
        let ours = |policy: &&Policy| !self.policies.iter().any(|own| own.slug == policy.slug);
        self.policies
            .iter()
            .chain(live.iter().filter(ours))
            .cloned()
            .collect()
    }
}

const FILES: &[&str] = &[
    include_str!("../../data/presets/default.toml"),
    include_str!("../../data/presets/uk-ho-code.toml"),
    include_str!("../../data/presets/uk-awaab.toml"),
    include_str!("../../data/presets/uk-rtr-1994.toml"),
    include_str!("../../data/presets/uk-s22.toml"),
    include_str!("../../data/presets/cn-bj-2025-grade-1.toml"),
    include_str!("../../data/presets/cn-bj-2025-grade-2.toml"),
    include_str!("../../data/presets/cn-bj-2025-grade-3.toml"),
    include_str!("../../data/presets/hk-pledge.toml"),
    include_str!("../../data/presets/nyc-hpd.toml"),
    include_str!("../../data/presets/us-fl-condo.toml"),
    include_str!("../../data/presets/ru-416.toml"),
    include_str!("../../data/presets/es-10-2025.toml"),
];

static PRESETS: LazyLock<Vec<Preset>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|text| Preset::read(text).expect("a test reads every preset file"))
        .collect()
});

/// Every preset; the house default first.
pub fn presets() -> &'static [Preset] {
    &PRESETS
}

pub fn preset(slug: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.slug == slug)
}

/// What holds until somebody publishes something else.
pub fn house_default() -> &'static Preset {
    &PRESETS[0]
}
