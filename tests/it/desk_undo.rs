//! A decision of triage is taken back: everything stands as it stood, and whoever had been told of it is told of that too.

use chrono::TimeDelta;
use ventanilla::{
    evidence,
    ids::{DepartmentId, PersonId},
    ticket::{
        Number, Urgency, WaitReason,
        handoff::{self, To},
        triage::{self, Route},
        undo, waiting,
    },
};

use crate::support::{TestApp, World};

/// A leak with Engineering, announced.
async fn leak() -> (TestApp, World, Number) {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    t.run_jobs().await;
    (t, w, number)
}

async fn route(
    (t, w, number): (&TestApp, &World, &Number),
    department: DepartmentId,
    person: Option<PersonId>,
    urgency: Option<Urgency>,
) {
    let to = Route {
        department,
        person,
        urgency,
        reason: "A slip of the hand".to_owned(),
        seen_version: None,
    };
    triage::route(&t.app, &w.at_desk(), number, to)
        .await
        .expect("routed");
}

async fn take_back(t: &TestApp, w: &World, number: &Number) -> bool {
    undo::take_back(&t.app, &w.at_desk(), number)
        .await
        .expect("taken back")
}

/// What people were told in the product, in order.
async fn told(t: &TestApp) -> Vec<String> {
    sqlx::query_scalar("select template from notification where channel = 'app' order by id")
        .fetch_all(&t.pool)
        .await
        .expect("notices")
}

/// What came since.
async fn told_since(t: &TestApp, before: &[String]) -> Vec<String> {
    t.run_jobs().await;
    told(t).await.split_off(before.len())
}

async fn verified(t: &TestApp) {
    for check in evidence::verify(&t.pool, &t.app.files).await.expect("read") {
        assert!(check.is_clean(), "{}: {:?}", check.name, check.faults);
    }
}

#[tokio::test]
async fn a_mere_look_taken_back_concerns_nobody() {
    let (t, w, number) = leak().await;
    sqlx::query("update ticket set needs_review = true")
        .execute(&t.pool)
        .await
        .expect("to be looked at");
    triage::confirm(&t.app, &w.at_desk(), &number, None)
        .await
        .expect("looked at");
    t.advance(TimeDelta::minutes(1));
    t.run_jobs().await;
    let before = told(&t).await;
    assert!(!take_back(&t, &w, &number).await, "it was announced");
    assert!(told_since(&t, &before).await.is_empty());
    verified(&t).await;
}

#[tokio::test]
async fn until_the_queue_has_told_it_nobody_knows_however_late_it_is() {
    let (t, w, number) = leak().await;
    let before = told(&t).await;
    route((&t, &w, &number), w.finance, None, Some(Urgency::Urgent)).await;
    t.advance(TimeDelta::minutes(2));
    assert!(take_back(&t, &w, &number).await, "the queue stood still");
    t.advance(TimeDelta::minutes(2));
    assert!(
        told_since(&t, &before).await.is_empty(),
        "not of the decision, not of its urgency, not of its end"
    );
    let elena = t.at_home(w.elena).await;
    let story = elena.get(&format!("/r/{number}")).await.text(".timeline");
    assert!(!story.contains("Finance"), "{story}");
    verified(&t).await;
}

#[tokio::test]
async fn whoever_was_told_hears_that_it_was_taken_back() {
    let (t, w, number) = leak().await;
    let emergency = Some(Urgency::Emergency);
    route((&t, &w, &number), w.finance, Some(w.sofia), emergency).await;
    t.run_jobs().await;
    let before = told(&t).await;
    assert!(!take_back(&t, &w, &number).await);
    let mut since = told_since(&t, &before).await;
    since.sort();
    since.dedup();
    assert_eq!(since, ["moved", "taken_back", "urgency"]);

    let mails = t.mails();
    let mails = mails
        .iter()
        .filter(|mail| mail.to.as_str() == "sofia@company.example");
    let texts: Vec<String> = mails.map(|mail| mail.text.clone()).collect();
    let [.., taken, back] = &texts[..] else {
        panic!("two mails: {texts:?}");
    };
    assert!(taken.contains("/desk/tickets/"), "{taken}");
    assert!(
        back.contains(number.as_str()) && !back.contains("/desk/") && !back.contains("2-A"),
        "{back}"
    );
    let sofia = t.at_work(w.sofia).await;
    let notices = sofia.get("/desk/notices").await;
    let lines = notices.texts(".news li");
    assert!(
        lines[0].contains(number.as_str()) && lines[0].contains("no longer yours"),
        "{lines:?}"
    );
    let link = format!(".news a[href='/desk/tickets/{number}']");
    assert!(!notices.has(&link), "it leads nowhere");

    let elena = t.at_home(w.elena).await;
    let story = elena.get(&format!("/r/{number}")).await;
    let story = story.texts(".timeline .entry");
    assert!(
        story[0].contains("Engineering") && story[1..].concat().contains("Finance"),
        "{story:?}"
    );
    verified(&t).await;
}

