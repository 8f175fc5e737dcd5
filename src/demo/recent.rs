//! `data/demo_recent.toml`: the matters of the last days, one by one, so that whoever looks finds every queue with something in
//! it, at whatever hour the demo is started.

use anyhow::Context;
use serde::Deserialize;

use super::photos::Scene;
use crate::{
    fees::Ground,
    i18n::Lang,
    ticket::{Channel, Urgency, WaitReason},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recent {
    pub community: String,
    /// Kind and category: `repair/kitchen-drip`.
    pub about: String,
    /// How long ago it came in: see [`Ago`].
    pub ago: Ago,
    #[serde(default)]
    pub channel: Option<Channel>,
    /// The kind of shared place; else it is in a home.
    #[serde(default)]
    pub shared: Option<String>,
    /// Which home, counted from the first; else any whose people speak the language.
    #[serde(default)]
    pub home: Option<usize>,
    /// Which building, counted from the first; else any.
    #[serde(default)]
    pub building: Option<usize>,
    #[serde(default)]
    pub language: Option<Lang>,
    pub words: String,
    /// A caller nobody knew.
    #[serde(default)]
    pub stranger: Option<String>,
    /// The login of who a complaint is about.
    #[serde(default)]
    pub whom: Option<String>,
    /// As the desk set it, and why.
    #[serde(default)]
    pub urgency: Option<(Urgency, String)>,
    #[serde(default)]
    pub worse: bool,
    #[serde(default)]
    pub photo: Option<Scene>,
    /// How many lines a dispute is about, and the ground.
    #[serde(default)]
    pub lines: Option<(usize, Ground)>,
    #[serde(default)]
    pub then: Vec<Step>,
}

/// What happened next, so long after it came in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub after: Ago,
    #[serde(rename = "do")]
    pub what: Deed,
    #[serde(default)]
    pub words: String,
    /// A login, a department's slug.
    #[serde(default)]
    pub to: Option<String>,
    #[serde(default)]
    pub reason: Option<WaitReason>,
    /// For so many days it waits.
    #[serde(default)]
    pub days: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Deed {
    Take,
    Answer,
    Spoke,
    Write,
    Note,
    Visit,
    Safe,
    Hold,
    Offer,
    Route,
    Resolve,
}

/// `40m` is minutes by the clock, `6h` working hours of the community.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub enum Ago {
    Minutes(i64),
    Worked(f64),
}

impl TryFrom<String> for Ago {
    type Error = String;

    fn try_from(typed: String) -> std::result::Result<Self, String> {
        let fault = || format!("{typed}: neither minutes (40m) nor working hours (6h)");
        let (number, unit) = typed
            .split_at_checked(typed.len().saturating_sub(1))
            .ok_or_else(fault)?;
        match unit {
            "m" => number.parse().map(Self::Minutes).map_err(|_| fault()),
            "h" => number.parse().map(Self::Worked).map_err(|_| fault()),
            _ => Err(fault()),
        }
    }
}

pub fn shipped() -> anyhow::Result<Vec<Recent>> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        recent: Vec<Recent>,
    }
    let file: File = toml::from_str(include_str!("../../data/demo_recent.toml"))
        .context("data/demo_recent.toml")?;
    Ok(file.recent)
}
