//! What the desk chooses from: places, matters, whom a complaint is about, lines of the account.

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::super::taking::is_taken_here;
use crate::{
    catalog::{Catalog, Kind},
    complaint,
    error::Result,
    fees,
    i18n::L,
    ids::{BuildingId, PersonId},
    people::{self, Desk},
    property::{self, Unit},
    web::Choice,
};

/// Lines of an account that are offered at most.
const CHARGES: usize = 12;

pub(super) fn of_unit(unit: &Unit) -> Choice {
    Choice::new(
        format!("unit:{}", unit.id),
        format!("{} · {}", unit.building_name, unit.label),
    )
}

/// Shared places and what stands there, lifts and pumps, of the desk's communities, each community as a whole first.
pub(super) async fn shared(conn: &mut PgConnection, desk: &Desk, l: L) -> Result<Vec<Choice>> {
    let mut places = vec![];
    for community in property::communities(conn).await? {
        if !desk.scope.has_desk(community.id) {
            continue;
        }
        let buildings = property::buildings(conn, community.id).await?;
        let of = |id: Option<BuildingId>| {
            let building = buildings.iter().find(|building| Some(building.id) == id);
            building.map_or(community.name.as_str(), |building| building.name.as_str())
        };
        let id = |id: Option<String>| id.unwrap_or_default();
        places.push(Choice::new(
            format!("shared:{}::", community.id),
            l.a("intake-community", "name", community.name.as_str()),
        ));
        for area in property::areas(conn, community.id).await? {
            let building = id(area.building.map(|id| id.to_string()));
            places.push(Choice::new(
                format!("shared:{}:{building}:{}", community.id, area.id),
                format!("{} · {}", of(area.building), l.label(&area.name)),
            ));
        }
        for asset in property::assets(conn, community.id).await? {
            let building = id(asset.building.map(|id| id.to_string()));
            let area = id(asset.area.map(|id| id.to_string()));
            places.push(Choice::new(
                format!("shared:{}:{building}:{area}:{}", community.id, asset.id),
                format!("{} · {}", of(asset.building), l.label(&asset.name)),
            ));
        }
    }
    Ok(places)
}

/// Everything a matter can be about, kind by kind.
pub(super) fn subjects(catalog: &Catalog, l: L) -> Vec<(String, Vec<Choice>)> {
    let mut subjects = vec![];
    for kind in [
        Kind::Repair,
        Kind::Complaint,
        Kind::FeeDispute,
        Kind::Inquiry,
        Kind::Suggestion,
    ] {
        let mut alone = vec![];
        for top in catalog.top(kind).filter(|category| is_taken_here(category)) {
            let below: Vec<Choice> = catalog
                .below(top)
                .map(|category| Choice::new(category.id, l.label(&category.label)))
                .collect();
            let name = l.label(&top.label);
            if below.is_empty() {
                alone.push(Choice::new(top.id, name));
            } else {
                let of = l.word("kind", kind.as_str()).into_owned();
                subjects.push((l.aa("intake-subject", "kind", of, "name", name), below));
            }
        }
        if !alone.is_empty() {
            subjects.push((l.word("kind", kind.as_str()).into_owned(), alone));
        }
    }
    subjects
}

/// Whom they had to do with, then the departments.
pub(super) async fn whom(
    conn: &mut PgConnection,
    caller: Option<PersonId>,
    l: L,
) -> Result<Vec<Choice>> {
    let mut whom = vec![Choice::new("", l.t("intake-whom-nobody"))];
    if let Some(caller) = caller {
        let met = complaint::met(conn, caller).await?;
        whom.extend(
            met.into_iter()
                .map(|(person, name)| Choice::new(format!("person-{person}"), name)),
        );
    }
    let departments = people::departments(conn).await?;
    whom.extend(
        departments
            .iter()
            .map(|one| Choice::new(format!("department-{}", one.id), l.label(&one.name))),
    );
    Ok(whom)
}

/// Lines that nobody disputes yet, of homes the desk looks after.
pub(super) async fn charges(
    conn: &mut PgConnection,
    desk: &Desk,
    units: impl Iterator<Item = &Unit>,
    today: NaiveDate,
    l: L,
) -> Result<Vec<Choice>> {
    let mut seen = vec![];
    let mut lines = vec![];
    for unit in units {
        if seen.contains(&unit.id) || !desk.scope.has_desk(unit.community) {
            continue;
        }
        seen.push(unit.id);
        let community = property::community(conn, unit.community).await?;
        let account = fees::charges_of_unit(conn, unit.id, None, today).await?;
        lines.extend(
            account
                .into_iter()
                .filter(|charge| charge.held.is_none())
                .take(CHARGES)
                .map(|charge| {
                    Choice::new(
                        charge.id,
                        format!(
                            "{} · {} · {}",
                            unit.label,
                            charge.name,
                            l.money(charge.amount, &community.currency)
                        ),
                    )
                }),
        );
    }
    Ok(lines)
}
