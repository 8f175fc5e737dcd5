use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use super::Stored;
use crate::{error::Result, ids::PersonId};

pub async fn lock_head(conn: &mut PgConnection) -> Result<(i64, Option<Vec<u8>>)> {
    let row = sqlx::query!("select seq, hash from audit_head for update")
        .fetch_one(conn)
        .await?;
    Ok((row.seq, row.hash))
}

pub async fn head(conn: &mut PgConnection) -> Result<(i64, Option<Vec<u8>>)> {
    let row = sqlx::query!("select seq, hash from audit_head")
        .fetch_one(conn)
        .await?;
    Ok((row.seq, row.hash))
}

pub async fn append(conn: &mut PgConnection, entry: &Stored) -> Result<()> {
    sqlx::query!(
        "with entry as (
           insert into audit (seq, at, actor_id, action, person_id, data, prev_hash, hash)
           values ($1, $2, $3, $4, $5, $6, $7, $8))
         update audit_head set seq = $1, hash = $8",
        entry.seq,
        entry.at,
        entry.actor,
        entry.action,
        entry.person,
        entry.data,
        entry.prev,
        entry.hash,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn after(conn: &mut PgConnection, seq: i64) -> Result<Vec<Stored>> {
    Ok(sqlx::query_as!(
        Stored,
        "select seq, at, actor_id as actor, action, person_id as person, data, prev_hash as prev, hash
         from audit where seq > $1 order by seq limit 500",
        seq
    )
    .fetch_all(conn)
    .await?)
}

/// An entry as pages tell it.
#[derive(Debug, Clone)]
pub struct Line {
    pub at: DateTime<Utc>,
    /// Nobody: the command line.
    pub actor: Option<String>,
    pub action: String,
    pub data: Value,
}

/// What was done to somebody, newest first.
pub async fn about(conn: &mut PgConnection, person: PersonId, most: i64) -> Result<Vec<Line>> {
    Ok(sqlx::query_as!(
        Line,
        r#"select a.at, p.name as "actor?", a.action, a.data from audit a left join person p on p.id = a.actor_id
           where a.person_id = $1 order by a.seq desc limit $2"#,
        person.0,
        most
    )
    .fetch_all(conn)
    .await?)
}
