//! The engine and the shipped rules, without a database.

pub mod any;

use std::sync::Arc;

use any::{any_condition, any_facts, any_rules};
use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;

use super::*;
use crate::{
    catalog::{self, Kind},
    i18n::{Label, Lang},
    ids::{CommunityId, PersonId},
    people::shipped_departments,
    text::Folded,
};

fn at(hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 24)
        .and_then(|day| day.and_hms_opt(hour, 0, 0))
        .expect("an instant")
}

fn about(kind: Kind, slug: &str) -> Facts {
    let ancestors = slug
        .split_once('-')
        .map(|(place, _)| place.to_owned())
        .into_iter()
        .collect();
    Facts {
        category: Some(slug.to_owned()),
        ancestors,
        ..Facts::bare(kind, CommunityId(1), at(10))
    }
}

fn shipped_set() -> RuleSet {
    RuleSet {
        rules: shipped().expect("data/rules.toml reads"),
    }
}

/// The department and the rule, or `desk`.
fn goes(facts: &Facts) -> String {
    let decision = choose(&shipped_set(), facts);
    match (decision.rule, decision.action) {
        (Some(rule), Some(action)) => format!("{} by {}", action.department, rule.id),
        _ => "desk".to_owned(),
    }
}

fn rule(id: &str, when: Condition, to: &str) -> Rule {
    Rule {
        id: id.into(),
        name: Label::new(id, id, id),
        on: true,
        when,
        then: Action::to(to),
        set: None,
    }
}

#[test]
fn a_leak_goes_to_engineering_and_dirt_to_cleaning() {
    assert_eq!(
        goes(&about(Kind::Repair, "kitchen-drip")),
        "engineering by repairs"
    );
    assert_eq!(
        goes(&about(Kind::Repair, "shared-cleaning")),
        "cleaning by dirt-and-pests"
    );
    assert_eq!(
        goes(&about(Kind::Repair, "shared-garden")),
        "gardens by outdoors"
    );
    assert_eq!(
        goes(&about(Kind::FeeDispute, "amount")),
        "finance by disputes"
    );
    assert_eq!(goes(&about(Kind::Repair, "shared-unsure")), "desk");
    assert_eq!(
        goes(&Facts::bare(Kind::Repair, CommunityId(1), at(10))),
        "desk"
    );
}

#[test]
fn an_open_entrance_is_for_security_when_nobody_else_works() {
    let by_day = about(Kind::Repair, "shared-entrance");
    let by_night = Facts {
        working_time: false,
        ..by_day.clone()
    };
    assert_eq!(goes(&by_day), "engineering by repairs");
    assert_eq!(goes(&by_night), "security by entrance-out-of-hours");
}

#[test]
fn words_of_danger_are_heard_in_every_language() {
    for words in [
        "I think there is a GAS LEAK in the stairs",
        "¡Huele a gás en el portal!",
        "楼道里有很重的煤气味",
    ] {
        let facts = Facts {
            text: Folded::new(words),
            ..about(Kind::Inquiry, "other")
        };
        assert_eq!(goes(&facts), "engineering by danger-in-words", "{words}");
    }
    let harmless = Facts {
        text: Folded::new("El gasto de gasolina"),
        ..about(Kind::Inquiry, "other")
    };
    assert_eq!(goes(&harmless), "desk");
}

#[test]
fn a_complaint_never_goes_to_whom_it_is_about() {
    let mut facts = about(Kind::Complaint, "service");
    assert_eq!(goes(&facts), "customer-service by other-complaints");
    facts.about_department = Some("customer-service".to_owned());
    assert_eq!(goes(&facts), "finance by about-the-desk");
    let decision = choose(&shipped_set(), &facts);
    assert!(
        decision
            .why
            .iter()
            .any(|step| step.outcome == Outcome::Conflict(About::Department))
    );

    let mut to_ana = rule("ana", Condition::always(), "customer-service");
    to_ana.then.assign = Assign::Person(PersonId(7));
    let set = RuleSet {
        rules: vec![to_ana, rule("others", Condition::always(), "engineering")],
    };
    let facts = Facts {
        about_person: Some(PersonId(7)),
        ..about(Kind::Complaint, "staff")
    };
    assert_eq!(
        choose(&set, &facts).rule.map(|rule| rule.id),
        Some(Arc::from("others"))
    );
}

#[test]
fn every_rule_that_is_asked_says_what_became_of_it() {
    let decision = choose(&shipped_set(), &about(Kind::Repair, "kitchen-drip"));
    let asked: Vec<_> = decision
        .why
        .iter()
        .map(|step| step.rule.to_string())
        .collect();
    let expected: Vec<_> = shipped_set()
        .rules
        .iter()
        .map(|rule| rule.id.to_string())
        .take(asked.len())
        .collect();
    assert_eq!(asked, expected);
    assert!(
        decision.why.iter().any(|step| step.outcome == Outcome::Off),
        "a rule that is off says so"
    );
    assert!(
        matches!(decision.why.last().map(|step| &step.outcome), Some(Outcome::Matched(held)) if held.len() == 2)
    );
    let garden = decision
        .why
        .iter()
        .find(|step| &*step.rule == "outdoors")
        .expect("asked");
    assert!(
        matches!(&garden.outcome, Outcome::Failed(Condition::Any(_))),
        "within any, no single part is to blame"
    );
}

#[test]
fn a_decision_is_json_and_comes_back_the_same() {
    for facts in [
        about(Kind::Repair, "kitchen-drip"),
        about(Kind::Inquiry, "other"),
    ] {
        let decision = choose(&shipped_set(), &facts);
        let json = serde_json::to_value(&decision).expect("serialises");
        assert_eq!(
            serde_json::from_value::<Decision>(json).expect("deserialises"),
            decision
        );
    }
}

