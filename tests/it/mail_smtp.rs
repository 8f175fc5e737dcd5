//! Real SMTP conversations with a small server on loopback.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use tokio::net::TcpListener;
use uuid::Uuid;
use ventanilla::{
    error::AppError,
    mail::{Mailer, Outgoing},
    text::Email,
};

use crate::support::{MailServer, Mood};

fn letter(subject: &str, text: &str) -> Outgoing {
    let id = Uuid::parse_str("0192f0c1-3a5b-7c44-9d3e-5f6a7b8c9d0e").unwrap();
    Outgoing::new(id, Email::parse("ana@example.org").unwrap(), subject, text)
}

fn now() -> DateTime<Utc> {
    "2026-11-24T09:00:00Z".parse().unwrap()
}

fn headers(mail: &str) -> Vec<String> {
    let (head, _) = mail.split_once("\r\n\r\n").unwrap();
    head.replace("\r\n ", " ")
        .split("\r\n")
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn a_mail_arrives_with_its_own_id_date_and_words() {
    let server = MailServer::start(Mood::Takes).await;
    server
        .smtp()
        .send(
            &letter(
                "Your report R-7KQ4M2-8",
                "We have your report.\n\n.\nA dot alone.",
            ),
            now(),
        )
        .await
        .unwrap();
    let mails = server.taken();
    let heads = headers(&mails[0]);
    for expected in [
        "From: Ventanilla <service@example.org>",
        "To: ana@example.org",
        "Subject: Your report R-7KQ4M2-8",
        "Message-ID: <0192f0c1-3a5b-7c44-9d3e-5f6a7b8c9d0e@example.org>",
        "Date: Tue, 24 Nov 2026 09:00:00 +0000",
        "Auto-Submitted: auto-generated",
    ] {
        assert!(
            heads.iter().any(|h| h == expected),
            "{expected} in {heads:#?}"
        );
    }
    assert!(mails[0].contains("We have your report."));
}

#[tokio::test]
async fn nothing_typed_becomes_a_header() {
    let server = MailServer::start(Mood::Takes).await;
    let typed = "Fuga\r\nBcc: all@example.org\r\n\r\n<script>\u{2028}X-Evil: 1\u{85}Y: 2 漏水";
    server
        .smtp()
        .send(&letter(typed, "…\r\n.\r\nMAIL FROM:<x@y.z>\r\n"), now())
        .await
        .unwrap();
    let mails = server.taken();
    assert_eq!(mails.len(), 1);
    let names: Vec<String> = headers(&mails[0])
        .iter()
        .map(|h| h.split(':').next().unwrap().to_owned())
        .collect();
    for name in &names {
        let known = [
            "From",
            "To",
            "Subject",
            "Message-ID",
            "Date",
            "Auto-Submitted",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
        ];
        assert!(known.contains(&name.as_str()), "{name} in {names:?}");
    }
    assert!(headers(&mails[0]).iter().all(|h| h.is_ascii()));
}

#[tokio::test]
async fn what_the_server_refuses_is_about_the_mail() {
    for answer in ["550 no such mailbox", "452 mailbox full", "554 not today"] {
        let server = MailServer::start(Mood::Refuses(answer)).await;
        let error = server
            .smtp()
            .send(&letter("x", "y"), now())
            .await
            .unwrap_err();
        assert!(matches!(error, AppError::Accident(_)), "{answer}: {error}");
    }
}

#[tokio::test]
async fn a_server_that_is_away_says_nothing_about_the_mail() {
    let gone = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let away = ventanilla::mail::Smtp::new(
        &format!("smtp://127.0.0.1:{gone}"),
        "a@example.org".parse().unwrap(),
    )
    .unwrap();
    assert!(matches!(
        away.send(&letter("x", "y"), now()).await,
        Err(AppError::TooMany { .. })
    ));

    let closing = MailServer::start(Mood::Closes).await;
    assert!(matches!(
        closing.smtp().send(&letter("x", "y"), now()).await,
        Err(AppError::TooMany { .. })
    ));

    let hanging = MailServer::start(Mood::Hangs)
        .await
        .smtp()
        .with_patience(Duration::from_millis(300));
    let begun = tokio::time::Instant::now();
    assert!(matches!(
        hanging.send(&letter("x", "y"), now()).await,
        Err(AppError::TooMany { .. })
    ));
    assert!(begun.elapsed() < Duration::from_secs(3));

    let busy = MailServer::start(Mood::Refuses("421 closing down")).await;
    assert!(matches!(
        busy.smtp().send(&letter("x", "y"), now()).await,
        Err(AppError::TooMany { .. })
    ));
}

#[tokio::test]
async fn after_five_failures_the_server_is_left_alone() {
    let gone = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let away = ventanilla::mail::Smtp::new(
        &format!("smtp://127.0.0.1:{gone}"),
        "a@example.org".parse().unwrap(),
    )
    .unwrap();
    for _ in 0..5 {
        let Err(AppError::TooMany { retry_after }) = away.send(&letter("x", "y"), now()).await
        else {
            panic!("reached")
        };
        assert!(retry_after < 60);
    }
    let Err(AppError::TooMany { retry_after }) = away.send(&letter("x", "y"), now()).await else {
        panic!("reached")
    };
    assert!((58..75).contains(&retry_after), "{retry_after}");
}

#[tokio::test]
async fn a_slammed_door_after_the_250_is_a_mail_sent() {
    let server = MailServer::start(Mood::SlamsAfterwards).await;
    server.smtp().send(&letter("x", "y"), now()).await.unwrap();
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test]
async fn no_more_than_four_conversations_at_once() {
    let server = MailServer::start(Mood::Takes).await;
    let mailer = Mailer::Smtp(Arc::new(server.smtp()));
    let sending = (0..20).map(|n| {
        let mailer = mailer.clone();
        tokio::spawn(async move { mailer.send(&letter(&format!("mail {n}"), "y"), now()).await })
    });
    for sent in sending.collect::<Vec<_>>() {
        sent.await.unwrap().unwrap();
    }
    assert_eq!(server.taken().len(), 20);
    assert!(server.most_at_once() <= 4);
}
