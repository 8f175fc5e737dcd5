//! Real SMTP conversations with a small server on loopback.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use chrono::{DateTime, Utc};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};
use uuid::Uuid;
use ventanilla::{
    error::AppError,
    mail::{Mailer, Outgoing, Smtp},
    text::Email,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    Takes,
    /// Answers RCPT with this line.
    Refuses(&'static str),
    /// Says nothing after DATA's dot.
    Hangs,
    /// Takes the mail and slams the door before the goodbye.
    SlamsAfterwards,
    /// Closes as soon as somebody connects.
    Closes,
}

struct Server {
    port: u16,
    taken: Arc<Mutex<Vec<String>>>,
    most_at_once: Arc<Mutex<(usize, usize)>>,
}

impl Server {
    async fn start(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let taken: Arc<Mutex<Vec<String>>> = Arc::default();
        let most_at_once: Arc<Mutex<(usize, usize)>> = Arc::default();
        let (mails, counts) = (taken.clone(), most_at_once.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (mails, counts) = (mails.clone(), counts.clone());
                tokio::spawn(async move {
                    {
                        let mut counts = counts.lock().unwrap();
                        counts.0 += 1;
                        counts.1 = counts.1.max(counts.0);
                    }
                    converse(stream, mood, &mails).await.ok();
                    counts.lock().unwrap().0 -= 1;
                });
            }
        });
        Self {
            port,
            taken,
            most_at_once,
        }
    }

    fn smtp(&self) -> Smtp {
        Smtp::new(
            &format!("smtp://127.0.0.1:{}", self.port),
            "Ventanilla <service@example.org>".parse().unwrap(),
        )
        .unwrap()
    }

    fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }
}

async fn converse(
    stream: TcpStream,
    mood: Mood,
    taken: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    if mood == Mood::Closes {
        return Ok(());
    }
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 loopback\r\n").await?;
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let verb = line
            .split([' ', '\r'])
            .next()
            .unwrap_or_default()
            .to_ascii_uppercase();
        let answer = match (verb.as_str(), mood) {
            ("EHLO", _) => "250-loopback\r\n250 8BITMIME\r\n".to_owned(),
            ("RCPT", Mood::Refuses(answer)) => format!("{answer}\r\n"),
            ("DATA", _) => {
                stream.write_all(b"354 go on\r\n").await?;
                let mail = read_mail(&mut stream).await?;
                if mood == Mood::Hangs {
                    tokio::time::sleep(Duration::from_secs(60)).await;
                    return Ok(());
                }
                // long enough for the others to arrive
                tokio::time::sleep(Duration::from_millis(20)).await;
                taken.lock().unwrap().push(mail);
                if mood == Mood::SlamsAfterwards {
                    stream.write_all(b"250 taken\r\n").await?;
                    return Ok(());
                }
                "250 taken\r\n".to_owned()
            }
            ("QUIT", _) => "221 bye\r\n".to_owned(),
            _ => "250 fine\r\n".to_owned(),
        };
        stream.write_all(answer.as_bytes()).await?;
    }
}

async fn read_mail(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut mail = Vec::new();
    while !mail.ends_with(b"\r\n.\r\n") {
        mail.push(stream.read_u8().await?);
    }
    mail.truncate(mail.len() - 3);
    Ok(String::from_utf8_lossy(&mail).into_owned())
}

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
    let server = Server::start(Mood::Takes).await;
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
    let server = Server::start(Mood::Takes).await;
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
        let server = Server::start(Mood::Refuses(answer)).await;
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
    let away = Smtp::new(
        &format!("smtp://127.0.0.1:{gone}"),
        "a@example.org".parse().unwrap(),
    )
    .unwrap();
    assert!(matches!(
        away.send(&letter("x", "y"), now()).await,
        Err(AppError::TooMany { .. })
    ));

    let closing = Server::start(Mood::Closes).await;
    assert!(matches!(
        closing.smtp().send(&letter("x", "y"), now()).await,
        Err(AppError::TooMany { .. })
    ));

    let hanging = Server::start(Mood::Hangs)
        .await
        .smtp()
        .with_patience(Duration::from_millis(300));
    let begun = tokio::time::Instant::now();
    assert!(matches!(
        hanging.send(&letter("x", "y"), now()).await,
        Err(AppError::TooMany { .. })
    ));
    assert!(begun.elapsed() < Duration::from_secs(3));

    let busy = Server::start(Mood::Refuses("421 closing down")).await;
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
    let away = Smtp::new(
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
    let server = Server::start(Mood::SlamsAfterwards).await;
    server.smtp().send(&letter("x", "y"), now()).await.unwrap();
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test]
async fn no_more_than_four_conversations_at_once() {
    let server = Server::start(Mood::Takes).await;
    let mailer = Mailer::Smtp(Arc::new(server.smtp()));
    let sending = (0..20).map(|n| {
        let mailer = mailer.clone();
        tokio::spawn(async move { mailer.send(&letter(&format!("mail {n}"), "y"), now()).await })
    });
    for sent in sending.collect::<Vec<_>>() {
        sent.await.unwrap().unwrap();
    }
    assert_eq!(server.taken().len(), 20);
    assert!(server.most_at_once.lock().unwrap().1 <= 4);
}
