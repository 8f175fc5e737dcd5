//! What deeds of kinds need beside their own rows: entries appended, and a ticket brought in hand before it is decided.

use serde_json::json;

use super::{
    By, Refusal, State, Ticket, db,
    event::{Entry, EventKind},
    promises,
    record::{keep, record},
    waiting,
};
use crate::{db::Deed, error::Result, sla::Moment};

/// Adds entries to a locked ticket and saves it.
pub(crate) async fn append(d: &mut Deed, t: &mut Ticket, entries: Vec<Entry>) -> Result<()> {
    keep(d, t, entries).await
}

/// Whoever decides a matter has it in hand: an open ticket that nobody started is started by them. The caller saves.
pub(crate) async fn take_up_in(d: &mut Deed, t: &mut Ticket, by: &By) -> Result<()> {
    let (now, me) = (d.now, by.person());
    let mut entries = Vec::new();
    match &t.state {
        State::InProgress => return Ok(()),
        State::New => {
            let department = db::home_department(d.conn(), me, None).await?;
            let department = department.ok_or(Refusal::NotRouted)?;
            t.assign(department, me, now)?;
            entries.push(
                Entry::public(EventKind::Routed, by.actor(), now)
                    .data(json!({ "department": department })),
            );
            entries.extend(promises::change_department(d, t, department).await?);
        }
        State::Assigned
        | State::Waiting { .. }
        | State::Resolved { .. }
        | State::Closed { .. }
        | State::Declined { .. }
        | State::Duplicate { .. }
        | State::Withdrawn => {}
    }
    entries.extend(start(d, t, by).await?);
    record(d, t, entries).await?;
    db::pass_custody(d.conn(), t, now).await
}

/// From now on it is theirs and in progress; what waited goes on.
pub(super) async fn start(d: &mut Deed, t: &mut Ticket, by: &By) -> Result<Vec<Entry>> {
    let (now, me) = (d.now, by.person());
    let was_waiting = matches!(t.state, State::Waiting { .. });
    t.start(now)?;
    let before = t.accountable.replace(me);
    let mut entries = vec![
        Entry::public(EventKind::Accepted, by.actor(), now)
            .data(json!({ "person": me, "from": before })),
    ];
    if was_waiting {
        entries.extend(waiting::resume_clocks(d, t, now).await?);
    }
    entries.extend(promises::moment(d, t, Moment::Acknowledged, now).await?);
    Ok(entries)
}
