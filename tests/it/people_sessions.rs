//! Sessions: how long they last, how they end, and where a sign-in leads.

use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use ventanilla::{ids::PersonId, people::account};

use crate::support::{Browser, TestApp};

pub async fn demo() -> TestApp {
    TestApp::start_with(|config| config.demo = true).await
}

pub async fn person(app: &TestApp) -> PersonId {
    let added = sqlx::query_scalar(
        "insert into person (name, email, language, created_at) values ('Ana Ruiz', 'ana@example.org', 'es', now()) returning id",
    );
    PersonId(added.fetch_one(&app.pool).await.unwrap())
}

pub async fn colleague(app: &TestApp) -> PersonId {
    let ana = person(app).await;
    let mut conn = app.pool.acquire().await.unwrap();
    account::invite(&mut conn, ana, "ana", app.now())
        .await
        .unwrap();
    ana
}

pub async fn enter(browser: &Browser, person: PersonId, side: &str) {
    let done = browser
        .post_form(&format!("/demo/as/{person}"), &[("side", side)])
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
}

pub async fn is_in(browser: &Browser, path: &str) -> bool {
    browser.get(path).await.status == StatusCode::OK
}

#[tokio::test]
async fn a_staff_session_ends_after_half_an_hour_unused_and_twelve_hours_in_all() {
    let app = demo().await;
    let ana = colleague(&app).await;
    let browser = app.browser();
    enter(&browser, ana, "staff").await;
    app.advance(TimeDelta::minutes(29));
    assert!(is_in(&browser, "/staff/me").await);
    app.advance(TimeDelta::minutes(29));
    assert!(is_in(&browser, "/staff/me").await, "use keeps it");
    app.advance(TimeDelta::minutes(30));
    assert!(!is_in(&browser, "/staff/me").await);

    enter(&browser, ana, "staff").await;
    for _ in 0..35 {
        app.advance(TimeDelta::minutes(20));
        assert!(is_in(&browser, "/staff/me").await);
    }
    app.advance(TimeDelta::minutes(20));
    assert!(!is_in(&browser, "/staff/me").await, "twelve hours are over");
}

#[tokio::test]
async fn an_owner_stays_signed_in_for_a_month_unused() {
    let app = demo().await;
    let ana = person(&app).await;
    let browser = app.browser();
    enter(&browser, ana, "owner").await;
    app.advance(TimeDelta::days(29));
    assert!(is_in(&browser, "/me/devices").await);
    app.advance(TimeDelta::days(30));
    assert!(!is_in(&browser, "/me/devices").await);
    for _ in 0..2 {
        app.sweep().await;
    }
    let left = app.count("select count(*) from session").await;
    assert_eq!(left, 0, "and is swept away");
}

#[tokio::test]
async fn reading_pages_does_not_write_the_session() {
    let app = demo().await;
    let ana = person(&app).await;
    let browser = app.browser();
    enter(&browser, ana, "owner").await;
    let seen = async || -> (DateTime<Utc>, String) {
        sqlx::query_as("select seen_at, xmin::text from session")
            .fetch_one(&app.pool)
            .await
            .unwrap()
    };
    // the first page keeps who it is for
    assert!(is_in(&browser, "/me/devices").await);
    let first = seen().await;
    app.advance(TimeDelta::seconds(59));
    for _ in 0..3 {
        assert!(is_in(&browser, "/me/devices").await);
    }
    assert_eq!(seen().await, first);
    app.advance(TimeDelta::seconds(1));
    assert!(is_in(&browser, "/me/devices").await);
    assert_eq!(seen().await.0, app.now());
}

