//! Working calendars and who works by them.

use std::collections::HashMap;

use chrono_tz::Tz;
use sqlx::PgConnection;

use crate::{
    error::Result,
    ids::{CalendarId, CommunityId},
    sla::calendar::Calendar,
};

const MOST_CALENDARS: i64 = 2_000;
const MOST_COMMUNITIES: i64 = 20_000;

/// A calendar with what the table knows beside its windows.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredCalendar {
    pub id: CalendarId,
    pub slug: String,
    pub name: String,
    pub version: i32,
    pub calendar: Calendar,
}

pub async fn all(conn: &mut PgConnection) -> Result<Vec<StoredCalendar>> {
    let rows = sqlx::query!(
        r#"select id as "id: CalendarId", slug, name, version, zone, week, dates, names from calendar order by id limit $1"#,
        MOST_CALENDARS
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let calendar = Calendar::from_columns(&row.zone, &row.week, &row.dates, &row.names)?;
            Ok(StoredCalendar {
                id: row.id,
                slug: row.slug,
                name: row.name,
                version: row.version,
                calendar,
            })
        })
        .collect()
}

/// Which calendar each community works by.
pub async fn of_communities(conn: &mut PgConnection) -> Result<HashMap<CommunityId, CalendarId>> {
    let rows = sqlx::query!(
        r#"select id as "id: CommunityId", calendar_id as "calendar_id!: CalendarId" from community
           where calendar_id is not null limit $1"#,
        MOST_COMMUNITIES
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, row.calendar_id))
        .collect())
}

pub async fn communities_without(conn: &mut PgConnection) -> Result<Vec<CommunityId>> {
    let ids = sqlx::query_scalar!(
        r#"select id as "id: CommunityId" from community where calendar_id is null order by id limit $1"#,
        MOST_COMMUNITIES
    );
    Ok(ids.fetch_all(conn).await?)
}

pub async fn zone_of(conn: &mut PgConnection, community: CommunityId) -> Result<Tz> {
    let zone = sqlx::query_scalar!("select zone from community where id = $1", community.0)
        .fetch_one(conn)
        .await?;
    zone.parse()
        .map_err(|_| anyhow::anyhow!("community {community} has the unknown zone {zone:?}").into())
}

/// The oldest calendar of a zone.
pub async fn in_zone(conn: &mut PgConnection, zone: Tz) -> Result<Option<CalendarId>> {
    let id = sqlx::query_scalar!(
        r#"select id as "id: CalendarId" from calendar where zone = $1 order by id limit 1"#,
        zone.name()
    );
    Ok(id.fetch_optional(conn).await?)
}

/// Writes a calendar under its slug unless one is there already; the id of the one that is there then.
pub async fn add(
    conn: &mut PgConnection,
    slug: &str,
    name: &str,
    calendar: &Calendar,
) -> Result<CalendarId> {
    sqlx::query!(
        "insert into calendar (slug, name, zone, week, dates, names) values ($1, $2, $3, $4, $5, $6)
         on conflict (slug) do nothing",
        slug,
        name,
        calendar.zone.name(),
        calendar.week_json(),
        calendar.dates_json(),
        calendar.names_json()
    )
    .execute(&mut *conn)
    .await?;
    let id = sqlx::query_scalar!(
        r#"select id as "id: CalendarId" from calendar where slug = $1"#,
        slug
    );
    Ok(id.fetch_one(conn).await?)
}

pub async fn is_there(conn: &mut PgConnection, slug: &str) -> Result<bool> {
    let there = sqlx::query_scalar!(
        r#"select exists (select from calendar where slug = $1) as "there!""#,
        slug
    );
    Ok(there.fetch_one(conn).await?)
}

/// Writes a calendar's windows, dates and names as the version after `seen`. False when another one is there meanwhile.
pub async fn save(
    conn: &mut PgConnection,
    id: CalendarId,
    seen: i32,
    name: &str,
    calendar: &Calendar,
) -> Result<bool> {
    let version = sqlx::query_scalar!(
        "update calendar set name = $2, zone = $3, week = $4, dates = $5, names = $6, version = version + 1
         where id = $1 and version = $7 returning version",
        id.0,
        name,
        calendar.zone.name(),
        calendar.week_json(),
        calendar.dates_json(),
        calendar.names_json(),
        seen
    );
    Ok(version.fetch_optional(conn).await?.is_some())
}

pub async fn give(
    conn: &mut PgConnection,
    community: CommunityId,
    calendar: CalendarId,
) -> Result<()> {
    sqlx::query!(
        "update community set calendar_id = $2 where id = $1",
        community.0,
        calendar.0
    )
    .execute(conn)
    .await?;
    Ok(())
}
