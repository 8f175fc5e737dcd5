//! A small SMTP server on loopback, of a given mood.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};
use ventanilla::mail::Smtp;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
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

pub struct MailServer {
    pub port: u16,
    taken: Arc<Mutex<Vec<String>>>,
    /// Conversations now, and the most there were.
    at_once: Arc<Mutex<(usize, usize)>>,
}

impl MailServer {
    pub async fn start(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let taken: Arc<Mutex<Vec<String>>> = Arc::default();
        let at_once: Arc<Mutex<(usize, usize)>> = Arc::default();
        let (mails, counts) = (taken.clone(), at_once.clone());
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
            at_once,
        }
    }

    pub fn smtp(&self) -> Smtp {
        Smtp::new(
            &format!("smtp://127.0.0.1:{}", self.port),
            "Ventanilla <service@example.org>".parse().unwrap(),
        )
        .unwrap()
    }

    /// The mails as they came, oldest first.
    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }

    pub fn most_at_once(&self) -> usize {
        self.at_once.lock().unwrap().1
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
