//! Idempotency keys: one key, one effect.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{error::Result, ids::PersonId};

pub(super) struct Before {
    pub person: Option<PersonId>,
    pub body_hash: Vec<u8>,
    pub answer: String,
}

/// True if the key was free.
pub(super) async fn claim(
    conn: &mut PgConnection,
    key: Uuid,
    person: Option<PersonId>,
    body_hash: &[u8],
    answer: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let done = sqlx::query!(
        "insert into idempotency (key, person_id, body_hash, answer, made_at) values ($1, $2, $3, $4, $5) on conflict do nothing",
        key,
        person.map(|person| person.0),
        body_hash,
        answer,
        now
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn find(conn: &mut PgConnection, key: Uuid) -> Result<Before> {
    find_used(conn, key)
        .await?
        .ok_or_else(|| sqlx::Error::RowNotFound.into())
}

pub(super) async fn find_used(conn: &mut PgConnection, key: Uuid) -> Result<Option<Before>> {
    let row = sqlx::query!(
        "select person_id, body_hash, answer from idempotency where key = $1",
        key
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Before {
        person: row.person_id.map(PersonId),
        body_hash: row.body_hash,
        answer: row.answer,
    }))
}

pub(super) async fn answer(conn: &mut PgConnection, key: Uuid, answer: &str) -> Result<()> {
    sqlx::query!(
        "update idempotency set answer = $2 where key = $1",
        key,
        answer
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Forgets keys older than this: nobody resends a form after that.
pub async fn forget(conn: &mut PgConnection, before: DateTime<Utc>) -> Result<u64> {
    Ok(sqlx::query!("delete from idempotency where key in (select key from idempotency where made_at < $1 limit 5000)", before)
        .execute(conn)
        .await?
        .rows_affected())
}
