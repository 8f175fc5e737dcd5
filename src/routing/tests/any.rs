//! Any conditions, facts and rules, for what must hold of all of them.

use chrono::NaiveDate;
use proptest::prelude::*;

use crate::{
    catalog::{Danger, Kind},
    ids::CommunityId,
    routing::{Channel, Condition, Facts, Rule, RuleSet, Subject, Test},
    text::Folded,
};

pub fn any_test() -> impl Strategy<Value = Test> {
    use proptest::sample::{select, subsequence};
    prop_oneof![
        subsequence(Kind::ALL.to_vec(), 0..4).prop_map(Test::Kind),
        subsequence(Danger::ALL.to_vec(), 0..4).prop_map(Test::Danger),
        subsequence(Channel::ALL.to_vec(), 0..4).prop_map(Test::Channel),
        subsequence(vec![1u8, 2, 3, 4, 5, 6, 7], 0..5).prop_map(Test::Weekday),
        subsequence(
            vec!["repair/kitchen", "repair/kitchen-drip", "complaint/noise"]
                .into_iter()
                .map(|s| s.parse().expect("a subject"))
                .collect::<Vec<Subject>>(),
            0..3
        )
        .prop_map(Test::Category),
        select(vec![
            "22:00-07:00",
            "09:00-18:00",
            "00:00-24:00",
            "08:00-09:00"
        ])
        .prop_map(|h| Test::Time(h.parse().expect("hours"))),
        select(vec!["10-31/05-01", "06-01/09-15"])
            .prop_map(|s| Test::Season(s.parse().expect("a season"))),
        (0u32..60).prop_map(Test::RepeatWithin),
        Just(Test::GettingWorse),
        Just(Test::WorkingTime),
        subsequence(vec!["gas", "agua", "电梯"], 0..3)
            .prop_map(|w| Test::Words(w.into_iter().map(|w| w.to_owned().into()).collect())),
        subsequence(vec!["finance".to_owned(), "engineering".to_owned()], 0..2)
            .prop_map(Test::AboutDepartment),
    ]
}

pub fn any_condition() -> impl Strategy<Value = Condition> {
    let leaf = prop_oneof![
        any_test().prop_map(Condition::is),
        any_test().prop_map(Condition::is_not)
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Condition::all),
            proptest::collection::vec(inner, 0..4).prop_map(Condition::any),
        ]
    })
}

pub fn any_facts() -> impl Strategy<Value = Facts> {
    use proptest::{option, sample::select};
    (
        select(Kind::ALL),
        option::of(select(vec!["kitchen", "kitchen-drip", "noise"])),
        option::of(select(Danger::ALL)),
        select(Channel::ALL),
        (0i64..2_000, 0u32..24, 0u32..60),
        option::of(0u32..80),
        (any::<bool>(), any::<bool>()),
        select(vec!["", "gas", "电梯坏了", "agua y gas", "nada"]),
        option::of(select(vec!["finance", "engineering"])),
    )
        .prop_map(
            |(
                kind,
                category,
                danger,
                channel,
                (day, hour, minute),
                last_same_days,
                (worse, working),
                text,
                about,
            )| Facts {
                category: category.map(str::to_owned),
                ancestors: category
                    .filter(|slug| *slug == "kitchen-drip")
                    .map(|_| "kitchen".to_owned())
                    .into_iter()
                    .collect(),
                danger,
                channel,
                last_same_days,
                getting_worse: worse,
                working_time: working,
                text: Folded::new(text),
                about_department: about.filter(|_| kind == Kind::Complaint).map(str::to_owned),
                ..Facts::bare(
                    kind,
                    CommunityId(1),
                    (NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day")
                        + chrono::Days::new(day as u64))
                    .and_hms_opt(hour, minute, 0)
                    .expect("a time"),
                )
            },
        )
}

pub fn any_rules() -> impl Strategy<Value = RuleSet> {
    let rule = (
        any_condition(),
        proptest::sample::select(vec!["finance", "engineering", "security"]),
        proptest::bool::weighted(0.9),
    );
    proptest::collection::vec(rule, 0..6).prop_map(|list| RuleSet {
        rules: list
            .into_iter()
            .enumerate()
            .map(|(n, (when, to, on))| Rule {
                on,
                ..super::rule(&format!("r{n}"), when, to)
            })
            .collect(),
    })
}
