//! The demo's mailbox.

use axum::http::StatusCode;
use uuid::Uuid;
use ventanilla::{
    mail::{Mailer, Outgoing},
    people::{self, NewPerson},
    text::Email,
    worker,
};

use crate::support::TestApp;

async fn send(t: &TestApp, to: &str, subject: &str, words: &str) {
    let to = Email::parse(to).unwrap();
    let mail = Outgoing::new(Uuid::new_v4(), to, subject, words);
    let mailbox = Mailer::Mailbox(t.app.pool.clone());
    mailbox.send(&mail, t.now()).await.unwrap();
}

#[tokio::test]
async fn an_owner_signs_in_by_the_code_read_in_the_mailbox() {
    let t = TestApp::demo().await;
    let elena = NewPerson {
        name: "Elena García",
        email: Some("elena+home@example.org"),
        ..NewPerson::default()
    };
    let mut conn = t.app.pool.acquire().await.unwrap();
    people::add_person(&mut conn, &elena, t.now())
        .await
        .unwrap();
    drop(conn);
    let browser = t.browser();
    let asked = [("email", "Elena+home@example.org")];
    let asked = browser.post_form("/in", &asked).await;
    let waiting = browser.follow(&asked).await;
    let way = waiting.link("Read the mail in the demo’s mailbox");
    assert!(
        browser.get(&way).await.has(".empty"),
        "nothing was sent yet"
    );
    let demo = t.app.with_mailer(Mailer::Mailbox(t.app.pool.clone()));
    worker::drain(&demo).await.unwrap();

    let mailbox = browser.get(&way).await;
    assert_eq!(mailbox.count(".mail"), 1);
    let code = mailbox.text(".mail .code b");
    let back = mailbox.link("Back to the code");
    let waiting = browser.get(&back).await;
    let entered = browser
        .submit(&waiting, "form[action='/in/code']", &[("code", &code)])
        .await;
    assert_eq!(entered.location(), "/home");
}

#[tokio::test]
async fn letters_stand_newest_first_with_links_to_this_server_alone() {
    let t = TestApp::demo().await;
    send(&t, "wei@example.org", "First", "Words").await;
    let words = "See http://localhost:8080/t/abc. <b>Not</b> https://elsewhere.example/t/abc";
    send(&t, "ana@example.org", "Second", words).await;
    let all = t.get("/demo/mail").await;
    assert_eq!(all.texts(".mail summary b"), ["Second", "First"]);
    assert_eq!(all.link("http://localhost:8080/t/abc"), "/t/abc");
    assert_eq!(all.count(".letter a"), 1);
    assert_eq!(all.count(".letter .written b"), 0);
    let only = t.get("/demo/mail?to=%20Wei@example.org").await;
    assert_eq!(only.texts(".mail summary b"), ["First"]);
    assert!(t.get("/demo/mail?to=nobody").await.has(".empty"));
}

#[tokio::test]
async fn the_mailbox_is_only_the_demos() {
    let t = TestApp::start().await;
    assert_eq!(t.get("/demo/mail").await.status, StatusCode::NOT_FOUND);
    let browser = t.browser();
    let asked = browser
        .post_form("/in", &[("email", "wei@example.org")])
        .await;
    assert!(!browser.follow(&asked).await.body.contains("/demo"));
}
