//! Policies: which tickets are promised what. A set is an ordered list; the first policy that matches holds.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    ladder::Rung,
    metric::{Metric, Moment},
    season::Season,
    target::Target,
};
use crate::{i18n::Label, ids::PolicySetId};

/// What is promised for tickets that match.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Stays the same from version to version; promises and routing rules name it.
    pub slug: String,
    pub name: Label,
    #[serde(
        rename = "match",
        default,
        skip_serializing_if = "Match::is_everything"
    )]
    pub matches: Match,
    pub promises: Vec<Terms>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ladder: Vec<Rung>,
    /// The share of tickets that should be on time, in per cent: for the boards, no ticket is measured by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_time_percent: Option<u8>,
}

/// Conditions of a policy; an empty list asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Match {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// Slugs of categories; one that ends in `*` means every category that begins so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub urgencies: Vec<String>,
    /// Roles of the reporter's occupancy: owner, co_owner, tenant, household, agent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub occupancies: Vec<String>,
    /// Tickets opened on these local dates only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub season: Option<Season>,
}

/// One promise of a policy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    pub metric: Metric,
    #[serde(default = "filed")]
    pub starts_on: Moment,
    pub target: Target,
    /// Other targets for cycles opened in a season; the first that holds counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seasons: Vec<SeasonTarget>,
    /// The share of the target after which the warning comes, in per cent.
    #[serde(default = "eighty")]
    pub warn_percent: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Allowance>,
    /// Of a complaint: 2 is the review by another person.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub stage: u8,
    /// Met, it begins again: "hear from us every 5 working days".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeats: bool,
    /// Whether the automatic receipt meets an `acknowledge` promise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub receipt_counts: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeasonTarget {
    pub season: Season,
    pub target: Target,
}

/// How far a promise may be extended, in all, and how often.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowance {
    pub max: Target,
    #[serde(default = "one_time")]
    pub count: u32,
}

/// What a policy asks of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts<'a> {
    pub kind: &'a str,
    pub category: Option<&'a str>,
    pub urgency: &'a str,
    pub occupancy: Option<&'a str>,
    /// The local date of the community on which the cycle opens.
    pub on: NaiveDate,
}

/// A version of a community's or the company's policies.
#[derive(Debug, Clone, PartialEq)]
pub struct PolicySet {
    pub id: PolicySetId,
    pub version: i32,
    pub policies: Vec<Policy>,
}

fn filed() -> Moment {
    Moment::Filed
}
fn eighty() -> u8 {
    80
}
fn one() -> u8 {
    1
}
fn one_time() -> u32 {
    1
}
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes the field by reference"
)]
fn is_one(stage: &u8) -> bool {
    *stage == 1
}

impl Match {
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    pub fn holds(&self, facts: &Facts<'_>) -> bool {
        one_of(&self.kinds, Some(facts.kind))
            && one_of(&self.urgencies, Some(facts.urgency))
            && one_of(&self.occupancies, facts.occupancy)
            && (self.categories.is_empty()
                || facts.category.is_some_and(|slug| {
                    self.categories.iter().any(|asked| category_is(asked, slug))
                }))
            && self.season.is_none_or(|season| season.contains(facts.on))
    }
}

fn one_of(asked: &[String], is: Option<&str>) -> bool {
    asked.is_empty() || is.is_some_and(|is| asked.iter().any(|word| word == is))
}

fn category_is(asked: &str, slug: &str) -> bool {
    match asked.strip_suffix('*') {
        Some(prefix) => slug.starts_with(prefix),
        None => slug == asked,
    }
}

/// The first policy that matches, in the order given.
pub fn pick<'p>(
    policies: impl IntoIterator<Item = &'p Policy>,
    facts: &Facts<'_>,
) -> Option<&'p Policy> {
    policies
        .into_iter()
        .find(|policy| policy.matches.holds(facts))
}

impl Policy {
    /// The terms a stored promise was made on.
    pub fn terms(&self, metric: Metric, starts_on: Moment, stage: u8) -> Option<&Terms> {
        let of = |start: Moment| {
            self.promises
                .iter()
                .find(|t| t.metric == metric && t.starts_on == start && t.stage == stage)
        };
        // what runs from filing in the first cycle runs from the reopening in the next
        of(starts_on).or_else(|| {
            if starts_on == Moment::Reopened {
                of(Moment::Filed)
            } else {
                None
            }
        })
    }

    /// What is promised when a cycle opens, and the moment each promise starts on. What runs from filing in the first cycle
    /// runs from the reopening in a later one, unless the policy has a promise of its own for reopened tickets.
    pub fn opening(&self, cycle: i32, stage: u8) -> impl Iterator<Item = (&Terms, Moment)> {
        // a policy that says nothing of a review promises there what it promises at first
        let stage = if self.promises.iter().any(|t| t.stage == stage) {
            stage
        } else {
            1
        };
        self.promises
            .iter()
            .filter(move |t| t.stage == stage)
            .filter_map(move |terms| match (terms.starts_on, cycle) {
                (Moment::Reopened, 1) => None,
                (Moment::Filed, 2..) => {
                    let own = self.promises.iter().any(|t| {
                        t.metric == terms.metric
                            && t.starts_on == Moment::Reopened
                            && t.stage == terms.stage
                    });
                    (!own).then_some((terms, Moment::Reopened))
                }
                (start, _) => Some((terms, start)),
            })
    }
}

impl Terms {
    /// The target for a cycle opened on this local date.
    pub fn target_on(&self, on: NaiveDate) -> Target {
        self.seasons
            .iter()
            .find(|s| s.season.contains(on))
            .map_or(self.target, |s| s.target)
    }
}
