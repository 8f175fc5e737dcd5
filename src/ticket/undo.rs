//! What was decided a moment ago, by the desk's triage or with a hold, is taken back: an entry of its own puts the ticket where it
//! was, as long as nothing else has happened to it since. Until people have been told of the decision, they never are.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    By, Number, Refusal, State, Ticket, Urgency, db,
    event::{Entry, EventKind},
    promises::{self, Restored},
    read, record, triage, waiting,
};
use crate::{
    app::App,
    db::Deed,
    error::Result,
    ids::{DepartmentId, PersonId},
    jobs,
    sla::Stood,
};

/// How long a decision can be taken back.
const STANDS_FOR: TimeDelta = TimeDelta::minutes(15);
/// How long people are not told of it: a little longer than the bar offers to take it back.
const TOLD_AFTER: TimeDelta = TimeDelta::seconds(15);

/// How a ticket stood before a decision, kept by the decision's own entry.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Before {
    department: Option<DepartmentId>,
    person: Option<PersonId>,
    state: String,
    needs_review: bool,
    urgency: Urgency,
    seen_by_departments: Vec<i64>,
    /// What was offered to somebody who had not answered yet.
    offer: Option<i64>,
    promises: Vec<Stood>,
    /// The decision's entries in the record, first and last.
    entries: [i32; 2],
}

impl Before {
    pub async fn of(d: &mut Deed, t: &Ticket) -> Result<Self> {
        Ok(Self {
            department: t.department,
            person: t.accountable,
            state: t.state.as_str().to_owned(),
            needs_review: t.needs_review,
            urgency: t.urgency,
            seen_by_departments: t.seen_by_departments.clone(),
            offer: db::open_offer(d.conn(), t.id).await?.map(|offer| offer.id),
            promises: promises::standing(d, t).await?,
            entries: [t.last_seq + 1; 2],
        })
    }
}

/// A decision as the record has it.
pub(super) struct Decision {
    pub kind: EventKind,
    pub before: Before,
    pub by: Option<PersonId>,
    pub at: DateTime<Utc>,
}

impl Decision {
    fn can_be_taken_back(&self, by: PersonId, now: DateTime<Utc>) -> bool {
        self.by == Some(by) && now - self.at < STANDS_FOR
    }
}

/// When people hear of a decision about this ticket; of an emergency at once.
fn told_at(t: &Ticket, decided_at: DateTime<Utc>) -> DateTime<Utc> {
    match t.urgency {
        Urgency::Emergency => decided_at,
        Urgency::Urgent | Urgency::Normal | Urgency::Low => decided_at + TOLD_AFTER,
    }
}

/// The queue's name for telling people of a decision.
fn telling(t: &Ticket, before: &Before) -> String {
    format!("decision:{}:{}", t.id, before.entries[0])
}

/// The entry that keeps what it would take to undo its deed.
fn is_undoable(kind: EventKind) -> bool {
    matches!(kind, EventKind::Assigned | EventKind::PutOnHold)
}

/// The end of such a deed: recorded with what it would take to undo it, announced when it can no longer be undone unnoticed.
pub(super) async fn decided(
    d: &mut Deed,
    t: &mut Ticket,
    mut before: Before,
    mut entries: Vec<Entry>,
) -> Result<()> {
    before.entries[1] = t.last_seq + i32::try_from(entries.len())?;
    if let Some(entry) = entries.iter_mut().find(|e| is_undoable(e.kind)) {
        entry.data["before"] = json!(before);
    }
    let now = d.now;
    let (tell_at, once) = (told_at(t, now), telling(t, &before));
    record::record_and_tell_at(d, t, entries, tell_at, Some(&once)).await?;
    db::pass_custody(d.conn(), t, now).await?;
    db::save(d.conn(), t).await
}

