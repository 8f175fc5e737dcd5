//! What is wrong with a set of rules before anybody's matter goes by it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    rule::{Assign, Rule, RuleSet, Subject, Test},
    space::{Region, regions},
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
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        catalog,
        i18n::Label,
        people::shipped_departments,
        routing::{
            Action, Condition, choose, shipped,
            tests::{any_facts, any_rules},
        },
    };

    fn known() -> Known {
        let names = catalog::shipped_names();
        let subject = |(kind, slug): &(catalog::Kind, String)| Subject {
            kind: *kind,
            slug: slug.clone(),
        };
        let above = |of: &Subject| {
            let place = of.slug.split_once('-')?.0;
            let above = Subject {
                kind: of.kind,
                slug: place.to_owned(),
            };
            names.iter().map(subject).find(|known| *known == above)
        };
        Known {
            departments: shipped_departments().into_iter().collect(),
            people: [PersonId(1)].into(),
            policies: BTreeSet::new(),
            categories: names
                .iter()
                .map(subject)
                .map(|of| (of.clone(), above(&of)))
                .collect(),
        }
    }

    fn rule(id: &str, when: &str, to: &str) -> Rule {
        let when: Condition = serde_json::from_str(when).expect(when);
        Rule {
            id: id.into(),
            name: Label::new(id, id, id),
            on: true,
            when,
            then: Action::to(to),
            set: None,
        }
    }

    fn problems(rules: Vec<Rule>) -> Vec<(String, Problem)> {
        let found = check(&RuleSet { rules }, &known());
        found
            .into_iter()
            .map(|finding| (finding.rule.to_string(), finding.problem))
            .collect()
    }

    fn shadowed(by: &[&str]) -> Problem {
        Problem::NeverReached {
            by: by.iter().map(|id| Arc::from(*id)).collect(),
        }
    }

    #[test]
    fn the_shipped_rules_have_nothing_wrong() {
        assert_eq!(problems(shipped().expect("reads")), []);
    }

    #[test]
    fn contradictions_are_found() {
        for never in [
            r#"{"all":[{"is":{"kind":["repair"]}},{"is":{"kind":["complaint"]}}]}"#,
            r#"{"all":[{"is":{"category":["repair/kitchen"]}},{"is":{"kind":["complaint"]}}]}"#,
            r#"{"all":[{"is":{"category":["repair/kitchen-drip"]}},{"is_not":{"category":["repair/kitchen"]}}]}"#,
            r#"{"all":[{"is":{"time":"08:00-12:00"}},{"is":{"time":"12:00-18:00"}}]}"#,
            r#"{"all":[{"is":{"repeat_within":7}},{"is_not":{"repeat_within":30}}]}"#,
            r#"{"all":[{"is":{"words":["gas"]}},{"is_not":{"words":["GÁS","agua"]}}]}"#,
            r#"{"all":[{"is":{"kind":["repair"]}},{"is":{"about_department":["finance"]}}]}"#,
            r#"{"is_not":{"urgency":["emergency","urgent","normal","low"]}}"#,
            r#"{"is":{"words":["!!"]}}"#,
            r#"{"any":[]}"#,
        ] {
            assert_eq!(
                problems(vec![rule("r", never, "finance")]),
                [("r".to_owned(), Problem::NeverHolds)],
                "{never}"
            );
        }
    }

    #[test]
    fn a_narrower_rule_after_a_broader_one_is_never_reached() {
        let broad = r#"{"is":{"category":["repair/kitchen"]}}"#;
        let narrow = r#"{"all":[{"is":{"category":["repair/kitchen-gas"]}},{"is":"vulnerable"}]}"#;
        let both = [
            rule("broad", broad, "finance"),
            rule("narrow", narrow, "engineering"),
        ];
        assert_eq!(
            problems(both.to_vec()),
            [("narrow".to_owned(), shadowed(&["broad"]))]
        );
        let turned = both.into_iter().rev().collect();
        assert_eq!(problems(turned), []);
    }

    #[test]
    fn two_rules_can_shadow_a_third_together() {
        let rules = vec![
            rule("a", r#"{"is":{"kind":["repair"]}}"#, "engineering"),
            rule("b", r#"{"is":{"kind":["inquiry"]}}"#, "finance"),
            rule(
                "c",
                r#"{"any":[{"is":{"kind":["inquiry"]}},{"is":{"category":["repair/kitchen"]}}]}"#,
                "security",
            ),
        ];
        assert_eq!(problems(rules), [("c".to_owned(), shadowed(&["b", "a"]))]);
    }

    #[test]
    fn the_second_way_for_a_complaint_is_not_unreachable() {
        let complaints = r#"{"is":{"kind":["complaint"]}}"#;
        let second = rule("second", complaints, "finance");
        assert_eq!(
            problems(vec![rule("first", complaints, "customer-service"), second]),
            []
        );
        let same = rule("same", complaints, "customer-service");
        assert_eq!(
            problems(vec![rule("first", complaints, "customer-service"), same]).len(),
            1
        );
    }

    #[test]
    fn what_is_not_there_is_named() {
        let mut bad = rule(
            "r",
            r#"{"is":{"category":["repair/cellar"]}}"#,
            "carpenters",
        );
        bad.then.assign = Assign::Person(PersonId(9));
        bad.then.policy = Some("gold".to_owned());
        let found = problems(vec![bad]);
        let cellar = "repair/cellar".parse().expect("a subject");
        let expected = [
            Problem::UnknownDepartment("carpenters".to_owned()),
            Problem::UnknownPerson(PersonId(9)),
            Problem::UnknownPolicy("gold".to_owned()),
            Problem::UnknownCategory(cellar),
        ];
        assert_eq!(
            found
                .into_iter()
                .map(|(_, problem)| problem)
                .collect::<Vec<_>>(),
            expected
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(150))]
        #[test]
        fn a_rule_called_unreachable_never_decides(
            rules in any_rules(),
            facts in proptest::collection::vec(any_facts(), 30),
        ) {
            let dead: Vec<_> = check(&rules, &known())
                .into_iter()
                .filter(|finding| matches!(finding.problem, Problem::NeverHolds | Problem::NeverReached { .. }))
                .map(|finding| finding.rule)
                .collect();
            for facts in &facts {
                if let Some(by) = choose(&rules, facts).rule {
                    prop_assert!(!dead.contains(&by.id), "{} decided {facts:?}", by.id);
                }
            }
        }
    }
}
