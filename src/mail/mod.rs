//! Sending a rendered mail: by SMTP, into the demo's mailbox, or into memory for tests.
//!
//! A mail is never lost: it is a job until a server has taken it. After a crash between the server's "250" and our tick it
//! goes out once more with the same Message-ID, so that mail programs fold the two into one.

mod breaker;
mod db;
mod smtp;

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::{app::App, error::Result, jobs, text::Email};

pub use smtp::Smtp;

/// The job kind of [`post`].
pub const POST: &str = "mail";

/// A mail ready to go. Whatever stands in it, it cannot add headers: addresses are parsed, subjects are cleaned here.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outgoing {
    /// Fixed when the mail is asked for; the same at every try.
    pub message_id: Uuid,
    pub to: Email,
    subject: String,
    pub text: String,
    pub html: Option<String>,
    /// Not sent after this: a sign-in code that has expired helps nobody.
    pub good_until: Option<DateTime<Utc>>,
}

/// Longer subjects are cut.
const SUBJECT_CHARS: usize = 150;

impl Outgoing {
    pub fn new(message_id: Uuid, to: Email, subject: &str, text: impl Into<String>) -> Self {
        Self {
            message_id,
            to,
            subject: one_line(subject),
            text: text.into(),
            html: None,
            good_until: None,
        }
    }

    pub fn subject(&self) -> &str {
        &self.subject
    }

    #[must_use]
    pub fn good_until(mut self, until: DateTime<Utc>) -> Self {
        self.good_until = Some(until);
        self
    }
}

/// Whatever breaks a line becomes a space; control characters go.
fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| {
            if c.is_whitespace() || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                c
            }
        })
        .collect();
    spaced
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(SUBJECT_CHARS)
        .collect()
}

#[derive(Clone)]
pub enum Mailer {
    Smtp(Arc<Smtp>),
    /// The demo: a page shows what would have been sent.
    Mailbox(PgPool),
    /// No server is set: what is sent is lost, and the log says so.
    Nowhere,
    Memory(Arc<Mutex<Vec<Outgoing>>>),
}

impl Mailer {
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// Sends now. `Err(TooMany)`: the server cannot be reached; try later, it is not this mail's fault. Any other error is
    /// about this mail. Call it outside of transactions: a server may take a minute.
    pub async fn send(&self, mail: &Outgoing, now: DateTime<Utc>) -> Result<()> {
        match self {
            Self::Smtp(smtp) => smtp.send(mail, now).await,
            Self::Mailbox(pool) => db::insert_mailbox(pool, mail, now).await,
            Self::Memory(sent) => {
                sent.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(mail.clone());
                Ok(())
            }
            Self::Nowhere => {
                tracing::warn!(message_id = %mail.message_id, "no mail server is set (VENTANILLA_SMTP_URL); a mail was not sent");
                Ok(())
            }
        }
    }

    /// What a memory mailer was given, oldest first; empty for the others.
    pub fn sent(&self) -> Vec<Outgoing> {
        match self {
            Self::Memory(sent) => sent.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            Self::Smtp(_) | Self::Mailbox(_) | Self::Nowhere => Vec::new(),
        }
    }
}

/// Sends a mail once the caller's transaction is committed: for what is no notice of an event (sign-in codes, set-up links).
/// Its text is kept in the job until it is sent.
pub async fn post(conn: &mut PgConnection, mail: &Outgoing, now: DateTime<Utc>) -> Result<()> {
    jobs::enqueue(
        conn,
        POST,
        serde_json::to_value(mail)?,
        now,
        Some(&format!("mail:{}", mail.message_id)),
        now,
    )
    .await
}

/// The job of [`post`].
pub async fn deliver(app: &App, mail: Outgoing) -> Result<()> {
    let now = app.clock.now();
    if mail.good_until.is_some_and(|until| until < now) {
        tracing::warn!(message_id = %mail.message_id, "a mail outlived its use and was not sent");
        return Ok(());
    }
    app.mailer.send(&mail, now).await
}

/// A mail in the demo's mailbox.
#[derive(Debug, Clone)]
pub struct Letter {
    pub id: i64,
    pub to_address: String,
    pub subject: String,
    pub body: String,
    pub sent_at: DateTime<Utc>,
}

/// How many letters [`list_letters`] gives at most.
pub const LETTERS: usize = 50;

/// The demo's mailbox, newest first, at most [`LETTERS`] below `before`; of one address if given.
pub async fn list_letters(
    conn: &mut PgConnection,
    to: Option<&str>,
    before: Option<i64>,
) -> Result<Vec<Letter>> {
    db::list_letters(conn, to, before).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_one_line_whatever_was_typed() {
        let to = Email::parse("ana@example.org").unwrap();
        let mail = Outgoing::new(
            Uuid::nil(),
            to,
            "Leak\r\nBcc: all@example.org\u{2028}\u{0}",
            "…",
        );
        assert_eq!(mail.subject(), "Leak Bcc: all@example.org");
        assert_eq!(one_line(&"ñ".repeat(300)).chars().count(), SUBJECT_CHARS);
    }
}
