//! The private link of a mail: how it stands, without signing in, and no more than that.

use chrono::TimeDelta;
use ventanilla::ticket::conversation;

use crate::notify_case::{Case, said};

/// The last mail's link, as a path.
fn link_of(c: &Case) -> String {
    let mail = c.mails_to("elena@example.org").pop().expect("a mail");
    let at = mail.text.find("/t/").expect("a private link");
    let path = mail.text[at..].lines().next().expect("a line");
    path.trim().to_owned()
}

#[tokio::test]
async fn a_link_shows_how_it_stands_and_nothing_that_was_written() {
    let c = Case::new().await;
    let number = c.filed().await;
    let by = c.w.engineer(c.accountable().await);
    conversation::answer(&c.t.app, &by, &number, said("El jueves a las diez"))
        .await
        .expect("answered");
    c.t.run_jobs().await;

    let link = link_of(&c);
    let stranger = c.t.browser();
    let track = format!("/track/{number}");
    assert_eq!(
        stranger.get(&track).await.location(),
        format!("/track?number={number}"),
        "not without the link: they are asked who they are"
    );
    let opened = stranger.get(&link).await;
    assert_eq!(opened.location(), track, "the token leaves the address");
    let page = stranger.get(&track).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(
        page.text("h2").len() > 3 && page.has(".promised"),
        "{}",
        page.body
    );
    for private in ["Gotea el grifo", "El jueves", "Elena", "elena@"] {
        assert!(!page.body.contains(private), "{private} in {}", page.body);
    }
    assert!(!page.has("main form") && !page.has("a.why"));
    let inside = stranger.get(&format!("/r/{number}")).await;
    assert!(
        inside.location().starts_with("/in?"),
        "to read is to sign in"
    );

    let elena = c.signed_in("elena@example.org").await;
    assert_eq!(elena.get(&link).await.location(), format!("/r/{number}"));
    assert_eq!(stranger.get("/t/AAAAAAAAAAAAAAAAAAAAAA").await.status, 404);
}

#[tokio::test]
async fn a_link_ends_in_time_and_with_what_its_reader_may_see_and_cannot_be_guessed_at() {
    let c = Case::new().await;
    let number = c.filed().await;
    let link = link_of(&c);
    let first = c.t.browser();
    first.get(&link).await;
    sqlx::query("update ticket set reporter_id = null")
        .execute(&c.t.pool)
        .await
        .expect("another's now");
    sqlx::query("update occupancy set to_on = '2026-11-01' where person_id = $1")
        .bind(c.w.elena.0)
        .execute(&c.t.pool)
        .await
        .expect("moved out");
    let gone = first.get(&format!("/track/{number}")).await;
    assert_eq!(gone.status, 404);

    let guesser = c.t.browser();
    for _ in 0..12 {
        guesser.get("/t/AAAAAAAAAAAAAAAAAAAAAA").await;
    }
    assert_eq!(guesser.get(&link).await.status, 429);

    c.t.advance(TimeDelta::days(91));
    assert_eq!(c.t.browser().get(&link).await.status, 404);
    ventanilla::ticket::link::sweep(&c.t.app)
        .await
        .expect("swept");
    let left = c.t.count("select count(*) from ticket_link").await;
    assert_eq!(left, 0);
}
