//! Policies: which tickets are promised what. A set is an ordered list; the first policy that matches holds.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    ladder::Rung,
    matching::Match,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sla::matching::{Facts, pick};

    fn policies(text: &str) -> Vec<Policy> {
        #[derive(Deserialize)]
        struct File {
            policies: Vec<Policy>,
        }
        toml::from_str::<File>(text)
            .unwrap_or_else(|fault| panic!("{fault}"))
            .policies
    }

    fn facts(kind: &'static str, category: Option<&'static str>) -> Facts<'static> {
        Facts {
            kind,
            category,
            urgency: "normal",
            occupancy: None,
            on: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(),
        }
    }

    const THREE: &str = r#"
        [[policies]]
        slug = "kitchen"
        name = { en = "Kitchen" }
        match = { kinds = ["repair"], categories = ["kitchen-*", "power-none"] }
        promises = [{ metric = "resolve", target = "3 wd" }]

        [[policies]]
        slug = "tenants"
        name = { en = "Tenants" }
        match = { kinds = ["repair"], occupancies = ["tenant"] }
        promises = [{ metric = "resolve", target = "5 wd", seasons = [{ season = "10-31..05-01", target = "1 wd" }] }]

        [[policies]]
        slug = "rest"
        name = { en = "Rest" }
        promises = [{ metric = "answer", target = "5 wd" },
                    { metric = "first_response", target = "4 wh" },
                    { metric = "first_response", starts_on = "reopened", target = "1 wh" }]
    "#;

    #[test]
    fn the_first_policy_that_matches_holds() {
        let list = policies(THREE);
        let holds = |facts| pick(&list, &facts).map(|policy| policy.slug.as_str());
        assert_eq!(
            holds(facts("repair", Some("kitchen-drip"))),
            Some("kitchen")
        );
        assert_eq!(holds(facts("repair", Some("power-none"))), Some("kitchen"));
        assert_eq!(holds(facts("repair", Some("power-part"))), Some("rest"));
        assert_eq!(
            holds(facts("complaint", Some("kitchen-drip"))),
            Some("rest")
        );
        // a condition is not met by what is not known
        assert_eq!(holds(facts("repair", None)), Some("rest"));
        let tenant = Facts {
            occupancy: Some("tenant"),
            ..facts("repair", None)
        };
        assert_eq!(holds(tenant), Some("tenants"));
    }

    #[test]
    fn a_target_may_be_another_in_a_season() {
        let list = policies(THREE);
        let on = |date: &str| {
            list[1].promises[0]
                .target_on(date.parse().unwrap())
                .to_string()
        };
        assert_eq!(
            (on("2026-12-01"), on("2026-07-01")),
            ("1 wd".into(), "5 wd".into())
        );
    }

    #[test]
    fn a_reopened_ticket_is_promised_anew_by_its_own_terms_where_there_are_some() {
        let list = policies(THREE);
        let opening = |cycle| -> Vec<_> {
            let terms = list[2].opening(cycle, 1);
            terms
                .map(|(terms, start)| (terms.metric, start, terms.target.to_string()))
                .collect()
        };
        assert_eq!(
            opening(1),
            [
                (Metric::Answer, Moment::Filed, "5 wd".into()),
                (Metric::FirstResponse, Moment::Filed, "4 wh".into()),
            ]
        );
        assert_eq!(
            opening(2),
            [
                (Metric::Answer, Moment::Reopened, "5 wd".into()),
                (Metric::FirstResponse, Moment::Reopened, "1 wh".into()),
            ]
        );
    }

    #[test]
    fn what_is_written_reads_back_and_a_misspelt_line_is_refused() {
        let list = policies(THREE);
        let json = serde_json::to_value(&list).unwrap();
        assert_eq!(serde_json::from_value::<Vec<Policy>>(json).unwrap(), list);
        let misspelt = serde_json::json!({ "slug": "p", "name": {}, "promise": [] });
        assert!(serde_json::from_value::<Policy>(misspelt).is_err());
    }
}
