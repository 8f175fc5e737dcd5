//! The head's board: figures as counted by hand, and behind each exactly its tickets.

use axum::http::StatusCode;
use chrono::TimeDelta;
use uuid::Uuid;
use ventanilla::{
    fees,
    i18n::Lang,
    ids::PersonId,
    ticket::{Number, Outcome, handoff, resolution, waiting},
};

use crate::support::{Browser, Page, TestApp, World};

const BOARD: &str = "/dept/board";

async fn demo() -> (TestApp, World) {
    let t = TestApp::start_with(|config| config.demo = true).await;
    let w = World::of(&t).await;
    (t, w)
}

async fn signed_in(t: &TestApp, person: PersonId) -> Browser {
    let browser = t.browser();
    let done = browser
        .post_form(&format!("/demo/as/{person}"), &[("side", "staff")])
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    browser
}

async fn resolved(t: &TestApp, w: &World, number: &Number) {
    let by = w.engineer(w.luis);
    handoff::take(&t.app, &by, number).await.expect("taken");
    let resolution = resolution::Resolution {
        key: Uuid::new_v4(),
        outcome: Outcome::Fixed,
        words: "Junta cambiada".to_owned(),
        language: Lang::Es,
        files: vec![],
        seen_version: None,
    };
    resolution::resolve(&t.app, &by, number, resolution)
        .await
        .expect("resolved");
}

/// The addresses of the lists on a page, each with the number its link shows, if it shows one.
fn lists(page: &Page) -> Vec<(String, Option<i64>)> {
    let html = page.html();
    let links = scraper::Selector::parse("a[href^='/dept/board/list']").expect("a selector");
    html.select(&links)
        .map(|link| {
            let words: String = link.text().collect();
            let n = words.split_whitespace().next().and_then(|n| n.parse().ok());
            (link.value().attr("href").expect("an address").to_owned(), n)
        })
        .collect()
}

fn n_of(page: &Page, part: &str) -> i64 {
    let all = lists(page);
    let found = all
        .iter()
        .find(|(href, n)| href.contains(part) && n.is_some());
    found
        .and_then(|(_, n)| *n)
        .unwrap_or_else(|| panic!("no figure {part} in {all:?}"))
}

#[tokio::test]
async fn figures_are_what_a_hand_counts_and_lead_to_their_tickets() {
    let (t, w) = demo().await;
    // one fixed at once and closed by its owner, one fixed and returned, one on hold, one late, one new
    let closed = w.filed(&t).await;
    let returned = w.filed(&t).await;
    let held = w.filed(&t).await;
    t.advance(TimeDelta::hours(1));
    resolved(&t, &w, &closed).await;
    resolved(&t, &w, &returned).await;
    let elena = w.owner(w.elena);
    let verdict = resolution::Verdict {
        key: Uuid::new_v4(),
        score: None,
        words: String::new(),
        language: Lang::Es,
    };
    resolution::confirm(&t.app, &elena, &closed, verdict)
        .await
        .expect("confirmed");
    t.advance(TimeDelta::days(1));
    let back = fees::give_back(
        t.app.clone(),
        elena.clone(),
        returned.clone(),
        World::still_drips(),
    );
    back.await.expect("returned");
    t.advance(TimeDelta::days(3));
    t.sweep().await;
    w.filed(&t).await;

    let marta = signed_in(&t, w.marta).await;
    let board = marta.get(BOARD).await;
    assert_eq!(board.status, StatusCode::OK, "{}", board.body);
    assert_eq!(n_of(&board, "figure=open"), 3, "returned, held, fresh");
    assert_eq!(n_of(&board, "figure=late"), 2, "returned, held");
    assert_eq!(n_of(&board, "figure=reopened"), 1);
    assert_eq!(n_of(&board, "figure=closed"), 1);
    // a first answer to the fresh one; news owed since the apologies for the late ones
    assert_eq!(n_of(&board, "figure=today"), 3);
    assert!(board.body.contains(held.as_str()) && board.body.contains(returned.as_str()));

    for (href, n) in lists(&board) {
        let list = marta.get(&href).await;
        assert_eq!(list.status, StatusCode::OK, "{href}");
        let rows = list.html();
        let rows = rows
            .select(&scraper::Selector::parse("li.row").expect("a selector"))
            .count();
        let counted = list.text("b[data-counted]");
        let counted: i64 = counted
            .split_whitespace()
            .next()
            .and_then(|n| n.parse().ok())
            .expect("a number");
        assert_eq!(i64::try_from(rows).expect("few"), counted, "{href}");
        // medians lead to what they are of
        if let Some(n) = n.filter(|_| !href.contains("figure=closed")) {
            assert_eq!(n, counted, "{href}");
        }
    }
}

