//! What the desk decided a moment ago is taken back: an entry of its own puts the ticket where it was, as long as nothing else has
//! happened to it since. Until people have been told of the decision, they never are.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    By, Number, Refusal, State, Ticket, Urgency, db,
    event::{Entry, EventKind},
    promises, read, record, triage,
};
use crate::{
    app::App,
    db::Deed,
    error::Result,
    ids::{DepartmentId, PersonId},
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
    /// The decision's entries in the record, first and last.
    entries: [i32; 2],
}

impl Before {
    pub fn of(t: &Ticket) -> Self {
        Self {
            department: t.department,
            person: t.accountable,
            state: t.state.as_str().to_owned(),
            needs_review: t.needs_review,
            urgency: t.urgency,
            entries: [t.last_seq + 1; 2],
        }
    }
}

/// A decision of triage as the record has it.
pub(super) struct Decision {
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

/// The end of a deed of triage: recorded with what it would take to undo it, announced when it can no longer be undone unnoticed.
pub(super) async fn decided(
    d: &mut Deed,
    t: &mut Ticket,
    mut before: Before,
    mut entries: Vec<Entry>,
) -> Result<()> {
    before.entries[1] = t.last_seq + i32::try_from(entries.len())?;
    if let Some(entry) = entries.iter_mut().find(|e| e.kind == EventKind::Assigned) {
        entry.data["before"] = json!(before);
    }
    let now = d.now;
    record::record_and_tell_at(d, t, entries, told_at(t, now)).await?;
    db::pass_custody(d.conn(), t, now).await?;
    db::save(d.conn(), t).await
}

/// Takes back the last decision about a ticket: one's own, a quarter of an hour old at most, and nothing happened since. `true`: nobody had been told
/// of it yet, and nobody will be.
pub async fn take_back(app: &App, by: &By, number: &Number) -> Result<bool> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number) = (by.clone(), number.clone());
        Box::pin(async move {
            let mut t = by.take_to_triage(d, &number, None).await?;
            let now = d.now;
            let Decision { before, at, .. } = db::last_decision(d.conn(), t.id)
                .await?
                .filter(|decision| decision.can_be_taken_back(by.person(), now))
                .ok_or(Refusal::NothingToTakeBack)?;
            let in_silence = now < told_at(&t, at);
            let (department, person) = (t.department, t.accountable);
            t.department = before.department;
            t.accountable = before.person;
            t.needs_review = before.needs_review;
            t.go_back_to(&before.state, now);
            let mut entries = vec![
                Entry::public(EventKind::TriageUndone, by.actor(), now).data(json!({
                    "undoes": before.entries,
                    "state": t.state.as_str(),
                    "department": department,
                    "person": person,
                    "told": !in_silence,
                })),
            ];
            match before.department {
                Some(before) if department != Some(before) => {
                    entries.extend(promises::change_department(d, &t, before).await?);
                }
                None => promises::unassign(d, &t).await?,
                Some(_) => {}
            }
            if before.urgency != t.urgency {
                entries.extend(triage::change_urgency(d, &mut t, &by, before.urgency, "").await?);
            }
            record::pass_on(d, &mut t, entries).await?;
            Ok(in_silence)
        })
    })
    .await
}

/// The same question asked of a record that was read already: may they still take back what was decided?
pub(super) fn can_take_back(record: &[read::Entry], me: PersonId, now: DateTime<Utc>) -> bool {
    let only_time_went_by = |entry: &&read::Entry| {
        matches!(
            entry.kind,
            EventKind::PromiseWarned | EventKind::PromiseBroken | EventKind::PromiseEscalated
        )
    };
    let Some(last) = record.iter().rev().find(|entry| !only_time_went_by(entry)) else {
        return false;
    };
    record.iter().rev().any(|entry| {
        let before = serde_json::from_value::<Before>(entry.data["before"].clone());
        entry.kind == EventKind::Assigned
            && before.is_ok_and(|before| before.entries[1] >= last.seq)
            && entry.actor == Some(me)
            && now - entry.at < STANDS_FOR
    })
}

impl Ticket {
    /// Back to the state before a decision that only ever assigns; what waits goes on waiting.
    fn go_back_to(&mut self, state: &str, at: DateTime<Utc>) {
        if self.state == State::Assigned {
            let before = match state {
                "new" => State::New,
                "in_progress" => State::InProgress,
                _ => return,
            };
            self.enter(before, at, None);
        }
    }
}
