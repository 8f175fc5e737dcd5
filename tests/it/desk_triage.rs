//! Triage at the desk: the suggestion is accepted, one ticket after the other, and a decision is taken back.

use axum::http::StatusCode;
use chrono::TimeDelta;
use ventanilla::{evidence, ticket::Number};

use crate::support::{Browser, Page, TestApp, World};

fn at(number: &Number) -> String {
    format!("/desk/tickets/{number}")
}

/// One leak that the rules sent to Engineering, and then some that they left to the desk.
async fn left_over(t: &TestApp, w: &World, many: usize) -> Vec<Number> {
    w.filed(t).await;
    t.without_rules().await;
    let mut numbers = Vec::new();
    for _ in 0..many {
        numbers.push(w.filed(t).await);
    }
    t.run_jobs().await;
    numbers
}

/// Enter on the form that stands open.
async fn accept(browser: &Browser, page: &Page, typed: &[(&str, &str)]) -> Page {
    let typed = [typed, &[("then_next", "yes")]].concat();
    let sent = browser.submit(page, "form[action$='/route']", &typed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    browser.follow(&sent).await
}

async fn undo(browser: &Browser, page: &Page, form: &str) -> Page {
    let undone = browser.submit(page, form, &[]).await;
    browser.follow(&undone).await
}

/// How many notices somebody has of a kind.
async fn told(t: &TestApp, template: &str) -> i64 {
    sqlx::query_scalar("select count(*) from notification where template = $1")
        .bind(template)
        .fetch_one(&t.pool)
        .await
        .expect("counted")
}

async fn verified(t: &TestApp) {
    for check in evidence::verify(&t.pool, &t.app.files).await.expect("read") {
        assert!(check.is_clean(), "{}: {:?}", check.name, check.faults);
    }
}

#[tokio::test]
async fn one_accepted_suggestion_leads_to_the_next_ticket() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let numbers = left_over(&t, &w, 3).await;
    let ana = t.at_work(w.ana).await;
    let queue = ana.get("/desk").await;
    let mut page = ana.get(&queue.attr("[data-key=Enter]", "href")).await;
    let mut seen = Vec::new();
    for left in [2, 1] {
        seen.push(page.text("h1 .number"));
        let suggested = page.attr("[name=route_department][checked]", "value");
        assert_eq!(suggested, w.engineering.to_string(), "where leaks go");
        page = accept(&ana, &page, &[]).await;
        let said = page.text(".flash p");
        assert!(
            said.contains("Engineering") && said.contains(&format!("{left} left")),
            "{said}"
        );
        assert!(page.has("h1[data-focus]"), "the next heading has the focus");
    }
    seen.push(page.text("h1 .number"));
    let page = accept(&ana, &page, &[]).await;
    assert!(page.text(".flash p").contains("Nothing is left"));
    assert!(page.has(".views"), "back at the queue");
    seen.sort();
    let mut all: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    all.sort();
    assert_eq!(seen, all, "each of them once");
}

#[tokio::test]
async fn what_cannot_be_decided_is_skipped_and_comes_again_last() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    left_over(&t, &w, 3).await;
    let ana = t.at_work(w.ana).await;
    let first = ana
        .get(&ana.get("/desk").await.attr("[data-key=Enter]", "href"))
        .await;
    let skipped = first.text("h1 .number");
    let to = ana.get(&first.attr("a[data-key=j]", "href")).await;
    let mut page = ana.follow(&to).await;
    for _ in 0..2 {
        assert_ne!(page.text("h1 .number"), skipped);
        page = accept(&ana, &page, &[]).await;
    }
    assert_eq!(page.text("h1 .number"), skipped);
}

#[tokio::test]
async fn a_decision_taken_back_at_once_was_never_told() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = &left_over(&t, &w, 1).await[0];
    let (ana, elena) = (t.at_work(w.ana).await, t.at_home(w.elena).await);
    let before = (told(&t, "assigned").await, told(&t, "moved").await);
    let page = ana.get(&at(number)).await;
    let page = accept(&ana, &page, &[("route_urgency", "urgent")]).await;
    t.run_jobs().await;
    let page = undo(&ana, &page, ".flash form").await;
    assert!(page.text(".flash p").contains("Nobody was told"));
    assert!(page.has(".tag-new"), "{}", page.text(".case-lead"));
    assert!(
        page.text(".case-lead").contains("Normal"),
        "its urgency too"
    );
    t.advance(TimeDelta::minutes(1));
    t.run_jobs().await;
    assert_eq!(
        before,
        (told(&t, "assigned").await, told(&t, "moved").await)
    );
    let seen = elena.get(&format!("/r/{number}")).await.text(".timeline");
    assert!(
        !seen.contains("Engineering"),
        "to the owner it never happened: {seen}"
    );
    let again = ana.submit(&page, "form[action$='/route']", &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "it can be sent anew");
    verified(&t).await;
}

#[tokio::test]
async fn a_wrong_department_taken_back_is_as_it_was_and_no_rules_fault() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    t.run_jobs().await;
    let ana = t.at_work(w.ana).await;
    let had_it = ana.get(&at(&number)).await.text(".case-line");
    let page = ana.get(&at(&number)).await;
    let typed = [
        ("route_department", w.finance.to_string()),
        ("route_reason", "A slip of the hand".to_owned()),
    ];
    let typed = typed
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    accept(&ana, &page, &typed).await;
    t.advance(TimeDelta::minutes(2));
    t.run_jobs().await;
    assert!(told(&t, "moved").await > 0);
    let page = ana.get(&at(&number)).await;
    let page = undo(&ana, &page, "form[action$='/reversal']").await;
    assert_eq!(page.text(".case-line"), had_it);
    t.run_jobs().await;
    assert_eq!(told(&t, "taken_back").await, 1, "Finance had been told");
    let set: i64 = sqlx::query_scalar("select rule_set_id from ticket where number = $1")
        .bind(number.as_str())
        .fetch_one(&t.pool)
        .await
        .expect("routed by a rule");
    assert!(set > 0);
    let mut conn = t.pool.acquire().await.expect("a connection");
    let figures = ventanilla::routing::rule_figures(
        &mut conn,
        None,
        t.now() - TimeDelta::days(1),
        t.now() + TimeDelta::days(1),
    )
    .await
    .expect("figures");
    assert!(figures.iter().all(|rule| rule.rerouted == 0));
    verified(&t).await;
}

#[tokio::test]
async fn only_the_last_word_of_ones_own_is_taken_back_and_only_for_a_while() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let numbers = left_over(&t, &w, 2).await;
    let ana = t.at_work(w.ana).await;
    let post = async |number: &Number, who: &Browser| {
        who.post_form(&format!("{}/reversal", at(number)), &[])
            .await
    };
    for number in &numbers {
        let page = ana.get(&at(number)).await;
        accept(&ana, &page, &[]).await;
    }
    let luis = t.at_work(w.luis).await;
    assert_eq!(post(&numbers[0], &luis).await.status, StatusCode::CONFLICT);
    luis.post_form(&format!("{}/work", at(&numbers[0])), &[])
        .await;
    assert_eq!(
        post(&numbers[0], &ana).await.status,
        StatusCode::CONFLICT,
        "somebody has begun"
    );
    t.advance(TimeDelta::minutes(16));
    assert!(
        !ana.get(&at(&numbers[1]))
            .await
            .has("form[action$='/reversal']")
    );
    assert_eq!(post(&numbers[1], &ana).await.status, StatusCode::CONFLICT);
    verified(&t).await;
}
