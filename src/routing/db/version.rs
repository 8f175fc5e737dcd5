//! Versions of rule sets. A published version never changes, so the ids of the live ones say whether memory is right.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, types::Json};

use crate::{
    error::Result,
    ids::{CommunityId, PersonId, RuleSetId},
    routing::rule::Rule,
    text::text_enum,
};

/// One live set to a community and one to the company.
const MOST_LIVE: i64 = 10_000;
const MOST_VERSIONS: i64 = 200;

/// Version 1 of the company's rules, live at once, when there is none.
pub async fn insert_first(
    conn: &mut PgConnection,
    rules: &[Rule],
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into rule_set (community_id, version, state, rules, made_at, published_at)
         select null, 1, 'live', $1, $2, $2 where not exists (select from rule_set where community_id is null)
         on conflict do nothing",
        Json(rules) as _,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Which versions are live, company's and communities'.
pub async fn live_ids(conn: &mut PgConnection) -> Result<Vec<(RuleSetId, Option<CommunityId>)>> {
    let rows = sqlx::query!(
        r#"select id as "id: RuleSetId", community_id as "community_id: CommunityId" from rule_set
           where state = 'live' order by id limit $1"#,
        MOST_LIVE
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, row.community_id))
        .collect())
}

/// The rules of a version, each knowing where it is from.
pub async fn load(conn: &mut PgConnection, id: RuleSetId) -> Result<Vec<Rule>> {
    let Json(mut rules) = sqlx::query_scalar!(
        r#"select rules as "rules: Json<Vec<Rule>>" from rule_set where id = $1"#,
        id.0
    )
    .fetch_one(conn)
    .await?;
    for rule in &mut rules {
        rule.set = Some(id);
    }
    Ok(rules)
}

text_enum! {
    pub enum VersionState {
        Draft => "draft",
        Live => "live",
        Past => "past",
    }
}

/// One version in the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub id: RuleSetId,
    pub version: i32,
    pub state: VersionState,
    pub rules: i32,
    pub note: String,
    pub made_by: Option<String>,
    pub made_at: DateTime<Utc>,
    pub published_at: Option<DateTime<Utc>>,
}

/// The rules that are being prepared.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub id: RuleSetId,
    pub rules: Vec<Rule>,
    /// Of its last change: a page older than that may not change it.
    pub saved_at: DateTime<Utc>,
}

/// One change at a time to the versions of a community, or of the company.
pub async fn lock(conn: &mut PgConnection, community: Option<CommunityId>) -> Result<()> {
    let name = format!("rule_set {}", community.map_or(0, |id| id.0));
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtextextended($1, 0))",
        name
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The versions of a community's rules, or of the company's, newest first.
pub async fn versions(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
) -> Result<Vec<Version>> {
    Ok(sqlx::query_as!(
        Version,
        r#"select s.id as "id: RuleSetId", s.version, s.state as "state: VersionState", jsonb_array_length(s.rules) as "rules!",
                  s.note, p.name as "made_by?", s.made_at, s.published_at
           from rule_set s left join person p on p.id = s.made_by
           where coalesce(s.community_id, 0) = coalesce($1::bigint, 0)
           order by s.version desc limit $2"#,
        community.map(|id| id.0),
        MOST_VERSIONS
    )
    .fetch_all(conn)
    .await?)
}

/// What is being prepared, if anything is.
pub async fn draft(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
) -> Result<Option<Draft>> {
    let row = sqlx::query!(
        r#"select id as "id: RuleSetId", rules as "rules: Json<Vec<Rule>>", made_at from rule_set
           where coalesce(community_id, 0) = coalesce($1::bigint, 0) and state = 'draft'"#,
        community.map(|id| id.0)
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Draft {
        id: row.id,
        rules: row.rules.0,
        saved_at: row.made_at,
    }))
}

pub async fn live(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
) -> Result<Option<RuleSetId>> {
    Ok(sqlx::query_scalar!(
        r#"select id as "id: RuleSetId" from rule_set where coalesce(community_id, 0) = coalesce($1::bigint, 0) and state = 'live'"#,
        community.map(|id| id.0)
    )
    .fetch_optional(conn)
    .await?)
}

pub async fn insert_draft(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    rules: &[Rule],
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into rule_set (community_id, version, state, rules, made_by, made_at)
         select $1::bigint, coalesce(max(version), 0) + 1, 'draft', $2, $3, $4
         from rule_set where coalesce(community_id, 0) = coalesce($1::bigint, 0)",
        community.map(|id| id.0),
        Json(rules) as _,
        by.0,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn save_draft(
    conn: &mut PgConnection,
    id: RuleSetId,
    rules: &[Rule],
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update rule_set set rules = $2, made_by = $3, made_at = $4 where id = $1 and state = 'draft'",
        id.0,
        Json(rules) as _,
        by.0,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn delete_draft(conn: &mut PgConnection, community: Option<CommunityId>) -> Result<()> {
    sqlx::query!(
        "delete from rule_set where coalesce(community_id, 0) = coalesce($1::bigint, 0) and state = 'draft'",
        community.map(|id| id.0)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn retire_live(conn: &mut PgConnection, community: Option<CommunityId>) -> Result<()> {
    sqlx::query!(
        "update rule_set set state = 'past' where coalesce(community_id, 0) = coalesce($1::bigint, 0) and state = 'live'",
        community.map(|id| id.0)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The draft becomes the newest version, also when others were published since it was begun.
pub async fn make_live(
    conn: &mut PgConnection,
    draft: RuleSetId,
    community: Option<CommunityId>,
    note: &str,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update rule_set set state = 'live', note = $3, made_by = $4, published_at = $5,
           version = (select max(version) + (case when max(version) = max(version) filter (where id = $1) then 0 else 1 end)
                      from rule_set where coalesce(community_id, 0) = coalesce($2::bigint, 0))
         where id = $1 and state = 'draft'",
        draft.0,
        community.map(|id| id.0),
        note,
        by.0,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn insert_live(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    rules: &[Rule],
    note: &str,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<RuleSetId> {
    Ok(sqlx::query_scalar!(
        r#"insert into rule_set (community_id, version, state, rules, note, made_by, made_at, published_at)
           select $1::bigint, coalesce(max(version), 0) + 1, 'live', $2, $3, $4, $5, $5
           from rule_set where coalesce(community_id, 0) = coalesce($1::bigint, 0)
           returning id as "id: RuleSetId""#,
        community.map(|id| id.0),
        Json(rules) as _,
        note,
        by.0,
        at
    )
    .fetch_one(conn)
    .await?)
}
