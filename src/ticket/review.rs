//! A second look by somebody who had no part in the first.

use serde_json::json;

use super::{
    Ticket, db,
    event::{Actor, Entry, EventKind},
    promises,
    record::record,
};
use crate::{
    db::Deed,
    error::Result,
    ids::PersonId,
    people::{self, duty},
    property,
};

/// Opens the next cycle with its own clocks and with a person who is none of `not`: the department's head before its members,
/// else somebody of the desk; with nobody left, the desk finds somebody. The caller saves.
pub(crate) async fn review_in(
    d: &mut Deed,
    t: &mut Ticket,
    entry: Entry,
    not: &[PersonId],
) -> Result<()> {
    let now = d.now;
    let community = property::community(d.conn(), t.place.community).await?;
    let desk = people::department_by_slug(d.conn(), "customer-service").await?;
    let mut excluded = t.hidden_from.clone();
    excluded.extend(not.iter().map(|person| person.0));
    let mut with = None;
    for department in t.department.into_iter().chain(desk) {
        if with.is_none() && !db::is_complaint_about_department(d.conn(), t.id, department).await? {
            let strategy = duty::Strategy::Head;
            let person = duty::accountable(
                d.conn(),
                department,
                community.id,
                community.zone,
                strategy,
                &excluded,
                now,
            )
            .await?;
            with = person.map(|person| (department, person));
        }
    }
    let from = t.department;
    t.review(with, now)?;
    let mut entries = vec![entry];
    if let Some((department, person)) = with {
        entries.push(
            Entry::public(EventKind::Rerouted, Actor::System, now)
                .data(json!({ "department": department, "from": from, "review": true })),
        );
        entries.push(
            Entry::internal(EventKind::Assigned, Actor::System, now)
                .data(json!({ "department": department, "person": person })),
        );
    }
    entries.extend(promises::open_cycle(d, t, 2, None, now).await?);
    record(d, t, entries).await?;
    db::withdraw_offer(d.conn(), t.id, None, now).await?;
    db::pass_custody(d.conn(), t, now).await
}