#[tokio::test]
async fn what_was_offered_is_offered_again() {
    let (t, w, number) = leak().await;
    let accountable: i64 = sqlx::query_scalar("select accountable_id from ticket")
        .fetch_one(&t.pool)
        .await
        .expect("somebody");
    let by = w.engineer(PersonId(accountable));
    let to = To::Department(w.finance);
    handoff::offer(&t.app, &by, &number, to, "Their bill".to_owned(), None)
        .await
        .expect("offered");
    let offers = async || -> (Vec<String>, Vec<i64>) {
        let states = sqlx::query_scalar("select state from handoff");
        let seen = sqlx::query_scalar("select seen_by_departments from ticket");
        (
            states.fetch_all(&t.pool).await.expect("offers"),
            seen.fetch_one(&t.pool).await.expect("a ticket"),
        )
    };
    let before = offers().await;
    assert_eq!(before.0, ["offered"]);
    route((&t, &w, &number), w.finance, None, None).await;
    assert_eq!(offers().await, (vec!["withdrawn".to_owned()], vec![]));
    take_back(&t, &w, &number).await;
    assert_eq!(offers().await, before);
    t.advance(TimeDelta::hours(5));
    t.sweep().await;
    assert_eq!(offers().await.0, ["lapsed"], "and lapses in its own time");
    t.run_jobs().await;
    verified(&t).await;
}

#[tokio::test]
async fn what_the_bar_offers_for_a_moment_the_page_offers_as_long_as_it_can_be_done() {
    let (t, w, number) = leak().await;
    let at = format!("/desk/tickets/{number}");
    let ana = t.at_work(w.ana).await;
    let page = ana.get(&at).await;
    let typed = [
        ("route_department", w.finance.to_string()),
        ("route_reason", "A slip of the hand".to_owned()),
    ];
    let typed = typed
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let sent = ana.submit(&page, "form[action$='/route']", &typed).await;
    let page = ana.follow(&sent).await;
    assert!(page.has(".flash form"));
    assert_eq!(page.count("form[action$='/reversal'] [data-key=z]"), 2);
}

async fn hold(t: &TestApp, w: &World, number: &Number) {
    let by = w.engineer(w.luis);
    let until = t.now() + TimeDelta::days(3);
    let (reason, words) = (WaitReason::Parts, "The valve comes on Thursday".to_owned());
    waiting::hold(&t.app, &by, number, reason, until, words, None)
        .await
        .expect("on hold");
}

/// State, and when what is promised is due.
async fn stands(t: &TestApp) -> (String, Vec<Option<chrono::DateTime<chrono::Utc>>>) {
    let state = sqlx::query_scalar("select state from ticket");
    let due = sqlx::query_scalar("select due_at from promise where state = 'running' order by id");
    (
        state.fetch_one(&t.pool).await.expect("a ticket"),
        due.fetch_all(&t.pool).await.expect("promises"),
    )
}

#[tokio::test]
async fn a_hold_taken_back_at_once_never_was_for_the_owner_nor_for_the_clocks() {
    let (t, w, number) = leak().await;
    let by = w.engineer(w.luis);
    handoff::take(&t.app, &by, &number).await.expect("taken");
    t.run_jobs().await;
    let (before, heard) = (stands(&t).await, told(&t).await);
    hold(&t, &w, &number).await;
    assert_ne!(stands(&t).await, before);
    t.advance(TimeDelta::seconds(10));
    t.run_jobs().await;
    assert!(
        undo::take_back(&t.app, &by, &number).await.expect("undone"),
        "nobody had been told"
    );
    assert_eq!(stands(&t).await, before);
    t.advance(TimeDelta::minutes(1));
    assert_eq!(told_since(&t, &heard).await, [""; 0]);
    let elena = t.at_home(w.elena).await;
    let story = elena.get(&format!("/r/{number}")).await.text(".timeline");
    assert!(!story.contains("Thursday"), "{story}");
    let again = undo::take_back(&t.app, &by, &number).await;
    assert!(again.is_err(), "once");
    verified(&t).await;
}

#[tokio::test]
async fn an_owner_who_was_told_of_a_hold_is_told_that_work_goes_on() {
    let (t, w, number) = leak().await;
    let by = w.engineer(w.luis);
    handoff::take(&t.app, &by, &number).await.expect("taken");
    hold(&t, &w, &number).await;
    t.advance(TimeDelta::minutes(1));
    t.run_jobs().await;
    let heard = told(&t).await;
    assert_eq!(heard.last().map(String::as_str), Some("hold"));
    let luis = t.at_work(w.luis).await;
    let case = luis.get(&format!("/desk/tickets/{number}")).await;
    let sent = luis.submit(&case, ".offer[action$='/reversal']", &[]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let mut since = told_since(&t, &heard).await;
    since.dedup();
    assert_eq!(since, ["resumed"]);
    assert_eq!(stands(&t).await.0, "in_progress");
    verified(&t).await;

    hold_again_is_no_longer_undone(&t, &w, &number).await;
}

async fn hold_again_is_no_longer_undone(t: &TestApp, w: &World, number: &Number) {
    let by = w.engineer(w.luis);
    let until = t.now() + TimeDelta::days(1);
    let words = String::new();
    waiting::hold(&t.app, &by, number, WaitReason::Weather, until, words, None)
        .await
        .expect("on hold");
    t.advance(TimeDelta::minutes(16));
    t.run_jobs().await;
    let late = undo::take_back(&t.app, &by, number).await;
    assert!(late.is_err(), "a quarter of an hour has passed");
}
