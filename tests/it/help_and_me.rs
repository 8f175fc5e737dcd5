//! Whom to ring and how long things take, and what people keep about themselves.

use axum::http::StatusCode;
use ventanilla::ids::PersonId;

use crate::support::{Browser, TestApp, World};

async fn started() -> (TestApp, World) {
    let t = TestApp::start_with(|config| config.demo = true).await;
    let w = World::of(&t).await;
    (t, w)
}

async fn signed_in(t: &TestApp, person: PersonId, side: &str) -> Browser {
    let browser = t.browser().in_language("en");
    browser
        .post_form(&format!("/demo/as/{person}"), &[("side", side)])
        .await;
    browser
}

#[tokio::test]
async fn help_is_there_for_everybody_and_tells_owners_of_their_own_community() {
    let (t, w) = started().await;
    let stranger = t.browser().in_language("en").get("/help").await;
    assert_eq!(stranger.status, StatusCode::OK, "{}", stranger.body);
    assert_eq!(stranger.count("section[aria-labelledby^='place-']"), 2);
    assert!(stranger.text("main").contains("Monday"));
    assert!(
        stranger.text("main").contains("working"),
        "lengths in words"
    );
    let owner = signed_in(&t, w.elena, "owner").await.get("/help").await;
    assert_eq!(owner.count("section[aria-labelledby^='place-']"), 1);
    let staff = signed_in(&t, w.ana, "staff").await.get("/help").await;
    assert_eq!(staff.status, StatusCode::OK);
    assert!(staff.has("#accessibility"));
}

#[tokio::test]
async fn owners_keep_their_own_details_and_mistakes_keep_what_was_typed() {
    let (t, w) = started().await;
    let browser = signed_in(&t, w.elena, "owner").await;
    let page = browser.get("/me").await;
    let wrong = browser
        .submit(&page, "form[action='/me']", &[("phone", "no number")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.attr("#phone", "value"), "no number");
    let typed = [("phone", "+34 600 111 222"), ("language", "zh")];
    let saved = browser.submit(&page, "form[action='/me']", &typed).await;
    assert_eq!(saved.location(), "/me");
    let kept: (Option<String>, String) =
        sqlx::query_as("select phone, language from person where id = $1")
            .bind(w.elena.0)
            .fetch_one(&t.pool)
            .await
            .expect("a person");
    assert_eq!(kept, (Some("+34600111222".into()), "zh".into()));
    assert_eq!(browser.get("/me").await.text("h1"), "我的资料");
}

#[tokio::test]
async fn a_language_chosen_at_the_foot_of_a_page_is_the_accounts_too() {
    let (t, w) = started().await;
    let browser = signed_in(&t, w.elena, "owner").await;
    browser.post_form("/reading", &[("lang", "en")]).await;
    let kept: String = sqlx::query_scalar("select language from person where id = $1")
        .bind(w.elena.0)
        .fetch_one(&t.pool)
        .await
        .expect("a person");
    assert_eq!(kept, "en");
}

#[tokio::test]
async fn a_page_that_is_not_there_says_whom_to_ring_to_strangers_too() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    ventanilla::property::keep_help_lines(&t.app)
        .await
        .expect("lines");
    let lost = t.browser().get("/no-such-page").await;
    assert_eq!(lost.status, 404);
    assert!(
        lost.text("main").contains("+34 910 000 001"),
        "{}",
        lost.body
    );
    let elena = t.at_home(w.elena).await.get("/no-such-page").await;
    assert_eq!(elena.count("main .foot-phone"), 0, "hers is known");
    assert!(elena.text("main").contains("+34 910 000 001"));
    let ana = t.at_work(w.ana).await.get("/desk/tickets/R-AAAAAA-A").await;
    assert_eq!(ana.status, 404);
    assert!(ana.has("nav.top-nav a[href='/desk']"), "in her own frame");
    assert_eq!(ana.attr("main .buttons a", "href"), "/desk");
    let luis = t.at_work(w.luis).await.get("/no-such-page").await;
    assert_eq!(luis.attr("main .buttons a", "href"), "/dept");
}
