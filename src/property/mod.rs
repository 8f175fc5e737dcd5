//! Communities, buildings, units, common areas, assets, occupancies: where things are and who belongs there.

mod db;
pub mod import;
mod names;
mod pages;
mod whose;

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::{
    app::App,
    error::Result,
    i18n::{Label, Lang},
    ids::{AssetId, BuildingId, CommonAreaId, CommunityId, PersonId, UnitId},
    text::text_enum,
    web::HelpLine,
};

pub use db::{
    NewCommunity, add_area, add_asset, add_community, add_unit, areas, assets, buildings,
    communities, community, community_by_slug, current_role, ensure_building, is_place, occupy,
    place_facts, residents_of, unit, units_of_building, units_of_person,
};

pub use names::{KeptCommunities, known_communities, known_community};
pub use pages::{Homes, Picked};
pub use whose::{OfWhom, Whose};

/// Puts every community's number where error pages find it, database or not.
pub async fn keep_help_lines(app: &App) -> Result<()> {
    let all = communities(&mut *app.pool.acquire().await?).await?;
    app.help_lines
        .keep(all.into_iter().map(|community| HelpLine {
            community: community.name,
            phone: community.phone,
            emergency_phone: community.emergency_phone,
            zone: community.zone,
        }));
    Ok(())
}

text_enum! {
    /// How a person belongs to a unit.
    pub enum OccupancyRole {
        Owner => "owner",
        CoOwner => "co_owner",
        Tenant => "tenant",
        Household => "household",
        Agent => "agent",
    }
}

#[derive(Debug, Clone)]
pub struct Community {
    pub id: CommunityId,
    pub slug: String,
    pub name: String,
    pub zone: Tz,
    pub currency: String,
    pub language: Lang,
    pub quiet_days: i32,
    pub phone: String,
    pub emergency_phone: String,
    pub second_pair_above: i64,
}

#[derive(Debug, Clone)]
pub struct Building {
    pub id: BuildingId,
    pub community: CommunityId,
    pub name: String,
    pub address: String,
}

/// A unit as people name it: building and label.
#[derive(Debug, Clone)]
pub struct Unit {
    pub id: UnitId,
    pub community: CommunityId,
    pub building: BuildingId,
    pub building_name: String,
    pub label: String,
    pub kind: String,
}

/// A unit of somebody's, and how they belong to it.
#[derive(Debug, Clone)]
pub struct Home {
    pub unit: Unit,
    pub role: OccupancyRole,
    pub community: Community,
}

#[derive(Debug, Clone)]
pub struct Area {
    pub id: CommonAreaId,
    pub building: Option<BuildingId>,
    pub kind: String,
    pub name: Label,
}

#[derive(Debug, Clone)]
pub struct Asset {
    pub id: AssetId,
    pub building: Option<BuildingId>,
    pub area: Option<CommonAreaId>,
    pub kind: String,
    pub name: Label,
    pub code: Option<String>,
}

/// Somebody who belongs to a unit today.
#[derive(Debug, Clone)]
pub struct Resident {
    pub person: PersonId,
    pub name: String,
    pub role: OccupancyRole,
    pub from_on: NaiveDate,
}

/// What routing wants to know of a place beyond its ids.
#[derive(Debug, Clone, Default)]
pub struct PlaceFacts {
    pub common_area_kind: Option<String>,
    pub asset_kind: Option<String>,
}
