//! How long after its due instant a broken promise is on the record, with the worker running and nobody looking.

use std::time::{Duration, Instant};

use anyhow::ensure;
use sqlx::{Connection, PgConnection, postgres::PgConnectOptions};

use crate::server::Server;

/// Fall due in the same second.
const AT_ONCE: i64 = 5_000;
/// Fall due one each second.
const ONE_BY_ONE: i64 = 60;
const GIVEN_UP: Duration = Duration::from_secs(300);

pub async fn measure(at: &PgConnectOptions, database: &str) -> anyhow::Result<()> {
    let server = Server::start(database, true).await?;
    let mut conn = PgConnection::connect_with(at).await?;
    // what fell due while nobody worked is not what is measured
    let began = Instant::now();
    while waiting(&mut conn).await? > 0 {
        ensure!(began.elapsed() < GIVEN_UP, "the worker does not catch up");
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    println!(
        "Caught up with what was left in {} s.\n",
        began.elapsed().as_secs()
    );
    println!(
        "| broken promises | on the record after, p50 s | p99 s | last s | goal |\n| --- | --- | --- | --- | --- |"
    );
    one_lot(&mut conn, "60, one a second", ONE_BY_ONE, 1.0).await?;
    one_lot(&mut conn, "5,000 at once", AT_ONCE, 0.0).await?;
    server.stop().await
}

/// Makes so many promises fall due from now on, `apart` seconds apart, and waits until each is on the record.
async fn one_lot(conn: &mut PgConnection, what: &str, many: i64, apart: f64) -> anyhow::Result<()> {
    let promises: Vec<i64> = sqlx::query_scalar(
        "with chosen as (
           select p.id, p.ticket_id, now() + make_interval(secs => 5 + $2 * row_number() over (order by p.id)) as due
           from promise p where p.state = 'running' and p.breached_at is null and p.metric = 'resolve'
             and p.due_at > now() + interval '1 hour' limit $1),
         moved as (
           update promise p set due_at = c.due, warned_at = now() from chosen c where p.id = c.id returning p.id),
         shown as (
           update ticket t set next_due_at = c.due, next_metric = 'resolve' from chosen c where t.id = c.ticket_id)
         select id from moved",
    )
    .bind(many)
    .bind(apart)
    .fetch_all(&mut *conn)
    .await?;
    ensure!(promises.len() as i64 == many, "too few promises run");
    let began = Instant::now();
    // seen from outside, so to the quarter of a second: an entry names the instant its deed began, not when it could be read
    let mut seen: Vec<f64> = vec![];
    while (seen.len() as i64) < many {
        ensure!(
            began.elapsed() < GIVEN_UP,
            "{} of {many} are marked",
            seen.len()
        );
        tokio::time::sleep(Duration::from_millis(250)).await;
        let late: Vec<f64> = sqlx::query_scalar(
            "select extract(epoch from clock_timestamp() - p.due_at)::float8
             from promise p join event e on e.ticket_id = p.ticket_id and e.kind = 'PromiseBroken' and e.effective_at = p.due_at
             where p.id = any ($1) and p.breached_at = p.due_at order by 1 desc",
        )
        .bind(&promises)
        .fetch_all(&mut *conn)
        .await?;
        let new = late.len() - seen.len();
        seen.extend(late.into_iter().rev().take(new));
    }
    seen.sort_by(f64::total_cmp);
    let share = |of: f64| seen[((seen.len() - 1) as f64 * of) as usize];
    println!(
        "| {what} | {:.1} | {:.1} | {:.1} | 60 |",
        share(0.5),
        share(0.99),
        share(1.0)
    );
    Ok(())
}

/// Promises past their instants and jobs to do.
async fn waiting(conn: &mut PgConnection) -> anyhow::Result<i64> {
    let left = sqlx::query_scalar(
        "select (select count(*) from promise
                 where state = 'running' and breached_at is null and (due_at < now() or (warned_at is null and warn_at < now())))
              + (select count(*) from job where dead_at is null and run_at < now())",
    );
    Ok(left.fetch_one(conn).await?)
}
