//! Policy sets, and the token that tells whether they are still those of the database.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use crate::{
    error::Result,
    ids::{CommunityId, PersonId, PolicySetId},
    sla::policy::{Policy, PolicySet},
};

const MOST_COMMUNITIES: i64 = 20_000;
const MOST_VERSIONS: i64 = 200;

/// Which state of the settings this is.
pub struct Token {
    /// Another one after every change of policies, calendars or the calendar of a community.
    pub is: Uuid,
    /// Drawn by the transaction that asks.
    pub is_own: bool,
}

pub async fn token(conn: &mut PgConnection) -> Result<Token> {
    let token = sqlx::query_as!(
        Token,
        r#"select token as "is", coalesce(xmin = pg_current_xact_id_if_assigned()::xid, false) as "is_own!"
           from settings_version where room = 'sla'"#
    );
    Ok(token.fetch_one(conn).await?)
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

/// A version of a policy set, without its body.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    pub id: PolicySetId,
    pub version: i32,
    /// draft, live or past
    pub state: String,
    pub preset: Option<String>,
    pub note: String,
    /// How many policies it has.
    pub policies: i32,
    pub made_by: Option<String>,
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
        r#"select s.id as "id: PolicySetId", s.version, s.state, s.preset, s.note, jsonb_array_length(s.body) as "policies!",
                  p.name as "made_by?", s.made_at, s.published_at
           from policy_set s left join person p on p.id = s.made_by
           where coalesce(s.community_id, 0) = coalesce($1::bigint, 0) order by s.version desc limit $2"#,
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

/// What is being prepared.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub id: PolicySetId,
    pub policies: Vec<Policy>,
    pub preset: Option<String>,
    /// Of its last change: a page older than that may not change it.
    pub saved_at: DateTime<Utc>,
}

/// What is being prepared, if anything is.
pub async fn draft(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
) -> Result<Option<Draft>> {
    let row = sqlx::query!(
        r#"select id as "id: PolicySetId", body as "body: Json<Vec<Policy>>", preset, made_at from policy_set
           where coalesce(community_id, 0) = coalesce($1::bigint, 0) and state = 'draft'"#,
        community.map(|id| id.0)
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Draft {
        id: row.id,
        policies: row.body.0,
        preset: row.preset,
        saved_at: row.made_at,
    }))
}

pub async fn delete_draft(conn: &mut PgConnection, community: Option<CommunityId>) -> Result<()> {
    sqlx::query!(
        "delete from policy_set where coalesce(community_id, 0) = coalesce($1::bigint, 0) and state = 'draft'",
        community.map(|id| id.0)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One change at a time to the versions of a community, or of the company.
pub async fn lock(conn: &mut PgConnection, community: Option<CommunityId>) -> Result<()> {
    let name = format!("policy_set {}", community.map_or(0, |id| id.0));
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtextextended($1, 0))",
        name
    )
    .execute(conn)
    .await?;
    Ok(())
}

async fn retire_live(conn: &mut PgConnection, community: Option<CommunityId>) -> Result<()> {
    sqlx::query!(
        "update policy_set set state = 'past' where coalesce(community_id, 0) = coalesce($1::bigint, 0) and state = 'live'",
        community.map(|id| id.0)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The draft goes live as the newest version, also when others were published since it was begun; what was live is past.
pub async fn publish(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    draft: PolicySetId,
    note: &str,
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> Result<()> {
    retire_live(&mut *conn, community).await?;
    sqlx::query!(
        "update policy_set set state = 'live', note = $3, made_by = $4, published_at = $5,
           version = (select max(version) + (case when max(version) = max(version) filter (where id = $1) then 0 else 1 end)
                      from policy_set where coalesce(community_id, 0) = coalesce($2::bigint, 0))
         where id = $1 and state = 'draft'",
        draft.0,
        community.map(|id| id.0),
        note,
        by.map(|id| id.0),
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A version that goes live without having been a draft.
pub async fn insert_live(conn: &mut PgConnection, new: &NewVersion<'_>) -> Result<PolicySetId> {
    retire_live(&mut *conn, new.community).await?;
    let id = sqlx::query_scalar!(
        r#"insert into policy_set (community_id, version, state, preset, body, note, made_by, made_at, published_at)
           select $1::bigint, coalesce(max(version), 0) + 1, 'live', $3, $2, $4, $5, $6, $6 from policy_set
           where coalesce(community_id, 0) = coalesce($1::bigint, 0)
           returning id as "id: PolicySetId""#,
        new.community.map(|id| id.0),
        Json(new.policies) as _,
        new.preset,
        new.note,
        new.by.map(|id| id.0),
        new.at
    );
    Ok(id.fetch_one(conn).await?)
}
