//! Mail by SMTP. A connection per mail: few mails a minute do not need a pool, and a conversation cut off by the time limit
//! must never be continued by the next mail.

use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart, SinglePart, header},
    transport::smtp::Error as SmtpError,
};
use tokio::{sync::Semaphore, time::Instant};

use super::{Outgoing, breaker::Breaker};
use crate::error::{AppError, Result};

const CONNECT: Duration = Duration::from_secs(10);
/// A command may take 30 s; the whole conversation this long.
const TOTAL: Duration = Duration::from_secs(60);
const AT_ONCE: usize = 4;
/// When the server cannot be reached, before the breaker has opened.
const AGAIN_AFTER_S: u32 = 15;

pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    turns: Semaphore,
    breaker: Breaker,
    total: Duration,
}

impl Smtp {
    /// `url` is a `smtp://` or `smtps://` address with user and password if needed; the sender's domain is also that of the
    /// Message-IDs.
    pub fn new(url: &str, from: Mailbox) -> anyhow::Result<Self> {
        Ok(Self {
            transport: AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?
                .timeout(Some(CONNECT))
                .build(),
            from,
            turns: Semaphore::new(AT_ONCE),
            breaker: Breaker::default(),
            total: TOTAL,
        })
    }

    /// Gives a conversation less time; for tests of servers that hang.
    #[must_use]
    pub fn with_patience(mut self, total: Duration) -> Self {
        self.total = total;
        self
    }

    pub async fn send(&self, mail: &Outgoing, now: DateTime<Utc>) -> Result<()> {
        let message = self.message(mail, now)?;
        let _turn = self.turns.acquire().await?;
        if let Err(rest) = self.breaker.ask(Instant::now()) {
            return Err(AppError::TooMany {
                retry_after: rest.as_secs() as u32 + rand::random_range(1..10),
            });
        }
        match tokio::time::timeout(self.total, self.transport.send(message)).await {
            Ok(Ok(_)) => {
                self.breaker.succeeded();
                metrics::counter!("mails_sent_total").increment(1);
                Ok(())
            }
            Ok(Err(error)) if is_about_the_mail(&error) => {
                self.breaker.succeeded();
                Err(AppError::Accident(
                    anyhow::Error::new(error).context("the mail server refused the mail"),
                ))
            }
            Ok(Err(error)) => Err(self.unreachable(&error)),
            Err(elapsed) => Err(self.unreachable(&elapsed)),
        }
    }

    fn unreachable(&self, error: &dyn std::fmt::Display) -> AppError {
        self.breaker.failed(Instant::now());
        metrics::counter!("mails_unreachable_total").increment(1);
        tracing::warn!(%error, "the mail server cannot be reached");
        AppError::TooMany {
            retry_after: AGAIN_AFTER_S + rand::random_range(0..10),
        }
    }

    fn message(&self, mail: &Outgoing, now: DateTime<Utc>) -> Result<Message> {
        let to = Mailbox::new(None, mail.to.as_str().parse()?);
        let builder = Message::builder()
            .from(self.from.clone())
            .to(to)
            .date(SystemTime::from(now))
            .message_id(Some(format!(
                "<{}@{}>",
                mail.message_id,
                self.from.email.domain()
            )))
            .subject(mail.subject())
            // RFC 3834: no absence notes and other robots in answer.
            .raw_header(header::HeaderValue::new(
                header::HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ));
        Ok(match &mail.html {
            Some(html) => builder.multipart(MultiPart::alternative_plain_html(
                mail.text.clone(),
                html.clone(),
            ))?,
            None => builder.singlepart(SinglePart::plain(mail.text.clone()))?,
        })
    }
}

/// The server answered and does not want this mail. Anything else (no connection, no TLS, a broken conversation, "closing",
/// a refused login) is about the server or our settings, and says nothing about the mail.
fn is_about_the_mail(error: &SmtpError) -> bool {
    let Some(code) = error.status() else {
        return error.is_client();
    };
    !matches!(u16::from(code), 421 | 454 | 530 | 534 | 535 | 538)
}
