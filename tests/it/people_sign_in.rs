//! Signing in: owners by code, staff by password and app.

use axum::http::StatusCode;
use chrono::TimeDelta;
use ventanilla::{
    ids::PersonId,
    people::{account, password::NewPassword, totp::Secret},
};

use crate::support::{Browser, Page, TestApp};

const PASSWORD: &str = "lluvia azul en marzo";

async fn person(app: &TestApp, name: &str, email: &str) -> PersonId {
    let id: i64 = sqlx::query_scalar(
        "insert into person (name, email, language, created_at) values ($1, $2, 'en', now()) returning id",
    )
    .bind(name)
    .bind(email)
    .fetch_one(&app.pool)
    .await
    .unwrap();
    PersonId(id)
}

async fn staff(app: &TestApp) -> (PersonId, Secret) {
    let ana = person(app, "Ana Ruiz", "ana@example.org").await;
    let secret = Secret::random();
    let hash = NewPassword::parse(PASSWORD, &[])
        .unwrap()
        .hash()
        .await
        .unwrap();
    let mut conn = app.pool.acquire().await.unwrap();
    account::install(&mut conn, ana, "ana", &hash, &secret, app.now())
        .await
        .unwrap();
    (ana, secret)
}

/// The newest code mailed to this address.
async fn code(app: &TestApp, to: &str) -> String {
    app.run_jobs().await;
    let mails = app.mails();
    let mail = mails
        .iter()
        .rev()
        .find(|mail| mail.to.as_str() == to)
        .expect("a mail");
    mail.subject()
        .chars()
        .filter(char::is_ascii_digit)
        .collect()
}

async fn ask(browser: &Browser, email: &str) -> Page {
    let asked = browser.post_form("/in", &[("email", email)]).await;
    assert_eq!(
        (asked.status, asked.location()),
        (StatusCode::SEE_OTHER, "/in/code")
    );
    browser.get("/in/code").await
}

async fn enter(browser: &Browser, code: &str) -> Page {
    browser.post_form("/in/code", &[("code", code)]).await
}

fn cookie(page: &Page) -> String {
    let set = page
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|v| v.to_str().unwrap());
    set.filter(|set| set.contains("session=")).collect()
}

#[tokio::test]
async fn an_owner_signs_in_with_the_code_from_the_mail() {
    let app = TestApp::start().await;
    person(&app, "Wei Chen", "wei@example.org").await;
    let browser = app.browser();
    ask(&browser, " Wei@Example.org ").await;
    let code = code(&app, "wei@example.org").await;
    let spaced = format!(" {} {} ", &code[..3], &code[3..]);
    let done = enter(&browser, &spaced).await;
    assert_eq!(
        (done.status, done.location()),
        (StatusCode::SEE_OTHER, "/home")
    );
    let set = cookie(&done);
    for flag in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=15552000"] {
        assert!(set.contains(flag), "{set}");
    }
    let devices = browser.get("/me/devices").await;
    assert_eq!(devices.status, StatusCode::OK);
    assert!(devices.body.contains("Mozilla/5.0 (test)"));

    // good once, even where it was asked for
    let again = enter(&browser, &code).await;
    assert_eq!(
        (again.status, again.location()),
        (StatusCode::SEE_OTHER, "/in")
    );
}

#[tokio::test]
async fn nobody_learns_whether_an_address_is_known() {
    let app = TestApp::start().await;
    person(&app, "Wei Chen", "wei@example.org").await;
    let strip = |page: Page, email: &str| {
        let mut body = page.body.replace(email, "(address)");
        while let Some(at) = body.find("name=\"key\" value=\"") {
            body.replace_range(at..at + 17 + 37, "");
        }
        (page.status, body)
    };
    let emails = ["wei@example.org", "nobody@example.org"];
    let browsers = [app.browser(), app.browser()];
    for step in 0..12 {
        let mut pages = Vec::new();
        for (browser, email) in browsers.iter().zip(emails) {
            let page = match step {
                0 => ask(browser, email).await,
                1..7 => enter(browser, "abcdef").await,
                _ => browser.post_form("/in", &[("email", email)]).await,
            };
            pages.push(strip(page, email));
        }
        assert!(pages[0] == pages[1], "step {step}");
        app.run_jobs().await;
        app.advance(TimeDelta::minutes(1));
    }
    assert!(app.mails().iter().all(|mail| mail.to.as_str() == emails[0]));
    assert_eq!(app.mails().len(), 3);
}

