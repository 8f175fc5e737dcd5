//! Homes and occupancies that a file names: found, or made.

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::super::OccupancyRole;
use crate::{
    error::Result,
    ids::{BuildingId, CommunityId, PersonId, UnitId},
};

pub async fn find_unit(
    conn: &mut PgConnection,
    building: BuildingId,
    label: &str,
) -> Result<Option<UnitId>> {
    let id = sqlx::query_scalar!(
        "select id from unit where building_id = $1 and label = $2",
        building.0,
        label
    )
    .fetch_optional(conn)
    .await?;
    Ok(id.map(UnitId))
}

/// An occupancy as it stands.
pub struct Standing {
    pub id: i64,
    pub share: Option<i32>,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
}

/// The occupancy that began on that day, else the one without an end.
pub async fn find_occupancy(
    conn: &mut PgConnection,
    person: PersonId,
    unit: UnitId,
    role: OccupancyRole,
    from_on: Option<NaiveDate>,
) -> Result<Option<Standing>> {
    let found = sqlx::query_as!(
        Standing,
        "select id, share, from_on, to_on from occupancy
         where person_id = $1 and unit_id = $2 and role = $3
           and (to_on is null or $4::date is null or from_on = $4)
         order by from_on = $4 desc nulls last, to_on desc nulls first limit 1",
        person.0,
        unit.0,
        role.as_str(),
        from_on
    )
    .fetch_optional(conn)
    .await?;
    Ok(found)
}

pub async fn change_occupancy(conn: &mut PgConnection, standing: &Standing) -> Result<()> {
    sqlx::query!(
        "update occupancy set share = $2, from_on = $3, to_on = $4 where id = $1",
        standing.id,
        standing.share,
        standing.from_on,
        standing.to_on
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn find_building(
    conn: &mut PgConnection,
    community: CommunityId,
    name: &str,
) -> Result<Option<BuildingId>> {
    let id = sqlx::query_scalar!(
        "select id from building where community_id = $1 and name = $2",
        community.0,
        name
    )
    .fetch_optional(conn)
    .await?;
    Ok(id.map(BuildingId))
}

/// Whether this shared place is there under this name in any language.
pub async fn is_area(
    conn: &mut PgConnection,
    community: CommunityId,
    building: Option<BuildingId>,
    kind: &str,
    name: &str,
) -> Result<bool> {
    let there = sqlx::query_scalar!(
        r#"select exists (
             select from common_area a
             where community_id = $1 and building_id is not distinct from $2 and kind = $3
               and exists (select from jsonb_each_text(a.name) said where said.value = $4)) as "there!""#,
        community.0,
        building.map(|id| id.0),
        kind,
        name
    )
    .fetch_one(conn)
    .await?;
    Ok(there)
}
