//! Which policy holds for a ticket.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{policy::Policy, season::Season};

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

impl Match {
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it holds for every ticket the other could hold for. Sure of it only where it is plain.
    pub fn covers(&self, other: &Self) -> bool {
        let all = |asked: &[String], theirs: &[String], is: fn(&str, &str) -> bool| {
            let asks = |word: &String| asked.iter().any(|one| is(one, word));
            asked.is_empty() || (!theirs.is_empty() && theirs.iter().all(asks))
        };
        let same = |asked: &str, word: &str| asked == word;
        all(&self.kinds, &other.kinds, same)
            && all(&self.urgencies, &other.urgencies, same)
            && all(&self.occupancies, &other.occupancies, same)
            && all(&self.categories, &other.categories, category_is)
            && (self.season.is_none() || self.season == other.season)
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
