//! A rule as it is stored: conditions over facts, and what follows when they hold.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::test::Test;
use crate::{
    catalog::Urgency,
    i18n::Label,
    ids::{PersonId, RuleSetId},
    people::duty::Strategy,
};

/// Rules in the order they are asked: a community's own first, then the company's.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RuleSet {
    pub rules: Vec<Rule>,
}

impl RuleSet {
    /// A community's own rules, then the company's.
    pub fn layered(mut own: Vec<Rule>, company: &[Rule]) -> Self {
        own.extend_from_slice(company);
        Self { rules: own }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// One in its set, and the same through all versions of it: figures per rule hang on it.
    pub id: Arc<str>,
    pub name: Label,
    #[serde(default = "yes")]
    pub on: bool,
    pub when: Condition,
    pub then: Action,
    /// The stored version it was read from.
    #[serde(skip)]
    pub set: Option<RuleSetId>,
}

fn yes() -> bool {
    true
}

/// True or false of any facts. Cheap to clone: decisions keep the parts they rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Holds when every part does; with no parts, always.
    All(Arc<[Condition]>),
    /// Holds when one part does; with no parts, never.
    Any(Arc<[Condition]>),
    Is(Arc<Test>),
    IsNot(Arc<Test>),
}

impl Condition {
    pub fn always() -> Self {
        Self::All(Arc::new([]))
    }

    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::All(parts.into_iter().collect())
    }

    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::Any(parts.into_iter().collect())
    }

    pub fn is(test: Test) -> Self {
        Self::Is(Arc::new(test))
    }

    pub fn is_not(test: Test) -> Self {
        Self::IsNot(Arc::new(test))
    }

    /// Every test in it.
    pub fn tests(&self) -> Vec<&Test> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::tests).collect(),
            Self::Is(test) | Self::IsNot(test) => vec![test],
        }
    }
}

/// What a rule does with a matter that its conditions hold for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// By slug.
    pub department: String,
    #[serde(default)]
    pub assign: Assign,
    /// Instead of the suggested one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<Urgency>,
    /// Instead of the policy that matches by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub watchers: Vec<PersonId>,
    /// The desk looks at it all the same.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needs_review: bool,
}

impl Action {
    pub fn to(department: &str) -> Self {
        Self {
            department: department.to_owned(),
            assign: Assign::default(),
            urgency: None,
            policy: None,
            tags: Vec::new(),
            watchers: Vec::new(),
            needs_review: false,
        }
    }
}

/// How the department picks who answers for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assign {
    #[default]
    LeastLoaded,
    RoundRobin,
    Head,
    Person(PersonId),
}

impl Assign {
    pub fn strategy(self) -> Strategy {
        match self {
            Self::LeastLoaded => Strategy::LeastLoaded,
            Self::RoundRobin => Strategy::RoundRobin,
            Self::Head => Strategy::Head,
            Self::Person(person) => Strategy::Person(person),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog::Kind, routing::Subject};

    #[test]
    fn a_condition_is_short_json_and_comes_back_the_same() {
        let condition = Condition::all([
            Condition::is(Test::Category(vec![Subject {
                kind: Kind::Repair,
                slug: "shared-lift".to_owned(),
            }])),
            Condition::is_not(Test::WorkingTime),
            Condition::any([
                Condition::is(Test::Time("22:00-07:00".parse().expect("hours"))),
                Condition::is(Test::Words(vec![
                    "Fuga*".to_owned().into(),
                    "电梯".to_owned().into(),
                ])),
            ]),
        ]);
        let json = serde_json::to_string(&condition).expect("serialises");
        assert_eq!(
            json,
            r#"{"all":[{"is":{"category":["repair/shared-lift"]}},{"is_not":"working_time"},{"any":[{"is":{"time":"22:00-07:00"}},{"is":{"words":["Fuga*","电梯"]}}]}]}"#
        );
        assert_eq!(
            serde_json::from_str::<Condition>(&json).expect("deserialises"),
            condition
        );
    }

    #[test]
    fn an_unknown_word_in_a_stored_rule_is_refused() {
        for bad in [
            r#"{"is":{"kind":["repairs"]}}"#,
            r#"{"is":{"colour":["red"]}}"#,
            r#"{"is":{"category":["kitchen"]}}"#,
            r#"{"none":[]}"#,
        ] {
            assert!(serde_json::from_str::<Condition>(bad).is_err(), "{bad}");
        }
    }
}
