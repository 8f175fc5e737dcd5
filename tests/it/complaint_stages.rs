//! A complaint from its steps to the second stage: never handled by whom it is about, answered twice by different people.

use chrono::TimeDelta;
use ventanilla::{
    complaint::{self, About, Answer, AnswerBy, Finding, NewComplaint, Written},
    error::{AppError, Audience},
    i18n::Lang,
    ids::PersonId,
    people::{Scope, SignedIn, Staff},
    repair::BestTime,
    ticket::{By, Channel, Number, Where},
};

use crate::support::{TestApp, World};

pub fn new(w: &World, about: About) -> NewComplaint {
    NewComplaint {
        key: uuid::Uuid::new_v4(),
        place: Where::Unit(w.unit_2a),
        reporter: None,
        channel: Channel::Web,
        about,
        about_person: None,
        about_department: None,
        about_ticket: None,
        words: "El técnico gritó a mi madre en el portal".into(),
        language: Lang::Es,
        wants: String::new(),
        affects: vec![],
        answer_by: AnswerBy::App,
        best_time: BestTime::Any,
        anonymous: false,
        files: vec![],
    }
}

pub fn written() -> Written {
    Written {
        finding: Finding::Partly,
        reasons: "Hubo gritos".into(),
        remedy: "Hemos hablado con él".into(),
        next_steps: "Le llamamos el lunes".into(),
        further: "Puede pedir una revisión".into(),
    }
}

pub fn answer() -> Answer {
    Answer {
        key: uuid::Uuid::new_v4(),
        written: written(),
        files: vec![],
        seen_version: None,
    }
}

/// Sees and works everything of Las Palmeras.
pub fn scope(w: &World, person: PersonId) -> Scope {
    Scope {
        me: person.0,
        desk: vec![w.palmeras.0],
        ..Scope::default()
    }
}

pub fn works(w: &World, person: PersonId) -> By {
    By::Staff(scope(w, person))
}

pub async fn filed(t: &TestApp, w: &World, new: NewComplaint) -> Number {
    let filing = complaint::file(&t.app, &w.owner(w.elena), new)
        .await
        .expect("filed");
    filing.number().clone()
}

pub async fn row(t: &TestApp, number: &Number) -> (String, i32, Option<i64>, Option<i64>) {
    sqlx::query_as(
        "select state, cycle, department_id, accountable_id from ticket where number = $1",
    )
    .bind(number.as_str())
    .fetch_one(&t.pool)
    .await
    .expect("a ticket")
}

pub fn key_of(refused: Result<(), AppError>) -> String {
    match refused {
        Err(AppError::Refused(message)) => message.key.into_owned(),
        Err(AppError::NotFound) => "not found".into(),
        other => panic!("not refused: {other:?}"),
    }
}

/// Asks for the second stage without a reason.
async fn escalated(t: &TestApp, person: PersonId, number: &Number) -> Result<(), AppError> {
    let key = uuid::Uuid::new_v4();
    complaint::escalate(&t.app, person, number, key, String::new(), Lang::Es).await
}

#[tokio::test]
async fn a_complaint_is_not_there_for_whom_it_is_about() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    let about_ana = NewComplaint {
        about_person: Some(w.ana),
        ..new(&w, About::Staff)
    };
    let number = filed(&t, &w, about_ana).await;
    let (_, _, _, accountable) = row(&t, &number).await;
    assert_ne!(accountable, Some(w.ana.0));
    assert_eq!(
        key_of(complaint::answer(&t.app, &works(&w, w.ana), &number, answer()).await),
        "not found"
    );
    complaint::answer(&t.app, &works(&w, w.hugo), &number, answer())
        .await
        .expect("somebody else answers");
    t.run_jobs().await;
}

#[tokio::test]
async fn a_complaint_about_a_department_goes_elsewhere_and_its_people_do_not_answer() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    let about = NewComplaint {
        about_department: Some(w.engineering),
        ..new(&w, About::Department)
    };
    let number = filed(&t, &w, about).await;
    let (_, _, department, accountable) = row(&t, &number).await;
    assert_ne!(department, Some(w.engineering.0));
    for hand in [w.luis, w.paco, w.marta] {
        assert_ne!(accountable, Some(hand.0));
        assert_eq!(
            key_of(complaint::answer(&t.app, &works(&w, hand), &number, answer()).await),
            "not found"
        );
    }
    t.run_jobs().await;
}

