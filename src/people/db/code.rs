use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::{i18n::Lang, ids::PersonId};

pub async fn person_of(
    db: impl PgExecutor<'_>,
    email: &str,
) -> sqlx::Result<Option<(PersonId, Lang)>> {
    let row = sqlx::query!("select id, language from person where email = $1", email)
        .fetch_optional(db)
        .await?;
    Ok(row.map(|row| {
        (
            PersonId(row.id),
            Lang::from_code(&row.language).unwrap_or_default(),
        )
    }))
}

/// `false` if this request has its code already: the job ran before.
pub async fn insert(
    db: impl PgExecutor<'_>,
    person: PersonId,
    request: Uuid,
    code_hash: &[u8],
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "insert into sign_in_code (person_id, request, code_hash, created_at, expires_at) values ($1, $2, $3, $4, $5)
         on conflict on constraint sign_in_code_request do nothing",
        person.0,
        request,
        code_hash,
        now,
        expires_at,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub async fn count_try(
    db: impl PgExecutor<'_>,
    request: Uuid,
    tries: i32,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<(PersonId, Vec<u8>)>> {
    let row = sqlx::query!(
        "update sign_in_code set tries = tries + 1
         where request = $1 and tries < $2 and used_at is null and expires_at > $3
         returning person_id, code_hash",
        request,
        tries,
        now,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (PersonId(row.person_id), row.code_hash)))
}

/// `false` if somebody was faster.
pub async fn use_up(
    db: impl PgExecutor<'_>,
    request: Uuid,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update sign_in_code set used_at = $2 where request = $1 and used_at is null",
        request,
        now
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub async fn forget(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    let before = now - TimeDelta::days(1);
    sqlx::query!("delete from sign_in_code where expires_at < $1", before)
        .execute(db)
        .await
        .map(drop)
}
