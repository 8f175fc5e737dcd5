//! Communities, homes and who lives there, made.

use chrono::NaiveDate;
use chrono_tz::Tz;
use sqlx::PgConnection;

use super::{super::OccupancyRole, community};
use crate::{
    error::Result,
    i18n::{Label, Lang},
    ids::{AssetId, BuildingId, CommonAreaId, CommunityId, PersonId, UnitId},
    property::Community,
};

/// The names a community is made of.
#[derive(Debug, Clone)]
pub struct NewCommunity<'a> {
    pub slug: &'a str,
    pub name: &'a str,
    pub zone: Tz,
    pub currency: &'a str,
    pub language: Lang,
    pub phone: &'a str,
    pub emergency_phone: &'a str,
}

pub async fn add_community(conn: &mut PgConnection, new: &NewCommunity<'_>) -> Result<CommunityId> {
    let id = sqlx::query_scalar!(
        "insert into community (slug, name, zone, currency, language, phone, emergency_phone)
         values ($1, $2, $3, $4, $5, $6, $7) returning id",
        new.slug,
        new.name,
        new.zone.name(),
        new.currency,
        new.language.code(),
        new.phone,
        new.emergency_phone
    )
    .fetch_one(conn)
    .await?;
    Ok(CommunityId(id))
}

pub async fn community_by_slug(conn: &mut PgConnection, slug: &str) -> Result<Option<Community>> {
    let id = sqlx::query_scalar!("select id from community where slug = $1", slug)
        .fetch_optional(&mut *conn)
        .await?;
    match id {
        Some(id) => community(conn, CommunityId(id)).await.map(Some),
        None => Ok(None),
    }
}

/// The building of this name, made if there is none.
pub async fn ensure_building(
    conn: &mut PgConnection,
    community: CommunityId,
    name: &str,
    address: &str,
) -> Result<BuildingId> {
    let id = sqlx::query_scalar!(
        "with made as (
           insert into building (community_id, name, address) values ($1, $2, $3) on conflict (community_id, name) do nothing returning id)
         select id as \"id!\" from made union all select id from building where community_id = $1 and name = $2 limit 1",
        community.0,
        name,
        address
    )
    .fetch_one(conn)
    .await?;
    Ok(BuildingId(id))
}

pub async fn add_unit(
    conn: &mut PgConnection,
    community: CommunityId,
    building: BuildingId,
    label: &str,
    kind: &str,
) -> Result<UnitId> {
    let id = sqlx::query_scalar!(
        "insert into unit (community_id, building_id, label, kind) values ($1, $2, $3, $4) returning id",
        community.0,
        building.0,
        label,
        kind
    )
    .fetch_one(conn)
    .await?;
    Ok(UnitId(id))
}

pub async fn add_area(
    conn: &mut PgConnection,
    community: CommunityId,
    building: Option<BuildingId>,
    kind: &str,
    name: &Label,
) -> Result<CommonAreaId> {
    let id = sqlx::query_scalar!(
        "insert into common_area (community_id, building_id, kind, name) values ($1, $2, $3, $4) returning id",
        community.0,
        building.map(|id| id.0),
        kind,
        sqlx::types::Json(name) as _
    )
    .fetch_one(conn)
    .await?;
    Ok(CommonAreaId(id))
}

pub async fn add_asset(
    conn: &mut PgConnection,
    community: CommunityId,
    building: Option<BuildingId>,
    area: Option<CommonAreaId>,
    kind: &str,
    name: &Label,
    code: Option<&str>,
) -> Result<AssetId> {
    let id = sqlx::query_scalar!(
        "insert into asset (community_id, building_id, common_area_id, kind, name, code) values ($1, $2, $3, $4, $5, $6) returning id",
        community.0,
        building.map(|id| id.0),
        area.map(|id| id.0),
        kind,
        sqlx::types::Json(name) as _,
        code
    )
    .fetch_one(conn)
    .await?;
    Ok(AssetId(id))
}

pub async fn occupy(
    conn: &mut PgConnection,
    person: PersonId,
    unit: UnitId,
    role: OccupancyRole,
    share: Option<i32>,
    from_on: NaiveDate,
    to_on: Option<NaiveDate>,
) -> Result<()> {
    sqlx::query!(
        "insert into occupancy (person_id, unit_id, role, share, from_on, to_on) values ($1, $2, $3, $4, $5, $6)",
        person.0,
        unit.0,
        role.as_str(),
        share,
        from_on,
        to_on
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Do these belong together: building, shared place and asset of one community.
pub async fn is_place(
    conn: &mut PgConnection,
    community: CommunityId,
    building: Option<BuildingId>,
    area: Option<CommonAreaId>,
    asset: Option<AssetId>,
) -> Result<bool> {
    let is_place = sqlx::query_scalar!(
        r#"select exists (select from community where id = $1)
              and ($2::bigint is null or exists (select from building where id = $2 and community_id = $1))
              and ($3::bigint is null or exists (
                     select from common_area where id = $3 and community_id = $1
                       and (building_id is null or $2 is null or building_id = $2)))
              and ($4::bigint is null or exists (
                     select from asset where id = $4 and community_id = $1
                       and (building_id is null or $2 is null or building_id = $2))) as "is_place!""#,
        community.0,
        building.map(|id| id.0),
        area.map(|id| id.0),
        asset.map(|id| id.0),
    )
    .fetch_one(conn)
    .await?;
    Ok(is_place)
}
