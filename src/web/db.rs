use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

pub async fn count(
    db: impl PgExecutor<'_>,
    bucket: &str,
    window_at: DateTime<Utc>,
) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        "insert into rate_count (bucket, window_at, hits) values ($1, $2, 1)
         on conflict (bucket, window_at) do update set hits = least(rate_count.hits + 1, 1000000)
         returning hits",
        bucket,
        window_at,
    )
    .fetch_one(db)
    .await
}

pub async fn give_back(
    db: impl PgExecutor<'_>,
    bucket: &str,
    window_at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update rate_count set hits = greatest(hits - 1, 0) where bucket = $1 and window_at = $2",
        bucket,
        window_at,
    )
    .execute(db)
    .await
    .map(drop)
}

pub async fn forget(db: impl PgExecutor<'_>, before: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("delete from rate_count where window_at < $1", before)
        .execute(db)
        .await
        .map(drop)
}

/// How far the record is: the newest event's id, 0 before the first.
pub async fn last_event(db: impl PgExecutor<'_>) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select coalesce(max(id), 0) as "last!" from event"#)
        .fetch_one(db)
        .await
}
