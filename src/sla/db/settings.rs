//! Policy sets and calendars.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use crate::{
    error::Result,
    ids::{CalendarId, CommunityId, PersonId, PolicySetId},
    sla::{
        calendar::Calendar,
        policy::{Policy, PolicySet},
    },
};

const MOST_CALENDARS: i64 = 2_000;
const MOST_COMMUNITIES: i64 = 20_000;
const MOST_VERSIONS: i64 = 200;

/// Another one after every change of policies, calendars or the calendar of a community.
pub async fn token(conn: &mut PgConnection) -> Result<Uuid> {
    Ok(
        sqlx::query_scalar!("select token from settings_version where room = 'sla'")
            .fetch_one(conn)
            .await?,
    )
}

/// The sets in force, by community; none is the company's.
pub async fn live_sets(conn: &mut PgConnection) -> Result<HashMap<Option<CommunityId>, PolicySet>> {
    let rows = sqlx::query!(
        r#"select id as "id: PolicySetId", community_id as "community_id: CommunityId", version,
                  body as "body: Json<Vec<Policy>>"
           from policy_set where state = 'live' limit $1"#,
        MOST_COMMUNITIES
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            (
                row.community_id,
                PolicySet {
                    id: row.id,
                    version: row.version,
                    policies: row.body.0,
                },
            )
        })
        .collect())
}

pub async fn load_set(conn: &mut PgConnection, id: PolicySetId) -> Result<PolicySet> {
    let row = sqlx::query!(
        r#"select version, body as "body: Json<Vec<Policy>>" from policy_set where id = $1"#,
        id.0
    )
    .fetch_one(conn)
    .await?;
    Ok(PolicySet {
        id,
        version: row.version,
        policies: row.body.0,
    })
}

/// A calendar with what the table knows beside its windows.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredCalendar {
    pub id: CalendarId,
    pub slug: String,
    pub name: String,
    pub version: i32,
    pub calendar: Calendar,
}

pub async fn calendars(conn: &mut PgConnection) -> Result<Vec<StoredCalendar>> {
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
pub async fn communities(conn: &mut PgConnection) -> Result<HashMap<CommunityId, CalendarId>> {
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

pub async fn zone_of(conn: &mut PgConnection, community: CommunityId) -> Result<Tz> {
    let zone = sqlx::query_scalar!("select zone from community where id = $1", community.0)
        .fetch_one(conn)
        .await?;
    zone.parse()
        .map_err(|_| anyhow::anyhow!("community {community} has the unknown zone {zone:?}").into())
}

/// The oldest calendar of a zone.
pub async fn calendar_in_zone(conn: &mut PgConnection, zone: Tz) -> Result<Option<CalendarId>> {
    let id = sqlx::query_scalar!(
        r#"select id as "id: CalendarId" from calendar where zone = $1 order by id limit 1"#,
        zone.name()
    );
    Ok(id.fetch_optional(conn).await?)
}

/// Writes a calendar under its slug unless one is there already; the id of the one that is there then.
pub async fn add_calendar(
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

/// Writes a calendar's windows, dates and names; the next version.
pub async fn save_calendar(
    conn: &mut PgConnection,
    id: CalendarId,
    name: &str,
    calendar: &Calendar,
) -> Result<()> {
    let version = sqlx::query_scalar!(
        "update calendar set name = $2, zone = $3, week = $4, dates = $5, names = $6, version = version + 1
         where id = $1 returning version",
        id.0,
        name,
        calendar.zone.name(),
        calendar.week_json(),
        calendar.dates_json(),
        calendar.names_json()
    );
    version.fetch_one(conn).await?;
    Ok(())
}

pub async fn set_calendar_of(
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

/// A version of a policy set, without its body.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    pub id: PolicySetId,
    pub version: i32,
    /// draft, live or past
    pub state: String,
    pub preset: Option<String>,
    pub note: String,
    pub made_by: Option<PersonId>,
    pub made_at: DateTime<Utc>,
    pub published_at: Option<DateTime<Utc>>,
}

/// The versions of a community's set, or of the company's, newest first.
pub async fn versions(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
) -> Result<Vec<Version>> {
    let rows = sqlx::query_as!(
        Version,
        r#"select id as "id: PolicySetId", version, state, preset, note, made_by as "made_by: PersonId", made_at,
                  published_at
           from policy_set where coalesce(community_id, 0) = coalesce($1::bigint, 0) order by version desc limit $2"#,
        community.map(|id| id.0),
        MOST_VERSIONS
    );
    Ok(rows.fetch_all(conn).await?)
}

pub struct NewVersion<'a> {
    pub community: Option<CommunityId>,
    pub policies: &'a [Policy],
    pub preset: Option<&'a str>,
    pub note: &'a str,
    pub by: Option<PersonId>,
    pub at: DateTime<Utc>,
}

/// Writes the one draft, over the one that was there.
pub async fn save_draft(conn: &mut PgConnection, new: &NewVersion<'_>) -> Result<PolicySetId> {
    let community = new.community.map(|id| id.0);
    let by = new.by.map(|id| id.0);
    let changed = sqlx::query_scalar!(
        r#"update policy_set set body = $2, preset = $3, note = $4, made_by = $5, made_at = $6
           where coalesce(community_id, 0) = coalesce($1::bigint, 0) and state = 'draft' returning id as "id: PolicySetId""#,
        community,
        Json(new.policies) as _,
        new.preset,
        new.note,
        by,
        new.at
    )
    .fetch_optional(&mut *conn)
    .await?;
    if let Some(id) = changed {
        return Ok(id);
    }
    let id = sqlx::query_scalar!(
        r#"insert into policy_set (community_id, version, state, preset, body, note, made_by, made_at)
           select $1::bigint, coalesce(max(version), 0) + 1, 'draft', $3, $2, $4, $5, $6 from policy_set
           where coalesce(community_id, 0) = coalesce($1::bigint, 0)
           returning id as "id: PolicySetId""#,
        community,
        Json(new.policies) as _,
        new.preset,
        new.note,
        by,
        new.at
    );
    Ok(id.fetch_one(conn).await?)
}

pub async fn draft(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
) -> Result<Option<PolicySet>> {
    let row = sqlx::query!(
        r#"select id as "id: PolicySetId", version, body as "body: Json<Vec<Policy>>" from policy_set
           where coalesce(community_id, 0) = coalesce($1::bigint, 0) and state = 'draft'"#,
        community.map(|id| id.0)
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| PolicySet {
        id: row.id,
        version: row.version,
        policies: row.body.0,
    }))
}

/// The draft goes live, what was live is past.
pub async fn publish(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    draft: PolicySetId,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update policy_set set state = 'past' where coalesce(community_id, 0) = coalesce($1::bigint, 0) and state = 'live'",
        community.map(|id| id.0)
    )
    .execute(&mut *conn)
    .await?;
    let version = sqlx::query_scalar!(
        "update policy_set set state = 'live', published_at = $2 where id = $1 and state = 'draft' returning version",
        draft.0,
        at
    );
    version.fetch_one(conn).await?;
    Ok(())
}
