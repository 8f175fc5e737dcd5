use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use super::{DeadJob, Job};
use crate::{error::Result, ids::JobId};

pub async fn insert(
    conn: &mut PgConnection,
    kind: &str,
    payload: &serde_json::Value,
    run_at: DateTime<Utc>,
    once_key: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into job (kind, payload, run_at, once_key, created_at)
         values ($1, $2, $3, $4, $5)
         on conflict (once_key) where once_key is not null
         do update set payload = excluded.payload, run_at = excluded.run_at, attempts = 0, dead_at = null, last_error = null
         where job.dead_at is not null",
        kind,
        payload,
        run_at,
        once_key,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes up to `limit` due jobs. What is due is the clock's business; a lease is between processes whose clocks may differ,
/// so it is measured by the database's.
pub async fn claim(
    db: impl PgExecutor<'_>,
    now: DateTime<Utc>,
    limit: i64,
    lease_s: f64,
) -> Result<Vec<Job>> {
    let jobs = sqlx::query_as!(
        Job,
        r#"with due as (
             select id from job
             where dead_at is null and run_at <= $1 and (lease_until is null or lease_until < clock_timestamp())
             order by run_at, id
             limit $2
             for update skip locked)
           update job set attempts = attempts + 1, lease_until = clock_timestamp() + make_interval(secs => $3)
           from due where job.id = due.id
           returning job.id as "id: JobId", kind, payload, attempts as attempt, max_attempts, created_at as asked_at"#,
        now,
        limit,
        lease_s,
    )
    .fetch_all(db)
    .await?;
    Ok(jobs)
}

/// `false`: somebody else has the job by now.
pub async fn heartbeat(db: impl PgExecutor<'_>, job: &Job, lease_s: f64) -> Result<bool> {
    let held = sqlx::query!(
        "update job set lease_until = clock_timestamp() + make_interval(secs => $3) where id = $1 and attempts = $2",
        job.id.0,
        job.attempt,
        lease_s,
    )
    .execute(db)
    .await?;
    Ok(held.rows_affected() == 1)
}

pub async fn remove(db: impl PgExecutor<'_>, job: &Job) -> Result<()> {
    sqlx::query!(
        "delete from job where id = $1 and attempts = $2",
        job.id.0,
        job.attempt
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn fail(
    db: impl PgExecutor<'_>,
    job: &Job,
    error: &str,
    again_at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update job set lease_until = null, run_at = $3, last_error = $4 where id = $1 and attempts = $2",
        job.id.0,
        job.attempt,
        again_at,
        error,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Not now, and not the job's fault: the attempt does not count.
pub async fn postpone(
    db: impl PgExecutor<'_>,
    job: &Job,
    why: Option<&str>,
    until: Option<DateTime<Utc>>,
) -> Result<()> {
    sqlx::query!(
        "update job set lease_until = null, attempts = attempts - 1, run_at = coalesce($3, run_at), last_error = coalesce($4, last_error)
         where id = $1 and attempts = $2",
        job.id.0,
        job.attempt,
        until,
        why,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn bury(
    db: impl PgExecutor<'_>,
    job: &Job,
    error: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update job set lease_until = null, dead_at = $3, last_error = coalesce($4, last_error) where id = $1 and attempts = $2",
        job.id.0,
        job.attempt,
        now,
        error,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn list_dead(db: impl PgExecutor<'_>, limit: i64) -> Result<Vec<DeadJob>> {
    let dead = sqlx::query_as!(
        DeadJob,
        r#"select id as "id: JobId", kind, attempts, dead_at as "dead_at!", coalesce(last_error, '') as "last_error!"
           from job where dead_at is not null order by dead_at desc, id desc limit $1"#,
        limit,
    )
    .fetch_all(db)
    .await?;
    Ok(dead)
}

pub async fn revive(db: impl PgExecutor<'_>, id: JobId, now: DateTime<Utc>) -> Result<bool> {
    let revived = sqlx::query!(
        "update job set dead_at = null, attempts = 0, run_at = $2 where id = $1 and dead_at is not null",
        id.0,
        now,
    )
    .execute(db)
    .await?;
    Ok(revived.rows_affected() == 1)
}

/// A lease that ran out may have ended after the work: that job counts as done.
pub async fn withdraw(db: impl PgExecutor<'_>, once_key: &str) -> Result<bool> {
    let gone = sqlx::query!(
        "delete from job where once_key = $1 and lease_until is null",
        once_key
    )
    .execute(db)
    .await?;
    Ok(gone.rows_affected() == 1)
}

pub async fn forget_due(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!("delete from job where run_at <= $1", now)
        .execute(db)
        .await?;
    Ok(())
}