#[test]
fn the_explanation_is_whole_sentences_in_three_languages() {
    let decision = choose(&shipped_set(), &about(Kind::Repair, "shared-garden"));
    let mut names = Names::default();
    names.departments.insert(
        "gardens".to_owned(),
        Label::new("Gardens", "Jardinería", "绿化部"),
    );
    let explained = explain(&decision, &names, Lang::En.at(chrono::DateTime::UNIX_EPOCH));
    assert_eq!(
        explained.sentence,
        "The rule “Garden and playground” sent it to Gardens"
    );
    assert_eq!(explained.because[0], "The kind is Repair or Suggestion");
    assert_eq!(
        explained.passed_over[0],
        (
            "trapped".to_owned(),
            "There is no danger of this sort: somebody trapped".to_owned()
        )
    );
    for lang in Lang::ALL {
        let explained = explain(&decision, &names, lang.at(chrono::DateTime::UNIX_EPOCH));
        let all = format!("{explained:?}");
        assert!(!all.contains('⟦'), "{all}");
    }
}

#[test]
fn every_fact_has_its_words_in_every_language() {
    let json = [
        "\"getting_worse\"",
        "\"vulnerable\"",
        "\"working_time\"",
        r#"{"kind":["repair"]}"#,
        r#"{"category":["repair/kitchen"]}"#,
        r#"{"community":[1]}"#,
        r#"{"building":[1]}"#,
        r#"{"unit":[1]}"#,
        r#"{"common_area":[1]}"#,
        r#"{"common_area_kind":["garden"]}"#,
        r#"{"asset":[1]}"#,
        r#"{"asset_kind":["lift"]}"#,
        r#"{"danger":["gas","fire","water","electric","trapped","lock","cold"]}"#,
        r#"{"urgency":["low"]}"#,
        r#"{"channel":["web"]}"#,
        r#"{"language":["zh"]}"#,
        r#"{"time":"22:00-07:00"}"#,
        r#"{"weekday":[1,2,3,4,5,6,7]}"#,
        r#"{"season":"10-31/05-01"}"#,
        r#"{"occupancy_role":["co_owner"]}"#,
        r#"{"repeat_within":30}"#,
        r#"{"words":["gas"]}"#,
        r#"{"about_department":["finance"]}"#,
        r#"{"about_person":[1]}"#,
    ];
    for text in json {
        let test: Test = serde_json::from_str(text).expect(text);
        for lang in Lang::ALL {
            let l = lang.at(chrono::DateTime::UNIX_EPOCH);
            for sentence in [
                Names::default().say(&Condition::is(test.clone()), true, l),
                Names::default().say(&Condition::is(test.clone()), false, l),
                l.t(&format!("routing-fact-{}", test.fact())).into_owned(),
            ] {
                assert!(
                    !sentence.contains('⟦') && !sentence.is_empty(),
                    "{lang} {text}: {sentence}"
                );
            }
            assert!(crate::i18n::exists(
                lang,
                &format!("routing-is-{}", test.fact())
            ));
        }
    }
}

#[test]
fn the_shipped_rules_name_what_is_shipped() {
    let rules = shipped().expect("reads");
    let departments = shipped_departments();
    let categories = catalog::shipped_names();
    for rule in &rules {
        assert!(departments.contains(&rule.then.department), "{}", rule.id);
        assert_eq!(rule.name.0.len(), Lang::ALL.len(), "{}", rule.id);
        for test in rule.when.tests() {
            if let Test::Category(list) = test {
                for subject in list {
                    assert!(
                        categories.contains(&(subject.kind, subject.slug.clone())),
                        "{}: {subject}",
                        rule.id
                    );
                }
            }
        }
    }
}

/// Every category of the catalogue has a way: a department, or the desk on purpose.
#[test]
fn only_what_nobody_can_know_is_left_to_the_desk() {
    let left: Vec<_> = catalog::shipped_names()
        .into_iter()
        .filter(|(kind, slug)| goes(&about(*kind, slug)) == "desk")
        .map(|(kind, slug)| format!("{kind}/{slug}"))
        .collect();
    assert_eq!(
        left,
        [
            "complaint/other",
            "repair/shared-unsure",
            "suggestion/other",
            "inquiry/other"
        ]
    );
}

proptest! {
    #[test]
    fn the_same_question_has_one_answer_and_every_question_has_one(rules in any_rules(), facts in any_facts()) {
        let decision = choose(&rules, &facts);
        prop_assert_eq!(&decision, &choose(&rules.clone(), &facts.clone()));
        prop_assert_eq!(decision.rule.is_some(), decision.action.is_some());
        prop_assert!(decision.why.len() <= rules.rules.len());
        prop_assert_eq!(decision.rule.is_none(), decision.why.iter().all(|step| !matches!(step.outcome, Outcome::Matched(_))));
        if let Some(action) = &decision.action {
            prop_assert_ne!(facts.about_department.as_deref(), Some(action.department.as_str()));
        }
    }

    #[test]
    fn what_failed_fails_and_what_held_holds(rules in any_rules(), facts in any_facts()) {
        for step in choose(&rules, &facts).why {
            match step.outcome {
                Outcome::Failed(condition) => prop_assert!(!super::choose::holds(&condition, &facts)),
                Outcome::Matched(held) => prop_assert!(held.iter().all(|condition| super::choose::holds(condition, &facts))),
                Outcome::Off | Outcome::Conflict(_) => {}
            }
        }
    }

    #[test]
    fn a_stored_condition_comes_back_the_same(condition in any_condition()) {
        let json = serde_json::to_string(&condition).expect("serialises");
        prop_assert_eq!(serde_json::from_str::<Condition>(&json).expect("deserialises"), condition);
    }
}
