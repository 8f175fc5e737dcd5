//! From facts to a department and a person: the rules' decision, applied.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{
    db,
    event::{Actor, Entry, EventKind},
    filing::NewTicket,
    model::{Ticket, Urgency},
};
use crate::{
    catalog,
    db::Deed,
    error::Result,
    ids::{DepartmentId, PersonId},
    people::{self, duty},
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
pub(super) async fn facts(d: &mut Deed, new: &NewTicket, community: &Community) -> Result<Chosen> {
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
            duty::accountable(
                d.conn(),
                department,
                community.id,
                community.zone,
                action.assign.strategy(),
                &ticket.hidden_from,
                at,
            )
            .await?
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
    duty::accountable(
        d.conn(),
        desk,
        community.id,
        community.zone,
        duty::Strategy::LeastLoaded,
        &ticket.hidden_from,
        at,
    )
    .await
}

/// Somebody of this department to answer for it now.
pub(super) async fn somebody_of(
    d: &mut Deed,
    ticket: &Ticket,
    department: DepartmentId,
    at: DateTime<Utc>,
) -> Result<PersonId> {
    let community = property::community(d.conn(), ticket.place.community).await?;
    duty::accountable(
        d.conn(),
        department,
        community.id,
        community.zone,
        duty::Strategy::LeastLoaded,
        &ticket.hidden_from,
        at,
    )
    .await?
    .ok_or_else(|| super::Refusal::NobodyThere.into())
}