/// Takes back the last decision about a ticket: one's own, a quarter of an hour old at most, and nothing happened since. `true`:
/// nobody had been told of it yet, and nobody will be.
pub async fn take_back(app: &App, by: &By, number: &Number) -> Result<bool> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number) = (by.clone(), number.clone());
        Box::pin(async move {
            let mut t = by.take(d, &number, None).await?;
            let now = d.now;
            let Decision {
                kind, before, at, ..
            } = db::last_decision(d.conn(), t.id)
                .await?
                .filter(|decision| decision.can_be_taken_back(by.person(), now))
                .ok_or(Refusal::NothingToTakeBack)?;
            let held = kind == EventKind::PutOnHold;
            if held {
                by.must_work_on(&t)?;
            } else {
                by.must_triage(&t)?;
            }
            // while it waits in the queue nobody knows; taken out of there, nobody ever will
            let in_silence = jobs::withdraw(d.conn(), &telling(&t, &before)).await?;
            let (department, person, urgency) = (t.department, t.accountable, t.urgency);
            t.put_back(&before, now);
            let mut paused = Vec::new();
            if held {
                paused = waiting::resume_clocks(d, &t, at).await?;
            }
            if let Some(offer) = before.offer {
                db::restore_offer(d.conn(), offer).await?;
            }
            let Restored { times, mut late } =
                promises::restore(d, &t, &before.promises, at).await?;
            late.extend(paused);
            let (kind, data) = if held {
                (EventKind::Resumed, json!({ "by": "undo" }))
            } else {
                let data = json!({
                    "department": department,
                    "back_to": before.department,
                    "person": person.filter(|_| person != before.person),
                    "urgency": urgency.as_str(),
                });
                (EventKind::TriageUndone, data)
            };
            let mut entry = Entry::public(kind, by.actor(), now).data(data);
            entry.data["undoes"] = json!(before.entries);
            entry.data["state"] = json!(t.state.as_str());
            entry.data["told"] = json!(!in_silence);
            let mut entries = vec![entry];
            if urgency != t.urgency {
                entries.push(triage::urgency_changed(&by, urgency, t.urgency, now));
            }
            entries.extend(times);
            if in_silence {
                record::record_silently(d, &mut t, entries).await?;
                record::pass_on(d, &mut t, late).await?;
            } else {
                entries.extend(late);
                record::pass_on(d, &mut t, entries).await?;
            }
            Ok(in_silence)
        })
    })
    .await
}

/// The same question asked of a record that was read already: the decision that they may still take back.
pub(super) fn can_take_back(
    record: &[read::Entry],
    me: PersonId,
    now: DateTime<Utc>,
) -> Option<EventKind> {
    let only_time_went_by = |entry: &&read::Entry| {
        matches!(
            entry.kind,
            EventKind::PromiseWarned | EventKind::PromiseBroken | EventKind::PromiseEscalated
        )
    };
    let last = record
        .iter()
        .rev()
        .find(|entry| !only_time_went_by(entry))?;
    let decision = record.iter().rev().find(|entry| {
        let before = serde_json::from_value::<Before>(entry.data["before"].clone());
        is_undoable(entry.kind)
            && before.is_ok_and(|before| before.entries[1] >= last.seq)
            && entry.actor == Some(me)
            && now - entry.at < STANDS_FOR
    });
    decision.map(|entry| entry.kind)
}

impl Ticket {
    /// Where it stood before a decision that assigns, or that puts on hold; what waited before it goes on waiting.
    fn put_back(&mut self, before: &Before, at: DateTime<Utc>) {
        self.department = before.department;
        self.accountable = before.person;
        self.needs_review = before.needs_review;
        self.urgency = before.urgency;
        self.seen_by_departments
            .clone_from(&before.seen_by_departments);
        let state = match (&self.state, before.state.as_str()) {
            (State::Assigned, "new") => State::New,
            (State::Waiting { .. }, "assigned") => State::Assigned,
            (State::Assigned | State::Waiting { .. }, "in_progress") => State::InProgress,
            _ => return,
        };
        self.enter(state, at, None);
    }
}
