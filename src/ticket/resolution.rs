//! The end of a cycle: resolved, confirmed, rated, returned, withdrawn, closed, reopened.

use chrono::TimeDelta;
use futures_util::future::BoxFuture;
use serde_json::json;
use uuid::Uuid;

use super::{
    By, Number, Refusal, State, Ticket, db,
    event::{Actor, Entry, EventKind},
    model::Outcome,
    promises,
    record::{keep, lay_down, record},
    triage,
};
use crate::{
    app::App,
    db::{Deed, Once},
    error::{AppError, Result},
    i18n::Lang,
    ids::TicketId,
    property,
    sla::Moment,
    text,
};

#[derive(Debug, Clone)]
pub struct Resolution {
    pub key: Uuid,
    pub outcome: Outcome,
    /// What was done or answered, for the owner.
    pub words: String,
    pub language: Lang,
    pub files: Vec<Uuid>,
    pub seen_version: Option<i32>,
}

pub async fn resolve(app: &App, by: &By, number: &Number, resolution: Resolution) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number, r) = (by.clone(), number.clone(), resolution.clone());
        Box::pin(async move {
            let body_hash = text::digest(&["resolve", number.as_str(), &r.words]);
            if d.once(r.key, Some(by.person()), &body_hash, number.as_str())
                .await?
                != Once::First
            {
                return Ok(());
            }
            let mut t = by.take_to_work(d, &number, r.seen_version).await?;
            resolve_in(d, &mut t, &by, &r, EventKind::Resolved, json!({})).await
        })
    })
    .await
}

/// The same inside the deed of a kind whose answer is the resolution: a complaint's answer, a dispute's decision. `facts` become part
/// of the entry.
pub(crate) async fn resolve_in(
    d: &mut Deed,
    t: &mut Ticket,
    by: &By,
    r: &Resolution,
    kind: EventKind,
    facts: serde_json::Value,
) -> Result<()> {
    let now = d.now;
    let community = property::community(d.conn(), t.place.community).await?;
    t.resolve(
        r.outcome,
        now,
        now + TimeDelta::days(i64::from(community.quiet_days)),
    )?;
    t.first_response_at.get_or_insert(now);
    let mut data = facts;
    data["outcome"] = json!(r.outcome.as_str());
    let mut entries = vec![
        Entry::public(kind, by.actor(), now)
            .data(data)
            .text(&r.words, r.language)
            .files(&r.files),
    ];
    entries.extend(promises::moment(d, t, Moment::Resolved, now).await?);
    lay_down(d, t, entries).await
}

/// How long after the end the stars can be given or changed.
pub const RATE_FOR: TimeDelta = TimeDelta::days(14);

/// What an owner thinks of it in the end.
#[derive(Debug, Clone)]
pub struct Verdict {
    pub key: Uuid,
    /// One to five stars.
    pub score: Option<i32>,
    pub words: String,
    pub language: Lang,
}

/// The owner says it is fixed: it closes, with stars and words if they give any.
pub async fn confirm(app: &App, by: &By, number: &Number, verdict: Verdict) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number, verdict) = (by.clone(), number.clone(), verdict.clone());
        Box::pin(async move {
            let Verdict {
                key,
                score,
                words,
                language,
            } = verdict;
            let stars = score.unwrap_or_default().to_string();
            let body_hash = text::digest(&["rate", number.as_str(), &stars, &words]);
            let once = d.once(key, Some(by.person()), &body_hash, number.as_str());
            if once.await? != Once::First {
                return Ok(());
            }
            let mut t = by.take(d, &number, None).await?;
            let By::Owner(person) = by else {
                return Err(AppError::NotFound);
            };
            let now = d.now;
            let mut entries = vec![];
            match t.state {
                State::Resolved { .. } => {
                    t.close(now)?;
                    entries.push(Entry::public(EventKind::Confirmed, by.actor(), now));
                    entries.push(Entry::public(EventKind::Closed, by.actor(), now));
                }
                State::Closed { at, .. } if now >= at + RATE_FOR => {
                    return Err(Refusal::TooLateToRate.into());
                }
                State::Closed { .. } => {}
                State::New | State::Assigned | State::InProgress | State::Waiting { .. } => {
                    return Err(Refusal::NotResolved.into());
                }
                State::Declined { .. } | State::Duplicate { .. } | State::Withdrawn => {
                    return Err(Refusal::AlreadyOver.into());
                }
            }
            if let Some(score) = score {
                db::rate(d.conn(), t.id, t.cycle, person, score, &words, now).await?;
                entries.push(
                    Entry::public(EventKind::Rated, by.actor(), now)
                        .data(json!({ "score": score }))
                        .text(&words, language),
                );
            }
            if entries.is_empty() {
                return Ok(());
            }
            entries.extend(promises::moment(d, &t, Moment::Closed, now).await?);
            keep(d, &mut t, entries).await
        })
    })
    .await
}

