//! The ticket's page at work: replies, notes, moves, and what happens when two write at once.

use axum::http::StatusCode;
use ventanilla::{catalog::Kind, ticket::Number};

use crate::support::{Browser, Page, TestApp, World};

fn at(number: &Number) -> String {
    format!("/desk/tickets/{number}")
}

async fn open(browser: &Browser, number: &Number) -> Page {
    let page = browser.get(&at(number)).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    page
}

/// Submits a form of the ticket's page and comes back to it.
async fn act(browser: &Browser, number: &Number, form: &str, typed: &[(&str, &str)]) -> Page {
    let page = open(browser, number).await;
    let done = browser
        .submit(&page, &format!("form[action$='{form}']"), typed)
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    browser.follow(&done).await
}

#[tokio::test]
async fn an_engineer_takes_answers_holds_and_resolves() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    let luis = t.at_work(w.luis).await;
    let page = open(&luis, &number).await;
    assert!(page.text("h1").contains(number.as_str()));
    assert!(page.count(".clocks li") > 1, "its promises stand beside it");

    let page = act(&luis, &number, "/work", &[]).await;
    assert!(page.has(".tag-in_progress"), "{}", page.body);
    let page = act(
        &luis,
        &number,
        "/messages",
        &[("words", "We come tomorrow at nine.")],
    )
    .await;
    assert!(
        page.texts(".entry-ours .words")
            .contains(&"We come tomorrow at nine.".to_owned())
    );
    assert!(page.has(".due-kept"), "the first answer is given in time");

    let page = act(
        &luis,
        &number,
        "/hold",
        &[
            ("hold_reason", "parts"),
            ("hold_until", "2026-11-25"),
            ("hold_time", "09:30"),
        ],
    )
    .await;
    assert!(page.has(".tag-waiting"));
    assert!(
        page.text(".offer").contains("25 Nov"),
        "{}",
        page.text(".offer")
    );
    let page = act(&luis, &number, "/hold/end", &[]).await;
    assert!(page.has(".tag-in_progress"));

    let page = act(
        &luis,
        &number,
        "/resolution",
        &[
            ("done_outcome", "fixed"),
            ("done_words", "New washer fitted."),
        ],
    )
    .await;
    assert!(page.has(".tag-resolved"));
    assert!(
        !page.has("form[action$='/resolution']"),
        "what cannot be done is not offered"
    );
}

#[tokio::test]
async fn a_note_stays_among_staff_until_it_is_shown() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    let luis = t.at_work(w.luis).await;
    let page = act(
        &luis,
        &number,
        "/messages",
        &[
            ("as", "note"),
            ("words", "The stopcock is behind the fridge."),
        ],
    )
    .await;
    assert!(page.text(".entry-internal").contains("stopcock"));
    let elena = t.at_home(w.elena).await;
    let hers = elena.get(&format!("/r/{number}")).await;
    assert_eq!(hers.status, StatusCode::OK);
    assert!(!hers.body.contains("stopcock"));

    let note = page.attr("button[name=note]", "value");
    act(&luis, &number, "/public-notes", &[("note", &note)]).await;
    let hers = elena.get(&format!("/r/{number}")).await;
    assert!(hers.body.contains("stopcock"));
}

#[tokio::test]
async fn a_reply_to_an_old_page_is_kept_and_shown_what_is_new() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    let (luis, paco) = (t.at_work(w.luis).await, t.at_work(w.paco).await);
    let old = open(&luis, &number).await;
    act(&paco, &number, "/messages", &[("words", "I am on my way.")]).await;

    let stale = luis
        .submit(&old, "#composer", &[("words", "We come on Friday.")])
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text(".timeline").contains("I am on my way."));
    assert_eq!(stale.text("textarea[name=words]"), "We come on Friday.");
    let sent = luis.submit(&stale, "form[action$='/messages']", &[]).await;
    let page = luis.follow(&sent).await;
    assert!(
        page.texts(".entry-ours .words")
            .contains(&"We come on Friday.".to_owned())
    );
}

#[tokio::test]
async fn the_same_reply_sent_twice_is_one() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    let luis = t.at_work(w.luis).await;
    let page = open(&luis, &number).await;
    for _ in 0..2 {
        let sent = luis.submit(&page, "#composer", &[("words", "Once.")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(open(&luis, &number).await.count(".entry-ours"), 1);
}

#[tokio::test]
async fn what_is_not_theirs_is_not_there() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    for stranger in [w.sofia, w.ling] {
        let browser = t.at_work(stranger).await;
        assert_eq!(
            browser.get(&at(&number)).await.status,
            StatusCode::NOT_FOUND
        );
        let sent = browser
            .post_form(
                &format!("{}/messages", at(&number)),
                &[("words", "hello"), ("as", "note")],
            )
            .await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND);
        let found = browser.get("/desk/search?q=grifo").await;
        assert!(!found.body.contains(number.as_str()), "nor by search");
    }
}

