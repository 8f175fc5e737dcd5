//! What was sent after a session had ended waits for its writer, and for nobody else.

use axum::http::StatusCode;
use chrono::TimeDelta;
use ventanilla::{ids::PersonId, people};

use crate::{
    people_sessions::{colleague, demo, enter, is_in, person},
    support::TestApp,
};

#[tokio::test]
async fn what_was_sent_too_late_waits_for_its_writer() {
    let app = demo().await;
    let ana = colleague(&app).await;
    let browser = app.browser();
    enter(&browser, ana, "staff").await;
    app.advance(TimeDelta::minutes(31));
    let typed = [
        ("reason", "The lift stands still\nsince nine"),
        ("key", "x"),
    ];
    let late = browser.post_form("/staff/me/others/out", &typed).await;
    assert_eq!(late.location(), "/staff/in?next=%2Fagain");
    assert_eq!(
        browser.get("/again").await.status,
        StatusCode::NOT_FOUND,
        "nobody is in yet"
    );
    enter(&browser, ana, "staff").await;
    let page = browser.get("/again").await;
    assert!(page.text("blockquote").starts_with("The lift stands still"));
    assert_eq!(page.form("#again").action, "/staff/me/others/out");
    assert_eq!(
        browser.submit(&page, "#again", &[]).await.location(),
        "/staff/me"
    );
    app.advance(TimeDelta::minutes(15));
    assert_eq!(browser.get("/again").await.status, StatusCode::OK);
    app.advance(TimeDelta::minutes(15));
    assert!(is_in(&browser, "/staff/me").await);
    assert_eq!(
        browser.get("/again").await.status,
        StatusCode::NOT_FOUND,
        "kept for half an hour"
    );

    let stranger = app
        .browser()
        .post_form("/staff/me/others/out", &typed)
        .await;
    assert_eq!(
        stranger.header("set-cookie"),
        "",
        "nothing is kept for who was never here"
    );
}

#[tokio::test]
async fn a_message_with_a_photo_keeps_its_words_while_its_writer_signs_in_again() {
    let app = demo().await;
    let wei = person(&app).await;
    let browser = app.browser();
    enter(&browser, wei, "owner").await;
    app.advance(TimeDelta::days(31));
    let said = [("words", "水还在漏"), ("key", "x")];
    let photo = [("photos", "leak.png", &b"not looked at"[..])];
    let late = browser
        .post_multipart("/r/R-7KQ4M2-8/messages", &said, &photo)
        .await;
    assert_eq!(late.location(), "/in?next=%2Fagain");
    enter(&browser, wei, "owner").await;
    let page = browser.get("/again").await;
    assert_eq!(page.text("blockquote"), "水还在漏");
    assert!(page.has("p.note"), "the photo has to be added again");
    let form = page.form("#again");
    assert_eq!(form.action, "/r/R-7KQ4M2-8/messages");
    assert!(form.fields.contains(&("words".into(), "水还在漏".into())));
}

#[tokio::test]
async fn what_was_kept_is_its_writers_and_of_whom_nobody_knows_it_says_so() {
    let app = demo().await;
    let (wei, ana) = (person(&app).await, second(&app).await);
    let said = [("words", "水还在漏"), ("key", "x")];
    for forgotten in [false, true] {
        let browser = app.browser();
        enter(&browser, wei, "owner").await;
        app.advance(TimeDelta::days(31));
        if forgotten {
            people::sweep(&app.app).await.expect("swept");
        }
        browser.post_form("/r/R-7KQ4M2-8/messages", &said).await;
        enter(&browser, ana, "owner").await;
        let anothers = browser.get("/again").await;
        if forgotten {
            assert!(anothers.has("p.note"), "it may not be hers");
        } else {
            assert_eq!(anothers.status, StatusCode::NOT_FOUND);
            enter(&browser, wei, "owner").await;
            let own = browser.get("/again").await;
            assert!(own.has("#again") && !own.has("p.note"));
        }
    }
}

#[tokio::test]
async fn a_step_kept_by_the_program_of_yesterday_is_taken_again() {
    let app = demo().await;
    let browser = app.browser();
    browser
        .post_form("/in", &[("email", "ana@example.org")])
        .await;
    assert!(is_in(&browser, "/in/code").await);
    sqlx::query(
        "update session set data = jsonb_set(data, '{asked}', '{\"email\": \"ana@example.org\"}')",
    )
    .execute(&app.pool)
    .await
    .unwrap();
    assert_eq!(browser.get("/in/code").await.location(), "/in");
    app.run_jobs().await;
}

async fn second(app: &TestApp) -> PersonId {
    let added = sqlx::query_scalar(
        "insert into person (name, email, language, created_at) values ('Eva Sanz', 'eva@example.org', 'es', now()) returning id",
    );
    PersonId(added.fetch_one(&app.pool).await.unwrap())
}
