//! What people say to each other about a ticket.

use serde_json::json;
use uuid::Uuid;

use super::{
    By, Number, Refusal, State, db,
    event::{Actor, Entry, EventKind},
    promises,
    record::{keep, record},
    waiting,
};
use crate::{
    app::App,
    db::Once,
    error::{AppError, Result},
    i18n::Lang,
    ids::EventId,
    sla::Moment,
    text,
};

/// Something said, parsed and not empty unless photos say it.
#[derive(Debug, Clone)]
pub struct Said {
    pub key: Uuid,
    pub words: String,
    pub language: Lang,
    pub files: Vec<Uuid>,
    /// What the page showed; `None` sends anyway.
    pub seen_version: Option<i32>,
}

/// A message of staff to the owner: the first one meets the first-response promise.
pub async fn answer(app: &App, by: &By, number: &Number, said: Said) -> Result<()> {
    say(app, by, number, said, EventKind::Answered).await
}

/// A logged conversation, by phone or in person: counts as a response like a message does.
pub async fn spoke(app: &App, by: &By, number: &Number, said: Said) -> Result<()> {
    say(app, by, number, said, EventKind::SpokeWithOwner).await
}

/// A note among staff.
pub async fn note(app: &App, by: &By, number: &Number, said: Said) -> Result<()> {
    say(app, by, number, said, EventKind::Noted).await
}

/// A message of the owner. One that was waited for takes the ticket off hold; one after the end is a note, never a silent reopening.
pub async fn write(app: &App, by: &By, number: &Number, said: Said) -> Result<()> {
    say(app, by, number, said, EventKind::Wrote).await
}

async fn say(app: &App, by: &By, number: &Number, said: Said, kind: EventKind) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number, said) = (by.clone(), number.clone(), said.clone());
        Box::pin(async move {
            let body_hash = text::digest(&[kind.as_str(), number.as_str(), &said.words]);
            if d.once(said.key, Some(by.person()), &body_hash, number.as_str())
                .await?
                != Once::First
            {
                return Ok(());
            }
            let from_staff = kind != EventKind::Wrote;
            let mut t = match (&by, kind) {
                (By::Owner(_), EventKind::Wrote) => by.take(d, &number, None).await?,
                (By::Owner(_), _) => return Err(AppError::NotFound),
                // A watcher may leave a note; speaking to the owner is for those who work on it.
                (By::Staff(_), EventKind::Noted) => by.take(d, &number, said.seen_version).await?,
                (By::Staff(_), _) => by.take_to_work(d, &number, said.seen_version).await?,
            };
            let now = d.now;
            let entry = match kind {
                EventKind::Noted => Entry::internal(kind, by.actor(), now),
                _ => Entry::public(kind, by.actor(), now),
            };
            let mut entries = vec![entry.text(&said.words, said.language).files(&said.files)];
            match kind {
                EventKind::Answered | EventKind::SpokeWithOwner => {
                    t.first_response_at.get_or_insert(now);
                    entries.extend(promises::moment(d, &t, Moment::Responded, now).await?);
                }
                EventKind::Wrote if waits_for_owner(&t.state) => {
                    t.resume(now)?;
                    entries.push(
                        Entry::public(EventKind::Resumed, Actor::System, now)
                            .data(json!({ "by": "answer" })),
                    );
                    entries.extend(waiting::resume_clocks(d, &t, now).await?);
                }
                _ => {}
            }
            record(d, &mut t, entries).await?;
            if from_staff {
                db::end_draft(d.conn(), by.person(), t.number.as_str(), said.key, now).await?;
            }
            db::save(d.conn(), &mut t).await
        })
    })
    .await
}

fn waits_for_owner(state: &State) -> bool {
    matches!(
        state,
        State::Waiting {
            reason: super::WaitReason::OwnersAnswer | super::WaitReason::OwnersAccess,
            ..
        }
    )
}

/// An internal note shown to the owner. The note stands as it was; a public entry repeats it, and counts as a response from now.
pub async fn make_public(app: &App, by: &By, number: &Number, note: EventId) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number) = (by.clone(), number.clone());
        Box::pin(async move {
            let mut t = by.take_to_work(d, &number, None).await?;
            let now = d.now;
            let (words, language) = db::note_text(d.conn(), t.id, note)
                .await?
                .ok_or(AppError::NotFound)?;
            if db::is_public_already(d.conn(), t.id, note).await? {
                return Ok(());
            }
            let mut entries = vec![
                Entry::public(EventKind::MadePublic, by.actor(), now)
                    .data(json!({ "note": note }))
                    .text(&words, language),
            ];
            t.first_response_at.get_or_insert(now);
            entries.extend(promises::moment(d, &t, Moment::Responded, now).await?);
            keep(d, &mut t, entries).await
        })
    })
    .await
}

/// Something seen on site: attended, made safe, investigated.
pub async fn report_progress(
    app: &App,
    by: &By,
    number: &Number,
    happened: Progress,
    said: Said,
) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number, said) = (by.clone(), number.clone(), said.clone());
        Box::pin(async move {
            let body_hash = text::digest(&[number.as_str(), &said.words]);
            if d.once(said.key, Some(by.person()), &body_hash, number.as_str())
                .await?
                != Once::First
            {
                return Ok(());
            }
            let mut t = by.take_to_work(d, &number, said.seen_version).await?;
            let now = d.now;
            if !matches!(t.state, State::InProgress) {
                return Err(Refusal::NobodyStarted.into());
            }
            let (kind, moment) = happened.parts();
            let entry = Entry::public(kind, by.actor(), now)
                .text(&said.words, said.language)
                .files(&said.files);
            let mut entries = vec![entry];
            // Who was there no longer owes the word of when somebody comes.
            for moment in [moment, Moment::UpdatedOwner] {
                entries.extend(promises::moment(d, &t, moment, now).await?);
            }
            keep(d, &mut t, entries).await
        })
    })
    .await
}

text::text_enum! {
    pub enum Progress {
        Visited => "visited",
        MadeSafe => "made_safe",
        Investigated => "investigated",
    }
}

impl Progress {
    fn parts(self) -> (EventKind, Moment) {
        match self {
            Self::Visited => (EventKind::Visited, Moment::Visited),
            Self::MadeSafe => (EventKind::MadeSafe, Moment::MadeSafe),
            Self::Investigated => (EventKind::Investigated, Moment::Investigated),
        }
    }
}

/// Follows a ticket, or stops following it.
pub async fn watch(app: &App, by: &By, number: &Number, follow: bool) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number) = (by.clone(), number.clone());
        Box::pin(async move {
            let mut t = by.take(d, &number, None).await?;
            let me = by.person();
            if follow {
                db::watch(d.conn(), t.id, &[me]).await?;
                if matches!(by, By::Staff(_)) && !t.seen_by.contains(&me.0) {
                    t.seen_by.push(me.0);
                }
            } else {
                db::unwatch(d.conn(), t.id, me).await?;
                t.seen_by.retain(|&seen| seen != me.0);
            }
            db::save(d.conn(), &mut t).await
        })
    })
    .await
}
