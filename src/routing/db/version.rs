//! Versions of rule sets. A published version never changes, so the ids of the live ones say whether memory is right.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, types::Json};

use crate::{
    error::Result,
    ids::{CommunityId, RuleSetId},
    routing::rule::Rule,
};

/// One live set to a community and one to the company.
const MOST_LIVE: i64 = 10_000;

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
