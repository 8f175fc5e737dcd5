//! What a rule may be about, by fact, in the reader's words.

use std::collections::BTreeSet;

use sqlx::PgConnection;

use super::{Whose, condition::Input};
use crate::{
    app::App,
    catalog::{Danger, Kind, Urgency},
    error::Result,
    i18n::{L, Lang},
    ids::CommunityId,
    people,
    property::{self, Community, OccupancyRole},
    routing::Channel,
    web::Choice,
};

/// How the values of this fact are given, and which there are.
pub(super) async fn input(
    app: &App,
    conn: &mut PgConnection,
    whose: Whose,
    fact: &str,
    l: L,
) -> Result<Input> {
    let words = |group: &'static str, all: &[&str]| {
        let one = |word: &&str| Choice::new(word, l.word(group, word));
        all.iter().map(one).collect::<Vec<_>>()
    };
    let choices = match fact {
        "getting_worse" | "vulnerable" | "working_time" => return Ok(Input::Nothing),
        "time" | "season" | "repeat_within" => return Ok(Input::Line),
        "words" => return Ok(Input::Lines),
        "kind" => words(
            "kind",
            &Kind::ALL.iter().map(|k| k.as_str()).collect::<Vec<_>>(),
        ),
        "urgency" => words(
            "urgency",
            &Urgency::ALL.iter().map(|u| u.as_str()).collect::<Vec<_>>(),
        ),
        "danger" => words(
            "routing-danger",
            &Danger::ALL.iter().map(|d| d.as_str()).collect::<Vec<_>>(),
        ),
        "channel" => words(
            "channel",
            &Channel::ALL.iter().map(|c| c.as_str()).collect::<Vec<_>>(),
        ),
        "occupancy_role" => words(
            "role",
            &OccupancyRole::ALL
                .iter()
                .map(|r| r.as_str())
                .collect::<Vec<_>>(),
        ),
        "weekday" => words("routing-weekday", &["1", "2", "3", "4", "5", "6", "7"]),
        "language" => Lang::ALL
            .iter()
            .map(|lang| Choice::new(lang.code(), lang.own_name()))
            .collect(),
        "category" => categories(app, conn, l).await?,
        "about_department" => departments(conn, l).await?,
        "about_person" => staff(conn).await?,
        place => places(conn, whose, place, l).await?,
    };
    Ok(Input::OneOf(choices))
}

async fn categories(app: &App, conn: &mut PgConnection, l: L) -> Result<Vec<Choice>> {
    let catalog = app.catalog.catalog(conn).await?;
    let mut choices: Vec<_> = catalog
        .iter()
        .filter(|category| !category.retired)
        .map(|category| {
            let kind = l.word("kind", category.kind.as_str()).into_owned();
            let above = catalog
                .parent(category)
                .map(|above| l.label(&above.label).to_owned());
            let name = l.label(&category.label).to_owned();
            let words: Vec<_> = std::iter::once(kind).chain(above).chain([name]).collect();
            Choice::new(
                format!("{}/{}", category.kind, category.slug),
                words.join(" › "),
            )
        })
        .collect();
    choices.sort_by(|a, b| a.words.cmp(&b.words));
    Ok(choices)
}

pub(super) async fn departments(conn: &mut PgConnection, l: L) -> Result<Vec<Choice>> {
    let departments = people::departments(conn).await?;
    let choice = |d: &people::Department| Choice::new(&d.slug, l.label(&d.name));
    Ok(departments.iter().map(choice).collect())
}

pub(super) async fn staff(conn: &mut PgConnection) -> Result<Vec<Choice>> {
    let staff = people::staff(conn).await?;
    Ok(staff
        .into_iter()
        .map(|(id, name)| Choice::new(id, name))
        .collect())
}

/// Places of the community, or of all of them under the community's name.
async fn places(conn: &mut PgConnection, whose: Whose, fact: &str, l: L) -> Result<Vec<Choice>> {
    let mut communities = property::communities(&mut *conn).await?;
    if fact == "community" {
        return Ok(communities
            .iter()
            .map(|c| Choice::new(c.id, &c.name))
            .collect());
    }
    communities.retain(|community| whose.0.is_none_or(|id| id == community.id));
    let mut choices = Vec::new();
    let mut kinds = BTreeSet::new();
    for community in &communities {
        let id = community.id;
        match fact {
            "building" => choices.extend(
                property::buildings(&mut *conn, id)
                    .await?
                    .iter()
                    .map(|building| named(whose, community, building.id.0, &building.name)),
            ),
            "unit" => choices.extend(
                units(&mut *conn, id)
                    .await?
                    .iter()
                    .map(|(unit, name)| named(whose, community, *unit, name)),
            ),
            "common_area" | "common_area_kind" => {
                for area in property::areas(&mut *conn, id).await? {
                    choices.push(named(whose, community, area.id.0, l.label(&area.name)));
                    kinds.insert(area.kind);
                }
            }
            "asset" | "asset_kind" => {
                for asset in property::assets(&mut *conn, id).await? {
                    choices.push(named(whose, community, asset.id.0, l.label(&asset.name)));
                    kinds.insert(asset.kind);
                }
            }
            _ => {}
        }
    }
    if fact.ends_with("_kind") {
        choices = kinds
            .iter()
            .map(|kind| Choice::new(kind, l.word_or_written("place-kind", kind)))
            .collect();
    }
    Ok(choices)
}

async fn units(conn: &mut PgConnection, community: CommunityId) -> Result<Vec<(i64, String)>> {
    let mut units = Vec::new();
    for building in property::buildings(&mut *conn, community).await? {
        for unit in property::units_of_building(&mut *conn, building.id).await? {
            units.push((unit.id.0, format!("{} {}", building.name, unit.label)));
        }
    }
    Ok(units)
}

fn named(whose: Whose, community: &Community, id: i64, name: &str) -> Choice {
    match whose.0 {
        Some(_) => Choice::new(id, name),
        None => Choice::new(id, format!("{} › {name}", community.name)),
    }
}
