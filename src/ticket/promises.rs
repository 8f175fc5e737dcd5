//! The ticket's clocks: what the promises did becomes part of the record.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{
    event::{Actor, Entry, EventKind},
    model::Ticket,
};
use crate::{
    catalog::{self, Category},
    db::Deed,
    error::Result,
    ids::DepartmentId,
    property::OccupancyRole,
    sla::{self, Change, ChangeKind, Metric, Moment, Opening, Stood, Subject},
};

/// What the promises depend on.
fn subject<'a>(
    ticket: &Ticket,
    stage: u8,
    category: Option<&'a Category>,
    policy: Option<&'a str>,
    at: DateTime<Utc>,
) -> Subject<'a> {
    Subject {
        ticket: ticket.id,
        cycle: ticket.cycle,
        community: ticket.place.community,
        department: ticket.department,
        kind: ticket.kind.as_str(),
        category: category.map(|category| category.slug.as_str()),
        urgency: ticket.urgency.as_str(),
        occupancy: ticket.reporter_role.map(OccupancyRole::as_str),
        at,
        policy,
        stage,
    }
}

/// The promises of a ticket that is about to be filed, and the entry that says what was promised and by when.
pub(super) async fn plan_cycle(
    d: &mut Deed,
    ticket: &Ticket,
    policy: Option<&str>,
    at: DateTime<Utc>,
) -> Result<(Opening, Vec<Entry>)> {
    let app = d.app.clone();
    let category = catalog::by_id(&app.catalog, d.conn(), ticket.category).await?;
    let subject = subject(ticket, 1, category.as_deref(), policy, at);
    let opening = sla::plan_cycle(&app.sla, d.conn(), &subject).await?;
    let entries = opened(&opening.changes(), at);
    Ok((opening, entries))
}

/// Starts the promises of the ticket's present cycle, the second or a later one or a second look.
pub(super) async fn open_cycle(
    d: &mut Deed,
    ticket: &Ticket,
    stage: u8,
    policy: Option<&str>,
    at: DateTime<Utc>,
) -> Result<Vec<Entry>> {
    let app = d.app.clone();
    let category = catalog::by_id(&app.catalog, d.conn(), ticket.category).await?;
    let changes = sla::open_cycle(
        &app.sla,
        d.conn(),
        &subject(ticket, stage, category.as_deref(), policy, at),
    )
    .await?;
    Ok(opened(&changes, at))
}

fn opened(changes: &[Change], at: DateTime<Utc>) -> Vec<Entry> {
    let mut entries = vec![];
    let promised = started(changes);
    if !promised.is_empty() {
        entries.push(
            Entry::public(EventKind::Promised, Actor::System, at)
                .data(json!({ "promises": promised })),
        );
    }
    entries.extend(entries_of(changes));
    entries
}

/// Something happened that starts or meets promises; what follows from it for the record.
pub(super) async fn moment(
    d: &mut Deed,
    ticket: &Ticket,
    moment: Moment,
    at: DateTime<Utc>,
) -> Result<Vec<Entry>> {
    let app = d.app.clone();
    let mut changes =
        sla::on_moment(&app.sla, d.conn(), ticket.id, ticket.cycle, moment, at).await?;
    // Whoever answers the owner also tells how it stands.
    if moment == Moment::Responded {
        let news = Moment::UpdatedOwner;
        changes
            .extend(sla::on_moment(&app.sla, d.conn(), ticket.id, ticket.cycle, news, at).await?);
    }
    Ok(entries_of(&changes))
}

/// Breaches and warnings are entries stamped with the due instant; a promise kept or dropped is read from the promise itself.
pub(super) fn entries_of(changes: &[Change]) -> Vec<Entry> {
    changes
        .iter()
        .filter_map(|change| {
            let due = change.due_at.unwrap_or(change.at);
            let data = json!({
                "promise": change.promise,
                "metric": change.metric.as_str(),
                "due": change.due_at,
            });
            match change.what {
                ChangeKind::Broken if is_for_owner(change.metric) => {
                    Some(Entry::public(EventKind::PromiseBroken, Actor::System, due).data(data))
                }
                ChangeKind::Broken => {
                    Some(Entry::internal(EventKind::PromiseBroken, Actor::System, due).data(data))
                }
                ChangeKind::Warned => Some(
                    Entry::internal(EventKind::PromiseWarned, Actor::System, change.at).data(data),
                ),
                ChangeKind::Escalated { step, to } => {
                    let mut data = data;
                    data["step"] = json!(step);
                    data["to"] = json!(to);
                    Some(
                        Entry::internal(EventKind::PromiseEscalated, Actor::System, change.at)
                            .data(data),
                    )
                }
                ChangeKind::Started
                | ChangeKind::Kept
                | ChangeKind::MetLate
                | ChangeKind::Moved
                | ChangeKind::Dropped => None,
            }
        })
        .collect()
}

