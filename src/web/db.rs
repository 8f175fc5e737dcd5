use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

/// Nobody waits for the disk because of a count: what a crash of the server takes with it are the counts of its last moments. Inside
/// of a transaction that wrote something the commit stays as it was.
pub async fn count(
    db: impl PgExecutor<'_>,
    bucket: &str,
    window_at: DateTime<Utc>,
) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        "with quick as materialized (
           select set_config('synchronous_commit', 'off', true) where pg_current_xact_id_if_assigned() is null)
         insert into rate_count (bucket, window_at, hits) select $1, $2, 1 from (select count(*) from quick) asked
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
