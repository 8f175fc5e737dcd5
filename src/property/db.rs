//! All SQL of the places.

pub mod import;
mod make;

pub use make::*;

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{Area, Asset, Building, Community, Home, OccupancyRole, PlaceFacts, Resident, Unit};
use crate::{
    error::{AppError, Result},
    i18n::{Label, Lang},
    ids::{AssetId, BuildingId, CommonAreaId, CommunityId, PersonId, UnitId},
};

struct CommunityRow {
    id: i64,
    slug: String,
    name: String,
    zone: String,
    currency: String,
    language: String,
    quiet_days: i32,
    phone: String,
    emergency_phone: String,
    second_pair_above: i64,
}

impl TryFrom<CommunityRow> for Community {
    type Error = AppError;

    fn try_from(row: CommunityRow) -> Result<Self> {
        Ok(Self {
            id: CommunityId(row.id),
            slug: row.slug,
            name: row.name,
            zone: row.zone.parse().map_err(|_| {
                anyhow::anyhow!("community {} has an unknown time zone {}", row.id, row.zone)
            })?,
            currency: row.currency,
            language: Lang::from_code(&row.language).unwrap_or_default(),
            quiet_days: row.quiet_days,
            phone: row.phone,
            emergency_phone: row.emergency_phone,
            second_pair_above: row.second_pair_above,
        })
    }
}

pub async fn community(conn: &mut PgConnection, id: CommunityId) -> Result<Community> {
    sqlx::query_as!(
        CommunityRow,
        "select id, slug, name, zone, currency, language, quiet_days, phone, emergency_phone, second_pair_above from community where id = $1",
        id.0
    )
    .fetch_optional(conn)
    .await?
    .ok_or(AppError::NotFound)?
    .try_into()
}

pub async fn communities(conn: &mut PgConnection) -> Result<Vec<Community>> {
    sqlx::query_as!(
        CommunityRow,
        "select id, slug, name, zone, currency, language, quiet_days, phone, emergency_phone, second_pair_above
         from community order by name limit 500"
    )
    .fetch_all(conn)
    .await?
    .into_iter()
    .map(Community::try_from)
    .collect()
}

pub async fn buildings(conn: &mut PgConnection, community: CommunityId) -> Result<Vec<Building>> {
    let rows = sqlx::query!(
        "select id, name, address from building where community_id = $1 order by name limit 5000",
        community.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Building {
            id: BuildingId(row.id),
            community,
            name: row.name,
            address: row.address,
        })
        .collect())
}

struct UnitRow {
    id: i64,
    community_id: i64,
    building_id: i64,
    building_name: String,
    label: String,
    kind: String,
}

impl From<UnitRow> for Unit {
    fn from(row: UnitRow) -> Self {
        Self {
            id: UnitId(row.id),
            community: CommunityId(row.community_id),
            building: BuildingId(row.building_id),
            building_name: row.building_name,
            label: row.label,
            kind: row.kind,
        }
    }
}

pub async fn unit(conn: &mut PgConnection, id: UnitId) -> Result<Unit> {
    Ok(sqlx::query_as!(
        UnitRow,
        "select u.id, u.community_id, u.building_id, b.name as building_name, u.label, u.kind
         from unit u join building b on b.id = u.building_id where u.id = $1",
        id.0
    )
    .fetch_optional(conn)
    .await?
    .ok_or(AppError::NotFound)?
    .into())
}

pub async fn units_of_building(conn: &mut PgConnection, building: BuildingId) -> Result<Vec<Unit>> {
    Ok(sqlx::query_as!(
        UnitRow,
        "select u.id, u.community_id, u.building_id, b.name as building_name, u.label, u.kind
         from unit u join building b on b.id = u.building_id where u.building_id = $1 order by u.label limit 2000",
        building.0
    )
    .fetch_all(conn)
    .await?
    .into_iter()
    .map(Unit::from)
    .collect())
}