/// Promises between departments are nobody's business outside.
pub fn is_for_owner(metric: Metric) -> bool {
    metric != Metric::DepartmentHold
}

/// The policy is chosen again on purpose: the urgency changed. Which promises that made is an entry of its own.
pub(super) async fn reapply(
    d: &mut Deed,
    ticket: &Ticket,
    at: DateTime<Utc>,
) -> Result<Vec<Entry>> {
    let app = d.app.clone();
    let category = catalog::by_id(&app.catalog, d.conn(), ticket.category).await?;
    let stage = stage(d, ticket).await?;
    let changes = sla::reapply(
        &app.sla,
        d.conn(),
        &subject(ticket, stage, category.as_deref(), None, at),
    )
    .await?;
    let promised = started(&changes);
    let mut entries = vec![
        Entry::public(EventKind::PolicyReapplied, Actor::System, at)
            .data(json!({ "promises": promised })),
    ];
    entries.extend(entries_of(&changes));
    Ok(entries)
}

fn started(changes: &[Change]) -> Vec<Value> {
    changes
        .iter()
        .filter(|change| change.what == ChangeKind::Started)
        .map(promised)
        .collect()
}

/// What was promised to the owner and has another time now.
fn retimed(changes: &[Change]) -> Vec<Value> {
    let moved = changes
        .iter()
        .filter(|change| change.what == ChangeKind::Moved && is_for_owner(change.metric));
    moved.map(promised).collect()
}

fn promised(change: &Change) -> Value {
    json!({ "metric": change.metric.as_str(), "due": change.due_at })
}

/// Which look at a complaint the present cycle is: 1, or 2 after the second stage was asked for.
pub(super) async fn stage(d: &mut Deed, ticket: &Ticket) -> Result<u8> {
    let promises = sla::promises_of(d.conn(), ticket.id).await?;
    Ok(promises
        .iter()
        .filter(|promise| promise.cycle == ticket.cycle)
        .map(|promise| promise.stage)
        .max()
        .unwrap_or(1))
}

/// Another department has it: the boards and the hold clock follow, and what starts with a department starts.
pub(super) async fn change_department(
    d: &mut Deed,
    ticket: &Ticket,
    department: DepartmentId,
) -> Result<Vec<Entry>> {
    let (app, now) = (d.app.clone(), d.now);
    let changes =
        sla::change_department(&app.sla, d.conn(), ticket.id, ticket.cycle, department, now)
            .await?;
    let mut entries = entries_of(&changes);
    entries.extend(moment(d, ticket, Moment::AssignedToDepartment, now).await?);
    Ok(entries)
}

/// The cycle's open clocks, for the case that what is decided now is taken back.
pub(super) async fn standing(d: &mut Deed, ticket: &Ticket) -> Result<Vec<Stood>> {
    sla::standing(d.conn(), ticket.id, ticket.cycle).await
}

/// The decision that moved the clocks is taken back, and the ticket is with the department it was with. The times that count
/// again are an entry.
pub(super) async fn restore(
    d: &mut Deed,
    ticket: &Ticket,
    stood: &[Stood],
    decided_at: DateTime<Utc>,
) -> Result<Restored> {
    let (app, now) = (d.app.clone(), d.now);
    let of = (ticket.id, ticket.cycle);
    let department = ticket.department;
    let changes = sla::restore(&app.sla, d.conn(), of, stood, department, decided_at, now).await?;
    let times = retimed(&changes);
    let times = (!times.is_empty()).then(|| {
        Entry::public(EventKind::PolicyReapplied, Actor::System, now)
            .data(json!({ "promises": times }))
    });
    Ok(Restored {
        times,
        late: entries_of(&changes),
    })
}

/// What became of the clocks of a decision taken back.
pub(super) struct Restored {
    pub times: Option<Entry>,
    /// What it had made late.
    pub late: Vec<Entry>,
}

/// What another system left unkept until now is broken here too, and on the record; warnings and ladders are of its past.
pub(super) async fn mark_past(d: &mut Deed, ticket: &Ticket) -> Result<Vec<Entry>> {
    let (app, now) = (d.app.clone(), d.now);
    Ok(entries_of(
        &sla::mark_past(&app.sla, d.conn(), ticket.id, now).await?,
    ))
}

/// The working calendar is another one. The owner reads the new times; those between departments concern nobody outside.
pub(super) fn moved(changes: &[Change], at: DateTime<Utc>) -> Option<Entry> {
    let moved = retimed(changes);
    (!moved.is_empty()).then(|| {
        Entry::public(EventKind::PromiseMoved, Actor::System, at).data(json!({ "promises": moved }))
    })
}

/// Nothing more is owed; what is late stays broken.
pub(super) async fn drop_cycle(d: &mut Deed, ticket: &Ticket) -> Result<Vec<Entry>> {
    let (app, now) = (d.app.clone(), d.now);
    Ok(entries_of(
        &sla::drop_cycle(&app.sla, d.conn(), ticket.id, ticket.cycle, now).await?,
    ))
}
