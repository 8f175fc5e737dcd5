//! Mails that follow a deed.

use chrono::TimeDelta;
use uuid::Uuid;
use ventanilla::{
    app::App,
    config::{Config, Secret},
    error::{AppError, Result},
    mail::{self, Mailer, Outgoing},
    text::Email,
};

use crate::support::{TestApp, TestDb};

fn code() -> Outgoing {
    Outgoing::new(
        Uuid::new_v4(),
        Email::parse("ana@example.org").unwrap(),
        "Your code",
        "123 456",
    )
}

#[tokio::test]
async fn a_mail_goes_out_if_and_only_if_the_deed_happened() {
    let app = TestApp::start().await;
    let (sent, unsent) = (code(), code());
    let refused: Result<()> = app
        .deed(move |d| {
            let mail = unsent.clone();
            Box::pin(async move {
                let now = d.now;
                mail::post(d.conn(), &mail, now).await?;
                Err(AppError::NotFound)
            })
        })
        .await;
    assert!(refused.is_err());
    let posted = sent.clone();
    app.deed(move |d| {
        let mail = posted.clone();
        Box::pin(async move {
            let now = d.now;
            mail::post(d.conn(), &mail, now).await?;
            mail::post(d.conn(), &mail, now).await
        })
    })
    .await
    .unwrap();
    assert!(app.mails().is_empty(), "not before the deed is done");
    app.run_jobs().await;
    assert_eq!(app.mails(), [sent]);
}

#[tokio::test]
async fn a_code_that_has_expired_is_not_sent() {
    let app = TestApp::start().await;
    let mail = code().good_until(app.now() + TimeDelta::minutes(10));
    app.deed(move |d| {
        let mail = mail.clone();
        Box::pin(async move {
            let now = d.now;
            mail::post(d.conn(), &mail, now).await
        })
    })
    .await
    .unwrap();
    app.advance(TimeDelta::minutes(11));
    app.run_jobs().await;
    assert!(app.mails().is_empty());
}

#[tokio::test]
async fn the_demos_mailbox_keeps_one_of_each() {
    let app = TestApp::start().await;
    let mailbox = Mailer::Mailbox(app.app.pool.clone());
    let mail = code();
    mailbox.send(&mail, app.now()).await.unwrap();
    mailbox.send(&mail, app.now()).await.unwrap();
    let mut conn = app.app.pool.acquire().await.unwrap();
    let letters = mail::list_letters(&mut conn, Some("ana@example.org"), None)
        .await
        .unwrap();
    assert_eq!(letters.len(), 1);
    assert_eq!(
        (letters[0].subject.as_str(), letters[0].body.as_str()),
        ("Your code", "123 456")
    );
    assert!(
        mail::list_letters(&mut conn, Some("luis@example.org"), None)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn the_demo_sends_nothing_whatever_server_is_set() {
    let db = TestDb::furnished().await;
    let mailer = |demo: bool| {
        let config = Config {
            demo,
            smtp_url: Some(Secret::new("smtp://127.0.0.1:1")),
            ..Config::from_vars([]).unwrap()
        };
        let app = App::over(db.database(), config, TestApp::clock()).unwrap();
        app.mailer.clone()
    };
    assert!(matches!(mailer(true), Mailer::Mailbox(_)));
    assert!(matches!(mailer(false), Mailer::Smtp(_)));
}