/// The units somebody belongs to on this day, homes first.
pub async fn units_of_person(
    conn: &mut PgConnection,
    person: PersonId,
    today: NaiveDate,
) -> Result<Vec<Home>> {
    let rows = sqlx::query!(
        "select u.id, u.label, u.kind, b.id as building_id, b.name as building_name, o.role,
                c.id as community_id, c.slug, c.name, c.zone, c.currency, c.language, c.quiet_days, c.phone, c.emergency_phone, c.second_pair_above
         from occupancy o
         join unit u on u.id = o.unit_id
         join building b on b.id = u.building_id
         join community c on c.id = u.community_id
         where o.person_id = $1 and o.from_on <= $2 and (o.to_on is null or o.to_on > $2)
         order by (u.kind = 'home') desc, b.name, u.label limit 200",
        person.0,
        today
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Home {
                unit: Unit {
                    id: UnitId(row.id),
                    community: CommunityId(row.community_id),
                    building: BuildingId(row.building_id),
                    building_name: row.building_name,
                    label: row.label,
                    kind: row.kind,
                },
                role: row.role.parse()?,
                community: CommunityRow {
                    id: row.community_id,
                    slug: row.slug,
                    name: row.name,
                    zone: row.zone,
                    currency: row.currency,
                    language: row.language,
                    quiet_days: row.quiet_days,
                    phone: row.phone,
                    emergency_phone: row.emergency_phone,
                    second_pair_above: row.second_pair_above,
                }
                .try_into()?,
            })
        })
        .collect()
}

/// How somebody belongs to a unit on this day; the strongest role if several.
pub async fn current_role(
    conn: &mut PgConnection,
    person: PersonId,
    unit: UnitId,
    today: NaiveDate,
) -> Result<Option<OccupancyRole>> {
    let role = sqlx::query_scalar!(
        "select role from occupancy
         where person_id = $1 and unit_id = $2 and from_on <= $3 and (to_on is null or to_on > $3)
         order by array_position(array['owner', 'co_owner', 'agent', 'tenant', 'household'], role) limit 1",
        person.0,
        unit.0,
        today
    )
    .fetch_optional(conn)
    .await?;
    Ok(role.map(|role| role.parse()).transpose()?)
}

pub async fn residents_of(
    conn: &mut PgConnection,
    unit: UnitId,
    today: NaiveDate,
) -> Result<Vec<Resident>> {
    sqlx::query!(
        "select p.id, p.name, o.role, o.from_on from occupancy o join person p on p.id = o.person_id
         where o.unit_id = $1 and o.from_on <= $2 and (o.to_on is null or o.to_on > $2)
         order by array_position(array['owner', 'co_owner', 'agent', 'tenant', 'household'], o.role), p.name limit 100",
        unit.0,
        today
    )
    .fetch_all(conn)
    .await?
    .into_iter()
    .map(|row| Ok(Resident { person: PersonId(row.id), name: row.name, role: row.role.parse()?, from_on: row.from_on }))
    .collect()
}

/// Shared places of a community; those of one building and those of the whole estate.
pub async fn areas(conn: &mut PgConnection, community: CommunityId) -> Result<Vec<Area>> {
    let rows = sqlx::query!(
        r#"select id, building_id, kind, name as "name: sqlx::types::Json<Label>" from common_area where community_id = $1 order by id limit 2000"#,
        community.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Area {
            id: CommonAreaId(row.id),
            building: row.building_id.map(BuildingId),
            kind: row.kind,
            name: row.name.0,
        })
        .collect())
}

pub async fn assets(conn: &mut PgConnection, community: CommunityId) -> Result<Vec<Asset>> {
    let rows = sqlx::query!(
        r#"select id, building_id, common_area_id, kind, name as "name: sqlx::types::Json<Label>", code
           from asset where community_id = $1 order by id limit 5000"#,
        community.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Asset {
            id: AssetId(row.id),
            building: row.building_id.map(BuildingId),
            area: row.common_area_id.map(CommonAreaId),
            kind: row.kind,
            name: row.name.0,
            code: row.code,
        })
        .collect())
}

pub async fn place_facts(
    conn: &mut PgConnection,
    area: Option<CommonAreaId>,
    asset: Option<AssetId>,
) -> Result<PlaceFacts> {
    if area.is_none() && asset.is_none() {
        return Ok(PlaceFacts::default());
    }
    let row = sqlx::query!(
        "select (select kind from common_area where id = $1) as area, (select kind from asset where id = $2) as asset",
        area.map(|id| id.0),
        asset.map(|id| id.0)
    )
    .fetch_one(conn)
    .await?;
    Ok(PlaceFacts {
        common_area_kind: row.area,
        asset_kind: row.asset,
    })
}
