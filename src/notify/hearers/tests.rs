use serde_json::json;

use super::*;
use crate::error::Audience;

const ANA: PersonId = PersonId(1);
const HER_HUSBAND: PersonId = PersonId(2);
const LUIS: PersonId = PersonId(10);
const HEAD: PersonId = PersonId(11);
const DESK: PersonId = PersonId(12);
const MANAGER: PersonId = PersonId(13);
const WATCHER: PersonId = PersonId(14);

fn concerned() -> Concerned {
    Concerned {
        reporter: Some(ANA),
        household: vec![HER_HUSBAND],
        accountable: Some(LUIS),
        watchers: vec![WATCHER],
        department: Some(DepartmentId(1)),
        head: Some(HEAD),
        desk: vec![DESK],
        managers: vec![MANAGER],
        ..Concerned::default()
    }
}

fn told(kind: EventKind, public: bool, actor: PersonId, data: Value) -> Told {
    Told {
        kind,
        public,
        actor: Some(actor),
        data,
    }
}

fn heard(told: &Told, concerned: &Concerned) -> Vec<(PersonId, Template, bool)> {
    hearers(told, concerned)
        .into_iter()
        .map(|h| (h.person, h.template, h.mail))
        .collect()
}

#[test]
fn whoever_files_gets_a_receipt_and_the_household_sees_it() {
    let told = told(EventKind::Filed, true, ANA, json!({}));
    assert_eq!(
        heard(&told, &concerned()),
        [(ANA, Received, true), (HER_HUSBAND, Received, false)]
    );
    let untriaged = Concerned {
        department: None,
        accountable: None,
        ..concerned()
    };
    assert!(heard(&told, &untriaged).contains(&(DESK, Untriaged, false)));
}

#[test]
fn nothing_internal_reaches_an_owner_whatever_it_is() {
    for kind in EventKind::ALL.iter().copied() {
        let told = told(
            kind,
            false,
            LUIS,
            json!({ "person": 10, "from": 11, "to": "head" }),
        );
        for (person, template, _) in heard(&told, &concerned()) {
            assert_eq!(template.face(), Audience::Staff, "{kind} told {person}");
            assert!(person != ANA && person != HER_HUSBAND, "{kind}");
        }
    }
}

#[test]
fn nobody_hears_of_their_own_deed() {
    for kind in EventKind::ALL
        .iter()
        .copied()
        .filter(|kind| *kind != EventKind::Filed)
    {
        for actor in [ANA, LUIS, HEAD, DESK, MANAGER, WATCHER] {
            let told = told(
                kind,
                true,
                actor,
                json!({ "person": 10, "from": 11, "to": "manager" }),
            );
            assert!(
                heard(&told, &concerned())
                    .iter()
                    .all(|(person, ..)| *person != actor),
                "{kind} by {actor}"
            );
        }
    }
}

#[test]
fn nobody_hears_of_one_event_twice() {
    let everywhere = Concerned {
        head: Some(LUIS),
        managers: vec![LUIS],
        watchers: vec![LUIS],
        offered: vec![LUIS],
        ..concerned()
    };
    for kind in EventKind::ALL.iter().copied() {
        let told = told(
            kind,
            true,
            DESK,
            json!({ "person": 10, "from": 10, "to": "head" }),
        );
        let hearing = heard(&told, &everywhere);
        assert!(
            hearing
                .iter()
                .filter(|(person, ..)| *person == LUIS)
                .count()
                <= 1,
            "{kind}"
        );
    }
}

#[test]
fn an_answer_goes_to_the_owner_by_mail_and_a_message_to_who_answers_for_it() {
    let answered = told(EventKind::Answered, true, LUIS, json!({}));
    assert_eq!(
        heard(&answered, &concerned()),
        [
            (ANA, Answer, true),
            (HER_HUSBAND, Answer, false),
            (WATCHER, Followed, false)
        ]
    );
    let wrote = told(EventKind::Wrote, true, ANA, json!({}));
    assert_eq!(
        heard(&wrote, &concerned()),
        [(LUIS, Wrote, true), (WATCHER, Wrote, false)]
    );
}

#[test]
fn the_ladder_says_who_hears_of_a_late_promise() {
    let step = |to: &str| Told {
        kind: EventKind::PromiseEscalated,
        public: false,
        actor: None,
        data: json!({ "to": to }),
    };
    assert_eq!(
        heard(&step("accountable"), &concerned()),
        [(LUIS, Escalated, true)]
    );
    assert_eq!(
        heard(&step("head"), &concerned()),
        [(HEAD, Escalated, true)]
    );
    assert_eq!(
        heard(&step("manager"), &concerned()),
        [(MANAGER, Escalated, true)]
    );
}

#[test]
fn a_second_miss_after_an_apology_is_a_call_not_another_letter() {
    let broken = Told {
        kind: EventKind::PromiseBroken,
        public: true,
        actor: None,
        data: json!({ "metric": "update_owner" }),
    };
    let before = heard(&broken, &concerned());
    assert_eq!(before, [(LUIS, Broken, true), (HEAD, Broken, false)]);
    let after = heard(
        &broken,
        &Concerned {
            apologised: true,
            ..concerned()
        },
    );
    assert_eq!(
        after,
        [
            (MANAGER, RingOwner, true),
            (LUIS, RingOwner, true),
            (HEAD, Broken, false)
        ]
    );
}

#[test]
fn a_poor_rating_reaches_the_head() {
    let rated = |score: i64| told(EventKind::Rated, true, ANA, json!({ "score": score }));
    assert_eq!(heard(&rated(5), &concerned()), [(LUIS, Rated, false)]);
    assert!(heard(&rated(1), &concerned()).contains(&(HEAD, Rated, true)));
}

#[test]
fn whoever_was_told_of_a_decision_hears_that_it_was_taken_back() {
    let undone = |facts: Value| {
        let mut data = json!({ "department": 2, "back_to": 1, "person": HEAD, "urgency": "normal", "told": true });
        data.as_object_mut()
            .expect("facts")
            .extend(facts.as_object().expect("facts").clone());
        heard(
            &told(EventKind::TriageUndone, true, DESK, data),
            &concerned(),
        )
    };
    let everybody = [
        (HEAD, TakenBack, false),
        (ANA, Moved, false),
        (HER_HUSBAND, Moved, false),
    ];
    assert_eq!(undone(json!({})), everybody);
    assert_eq!(
        undone(json!({ "urgency": "emergency" }))[0],
        (HEAD, TakenBack, true),
        "by mail, as they had been told"
    );
    assert_eq!(
        undone(json!({ "back_to": null })),
        [(HEAD, TakenBack, false)],
        "back at the desk, where the owner never heard it had left"
    );
    assert_eq!(
        undone(json!({ "back_to": 2, "person": null })),
        [],
        "a mere look"
    );
    assert_eq!(undone(json!({ "told": false })), []);
}