#[tokio::test]
async fn the_written_answer_resolves_and_the_second_stage_is_somebody_elses() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    let number = filed(&t, &w, new(&w, About::Cleanliness)).await;
    let early = escalated(&t, w.elena, &number).await;
    assert_eq!(key_of(early), "complaint-refusal-not-answered-yet");

    let first = answer();
    complaint::answer(&t.app, &works(&w, w.ana), &number, first.clone())
        .await
        .expect("answered");
    complaint::answer(&t.app, &works(&w, w.ana), &number, first)
        .await
        .expect("the same form again");
    assert_eq!(row(&t, &number).await.0, "resolved");
    let letters: Vec<String> = sqlx::query_scalar(
        "select x.body from event e join event_text x on x.event_id = e.id where e.kind = 'ComplaintAnswered' and e.visibility = 'public'",
    )
    .fetch_all(&t.pool)
    .await
    .expect("letters");
    assert_eq!(letters.len(), 1);
    for part in [
        "en parte",
        "Hubo gritos",
        "Hemos hablado",
        "el lunes",
        "una revisión",
    ] {
        assert!(letters[0].contains(part), "{part} in {}", letters[0]);
    }

    let key = uuid::Uuid::new_v4();
    for stranger in [w.tomas, w.olga, w.wei] {
        let refused = escalated(&t, stranger, &number).await;
        assert_eq!(key_of(refused), "not found");
    }
    complaint::escalate(&t.app, w.elena, &number, key, String::new(), Lang::Es)
        .await
        .expect("escalated without a reason");
    complaint::escalate(&t.app, w.elena, &number, key, String::new(), Lang::Es)
        .await
        .expect("the same form again");
    let (state, cycle, _, accountable) = row(&t, &number).await;
    assert_eq!((state.as_str(), cycle), ("assigned", 2));
    assert!(
        accountable.is_some_and(|person| person != w.ana.0),
        "{accountable:?}"
    );
    let stage_two = t
        .count("select count(*) from promise where stage = 2 and cycle = 2")
        .await;
    assert!(stage_two > 0, "the second stage has clocks of its own");

    let same = complaint::answer(&t.app, &works(&w, w.ana), &number, answer()).await;
    assert_eq!(key_of(same), "complaint-refusal-first-hand");
    complaint::answer(&t.app, &works(&w, w.hugo), &number, answer())
        .await
        .expect("somebody else answers");
    let twice = escalated(&t, w.elena, &number).await;
    assert_eq!(key_of(twice), "complaint-refusal-stage-two-already");
    t.run_jobs().await;
}

#[tokio::test]
async fn late_without_an_answer_is_reason_enough_for_the_second_stage() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    let number = filed(&t, &w, new(&w, About::Noise)).await;
    t.run_jobs().await;
    t.advance(TimeDelta::days(40));
    t.sweep().await;
    let before = row(&t, &number).await;
    complaint::escalate(
        &t.app,
        w.elena,
        &number,
        uuid::Uuid::new_v4(),
        "Nadie responde".into(),
        Lang::Es,
    )
    .await
    .expect("escalated");
    let (_, cycle, _, accountable) = row(&t, &number).await;
    assert_eq!(cycle, 2);
    assert_ne!(accountable, before.3, "somebody else");
    let broken = t
        .count("select count(*) from promise where breached_at is not null and cycle = 1")
        .await;
    assert!(broken > 0, "a breach stays");
    t.run_jobs().await;
}

pub fn staff(w: &World, person: PersonId) -> Staff {
    Staff::new(SignedIn {
        person_id: person,
        audience: Audience::Staff,
        name: "Somebody".into(),
        call_name: None,
        email: None,
        language: Lang::Es,
        roles: vec![],
        scope: scope(w, person),
        manages: vec![],
        committee: vec![],
        heads: vec![],
        home: None,
        unread: 0,
    })
}

#[tokio::test]
async fn more_time_is_given_once_within_bounds_and_the_owner_hears_why() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    let number = filed(&t, &w, new(&w, About::Decision)).await;
    ventanilla::ticket::conversation::spoke(
        &t.app,
        &works(&w, w.ana),
        &number,
        ventanilla::ticket::conversation::Said {
            key: uuid::Uuid::new_v4(),
            words: "Hemos recibido su queja".into(),
            language: Lang::Es,
            files: vec![],
            seen_version: None,
        },
    )
    .await
    .expect("acknowledged");
    let ana = staff(&w, w.ana);
    let reason = || "Esperamos el informe del perito".to_owned();
    assert!(
        complaint::extend(&t.app, &ana, &number, 30, reason())
            .await
            .is_err(),
        "beyond the policy"
    );
    complaint::extend(&t.app, &ana, &number, 5, reason())
        .await
        .expect("extended");
    assert!(
        complaint::extend(&t.app, &ana, &number, 2, reason())
            .await
            .is_err(),
        "once only"
    );
    let told = t
        .count(
            "select count(*) from event e join event_text x on x.event_id = e.id
         where e.kind = 'PromiseExtended' and e.visibility = 'public' and x.body like '%perito%'",
        )
        .await;
    assert_eq!(told, 1);
    t.run_jobs().await;
}
