//! From facts to a decision: pure, total, the same for the same input.

use std::sync::Arc;

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::{
    facts::Facts,
    rule::{Action, Assign, Condition, Rule, RuleSet},
    test::Test,
};
use crate::{
    catalog::{Danger, Urgency},
    i18n::Label,
    ids::RuleSetId,
};

/// Where a matter goes, and why. Kept with the ticket's `Routed` event: it holds no words of the owner's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub rule: Option<RuleRef>,
    /// `None`: no rule matched, the desk decides.
    pub action: Option<Action>,
    /// Every rule that was asked, in order; the last is the one that matched, if one did.
    pub why: Vec<Step>,
    /// What it rested on that no row keeps.
    pub seen: Seen,
}

/// The passing facts of a decision: with them a past matter can be asked again as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub danger: Option<Danger>,
    pub getting_worse: bool,
    pub vulnerable: bool,
    pub urgency: Urgency,
    pub working_time: bool,
    pub last_same_days: Option<u32>,
}

impl Seen {
    fn of(facts: &Facts) -> Self {
        Self {
            danger: facts.danger,
            getting_worse: facts.getting_worse,
            vulnerable: facts.vulnerable,
            urgency: facts.urgency,
            working_time: facts.working_time,
            last_same_days: facts.last_same_days,
        }
    }
}

/// The rule that made a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleRef {
    pub id: Arc<str>,
    pub name: Label,
    pub set: Option<RuleSetId>,
}

/// What came of asking one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub rule: Arc<str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<RuleSetId>,
    #[serde(flatten)]
    pub outcome: Outcome,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is switched off.
    Off,
    /// The first condition that did not hold.
    Failed(Condition),
    /// It held, but would send a complaint to whom it is about.
    Conflict(About),
    /// It held; the conditions that made it hold.
    Matched(Vec<Condition>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    Department,
    Person,
}

/// Asks the rules in order; the first that holds decides.
pub fn choose(rules: &RuleSet, facts: &Facts) -> Decision {
    let mut why = Vec::with_capacity(rules.rules.len());
    for rule in &rules.rules {
        let outcome = ask(rule, facts);
        let matched = matches!(outcome, Outcome::Matched(_));
        why.push(Step {
            rule: rule.id.clone(),
            set: rule.set,
            outcome,
        });
        if matched {
            let by = RuleRef {
                id: rule.id.clone(),
                name: rule.name.clone(),
                set: rule.set,
            };
            return Decision {
                rule: Some(by),
                action: Some(rule.then.clone()),
                why,
                seen: Seen::of(facts),
            };
        }
    }
    Decision {
        rule: None,
        action: None,
        why,
        seen: Seen::of(facts),
    }
}

fn ask(rule: &Rule, facts: &Facts) -> Outcome {
    if !rule.on {
        return Outcome::Off;
    }
    if let Some(failed) = first_failed(&rule.when, facts) {
        return Outcome::Failed(failed.clone());
    }
    if facts.about_department.as_deref() == Some(rule.then.department.as_str()) {
        return Outcome::Conflict(About::Department);
    }
    if let (Assign::Person(to), Some(about)) = (rule.then.assign, facts.about_person)
        && to == about
    {
        return Outcome::Conflict(About::Person);
    }
    let mut held = Vec::new();
    collect_held(&rule.when, facts, &mut held);
    Outcome::Matched(held)
}

/// The first part that fails, as deep as it can be named: within *any*, no single part is to blame.
fn first_failed<'r>(condition: &'r Condition, facts: &Facts) -> Option<&'r Condition> {
    match condition {
        Condition::All(parts) => parts.iter().find_map(|part| first_failed(part, facts)),
        Condition::Any(parts) if parts.len() == 1 => first_failed(&parts[0], facts),
        Condition::Any(_) | Condition::Is(_) | Condition::IsNot(_) => {
            (!holds(condition, facts)).then_some(condition)
        }
    }
}

fn collect_held(condition: &Condition, facts: &Facts, into: &mut Vec<Condition>) {
    match condition {
        Condition::All(parts) => parts
            .iter()
            .for_each(|part| collect_held(part, facts, into)),
        Condition::Any(parts) => {
            if let Some(part) = parts.iter().find(|part| holds(part, facts)) {
                collect_held(part, facts, into);
            }
        }
        Condition::Is(_) | Condition::IsNot(_) => into.push(condition.clone()),
    }
}

pub(super) fn holds(condition: &Condition, facts: &Facts) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| holds(part, facts)),
        Condition::Any(parts) => parts.iter().any(|part| holds(part, facts)),
        Condition::Is(test) => passes(test, facts),
        Condition::IsNot(test) => !passes(test, facts),
    }
}

/// A fact that is not known is none of a list.
fn passes(test: &Test, facts: &Facts) -> bool {
    match test {
        Test::Kind(list) => list.contains(&facts.kind),
        Test::Category(list) => list.iter().any(|subject| {
            subject.kind == facts.kind
                && (facts.category.as_ref() == Some(&subject.slug)
                    || facts.ancestors.contains(&subject.slug))
        }),
        Test::Community(list) => list.contains(&facts.community),
        Test::Building(list) => among(list, facts.building.as_ref()),
        Test::Unit(list) => among(list, facts.unit.as_ref()),
        Test::CommonArea(list) => among(list, facts.common_area.as_ref()),
        Test::CommonAreaKind(list) => among(list, facts.common_area_kind.as_ref()),
        Test::Asset(list) => among(list, facts.asset.as_ref()),
        Test::AssetKind(list) => among(list, facts.asset_kind.as_ref()),
        Test::Danger(list) => among(list, facts.danger.as_ref()),
        Test::GettingWorse => facts.getting_worse,
        Test::Vulnerable => facts.vulnerable,
        Test::Urgency(list) => list.contains(&facts.urgency),
        Test::Channel(list) => list.contains(&facts.channel),
        Test::Language(list) => list.contains(&facts.language),
        Test::Time(hours) => hours.holds(facts.local.time()),
        Test::Weekday(list) => list
            .iter()
            .any(|day| u32::from(*day) == facts.local.weekday().number_from_monday()),
        Test::Season(season) => season.holds(facts.local.date()),
        Test::WorkingTime => facts.working_time,
        Test::OccupancyRole(list) => among(list, facts.occupancy_role.as_ref()),
        Test::RepeatWithin(days) => facts.last_same_days.is_some_and(|ago| ago <= *days),
        Test::Words(list) => list.iter().any(|phrase| facts.text.has(phrase.needle())),
        Test::AboutDepartment(list) => among(list, facts.about_department.as_ref()),
        Test::AboutPerson(list) => among(list, facts.about_person.as_ref()),
    }
}

fn among<T: PartialEq>(list: &[T], fact: Option<&T>) -> bool {
    fact.is_some_and(|fact| list.contains(fact))
}