#[tokio::test]
async fn the_desk_sends_what_the_rules_left_over() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let mut new = w
        .matter(&t, Kind::Inquiry, "other", "¿Dónde dejo las llaves?")
        .await;
    new.category = None;
    let number = w.file(&t, new).await.number().clone();
    sqlx::query("update ticket set state = 'new', department_id = null where number = $1")
        .bind(number.as_str())
        .execute(&t.pool)
        .await
        .expect("left over");
    let ana = t.at_work(w.ana).await;
    let queue = ana.get("/desk").await;
    assert!(queue.body.contains(number.as_str()));
    let page = open(&ana, &number).await;
    let wrong = ana
        .submit(
            &page,
            "form[action$='/route']",
            &[("route_department", ""), ("route_reason", "kept")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.text("textarea[name=route_reason]"), "kept");
    let page = act(
        &ana,
        &number,
        "/route",
        &[("route_department", &w.engineering.to_string())],
    )
    .await;
    assert!(page.has(".tag-assigned"), "{}", page.body);
    assert!(!ana.get("/desk").await.body.contains(number.as_str()));
}

#[tokio::test]
async fn an_offer_is_accepted_or_comes_back() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    let (luis, sofia) = (t.at_work(w.luis).await, t.at_work(w.sofia).await);
    act(&luis, &number, "/work", &[]).await;
    let to = format!("p:{}", w.sofia);
    act(
        &luis,
        &number,
        "/handoff",
        &[("offer_to", &to), ("offer_reason", "It is about money")],
    )
    .await;
    let pool = sofia.get("/dept").await;
    assert!(pool.text(".offers").contains(number.as_str()));
    let sent = sofia
        .submit(&pool, ".offers form", &[("accept", "yes")])
        .await;
    let page = sofia.follow(&sent).await;
    assert!(
        page.text(".case-line").contains("Sofía"),
        "{}",
        page.text(".case-line")
    );
}

#[tokio::test]
async fn why_a_promise_falls_due_is_told_step_by_step() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    let ana = t.at_work(w.ana).await;
    let page = open(&ana, &number).await;
    let why = ana.get(&page.attr(".clocks a", "href")).await;
    assert_eq!(why.status, StatusCode::OK);
    assert!(!why.body.contains('⟦'), "{}", why.body);
    let other = w.filed(&t).await;
    let foreign = page
        .attr(".clocks a", "href")
        .replace(number.as_str(), other.as_str());
    assert_eq!(ana.get(&foreign).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_draft_is_there_after_a_crash_and_gone_after_sending() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    let luis = t.at_work(w.luis).await;
    let kept = luis
        .post_form(
            "/drafts",
            &[("place", number.as_str()), ("body", "Half a sen")],
        )
        .await;
    assert_eq!(kept.status, StatusCode::NO_CONTENT);
    assert_eq!(
        open(&luis, &number).await.text("textarea[name=words]"),
        "Half a sen"
    );
    act(
        &luis,
        &number,
        "/messages",
        &[("words", "A whole sentence.")],
    )
    .await;
    assert_eq!(open(&luis, &number).await.text("textarea[name=words]"), "");
}

#[tokio::test]
async fn a_save_that_arrives_after_the_send_brings_nothing_back() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    let luis = t.at_work(w.luis).await;
    let save = async |key: &str, body: &str| {
        let typed = [("place", number.as_str()), ("key", key), ("body", body)];
        luis.post_form("/drafts", &typed).await.status
    };
    let page = open(&luis, &number).await;
    let key = page.attr("#composer input[name=key]", "value");
    for words in ["A whole", ""] {
        // with a draft kept before, and with none
        assert_eq!(save(&key, words).await, StatusCode::NO_CONTENT);
    }
    let sent = [("words", "A whole sentence.")];
    let sent = luis.submit(&page, "#composer", &sent).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert_eq!(
        save(&key, "A whole sentence.").await,
        StatusCode::CONFLICT,
        "it was under way while the words were sent"
    );
    let page = open(&luis, &number).await;
    assert_eq!(page.text("textarea[name=words]"), "");

    let next = page.attr("#composer input[name=key]", "value");
    assert_eq!(save(&next, "And one").await, StatusCode::NO_CONTENT);
    assert_eq!(save(&key, "A whole").await, StatusCode::CONFLICT);
    assert_eq!(
        open(&luis, &number).await.text("textarea[name=words]"),
        "And one"
    );
}
