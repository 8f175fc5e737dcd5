//! What is wrong with a set of rules before anybody's matter goes by it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    rule::{Assign, Rule, RuleSet},
    space::{Region, regions},
    test::Test,
    values::Subject,
};
use crate::{
    i18n::{L, Message},
    ids::PersonId,
    routing::Names,
};

/// What exists for rules to name.
#[derive(Debug, Clone, Default)]
pub struct Known {
    pub departments: BTreeSet<String>,
    /// Staff whose account works.
    pub people: BTreeSet<PersonId>,
    pub policies: BTreeSet<String>,
    /// Every category that is offered, and the one above it.
    pub categories: BTreeMap<Subject, Option<Subject>>,
}

impl Known {
    fn below(&self, of: &Subject) -> Vec<Subject> {
        let under = self
            .categories
            .iter()
            .filter(|(_, parent)| parent.as_ref() == Some(of));
        std::iter::once(of)
            .chain(under.map(|(subject, _)| subject))
            .cloned()
            .collect()
    }
}

/// One thing to look at in one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub rule: Arc<str>,
    pub problem: Problem,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Its conditions contradict each other.
    NeverHolds,
    /// These earlier rules take all it would match.
    NeverReached {
        by: Vec<Arc<str>>,
    },
    UnknownDepartment(String),
    UnknownPerson(PersonId),
    UnknownCategory(Subject),
    UnknownPolicy(String),
}

impl Problem {
    /// Whether the set must not go live with it: a matter would go to nobody.
    pub fn blocks(&self) -> bool {
        match self {
            Self::UnknownDepartment(_) | Self::UnknownPerson(_) | Self::UnknownPolicy(_) => true,
            Self::NeverHolds | Self::NeverReached { .. } | Self::UnknownCategory(_) => false,
        }
    }

    /// The sentence beside the rule.
    pub fn say(&self, rules: &RuleSet, names: &Names, l: L) -> String {
        match self {
            Self::NeverHolds => l.t("routing-check-never").into_owned(),
            Self::NeverReached { by } => {
                let name = |id: &Arc<str>| {
                    let rule = rules.rules.iter().find(|rule| rule.id == *id);
                    let name = rule.map_or(id as &str, |rule| l.label(&rule.name));
                    l.a("routing-quoted", "words", name)
                };
                let by: Vec<_> = by.iter().map(name).collect();
                l.a(
                    "routing-check-shadowed",
                    "rules",
                    by.join(&l.t("routing-comma")),
                )
            }
            Self::UnknownDepartment(slug) => l.a("routing-check-department", "name", slug),
            Self::UnknownPerson(id) => {
                let name = names
                    .people
                    .get(id)
                    .cloned()
                    .unwrap_or_else(|| format!("#{id}"));
                l.a("routing-check-person", "name", name)
            }
            Self::UnknownCategory(subject) => {
                l.m(&Message::new("routing-check-category").with("name", subject))
            }
            Self::UnknownPolicy(slug) => l.a("routing-check-policy", "name", slug),
        }
    }
}

/// Looks at every rule, in order. Rules that are off are checked for what they name, and shadow nothing.
pub fn check(rules: &RuleSet, known: &Known) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut earlier: Vec<(&Rule, Region)> = Vec::new();
    for rule in &rules.rules {
        let mut find = |problem| {
            findings.push(Finding {
                rule: rule.id.clone(),
                problem,
            })
        };
        unknown(rule, known).into_iter().for_each(&mut find);
        if !rule.on {
            continue;
        }
        let Some(mine) = regions(&rule.when, &|subject| known.below(subject)) else {
            continue;
        };
        if mine.is_empty() {
            find(Problem::NeverHolds);
            continue;
        }
        let covered: Option<Vec<_>> = mine
            .iter()
            .map(|region| {
                earlier
                    .iter()
                    .find(|(before, outer)| region.is_within(outer) && takes(before, rule, region))
            })
            .collect();
        match covered {
            Some(by) => {
                let mut ids: Vec<Arc<str>> = Vec::new();
                for (before, _) in by {
                    if !ids.contains(&before.id) {
                        ids.push(before.id.clone());
                    }
                }
                find(Problem::NeverReached { by: ids });
            }
            None => earlier.extend(mine.into_iter().map(|region| (rule, region))),
        }
    }
    findings
}

/// Whether the earlier rule really takes what both match: it is passed over for a complaint about its own department or
/// person, and then the later one has its turn, unless it leads to the same.
fn takes(earlier: &Rule, later: &Rule, region: &Region) -> bool {
    let department = &earlier.then.department;
    let by_department = later.then.department == *department
        || !region.may_be_about("about_department", department);
    let by_person = match earlier.then.assign {
        Assign::Person(person) => {
            later.then.assign == earlier.then.assign
                || !region.may_be_about("about_person", &person.to_string())
        }
        Assign::LeastLoaded | Assign::RoundRobin | Assign::Head => true,
    };
    by_department && by_person
}

fn unknown(rule: &Rule, known: &Known) -> Vec<Problem> {
    let mut problems = Vec::new();
    let department = |slug: &String| {
        (!known.departments.contains(slug)).then(|| Problem::UnknownDepartment(slug.clone()))
    };
    let person =
        |id: &PersonId| (!known.people.contains(id)).then_some(Problem::UnknownPerson(*id));
    problems.extend(department(&rule.then.department));
    if let Assign::Person(id) = &rule.then.assign {
        problems.extend(person(id));
    }
    problems.extend(rule.then.watchers.iter().filter_map(person));
    if let Some(policy) = &rule.then.policy
        && !known.policies.contains(policy)
    {
        problems.push(Problem::UnknownPolicy(policy.clone()));
    }
    for test in rule.when.tests() {
        match test {
            Test::Category(list) => {
                let gone = list
                    .iter()
                    .filter(|subject| !known.categories.contains_key(subject));
                problems.extend(gone.cloned().map(Problem::UnknownCategory));
            }
            Test::AboutDepartment(list) => problems.extend(list.iter().filter_map(department)),
            _ => {}
        }
    }
    problems
}

#[cfg(test)]
mod tests;