#[tokio::test]
async fn what_is_on_hold_says_why() {
    let (t, w) = demo().await;
    let number = w.filed(&t).await;
    let by = w.engineer(w.luis);
    handoff::take(&t.app, &by, &number).await.expect("taken");
    let until = t.now() + TimeDelta::days(2);
    waiting::hold(
        &t.app,
        &by,
        &number,
        ventanilla::ticket::WaitReason::Parts,
        until,
        "Junta pedida".to_owned(),
        None,
    )
    .await
    .expect("on hold");
    let marta = signed_in(&t, w.marta).await;
    let board = marta.get(BOARD).await;
    assert_eq!(n_of(&board, "figure=waiting"), 1);
    let list = marta
        .get("/dept/board/list?figure=waiting&reason=parts")
        .await;
    assert!(list.body.contains(number.as_str()));
    let list = marta
        .get("/dept/board/list?figure=waiting&reason=weather")
        .await;
    assert!(!list.body.contains(number.as_str()));
}

#[tokio::test]
async fn a_board_shows_what_its_reader_may_see() {
    let (t, w) = demo().await;
    let number = w.filed(&t).await;
    // another department's board is not there; a member without one has none
    let sofia = signed_in(&t, w.sofia).await;
    let other = format!("{BOARD}?department={}", w.engineering);
    assert_eq!(sofia.get(&other).await.status, StatusCode::NOT_FOUND);
    let luis = signed_in(&t, w.luis).await;
    assert_eq!(luis.get(BOARD).await.status, StatusCode::NOT_FOUND);
    // a manager sees every department, and the company
    let hugo = signed_in(&t, w.hugo).await;
    assert_eq!(n_of(&hugo.get(&other).await, "figure=open"), 1);
    let company = hugo.get("/manage").await;
    assert_eq!(company.status, StatusCode::OK, "{}", company.body);
    assert!(company.body.contains("Las Palmeras"));
    let marta = signed_in(&t, w.marta).await;
    assert_eq!(marta.get("/manage").await.status, StatusCode::NOT_FOUND);
    // what is about somebody is not there for them
    sqlx::query("update ticket set hidden_from = array[$1] where number = $2")
        .bind(w.marta.0)
        .bind(number.as_str())
        .execute(&t.pool)
        .await
        .expect("hidden");
    t.advance(TimeDelta::seconds(11));
    assert_eq!(n_of(&marta.get(BOARD).await, "figure=open"), 0);
    assert_eq!(n_of(&hugo.get(&other).await, "figure=open"), 1);
}

#[tokio::test]
async fn a_head_gives_urgent_work_to_a_colleague() {
    let (t, w) = demo().await;
    let number = w.filed(&t).await;
    t.advance(TimeDelta::days(3));
    t.sweep().await;
    let marta = signed_in(&t, w.marta).await;
    let board = marta.get(BOARD).await;
    let has_it = board.text(".acts .row-meta");
    let (to, name) = if has_it.contains("Paco") {
        (w.luis, "Luis")
    } else {
        (w.paco, "Paco")
    };
    let sent = marta
        .submit(&board, "form.give", &[("person", &to.to_string())])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let board = marta.follow(&sent).await;
    assert!(board.text(".acts .row-meta").contains(name), "{number}");
}

#[tokio::test]
async fn boards_are_counted_once_for_many_looks() {
    let (t, w) = demo().await;
    w.filed(&t).await;
    let marta = signed_in(&t, w.marta).await;
    assert_eq!(n_of(&marta.get(BOARD).await, "figure=open"), 1);
    w.filed(&t).await;
    assert_eq!(n_of(&marta.get(BOARD).await, "figure=open"), 1);
    t.advance(TimeDelta::seconds(10));
    assert_eq!(n_of(&marta.get(BOARD).await, "figure=open"), 2);
}

/// Looks until the figure is this one: a board that is shown meanwhile is counted behind its reader's back.
async fn until_open(browser: &Browser, n: i64) {
    for _ in 0..100 {
        if n_of(&browser.get(BOARD).await, "figure=open") == n {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the board never said {n}");
}

#[tokio::test]
async fn a_board_is_counted_again_after_something_was_recorded_and_every_minute() {
    let (t, w) = demo().await;
    w.filed(&t).await;
    let gone = w.filed(&t).await;
    let marta = signed_in(&t, w.marta).await;
    assert_eq!(n_of(&marta.get(BOARD).await, "figure=open"), 2);
    // as no deed would: nothing is on the record
    sqlx::query("update ticket set state = 'withdrawn' where number = $1")
        .bind(gone.as_str())
        .execute(&t.pool)
        .await
        .expect("changed");
    let mut looked = 0;
    while looked < 50 {
        t.advance(TimeDelta::seconds(1));
        looked += 1;
        assert_eq!(n_of(&marta.get(BOARD).await, "figure=open"), 2, "{looked}");
        // whoever counts behind this look's back has done so before the next one
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    t.advance(TimeDelta::seconds(12));
    until_open(&marta, 1).await;
    w.filed(&t).await;
    t.advance(TimeDelta::seconds(6));
    until_open(&marta, 2).await;
}
