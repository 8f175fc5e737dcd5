//! "I am not satisfied": the second stage, with its own clock and with somebody who had no part in the first.

use uuid::Uuid;

use super::db;
use crate::{
    app::App,
    db::{Deed, Once},
    error::{AppError, Result},
    i18n::{Lang, Message},
    ids::PersonId,
    text,
    ticket::{
        self, By, Entry, EventKind, Number, State,
        read::{self, Detail},
    },
};

/// Asks for the second stage. No reason is asked for; one may be given.
pub async fn escalate(
    app: &App,
    owner: PersonId,
    number: &Number,
    key: Uuid,
    reason: String,
    language: Lang,
) -> Result<()> {
    let number = number.clone();
    app.deed(move |d| {
        let (number, reason) = (number.clone(), reason.clone());
        Box::pin(async move { escalate_in(d, owner, &number, key, &reason, language).await })
    })
    .await
}

async fn escalate_in(
    d: &mut Deed,
    owner: PersonId,
    number: &Number,
    key: Uuid,
    reason: &str,
    language: Lang,
) -> Result<()> {
    let body = text::digest(&["escalate", number.as_str(), reason]);
    if d.once(key, Some(owner), &body, number.as_str()).await? != Once::First {
        return Ok(());
    }
    let by = By::Owner(owner);
    let mut t = by.take(d, number, None).await?;
    let complaint = db::find(d.conn(), t.id).await?.ok_or(AppError::NotFound)?;
    if t.reporter != Some(owner) {
        return Err(AppError::NotFound);
    }
    if complaint.stage != 1 {
        return Err(AppError::Refused(Message::new(
            "complaint-refusal-stage-two-already",
        )));
    }
    let today = d.now.date_naive();
    let is_late = read::find_for_owner(&d.app.clone(), d.conn(), owner, number, today)
        .await?
        .late;
    if !is_ripe(&t.state, is_late) {
        return Err(AppError::Refused(Message::new(
            "complaint-refusal-not-answered-yet",
        )));
    }
    let now = d.now;
    let mut not = db::first_hands(d.conn(), t.id).await?;
    not.extend(t.accountable);
    db::ask_stage_two(d.conn(), t.id, now).await?;
    let entry = Entry::public(EventKind::StageTwoAsked, by.actor(), now).text(reason, language);
    ticket::review_in(d, &mut t, entry, &not).await?;
    ticket::append(d, &mut t, Vec::new()).await
}

/// Answered, or late: the owner need not wait for ever for an answer to disagree with.
fn is_ripe(state: &State, is_late: bool) -> bool {
    match state {
        State::Resolved { .. } | State::Closed { .. } | State::Declined { .. } => true,
        State::New | State::Assigned | State::InProgress | State::Waiting { .. } => is_late,
        State::Duplicate { .. } | State::Withdrawn => false,
    }
}

/// Whether the page that asks for the second stage is there for somebody.
pub fn may_escalate(detail: &Detail, stage: i32, owner: PersonId) -> bool {
    stage == 1 && detail.reporter == Some(owner) && is_ripe(&detail.state, detail.late)
}
