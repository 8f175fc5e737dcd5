//! Contradictions, shadows, and what is not there.

use proptest::prelude::*;

use super::*;
use crate::{
    catalog,
    i18n::Label,
    people::shipped_departments,
    routing::{
        Action, Condition, choose, shipped,
        tests::any::{any_facts, any_rules},
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