#[tokio::test]
async fn a_code_is_good_for_five_tries_ten_minutes_and_one_browser() {
    let app = TestApp::start().await;
    person(&app, "Wei Chen", "wei@example.org").await;

    let here = app.browser();
    ask(&here, "wei@example.org").await;
    let first = code(&app, "wei@example.org").await;
    let there = app.browser();
    ask(&there, "wei@example.org").await;
    for _ in 0..5 {
        assert_eq!(
            enter(&there, &first).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        app.advance(TimeDelta::minutes(1));
    }
    let second = code(&app, "wei@example.org").await;
    let spent = enter(&there, &second).await;
    assert_eq!(
        spent.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "five tries are over"
    );
    assert_eq!(
        enter(&here, &first).await.location(),
        "/home",
        "and another browser's code is unharmed"
    );

    app.advance(TimeDelta::hours(1));
    let late = app.browser();
    ask(&late, "wei@example.org").await;
    let third = code(&app, "wei@example.org").await;
    app.advance(TimeDelta::minutes(10));
    let expired = enter(&late, &third).await;
    assert_eq!(expired.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(expired.body.contains("We have sent you a new one"));
    let fourth = code(&app, "wei@example.org").await;
    assert_eq!(enter(&late, &fourth).await.location(), "/home");
}

#[tokio::test]
async fn no_more_than_three_codes_an_hour_go_to_one_address() {
    let app = TestApp::start().await;
    person(&app, "Wei Chen", "wei@example.org").await;
    let browser = app.browser();
    for _ in 0..3 {
        ask(&browser, "wei@example.org").await;
    }
    let fourth = browser
        .post_form("/in", &[("email", "wei@example.org")])
        .await;
    assert_eq!(fourth.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        fourth.body.contains("value=\"wei@example.org\""),
        "what was typed is kept"
    );
    app.run_jobs().await;
    assert_eq!(app.mails().len(), 3);
}

#[tokio::test]
async fn staff_sign_in_with_password_and_app_and_a_code_is_good_once() {
    let app = TestApp::start().await;
    let (_, secret) = staff(&app).await;
    let browser = app.browser();
    let login = [
        ("login", "ANA"),
        ("password", PASSWORD),
        ("next", "/staff/me"),
    ];
    let half = browser.post_form("/staff/in", &login).await;
    assert_eq!(half.location(), "/staff/in/code");
    assert_eq!(
        browser.get("/staff/me").await.location(),
        "/staff/in?next=%2Fstaff%2Fme",
        "half is not in"
    );
    let code = secret.code_at(app.now()).unwrap();
    let done = browser
        .post_form("/staff/in/code", &[("code", &code)])
        .await;
    assert_eq!(done.location(), "/staff/me");
    assert!(
        !cookie(&done).contains("Max-Age"),
        "a staff cookie goes with the browser"
    );
    assert_eq!(browser.get("/staff/me").await.status, StatusCode::OK);

    let other = app.browser();
    other.post_form("/staff/in", &login).await;
    let replayed = other.post_form("/staff/in/code", &[("code", &code)]).await;
    assert_eq!(replayed.status, StatusCode::UNPROCESSABLE_ENTITY);
    app.advance(TimeDelta::seconds(30));
    let next = secret.code_at(app.now()).unwrap();
    assert_eq!(
        other
            .post_form("/staff/in/code", &[("code", &next)])
            .await
            .location(),
        "/staff/me"
    );
}

#[tokio::test]
async fn a_wrong_login_and_a_wrong_password_look_the_same_and_are_limited() {
    let app = TestApp::start().await;
    staff(&app).await;
    let browser = app.browser();
    let mut bodies = Vec::new();
    for login in ["ana", "eva"] {
        let page = browser
            .post_form("/staff/in", &[("login", login), ("password", "wrong")])
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let key = page.body.find("name=\"key\"").unwrap();
        let body = page.body.replace(&page.body[key..key + 60], "");
        bodies.push(body.replace(&format!("value=\"{login}\""), ""));
    }
    assert_eq!(bodies[0], bodies[1]);
    for _ in 0..3 {
        browser
            .post_form("/staff/in", &[("login", "ana"), ("password", "wrong")])
            .await;
    }
    let right = [("login", "ana"), ("password", PASSWORD)];
    assert_eq!(
        browser.post_form("/staff/in", &right).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    app.advance(TimeDelta::minutes(1));
    assert_eq!(
        browser.post_form("/staff/in", &right).await.location(),
        "/staff/in/code",
        "nobody is locked out"
    );
}

#[tokio::test]
async fn a_new_colleague_sets_up_with_a_link_that_is_good_once() {
    let app = TestApp::start().await;
    let eva = person(&app, "Eva Sol", "eva@example.org").await;
    let token = {
        let mut conn = app.pool.acquire().await.unwrap();
        account::invite(&mut conn, eva, "eva", app.now())
            .await
            .unwrap()
    };
    let browser = app.browser();
    assert_eq!(
        browser.get("/staff/setup/0123").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(browser.get(&token.path()).await.location(), "/staff/setup");
    let weak = browser
        .post_form(
            "/staff/setup",
            &[("password", "password1234"), ("again", "password1234")],
        )
        .await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fine = [("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(
        browser.post_form("/staff/setup", &fine).await.location(),
        "/staff/setup/code"
    );
    let page = browser.get("/staff/setup/code").await;
    assert!(page.body.contains("<svg class=\"qr\""));
    let words = page.text("strong").replace(' ', "");
    let secret = Secret::from_bytes(base32(&words));
    let code = secret.code_at(app.now()).unwrap();
    let done = browser
        .post_form("/staff/setup/code", &[("code", &code)])
        .await;
    assert_eq!(done.location(), "/staff");
    assert_eq!(
        browser.get("/staff").await.location(),
        "/staff/me",
        "no role yet"
    );
    assert_eq!(
        app.browser().get(&token.path()).await.status,
        StatusCode::NOT_FOUND
    );
}

fn base32(words: &str) -> Vec<u8> {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: Vec<bool> = words
        .bytes()
        .flat_map(|b| {
            let value = letters.iter().position(|l| *l == b).unwrap();
            (0..5).rev().map(move |bit| value >> bit & 1 == 1)
        })
        .collect();
    bits.chunks_exact(8)
        .map(|byte| byte.iter().fold(0, |n, bit| n << 1 | u8::from(*bit)))
        .collect()
}