#[tokio::test]
async fn the_id_changes_at_the_sign_in_and_the_old_one_is_dead() {
    let app = demo().await;
    let ana = person(&app).await;
    let browser = app.browser();
    let planted = browser
        .post_form("/in", &[("email", "ana@example.org")])
        .await;
    let planted = planted
        .header("set-cookie")
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    enter(&browser, ana, "owner").await;
    assert!(is_in(&browser, "/me/devices").await);
    let mut request = axum::http::Request::get("/me/devices")
        .body(axum::body::Body::empty())
        .unwrap();
    request
        .headers_mut()
        .insert("cookie", planted.parse().unwrap());
    let thief = app.browser().send(Ok(request)).await;
    assert_eq!(thief.location(), "/in?next=%2Fme%2Fdevices");

    let stored: Vec<u8> = sqlx::query_scalar("select id_hash from session")
        .fetch_one(&app.pool)
        .await
        .unwrap();
    assert_eq!(stored.len(), 32, "a hash, not the cookie");
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let app = demo().await;
    let ana = person(&app).await;
    let browser = app.browser();
    enter(&browser, ana, "owner").await;
    let out = browser.post_form("/out", &[]).await;
    assert_eq!((out.status, out.location()), (StatusCode::SEE_OTHER, "/"));
    assert_eq!(out.header("clear-site-data"), "\"cache\", \"storage\"");
    let left = app.count("select count(*) from session").await;
    assert_eq!(left, 0);
    assert_eq!(
        browser.get("/out").await.status,
        StatusCode::METHOD_NOT_ALLOWED,
        "a link cannot sign anybody out"
    );
}

#[tokio::test]
async fn people_see_where_they_are_signed_in_and_end_it_there() {
    let app = demo().await;
    let ana = person(&app).await;
    let (phone, library, tablet) = (app.browser(), app.browser(), app.browser());
    for browser in [&phone, &library, &tablet] {
        enter(browser, ana, "owner").await;
        app.advance(TimeDelta::minutes(5));
    }
    let page = phone.get("/me/devices").await;
    assert_eq!(
        page.count("form[action$='/out'][action^='/me/devices/']"),
        3,
        "two others, and all at once"
    );
    let one = page.form("form[action^='/me/devices/']").action;
    let done = phone.post_form(&one, &[]).await;
    assert!(
        phone
            .follow(&done)
            .await
            .text(".flash")
            .contains("Sesión cerrada"),
        "in the language of the account"
    );
    assert!(!phone.get("/me/devices").await.has(".flash"), "said once");
    assert!(!is_in(&tablet, "/me/devices").await && is_in(&library, "/me/devices").await);
    phone.post_form("/me/devices/others/out", &[]).await;
    assert!(!is_in(&library, "/me/devices").await && is_in(&phone, "/me/devices").await);
}

#[tokio::test]
async fn a_colleague_switched_off_or_without_the_role_is_out_with_the_next_click() {
    let app = demo().await;
    let ana = colleague(&app).await;
    let browser = app.browser();
    enter(&browser, ana, "staff").await;
    let mut conn = app.pool.acquire().await.unwrap();
    account::disable(&mut conn, ana, app.now()).await.unwrap();
    assert!(!is_in(&browser, "/staff/me").await);
    assert_eq!(
        browser
            .post_form(&format!("/demo/as/{ana}"), &[("side", "staff")])
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    account::enable(&mut conn, ana).await.unwrap();
    assert!(
        !is_in(&browser, "/staff/me").await,
        "what was ended stays ended"
    );
}

#[tokio::test]
async fn an_owner_is_not_staff_and_the_short_way_in_is_only_the_demos() {
    let app = demo().await;
    let ana = colleague(&app).await;
    let browser = app.browser();
    enter(&browser, ana, "owner").await;
    assert_eq!(
        browser.get("/staff/me").await.location(),
        "/staff/in?next=%2Fstaff%2Fme"
    );
    assert_eq!(app.browser().get("/demo").await.status, StatusCode::OK);

    let real = TestApp::start().await;
    let eva = colleague(&real).await;
    assert_eq!(real.get("/demo").await.status, StatusCode::NOT_FOUND);
    let post = real
        .post_form(&format!("/demo/as/{eva}"), &[("side", "staff")])
        .await;
    assert_eq!(post.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_sign_in_leads_only_to_pages_of_ours() {
    let app = demo().await;
    let ana = person(&app).await;
    let browser = app.browser();
    enter(&browser, ana, "owner").await;
    for (next, leads) in [
        ("/r/R-7KQ4M2-8?a=1", "/r/R-7KQ4M2-8?a=1"),
        ("//evil.example", "/home"),
        ("/\\evil.example", "/home"),
        ("https://evil.example", "/home"),
        ("javascript:alert(1)", "/home"),
        ("/\t/evil.example", "/home"),
        ("evil.example", "/home"),
    ] {
        let query: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("next", next)
            .finish();
        let page = browser.get(&format!("/in?{query}")).await;
        assert_eq!(
            (page.status, page.location()),
            (StatusCode::SEE_OTHER, leads),
            "{next}"
        );
    }
}
