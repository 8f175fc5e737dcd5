//! From facts to a department and a person: the rules' decision, applied; and what people decide instead.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{
    By, Refusal, db,
    event::{Actor, Entry, EventKind},
    filing::NewTicket,
    model::{Ticket, Urgency},
    promises,
};
use crate::{
    catalog,
    db::Deed,
    error::Result,
    ids::{DepartmentId, PersonId},
    people::{
        self,
        duty::{self, Strategy},
    },
    property::{self, Community},
    routing::{self, Decision, Facts},
    sla,
    text::Folded,
};

/// What routing chose from and what it chose.
pub(super) struct Chosen {
    pub urgency: Urgency,
    pub decision: Decision,
    pub policy: Option<String>,
}

/// Gathers the facts and asks the rules, before the ticket has a row.
pub(super) async fn choose(d: &mut Deed, new: &NewTicket, community: &Community) -> Result<Chosen> {
    let app = d.app.clone();
    let category = catalog::by_id(&app.catalog, d.conn(), new.category).await?;
    let local = new.filed_at.with_timezone(&community.zone).naive_local();
    let (worse, vulnerable) = (new.answers.getting_worse, new.answers.vulnerable);
    let urgency = match &new.urgency {
        Some((urgency, _)) => *urgency,
        None => routing::urgency(category.as_deref(), None, worse, vulnerable, local.date()),
    };
    let place = property::place_facts(d.conn(), new.place.common_area, new.place.asset).await?;
    let facts = Facts {
        category: category.as_ref().map(|category| category.slug.clone()),
        ancestors: category
            .iter()
            .filter_map(|category| category.parent_slug.clone())
            .collect(),
        building: new.place.building,
        unit: new.place.unit,
        common_area: new.place.common_area,
        common_area_kind: place.common_area_kind,
        asset: new.place.asset,
        asset_kind: place.asset_kind,
        danger: category.as_ref().and_then(|category| category.danger),
        getting_worse: worse,
        vulnerable,
        urgency,
        channel: new.channel,
        language: new.language,
        working_time: sla::is_working_time(&app.sla, d.conn(), community.id, new.filed_at).await?,
        occupancy_role: new.reporter_role,
        last_same_days: db::days_since_same(d.conn(), new).await?,
        text: Folded::new(&new.body),
        about_department: people::department_slug(d.conn(), new.about_department).await?,
        about_person: new.hidden_from.first().map(|person| PersonId(*person)),
        ..Facts::bare(new.kind, community.id, local)
    };
    let rules = routing::live_rules(&app.routing, d.conn(), community.id).await?;
    let decision = routing::choose(&rules, &facts);
    let urgency = match decision.action.as_ref().and_then(|action| action.urgency) {
        Some(by_rule) if new.urgency.is_none() => by_rule,
        _ => urgency,
    };
    let policy = decision
        .action
        .as_ref()
        .and_then(|action| action.policy.clone());
    Ok(Chosen {
        urgency,
        policy,
        decision,
    })
}

/// Applies the decision to a ticket before it is written. What no rule matches stays at the desk.
pub(super) async fn route_new(
    d: &mut Deed,
    ticket: &mut Ticket,
    new: &NewTicket,
    chosen: &Chosen,
    community: &Community,
) -> Result<Vec<Entry>> {
    let at = new.filed_at;
    let Some(action) = &chosen.decision.action else {
        ticket.accountable = desk_accountable(d, ticket, community, at).await?;
        return Ok(vec![
            Entry::internal(EventKind::Routed, Actor::System, at)
                .data(json!({ "decision": chosen.decision, "to": null })),
        ]);
    };
    let department = department(d, &action.department).await?;
    let accountable = match department {
        Some(department) => {
            let strategy = action.assign.strategy();
            on_duty(d, ticket, department, strategy, community, at).await?
        }
        None => None,
    };
    let (Some(department), Some(accountable)) = (department, accountable) else {
        // The rule names a department that cannot take it; the desk sees why.
        ticket.needs_review = true;
        ticket.accountable = desk_accountable(d, ticket, community, at).await?;
        return Ok(vec![
            Entry::internal(EventKind::Routed, Actor::System, at).data(
                json!({ "decision": chosen.decision, "to": null, "nobody": action.department }),
            ),
        ]);
    };
    ticket.assign(department, accountable, at)?;
    ticket.needs_review = action.needs_review;
    ticket.tags.clone_from(&action.tags);
    ticket
        .seen_by
        .extend(action.watchers.iter().map(|person| person.0));
    ticket.rule = chosen
        .decision
        .rule
        .as_ref()
        .map(|rule| rule.id.to_string());
    ticket.rule_set = chosen
        .decision
        .rule
        .as_ref()
        .and_then(|rule| rule.set)
        .map(|set| set.0);
    Ok(vec![
        Entry::public(EventKind::Routed, Actor::System, at)
            .data(json!({ "department": department, "decision": chosen.decision })),
        Entry::internal(EventKind::Assigned, Actor::System, at)
            .data(json!({ "department": department, "person": accountable })),
    ])
}

async fn department(d: &mut Deed, slug: &str) -> Result<Option<DepartmentId>> {
    let app = d.app.clone();
    people::known_department(&app, d.conn(), slug).await
}

/// Who answers for what the rules left to the desk.
pub(super) async fn desk_accountable(
    d: &mut Deed,
    ticket: &Ticket,
    community: &Community,
    at: DateTime<Utc>,
) -> Result<Option<PersonId>> {
    let Some(desk) = department(d, "customer-service").await? else {
        return Ok(None);
    };
    on_duty(d, ticket, desk, Strategy::LeastLoaded, community, at).await
}

/// Somebody of this department to answer for it now.
pub(super) async fn somebody_of(
    d: &mut Deed,
    ticket: &Ticket,
    department: DepartmentId,
    at: DateTime<Utc>,
) -> Result<PersonId> {
    let community = property::community(d.conn(), ticket.place.community).await?;
    let somebody = on_duty(d, ticket, department, Strategy::LeastLoaded, &community, at);
    Ok(somebody.await?.ok_or(Refusal::NobodyThere)?)
}

/// Whom the department's duty names for it, never one it is hidden from.
async fn on_duty(
    d: &mut Deed,
    ticket: &Ticket,
    department: DepartmentId,
    strategy: Strategy,
    community: &Community,
    at: DateTime<Utc>,
) -> Result<Option<PersonId>> {
    let (id, zone, not) = (community.id, community.zone, &ticket.hidden_from);
    duty::accountable(d.conn(), department, id, zone, strategy, not, at).await
}

/// Somebody sends it to a department, and in it to a person: from where and by which rule it had been there is told with it.
pub(super) async fn send(
    d: &mut Deed,
    t: &mut Ticket,
    by: &By,
    kind: EventKind,
    (department, person): (DepartmentId, PersonId),
    reason: &str,
) -> Result<Vec<Entry>> {
    let (now, from) = (d.now, t.department);
    t.assign(department, person, now)?;
    let mut entries = vec![
        Entry::public(kind, by.actor(), now).data(json!({
            "department": department,
            "from": from,
            "rule": t.rule,
            "rule_set": t.rule_set,
        })),
        Entry::internal(EventKind::Assigned, by.actor(), now)
            .data(json!({ "department": department, "person": person }))
            .text(reason, t.language),
    ];
    entries.extend(promises::change_department(d, t, department).await?);
    Ok(entries)
}
