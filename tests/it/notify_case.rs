//! What the tests of notices share: a leak that was announced, and who read what of it.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use ventanilla::{
    i18n::Lang,
    ids::PersonId,
    mail::Outgoing,
    ticket::{Number, conversation::Said},
};

use crate::support::{Browser, TestApp, World};

pub struct Case {
    pub t: TestApp,
    pub w: World,
}

impl Case {
    pub async fn new() -> Self {
        let t = TestApp::start().await;
        let w = World::of(&t).await;
        Self { t, w }
    }

    /// Elena's leak, announced.
    pub async fn filed(&self) -> Number {
        let number = self.w.filed(&self.t).await;
        self.t.run_jobs().await;
        number
    }

    pub fn mails_to(&self, email: &str) -> Vec<Outgoing> {
        self.t
            .mails()
            .into_iter()
            .filter(|mail| mail.to.as_str() == email)
            .collect()
    }

    /// Templates of the notices in the product, oldest first.
    pub async fn notices(&self, person: PersonId) -> Vec<String> {
        sqlx::query_scalar("select template from notification where person_id = $1 and channel = 'app' order by id")
            .bind(person.0)
            .fetch_all(&self.t.pool)
            .await
            .unwrap()
    }

    pub async fn accountable(&self) -> PersonId {
        let id: i64 = sqlx::query_scalar("select accountable_id from ticket")
            .fetch_one(&self.t.pool)
            .await
            .unwrap();
        PersonId(id)
    }

    pub async fn due(&self, metric: &str) -> DateTime<Utc> {
        sqlx::query_scalar("select due_at from promise where metric = $1 and state = 'running' order by id desc limit 1")
            .bind(metric)
            .fetch_one(&self.t.pool)
            .await
            .unwrap()
    }

    /// Time passes minute by minute as far as sweeps can tell.
    pub async fn pass_until(&self, at: DateTime<Utc>) {
        self.t.advance(at - self.t.now());
        self.t.sweep().await;
    }

    pub async fn signed_in(&self, email: &str) -> Browser {
        let browser = self.t.browser();
        browser.post_form("/in", &[("email", email)]).await;
        self.t.run_jobs().await;
        let mail = self.mails_to(email).pop().expect("a code");
        let code: String = mail
            .subject()
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        browser.post_form("/in/code", &[("code", &code)]).await;
        browser
    }
}

pub fn said(words: &str) -> Said {
    Said {
        key: Uuid::new_v4(),
        words: words.to_owned(),
        language: Lang::Es,
        files: vec![],
        seen_version: None,
    }
}
