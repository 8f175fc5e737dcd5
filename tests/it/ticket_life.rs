//! A ticket's life through its deeds: what each leaves behind, and what it refuses.

mod chain;
mod ends;
mod hands;
mod holds;
mod promises;

use chrono::TimeDelta;
use uuid::Uuid;
use ventanilla::{
    catalog::Kind,
    evidence,
    i18n::Lang,
    sla::{self, Metric, State as Clock},
    ticket::{
        By, Filing, Number, Outcome, Refusal, State, Urgency, WaitReason,
        conversation::{self, Said},
        handoff::{self, To},
        read,
        resolution::{self, Resolution, Verdict},
        triage::{self, Route},
        waiting,
    },
};

use crate::support::{TestApp, World};

struct Case {
    t: TestApp,
    w: World,
}

impl Case {
    async fn new() -> Self {
        let t = TestApp::demo().await;
        let w = World::of(&t).await;
        Self { t, w }
    }

    async fn detail(&self, number: &Number) -> read::Detail {
        let By::Staff(scope) = self.w.at_desk() else {
            panic!("staff")
        };
        let mut conn = self.t.pool.acquire().await.expect("a connection");
        read::find_for_staff(&self.t.app, &mut conn, &scope, number)
            .await
            .expect("the desk sees it")
    }

    async fn kinds(&self, number: &Number) -> Vec<String> {
        let mut conn = self.t.pool.acquire().await.expect("a connection");
        let id = self.detail(number).await.id;
        let record = read::record_of(&mut conn, id, true)
            .await
            .expect("the record");
        record
            .into_iter()
            .map(|entry| entry.kind.to_string())
            .collect()
    }

    async fn promise(&self, number: &Number, cycle: i32, metric: Metric) -> sla::Promise {
        let mut conn = self.t.pool.acquire().await.expect("a connection");
        let id = self.detail(number).await.id;
        let promises = sla::promises_of(&mut conn, id).await.expect("promises");
        promises
            .into_iter()
            .find(|p| p.cycle == cycle && p.metric == metric)
            .unwrap_or_else(|| panic!("no {metric}"))
    }

    fn said(&self, words: &str) -> Said {
        Said {
            key: Uuid::new_v4(),
            words: words.to_owned(),
            language: Lang::Es,
            files: vec![],
            seen_version: None,
        }
    }

    fn rates(&self, stars: i32) -> Verdict {
        Verdict {
            key: Uuid::new_v4(),
            score: Some(stars),
            words: "Gracias".to_owned(),
            language: Lang::Es,
        }
    }

    fn fixed(&self) -> Resolution {
        Resolution {
            key: Uuid::new_v4(),
            outcome: Outcome::Fixed,
            words: "Cambiada la junta.".to_owned(),
            language: Lang::Es,
            files: vec![],
            seen_version: None,
        }
    }

    /// Filed, taken by whoever the rules chose.
    async fn taken(&self) -> (Number, By) {
        let number = self.w.filed(&self.t).await;
        let accountable = self.detail(&number).await.accountable.expect("somebody");
        let by = self.w.engineer(accountable);
        handoff::take(&self.t.app, &by, &number)
            .await
            .expect("taken");
        (number, by)
    }

    fn mails_to(&self, email: &str) -> Vec<ventanilla::mail::Outgoing> {
        let mut mails = self.t.mails();
        mails.retain(|mail| mail.to.as_str() == email);
        mails
    }

    /// Every check of `verify --database` is clean.
    async fn verified(&self) {
        for check in evidence::verify(&self.t.pool, &self.t.app.files)
            .await
            .expect("verified")
        {
            assert!(check.is_clean(), "{}: {:?}", check.name, check.faults);
        }
    }
}

#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, ventanilla::error::AppError>, refusal: &Refusal) {
    match result {
        Err(ventanilla::error::AppError::Refused(message)) => {
            assert_eq!(message, refusal.message())
        }
        other => panic!("expected {refusal:?}, got {other:?}"),
    }
}