/// "It is not fixed", or the desk opens it again.
#[derive(Debug, Clone)]
pub struct Back {
    pub key: Uuid,
    pub words: String,
    pub language: Lang,
    pub files: Vec<Uuid>,
}

/// How a ticket is opened again. A kind with facts of its own has more to do then, and its room stands above the pages that ask
/// for it, so `routes.rs` passes it in.
pub type GiveBack = fn(App, By, Number, Back) -> BoxFuture<'static, Result<()>>;

/// The next cycle begins with the same department, and its clocks. `None` when the form was sent before.
pub(crate) async fn give_back_in(
    d: &mut Deed,
    by: &By,
    number: &Number,
    back: &Back,
) -> Result<Option<Ticket>> {
    let body_hash = text::digest(&["return", number.as_str(), &back.words]);
    let once = d.once(back.key, Some(by.person()), &body_hash, number.as_str());
    if once.await? != Once::First {
        return Ok(None);
    }
    let (kind, mut t) = match by {
        By::Owner(_) => (EventKind::Returned, by.take(d, number, None).await?),
        By::Staff(_) => (EventKind::Reopened, by.take_to_work(d, number, None).await?),
    };
    let stage = promises::stage(d, &t).await?;
    let entry = Entry::public(kind, by.actor(), d.now)
        .text(&back.words, back.language)
        .files(&back.files);
    reopen_in(d, &mut t, stage, entry).await?;
    db::save(d.conn(), &mut t).await?;
    Ok(Some(t))
}

/// Opens the next cycle inside a deed; the caller saves. `stage` is 2 for the second look at a complaint, else 1.
pub(crate) async fn reopen_in(d: &mut Deed, t: &mut Ticket, stage: u8, entry: Entry) -> Result<()> {
    let now = d.now;
    t.reopen(now)?;
    let mut entries = vec![entry];
    entries.extend(promises::open_cycle(d, t, stage, None, now).await?);
    record(d, t, entries).await?;
    db::pass_custody(d.conn(), t, now).await
}

/// "I no longer need this."
pub async fn withdraw(
    app: &App,
    by: &By,
    number: &Number,
    words: String,
    language: Lang,
) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number, words) = (by.clone(), number.clone(), words.clone());
        Box::pin(async move {
            let mut t = by.take(d, &number, None).await?;
            if t.state == State::Withdrawn {
                return Ok(());
            }
            if matches!(by, By::Owner(person) if t.reporter != Some(person)) {
                return Err(Refusal::NotYours.into());
            }
            let now = d.now;
            t.withdraw(now)?;
            let entry = Entry::public(EventKind::Withdrawn, by.actor(), now).text(&words, language);
            triage::end(d, &mut t, vec![entry]).await
        })
    })
    .await
}

/// The sweep: the quiet period is over.
pub(super) async fn close_quiet(d: &mut Deed, ticket: TicketId) -> Result<()> {
    let mut t = db::lock(d.conn(), ticket).await?;
    let now = d.now;
    if !matches!(t.state, State::Resolved { .. }) || t.wake_at.is_none_or(|at| at > now) {
        return Ok(());
    }
    t.close(now)?;
    let mut entries =
        vec![Entry::public(EventKind::Closed, Actor::System, now).data(json!({ "by": "quiet" }))];
    entries.extend(promises::moment(d, &t, Moment::Closed, now).await?);
    keep(d, &mut t, entries).await
}
