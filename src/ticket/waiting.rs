//! On hold: with a reason the owner can read and a date; ends by itself at that date or when the owner answers.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{
    By, Number, State, Ticket, db,
    event::{Actor, Entry, EventKind},
    model::WaitReason,
    promises,
    record::keep,
    undo::{self, Before},
};
use crate::{app::App, db::Deed, error::Result, ids::TicketId, sla};

pub async fn hold(
    app: &App,
    by: &By,
    number: &Number,
    reason: WaitReason,
    until: DateTime<Utc>,
    words: String,
    seen_version: Option<i32>,
) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number, words) = (by.clone(), number.clone(), words.clone());
        Box::pin(async move {
            let mut t = by.take_to_work(d, &number, seen_version).await?;
            let now = d.now;
            let before = Before::of(d, &t).await?;
            t.hold(reason, until, now)?;
            let app = d.app.clone();
            let changes = sla::pause(
                &app.sla,
                d.conn(),
                t.id,
                t.cycle,
                reason.as_str(),
                &words,
                Some(until),
                Some(by.person()),
                now,
            )
            .await?;
            let mut entries = vec![
                Entry::public(EventKind::PutOnHold, by.actor(), now)
                    .data(json!({ "reason": reason.as_str(), "until": until }))
                    .text(&words, t.language),
            ];
            entries.extend(promises::entries_of(&changes));
            if reason == WaitReason::Appointment {
                entries.extend(promises::moment(d, &t, sla::Moment::UpdatedOwner, now).await?);
            }
            undo::decided(d, &mut t, before, entries).await
        })
    })
    .await
}

pub async fn resume(app: &App, by: &By, number: &Number) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number) = (by.clone(), number.clone());
        Box::pin(async move {
            let mut t = by.take_to_work(d, &number, None).await?;
            let now = d.now;
            t.resume(now)?;
            let mut entries = vec![
                Entry::public(EventKind::Resumed, by.actor(), now).data(json!({ "by": "hand" })),
            ];
            entries.extend(resume_clocks(d, &t, now).await?);
            keep(d, &mut t, entries).await
        })
    })
    .await
}

/// The sweep: the date it waited for has come.
pub(super) async fn wake(d: &mut Deed, ticket: TicketId) -> Result<()> {
    let mut t = db::lock(d.conn(), ticket).await?;
    let now = d.now;
    let State::Waiting { until, .. } = t.state else {
        return Ok(());
    };
    if until > now {
        return Ok(());
    }
    t.resume(now)?;
    let mut entries =
        vec![Entry::public(EventKind::Resumed, Actor::System, until).data(json!({ "by": "date" }))];
    entries.extend(resume_clocks(d, &t, until).await?);
    keep(d, &mut t, entries).await
}

/// The clocks that stood go on from `at`. A hold that is taken back ends when it began, so that what it paused is as long as nothing.
pub(super) async fn resume_clocks(
    d: &mut Deed,
    t: &Ticket,
    at: DateTime<Utc>,
) -> Result<Vec<Entry>> {
    let app = d.app.clone();
    let changes = sla::resume(&app.sla, d.conn(), t.id, at).await?;
    Ok(promises::entries_of(&changes))
}