#[tokio::test]
async fn a_leak_reaches_engineering_with_a_promised_time() {
    let c = Case::new().await;
    let number = c.w.filed(&c.t).await;
    let detail = c.detail(&number).await;
    assert_eq!(detail.state, State::Assigned);
    assert_eq!(detail.department, Some(c.w.engineering));
    assert!([c.w.luis, c.w.paco, c.w.marta].contains(&detail.accountable.expect("never nobody")));
    assert_eq!(
        c.kinds(&number).await,
        ["Filed", "Acknowledged", "Routed", "Assigned", "Promised"]
    );
    let response = c.promise(&number, 1, Metric::FirstResponse).await;
    assert_eq!(response.state, Clock::Running);
    assert!(response.due_at.expect("due") > c.t.now());
    c.verified().await;
}

#[tokio::test]
async fn one_key_sent_twice_is_one_ticket() {
    let c = Case::new().await;
    let new = c.w.leak(&c.t).await;
    let first = c.w.file(&c.t, new.clone()).await;
    let again = c.w.file(&c.t, new).await;
    assert!(matches!(again, Filing::Before(_)));
    assert_eq!(first.number(), again.number());
    let tickets = c.t.count("select count(*) from ticket").await;
    assert_eq!(tickets, 1);
}

#[tokio::test]
async fn a_hundred_posts_of_one_key_at_once_are_one_ticket() {
    let c = Case::new().await;
    let new = c.w.leak(&c.t).await;
    let filings =
        futures_util::future::join_all((0..100).map(|_| c.w.file(&c.t, new.clone()))).await;
    assert!(
        filings
            .iter()
            .all(|filing| filing.number() == filings[0].number())
    );
    assert_eq!(
        filings
            .iter()
            .filter(|filing| matches!(filing, Filing::New(_)))
            .count(),
        1
    );
    c.verified().await;
}

#[tokio::test]
async fn the_same_key_with_other_words_is_refused() {
    let c = Case::new().await;
    let new = c.w.leak(&c.t).await;
    c.w.file(&c.t, new.clone()).await;
    let other = ventanilla::ticket::NewTicket {
        body: "Otra cosa".to_owned(),
        ..new
    };
    let result =
        c.t.app
            .deed(move |d| {
                let other = other.clone();
                Box::pin(async move { ventanilla::ticket::file(d, &other).await })
            })
            .await;
    assert!(matches!(
        result,
        Err(ventanilla::error::AppError::Refused(_))
    ));
}

#[tokio::test]
async fn a_note_is_no_response_until_it_is_made_public() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    conversation::note(&c.t.app, &by, &number, c.said("Pedir la junta."))
        .await
        .expect("noted");
    assert_eq!(
        c.promise(&number, 1, Metric::FirstResponse).await.state,
        Clock::Running
    );

    let mut conn = c.t.pool.acquire().await.expect("a connection");
    let id = c.detail(&number).await.id;
    let record = read::record_of(&mut conn, id, true)
        .await
        .expect("the record");
    let note = record
        .iter()
        .find(|entry| entry.kind.as_str() == "Noted")
        .expect("the note")
        .id;
    conversation::make_public(&c.t.app, &by, &number, note)
        .await
        .expect("made public");
    assert_eq!(
        c.promise(&number, 1, Metric::FirstResponse).await.state,
        Clock::Kept
    );

    let public = read::record_of(&mut conn, id, false)
        .await
        .expect("the record");
    assert!(public.iter().all(|entry| entry.kind.as_str() != "Noted"));
    assert!(
        public
            .iter()
            .any(|entry| entry.kind.as_str() == "MadePublic")
    );
}

#[tokio::test]
async fn an_old_page_does_not_act_on_what_changed_meanwhile() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    let seen = c.detail(&number).await.version;
    conversation::write(
        &c.t.app,
        &c.w.owner(c.w.elena),
        &number,
        c.said("¿Cuándo vienen?"),
    )
    .await
    .expect("wrote");
    let old = Said {
        seen_version: Some(seen),
        ..c.said("Ya está arreglado.")
    };
    assert!(matches!(
        conversation::answer(&c.t.app, &by, &number, old).await,
        Err(ventanilla::error::AppError::Stale)
    ));
}
