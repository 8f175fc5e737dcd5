//! The escalation ladder: who hears of a promise in danger, and when.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::target::Target;
use crate::text::text_enum;

/// One step of the escalation ladder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    pub at: RungAt,
    pub to: Tier,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum RungAt {
    Warning,
    Breach,
    /// This long after the breach, and again after each such time.
    Every(Target),
}

text_enum! {
    /// Who hears of it.
    pub enum Tier {
        Accountable => "accountable",
        Head => "head",
        Manager => "manager",
    }
}

/// What is no step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a step such as warning, breach or every 4 wh")]
pub struct NotAStep(String);

impl FromStr for RungAt {
    type Err = NotAStep;
    fn from_str(text: &str) -> Result<Self, NotAStep> {
        match text.trim() {
            "warning" => Ok(Self::Warning),
            "breach" => Ok(Self::Breach),
            other => other
                .strip_prefix("every ")
                .and_then(|target| target.trim().parse().ok())
                .map(Self::Every)
                .ok_or_else(|| NotAStep(text.to_owned())),
        }
    }
}

impl fmt::Display for RungAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Warning => f.write_str("warning"),
            Self::Breach => f.write_str("breach"),
            Self::Every(target) => write!(f, "every {target}"),
        }
    }
}

impl From<RungAt> for String {
    fn from(at: RungAt) -> Self {
        at.to_string()
    }
}

impl TryFrom<String> for RungAt {
    type Error = NotAStep;
    fn try_from(text: String) -> Result<Self, NotAStep> {
        text.parse()
    }
}
