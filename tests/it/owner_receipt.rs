//! The receipt: what was heard, by when, for whom else, and a quarter of an hour to put it right.

use chrono::TimeDelta;

use crate::{
    notify_case::Case,
    support::{Browser, Page},
};

/// Elena's leak, and Elena at her receipt.
async fn sent() -> (Case, Browser, String, Page) {
    let c = Case::new().await;
    let number = c.filed().await.to_string();
    let elena = c.signed_in("elena@example.org").await;
    let receipt = elena.get(&format!("/r/{number}/sent")).await;
    assert_eq!(receipt.status, 200, "{}", receipt.body);
    (c, elena, number, receipt)
}

#[tokio::test]
async fn it_says_what_was_heard_and_what_happens_by_when() {
    let (c, elena, number, receipt) = sent().await;
    assert_eq!(receipt.text(".receipt .number"), number);
    assert!(
        receipt
            .text(".receipt")
            .contains("Gotea el grifo de la cocina")
    );
    assert!(receipt.has(".promised time"));
    let calendar = elena
        .get(&receipt.attr("a[href$='/calendar']", "href"))
        .await;
    assert_eq!(
        calendar.header("content-type"),
        "text/calendar; charset=utf-8"
    );
    let file: icalendar::Calendar = calendar.body.parse().expect("RFC 5545");
    let due = c.due("resolve").await.format("%Y%m%dT%H%M%SZ").to_string();
    assert_eq!(file.events().count(), receipt.count(".promised"));
    assert!(
        calendar.body.contains(&format!("DTSTART:{due}\r\n")),
        "{}",
        calendar.body
    );
    assert!(calendar.body.contains(&number));
}

#[tokio::test]
async fn its_link_leads_somebody_at_home_to_how_it_stands_and_no_further() {
    let (c, elena, number, receipt) = sent().await;
    let link = receipt.attr(".pass-on a", "href");
    let again = elena.get(&format!("/r/{number}/sent")).await;
    assert_eq!(
        again.attr(".pass-on a", "href"),
        link,
        "one link, however often it is shown"
    );
    let path = &link[link.find("/t/").expect("a private link")..];
    let somebody = c.t.browser();
    let opened = somebody.get(path).await;
    assert_eq!(opened.location(), format!("/track/{number}"));
    let page = somebody.follow(&opened).await;
    assert!(page.has(".promised") && !page.body.contains("Gotea el grifo"));

    let tomas = c.signed_in("tomas@example.org").await;
    let theirs = tomas.get(&format!("/r/{number}/sent")).await;
    assert_ne!(theirs.attr(".pass-on a", "href"), link);
    assert!(
        !theirs.has("a[href$='/change']"),
        "it is not theirs to change"
    );
}

#[tokio::test]
async fn for_a_quarter_of_an_hour_it_can_be_put_right() {
    let (c, elena, number, receipt) = sent().await;
    sqlx::query("insert into repair (ticket_id, getting_worse, enter_when_out, best_time) select id, 'no', false, 'any' from ticket")
        .execute(&c.t.pool)
        .await
        .expect("what only repairs have");
    let change = receipt.attr("a[href$='/change']", "href");
    let page = elena.get(&change).await;
    assert_eq!(page.text("textarea#words"), "Gotea el grifo de la cocina");
    let nothing = elena.submit(&page, "#change", &[("words", " ")]).await;
    assert_eq!(nothing.status, 422);
    let right = [
        ("words", "Gotea el grifo del baño"),
        ("enter", "yes"),
        ("best", "morning"),
    ];
    for _ in 0..2 {
        let saved = elena.submit(&page, "#change", &right).await;
        assert_eq!(saved.location(), format!("/r/{number}"), "{}", saved.body);
    }
    let story = elena.get(&format!("/r/{number}")).await;
    let story = story.texts(".timeline .entry");
    let corrected = story.iter().filter(|entry| entry.contains("del baño"));
    assert_eq!(corrected.count(), 1, "sent twice, said once: {story:?}");
    assert!(
        story.iter().any(|entry| entry.contains("de la cocina")),
        "what was said first stays"
    );
    let known: (bool, String) = sqlx::query_as("select enter_when_out, best_time from repair")
        .fetch_one(&c.t.pool)
        .await
        .expect("a repair");
    assert_eq!(known, (true, "morning".to_owned()));

    c.t.advance(TimeDelta::minutes(15));
    let late = elena
        .submit(&page, "#change", &[("words", "Otra cosa")])
        .await;
    assert_eq!(late.status, 409, "{}", late.body);
    let gone = elena.get(&change).await;
    assert_eq!(gone.location(), format!("/r/{number}"));
    let receipt = elena.get(&format!("/r/{number}/sent")).await;
    assert!(!receipt.has("a[href$='/change']"));
}

#[tokio::test]
async fn or_withdrawn_from_the_same_page() {
    let (_c, elena, number, receipt) = sent().await;
    let page = elena.get(&receipt.attr("a[href$='/change']", "href")).await;
    let withdrawn = elena.submit(&page, "#withdraw", &[]).await;
    let page = elena.follow(&withdrawn).await;
    assert!(page.has(".tag-withdrawn"), "{}", page.body);
    let calendar = elena.get(&format!("/r/{number}/calendar")).await;
    assert_eq!(calendar.status, 404, "no time lies ahead");
}
