//! Ten reports a day and person, of whatever kind; the eleventh waits with every word of it.

use chrono::TimeDelta;

use crate::{
    fees_dispute::charged,
    support::{Browser, Page, TestApp, World},
};

const ASK: &str = "form[action='/report/ask']";
const COMPLAINT: &str = "form[action='/report/complaint']";

async fn ask(browser: &Browser, words: &str) -> (Page, Page) {
    let page = browser.get("/report/ask").await;
    let sent = browser.submit(&page, ASK, &[("words", words)]).await;
    (page, sent)
}

fn refused(page: &Page) {
    assert_eq!(page.status, 422, "{}", page.body);
    let summary = page.text(".summary");
    assert!(
        summary.contains("10 reports today") && summary.contains("after Tue 24 Nov, 01:00"),
        "{summary}"
    );
    assert!(summary.contains("ring +34"), "{summary}");
    assert!(page.text("title").starts_with("Error:"));
}

#[tokio::test]
async fn the_eleventh_report_of_a_day_waits_with_every_word_whatever_its_kind() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    charged(&t).await;
    let elena = t.at_home(w.elena).await;
    let (tenth, sent) = ask(&elena, "When is the pool open?").await;
    assert!(sent.location().ends_with("/sent"), "{}", sent.body);
    sqlx::query("update rate_count set hits = 10 where bucket = 'report:' || $1")
        .bind(w.elena.0.to_string())
        .execute(&t.pool)
        .await
        .expect("ten");

    let again = elena
        .submit(&tenth, ASK, &[("words", "When is the pool open?")])
        .await;
    assert_eq!(again.location(), sent.location(), "the same form again");

    let (_, question) = ask(&elena, "And the gym?").await;
    refused(&question);
    assert_eq!(question.text("textarea#words"), "And the gym?");

    let last = elena
        .get("/report/repair/last?place=kitchen&what=kitchen-drip")
        .await;
    let repair = elena
        .submit(
            &last,
            "form#report",
            &[("words", "It drips"), ("best", "morning")],
        )
        .await;
    refused(&repair);
    assert_eq!(repair.text("textarea#words"), "It drips");
    assert!(repair.has("input[value=morning][checked]"));

    let mut complaint = elena.get("/report/complaint").await;
    for typed in [
        &[("words", "The stairs have not been cleaned for weeks.")][..],
        &[("about", "cleanliness")],
        &[("wants", "Clean them")],
        &[("answer_by", "email")],
        &[("go", "send")],
    ] {
        complaint = elena.submit(&complaint, COMPLAINT, typed).await;
    }
    refused(&complaint);
    assert!(complaint.text("dl.facts").contains("cleaned for weeks"));

    let fees = elena.get("/fees").await;
    let statement = elena.follow(&fees).await;
    let line: i64 = sqlx::query_scalar("select id from charge where reference = 'F-1'")
        .fetch_one(&t.pool)
        .await
        .expect("a charge");
    let why = "form[action='/report/fee/why']";
    let page = elena
        .submit(&statement, why, &[("line", &line.to_string())])
        .await;
    let page = elena.submit(&page, why, &[("ground", "not_mine")]).await;
    let proof = elena.follow(&page).await;
    let check = elena
        .submit(
            &proof,
            "form[action='/report/fee/proof']",
            &[("words", "Not my car")],
        )
        .await;
    let send = "form[action='/report/fee/check']";
    let dispute = elena.submit(&check, send, &[]).await;
    refused(&dispute);
    assert!(dispute.text("dl.facts").contains("Not my car"));

    let filed = t.count("select count(*) from ticket").await;
    assert_eq!(filed, 1);

    t.advance(TimeDelta::days(1));
    let tomorrow = elena.submit(&dispute, send, &[]).await;
    assert!(
        tomorrow.location().starts_with("/r/F-"),
        "{}",
        tomorrow.body
    );
    t.run_jobs().await;
}
