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
async fn whoever_has_homes_in_two_communities_reads_whom_to_ring_about_this_one() {
    let (c, elena, number, _) = sent().await;
    for change in [
        "update community set emergency_phone = '+86 21 5555 0110' where slug = 'jade'",
        "insert into occupancy (person_id, unit_id, role, from_on)
         select p.id, u.id, 'owner', date '2026-11-01' from person p, unit u
         where p.email = 'elena@example.org' and u.label = '1204'",
    ] {
        let done = sqlx::query(change).execute(&c.t.pool).await.expect(change);
        assert_eq!(done.rows_affected(), 1, "{change}");
    }
    let home = elena.get("/home").await;
    assert!(home.body.contains("5555 0110"));
    assert!(
        home.text(".promise").contains("(Europe/Madrid)"),
        "by the clock of the matter, as on its own page: {}",
        home.text(".promise")
    );
    for path in [format!("/r/{number}/sent"), format!("/r/{number}")] {
        let page = elena.get(&path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.body.contains("910 000 112"), "{path}");
        assert!(!page.body.contains("5555 0110"), "{path}");
    }
}

#[tokio::test]
async fn a_link_for_somebody_at_home_is_made_when_asked_for_and_leads_no_further_than_how_it_stands()
 {
    let (c, elena, number, receipt) = sent().await;
    let links = async || -> i64 { c.t.count("select count(*) from ticket_link").await };
    let before = links().await;
    elena.get(&format!("/r/{number}/sent")).await;
    assert_eq!(links().await, before, "to look changes nothing");
    assert!(!receipt.body.contains("/t/"));
    let shown = elena.submit(&receipt, ".pass-on form", &[]).await;
    assert_eq!(shown.status, 200, "{}", shown.body);
    assert_eq!(links().await, before + 1);
    assert!(shown.has(".pass-on[open] svg") && shown.has(".receipt"));
    let link = shown.attr(".pass-on a", "href");
    let path = &link[link.find("/t/").expect("a private link")..];
    let kept: Vec<Vec<u8>> = sqlx::query_scalar("select token_hash from ticket_link")
        .fetch_all(&c.t.pool)
        .await
        .expect("digests");
    assert!(kept.iter().all(|digest| digest.len() == 32));
    let somebody = c.t.browser();
    let opened = somebody.get(path).await;
    assert_eq!(opened.location(), format!("/track/{number}"));
    let page = somebody.follow(&opened).await;
    assert!(page.has(".promised") && !page.body.contains("Gotea el grifo"));

    c.t.advance(TimeDelta::days(20));
    let again = elena.submit(&receipt, ".pass-on form", &[]).await;
    let another = again.attr(".pass-on a", "href");
    assert_ne!(another, link);
    c.t.advance(TimeDelta::days(75));
    assert_eq!(c.t.browser().get(path).await.status, 404, "it has ended");
    let path = &another[another.find("/t/").expect("a private link")..];
    let opened = c.t.browser().get(path).await;
    assert!(
        opened.status.is_redirection(),
        "this one began anew: {}",
        opened.status
    );

    let tomas = c.signed_in("tomas@example.org").await;
    let theirs = tomas.get(&format!("/r/{number}/sent")).await;
    assert!(
        theirs.has(".pass-on form") && !theirs.has("a[href$='/change']"),
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
async fn it_is_put_right_from_what_it_says_now_and_a_link_tells_none_of_it() {
    let (c, elena, number, receipt) = sent().await;
    sqlx::query("insert into repair (ticket_id, getting_worse, enter_when_out, best_time) select id, 'no', false, 'any' from ticket")
        .execute(&c.t.pool)
        .await
        .expect("what only repairs have");
    let shown = elena.submit(&receipt, ".pass-on form", &[]).await;
    let link = shown.attr(".pass-on a", "href");
    let somebody = c.t.browser();
    let opened = somebody
        .get(&link[link.find("/t/").expect("a private link")..])
        .await;
    let before = somebody.follow(&opened).await.texts(".timeline .entry");

    let change = receipt.attr("a[href$='/change']", "href");
    let right = [("words", "Gotea el grifo del baño"), ("enter", "yes")];
    let page = elena.get(&change).await;
    elena.submit(&page, "#change", &right).await;
    let second = elena.get(&change).await;
    assert_eq!(second.text("textarea#words"), "Gotea el grifo del baño");
    elena
        .submit(&second, "#change", &[("best", "morning")])
        .await;
    let back = [("words", "Gotea el grifo de la cocina")];
    let third = elena.get(&change).await;
    elena.submit(&third, "#change", &back).await;
    let words: Vec<Option<String>> = sqlx::query_scalar(
        "select x.body from event e left join event_text x on x.event_id = e.id where e.kind = 'Wrote' order by e.seq",
    )
    .fetch_all(&c.t.pool)
    .await
    .expect("corrections");
    assert_eq!(
        words,
        [
            Some("Gotea el grifo del baño".to_owned()),
            None,
            Some("Gotea el grifo de la cocina".to_owned())
        ],
        "each says what it changed, also back to the first words"
    );

    let seen = somebody.get(&format!("/track/{number}")).await;
    assert_eq!(seen.texts(".timeline .entry"), before);
    assert!(!seen.body.contains("Gotea"));
}

#[tokio::test]
async fn what_comes_too_late_is_kept_to_be_sent_as_a_message() {
    let (c, elena, number, receipt) = sent().await;
    let page = elena.get(&receipt.attr("a[href$='/change']", "href")).await;
    c.t.advance(TimeDelta::minutes(15));
    for (typed, says) in [("Otra cosa, en el baño", "15"), ("Otra cosa", "15")] {
        let late = elena.submit(&page, "#change", &[("words", typed)]).await;
        assert_eq!(late.status, 409, "{}", late.body);
        assert_eq!(late.text("form.write textarea#words"), typed);
        assert!(late.text(".summary").contains(says), "{}", late.body);
        let said = elena.submit(&late, "form.write", &[]).await;
        assert_eq!(said.location(), format!("/r/{number}"));
        assert!(elena.follow(&said).await.text(".timeline").contains(typed));
    }
    let withdrawn = c.w.owner(c.w.elena);
    let number: ventanilla::ticket::Number = number.parse().expect("a number");
    ventanilla::ticket::resolution::withdraw(
        &c.t.app,
        &withdrawn,
        &number,
        String::new(),
        ventanilla::i18n::Lang::Es,
    )
    .await
    .expect("withdrawn");
    let late = elena.submit(&page, "#change", &[("words", "Aún")]).await;
    assert_eq!(late.text("form.write textarea#words"), "Aún");
    assert!(!late.text(".summary").contains("15"), "it has ended");
    c.t.run_jobs().await;
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
