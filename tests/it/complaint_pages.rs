//! A complaint told in steps, as an owner walks it.

use ventanilla::{
    complaint::{About, NewComplaint},
    ids::PersonId,
};

use crate::{
    complaint_stages::*,
    support::{Browser, TestApp, World},
};

async fn as_owner(t: &TestApp, person: PersonId) -> Browser {
    let browser = t.browser().in_language("en");
    browser
        .post_form(&format!("/demo/as/{person}"), &[("side", "owner")])
        .await;
    browser
}

const FORM: &str = "form[action='/report/complaint']";

#[tokio::test]
async fn the_steps_keep_what_was_said_and_send_it_once() {
    let t = TestApp::start_with(|config| config.demo = true).await;
    let w = World::of(&t).await;
    let elena = as_owner(&t, w.elena).await;
    let words = elena.get("/report/complaint").await;
    assert_eq!(words.status, 200, "{}", words.body);
    let wrong = elena.submit(&words, FORM, &[("words", "short")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.has("a[href='#words']") && wrong.text("textarea#words") == "short");
    let about = elena
        .submit(
            &wrong,
            FORM,
            &[("words", "The stairs have not been cleaned for weeks.")],
        )
        .await;
    let none = elena.submit(&about, FORM, &[]).await;
    assert_eq!(none.status, 422);
    let wants = elena.submit(&none, FORM, &[("about", "cleanliness")]).await;
    assert!(wants.has("textarea#wants"), "{}", wants.body);
    let reply = elena
        .submit(
            &wants,
            FORM,
            &[("wants", "Clean them"), ("affects", "health")],
        )
        .await;
    let check = elena
        .submit(&reply, FORM, &[("answer_by", "email"), ("best", "morning")])
        .await;
    assert!(
        check.text("dl.facts").contains("cleaned for weeks"),
        "{}",
        check.body
    );
    let again = elena.submit(&check, FORM, &[("go", "wants")]).await;
    assert_eq!(again.text("textarea#wants"), "Clean them");
    let back = elena
        .submit(&again, FORM, &[("wants", "Clean them weekly")])
        .await;
    assert!(back.text("dl.facts").contains("weekly"), "{}", back.body);
    let sent = elena.submit(&back, FORM, &[("go", "send")]).await;
    let twice = elena.submit(&back, FORM, &[("go", "send")]).await;
    assert_eq!(sent.location(), twice.location());
    let count = t.count("select count(*) from complaint where wants = 'Clean them weekly' and answer_by = 'email'").await;
    assert_eq!(count, 1);
    t.run_jobs().await;
}

#[tokio::test]
async fn without_a_name_nothing_leads_back() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    let number = filed(
        &t,
        &w,
        NewComplaint {
            anonymous: true,
            ..new(&w, About::Safety)
        },
    )
    .await;
    let traces: i64 = sqlx::query_scalar(
        "select (select count(*) from ticket where reporter_id = $1 or filed_by = $1 or unit_id is not null)
              + (select count(*) from event where actor_id = $1)
              + (select count(*) from idempotency where person_id = $1)",
    )
    .bind(w.elena.0)
    .fetch_one(&t.pool)
    .await
    .expect("a count");
    assert_eq!(traces, 0, "{number}");
    let named = filed(
        &t,
        &w,
        NewComplaint {
            anonymous: true,
            ..new(&w, About::Noise)
        },
    )
    .await;
    let reporter: Option<i64> =
        sqlx::query_scalar("select reporter_id from ticket where number = $1")
            .bind(named.as_str())
            .fetch_one(&t.pool)
            .await
            .expect("a ticket");
    assert_eq!(reporter, Some(w.elena.0), "noise needs a name");
    t.run_jobs().await;
}
