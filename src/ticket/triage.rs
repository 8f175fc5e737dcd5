//! The desk's moves: route, set urgency, decline with a referral, mark as a duplicate.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{
    By, Number, Refusal, db,
    event::{Entry, EventKind},
    model::{DeclineReason, Urgency},
    promises,
    record::{keep, lay_down},
    routed,
    undo::{self, Before},
};
use crate::{
    app::App,
    error::Result,
    ids::{DepartmentId, PersonId},
    sla::Moment,
};

/// Sends a ticket to a department. From another department, the reason is part of the record and counts against the rule that
/// chose wrongly.
#[derive(Debug, Clone)]
pub struct Route {
    pub department: DepartmentId,
    /// Somebody by name; else whoever of it on duty has least to do.
    pub person: Option<PersonId>,
    pub urgency: Option<Urgency>,
    pub reason: String,
    pub seen_version: Option<i32>,
}

pub async fn route(app: &App, by: &By, number: &Number, to: Route) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number, to) = (by.clone(), number.clone(), to.clone());
        Box::pin(async move {
            let mut t = by.take_to_triage(d, &number, to.seen_version).await?;
            let now = d.now;
            if t.department == Some(to.department)
                && to.person.is_none_or(|person| t.accountable == Some(person))
            {
                return Err(Refusal::SameDepartment.into());
            }
            if t.department.is_some_and(|with| with != to.department) && to.reason.trim().is_empty()
            {
                return Err(Refusal::NoReason.into());
            }
            if db::is_complaint_about_department(d.conn(), t.id, to.department).await? {
                return Err(Refusal::AboutThatDepartment.into());
            }
            let person = match to.person {
                Some(person) if t.hidden_from.contains(&person.0) => {
                    return Err(Refusal::AboutYourself.into());
                }
                Some(person) if db::is_member(d.conn(), person, to.department).await? => person,
                Some(_) => return Err(Refusal::NobodyThere.into()),
                None => routed::somebody_of(d, &t, to.department, now).await?,
            };
            let kind = match t.department {
                None => EventKind::Routed,
                Some(_) => EventKind::Rerouted,
            };
            let before = Before::of(d, &t).await?;
            let sent_to = (to.department, person);
            let mut entries = routed::send(d, &mut t, &by, kind, sent_to, &to.reason).await?;
            t.needs_review = false;
            if let Some(urgency) = to.urgency.filter(|urgency| *urgency != t.urgency) {
                entries.extend(change_urgency(d, &mut t, &by, urgency, &to.reason).await?);
            }
            db::withdraw_offer(d.conn(), t.id, Some(by.person()), now).await?;
            t.seen_by_departments.clear();
            undo::decided(d, &mut t, before, entries).await
        })
    })
    .await
}

/// The desk has looked at what a rule wanted looked at, and leaves it where it is.
pub async fn confirm(app: &App, by: &By, number: &Number, seen_version: Option<i32>) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number) = (by.clone(), number.clone());
        Box::pin(async move {
            let mut t = by.take_to_triage(d, &number, seen_version).await?;
            t.must_be_open()?;
            let department = t.department.ok_or(Refusal::NotRouted)?;
            if !t.needs_review {
                return Ok(());
            }
            let before = Before::of(d, &t).await?;
            t.needs_review = false;
            let entry = Entry::internal(EventKind::Assigned, by.actor(), d.now)
                .data(json!({ "department": department, "reviewed": true }));
            undo::decided(d, &mut t, before, vec![entry]).await
        })
    })
    .await
}

/// Staff may change the urgency with a reason; the promises of this cycle are chosen again, what was broken or kept stays.
pub async fn set_urgency(
    app: &App,
    by: &By,
    number: &Number,
    urgency: Urgency,
    reason: String,
    seen_version: Option<i32>,
) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number, reason) = (by.clone(), number.clone(), reason.clone());
        Box::pin(async move {
            let mut t = by.take_to_work(d, &number, seen_version).await?;
            t.must_be_open()?;
            if t.urgency == urgency {
                return Ok(());
            }
            let entries = change_urgency(d, &mut t, &by, urgency, &reason).await?;
            keep(d, &mut t, entries).await
        })
    })
    .await
}

async fn change_urgency(
    d: &mut crate::db::Deed,
    t: &mut super::Ticket,
    by: &By,
    urgency: Urgency,
    reason: &str,
) -> Result<Vec<Entry>> {
    let now = d.now;
    let mut entries = vec![urgency_changed(by, t.urgency, urgency, now).text(reason, t.language)];
    t.urgency = urgency;
    entries.extend(promises::reapply(d, t, now).await?);
    Ok(entries)
}

pub(super) fn urgency_changed(by: &By, from: Urgency, to: Urgency, at: DateTime<Utc>) -> Entry {
    Entry::internal(EventKind::UrgencyChanged, by.actor(), at)
        .data(json!({ "from": from.as_str(), "to": to.as_str() }))
}

pub async fn decline(
    app: &App,
    by: &By,
    number: &Number,
    reason: DeclineReason,
    referral: Option<String>,
    words: String,
    seen_version: Option<i32>,
) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number, referral, words) =
            (by.clone(), number.clone(), referral.clone(), words.clone());
        Box::pin(async move {
            let mut t = by.take_to_work(d, &number, seen_version).await?;
            let now = d.now;
            t.decline(reason, referral.clone(), now)?;
            let mut entries = vec![
                Entry::public(EventKind::Declined, by.actor(), now)
                    .data(json!({ "reason": reason.as_str(), "referral": referral }))
                    .text(&words, t.language),
            ];
            entries.extend(promises::moment(d, &t, Moment::Responded, now).await?);
            end(d, &mut t, entries).await
        })
    })
    .await
}

/// One matter filed twice: this one ends, its reporter follows the other, and with them whoever followed this one. No rows move, so
/// no note is exposed.
pub async fn mark_duplicate(
    app: &App,
    by: &By,
    number: &Number,
    of: &Number,
    seen_version: Option<i32>,
) -> Result<()> {
    let (by, number, of) = (by.clone(), number.clone(), of.clone());
    app.deed(move |d| {
        let (by, number, of) = (by.clone(), number.clone(), of.clone());
        Box::pin(async move {
            let of = by.find(d, &of).await?;
            let this = by.find(d, &number).await?;
            // Two tickets are always locked in the order of their ids.
            let (first, second) = if of < this { (of, this) } else { (this, of) };
            let first = db::lock(d.conn(), first).await?;
            let second = if second == first.id {
                first.clone()
            } else {
                db::lock(d.conn(), second).await?
            };
            let (of, mut t) = if first.id == of {
                (first, second)
            } else {
                (second, first)
            };
            by.must_work_on(&t)?;
            t.must_be_version(seen_version)?;
            let now = d.now;
            t.mark_duplicate(&of, now)?;
            db::follow_on(d.conn(), &t, of.id).await?;
            let entries = vec![
                Entry::public(EventKind::MarkedDuplicate, by.actor(), now)
                    .data(json!({ "of": of.number })),
            ];
            end(d, &mut t, entries).await
        })
    })
    .await
}

/// A matter that ends without having been resolved: its running promises are dropped, its breaches stay.
pub(super) async fn end(
    d: &mut crate::db::Deed,
    t: &mut super::Ticket,
    mut entries: Vec<Entry>,
) -> Result<()> {
    entries.extend(promises::drop_cycle(d, t).await?);
    lay_down(d, t, entries).await
}
