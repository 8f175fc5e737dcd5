//! Another system's tickets come in with their past, once, and nobody is told.

use chrono::{DateTime, Utc};
use ventanilla::{
    evidence,
    people::{self, Role},
    ticket::import::{Mapping, Report, import},
};

use crate::support::{TestApp, World};

const FILE: &str = include_str!("../fixtures/nyc-311-small.csv");
const MAPPING: &str = include_str!("../../examples/nyc-311.toml");

async fn run(t: &TestApp, dry_run: bool) -> Report {
    let mapping: Mapping = MAPPING.parse().expect("the shipped mapping reads");
    import(&t.app, &mapping, FILE.as_bytes(), dry_run)
        .await
        .expect("imported")
}

async fn count(t: &TestApp, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(&t.pool)
        .await
        .expect("a count")
}

#[tokio::test]
async fn good_rows_come_in_once_and_bad_ones_are_named() {
    let t = TestApp::start().await;
    World::of(&t).await;
    let dry = run(&t, true).await;
    assert_eq!((dry.rows, dry.added, dry.known), (10, 7, 0));
    assert_eq!(count(&t, "select count(*) from ticket").await, 0);
    assert_eq!(
        count(&t, "select count(*) from community where slug = 'new-york'").await,
        0
    );

    let first = run(&t, false).await;
    assert_eq!(
        (first.added, first.closed, first.addresses.len()),
        (7, 5, 4)
    );
    assert_eq!(first.faults, dry.faults);
    let faults: Vec<_> = first.faults.into_iter().collect();
    assert_eq!(
        faults.iter().map(|(line, _)| *line).collect::<Vec<_>>(),
        [9, 10, 11]
    );
    assert!(
        faults[0].1.contains("is not a time like"),
        "{}",
        faults[0].1
    );
    assert_eq!(faults[1].1, "closed before it was filed");
    assert_eq!(faults[2].1, "no [states] entry for \"Lost\"");

    let second = run(&t, false).await;
    assert_eq!((second.added, second.known), (0, 7));
    assert_eq!(count(&t, "select count(*) from ticket").await, 7);
}

#[tokio::test]
async fn times_are_the_real_ones_and_promises_were_kept_or_broken_by_them() {
    let t = TestApp::start().await;
    World::of(&t).await;
    let report = run(&t, false).await;
    // 2 days, 4 days, 1 day, half an hour, 44.5 days
    assert_eq!(report.median().map(|took| took.num_hours()), Some(48));

    let (filed, closed): (DateTime<Utc>, DateTime<Utc>) = sqlx::query_as(
        "select filed_at, closed_at from ticket where external_id = '90000001' and external_source = 'nyc-311'",
    )
    .fetch_one(&t.pool)
    .await
    .expect("a ticket");
    // eight in the morning in New York
    assert_eq!(filed.to_rfc3339(), "2014-01-06T13:00:00+00:00");
    assert_eq!(closed.to_rfc3339(), "2014-01-08T13:00:00+00:00");

    let state = async |id: &str, metric: &str| -> String {
        sqlx::query_scalar(
            "select p.state from promise p join ticket t on t.id = p.ticket_id where t.external_id = $1 and p.metric = $2",
        )
        .bind(id)
        .bind(metric)
        .fetch_one(&t.pool)
        .await
        .expect("a promise")
    };
    assert_eq!(state("90000004", "first_response").await, "kept");
    assert_eq!(state("90000005", "resolve").await, "broken");
    assert_eq!(
        count(&t, "select count(*) from ticket where state = 'in_progress' and late and accountable_id is not null").await,
        1
    );
}

#[tokio::test]
async fn nobody_is_told_then_or_later_and_the_record_is_whole() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    // everybody who could be: managers of everything
    let mut conn = t.pool.acquire().await.expect("a connection");
    people::grant(&mut conn, w.hugo, Role::Manager, None)
        .await
        .expect("a role");
    drop(conn);
    run(&t, false).await;
    assert_eq!(count(&t, "select count(*) from job").await, 0);
    t.sweep().await;
    t.advance(chrono::TimeDelta::days(9));
    t.sweep().await;
    assert_eq!(count(&t, "select count(*) from notification").await, 0);
    assert!(t.mails().is_empty());
    let checks = evidence::verify(&t.app.worker_pool, &t.app.files)
        .await
        .expect("verified");
    for check in checks {
        assert!(check.is_clean(), "{}: {:?}", check.name, check.faults);
    }
}
