//! The queue: nothing is lost, nothing runs for ever, several processes do not hinder each other.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicU32, Ordering::SeqCst},
    },
    time::Duration,
};

use chrono::TimeDelta;
use serde_json::json;
use tokio_util::sync::CancellationToken;
use ventanilla::{
    app::App,
    error::{AppError, Result},
    jobs::{self, Timing, Work},
};

use crate::support::TestApp;

const QUICK: Timing = Timing {
    lease_for: Duration::from_millis(900),
    grace: Duration::from_millis(200),
};

async fn ask(app: &App, kind: &'static str, number: i64) {
    ask_once(app, kind, number, None).await;
}

async fn ask_once(app: &App, kind: &'static str, number: i64, once_key: Option<&'static str>) {
    app.deed(move |d| {
        Box::pin(async move {
            let now = d.now;
            jobs::enqueue(d.conn(), kind, json!(number), now, once_key, now).await
        })
    })
    .await
    .unwrap();
}

async fn count(app: &TestApp) -> i64 {
    app.count("select count(*) from job").await
}

async fn until(what: impl Fn() -> bool) {
    for _ in 0..200 {
        if what() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("waited ten seconds");
}

#[tokio::test]
async fn a_job_exists_if_and_only_if_the_deed_happened() {
    let app = TestApp::start().await;
    let refused: Result<()> = app
        .deed(|d| {
            Box::pin(async move {
                let now = d.now;
                jobs::enqueue(d.conn(), "x", json!(1), now, None, now).await?;
                Err(AppError::NotFound)
            })
        })
        .await;
    assert!(refused.is_err());
    assert_eq!(count(&app).await, 0);
    ask(&app, "x", 1).await;
    assert_eq!(count(&app).await, 1);
}

#[tokio::test]
async fn two_jobs_with_one_key_are_one() {
    static RAN: Mutex<Vec<i64>> = Mutex::new(Vec::new());
    let app = TestApp::start().await;
    ask_once(&app, "x", 1, Some("k")).await;
    ask_once(&app, "x", 2, Some("k")).await;
    ask_once(&app, "x", 3, Some("other")).await;
    let work = Work {
        perform: |_, job| {
            Box::pin(async move {
                RAN.lock().unwrap().push(job.read()?);
                Ok(())
            })
        },
        sweeps: &[],
        timing: QUICK,
    };
    assert_eq!(jobs::drain(&app, work).await.unwrap(), 2);
    assert_eq!(*RAN.lock().unwrap(), [1, 3]);
    ask_once(&app, "x", 4, Some("k")).await;
    assert_eq!(
        jobs::drain(&app, work).await.unwrap(),
        1,
        "the key is free again"
    );
}

#[tokio::test]
async fn a_failing_job_waits_longer_each_time_and_dies_after_ten() {
    static RAN: AtomicU32 = AtomicU32::new(0);
    let app = TestApp::start().await;
    ask_once(&app, "x", 1, Some("k")).await;
    let work = Work {
        perform: |_, _| {
            Box::pin(async {
                // every other one in the worst way
                assert!(RAN.fetch_add(1, SeqCst) % 2 == 1, "a panic with words");
                Err(AppError::Accident(anyhow::anyhow!("no luck")))
            })
        },
        sweeps: &[],
        timing: QUICK,
    };
    for tried in 1..=10 {
        assert!(jobs::drain(&app, work).await.is_err());
        assert_eq!(
            jobs::drain(&app, work).await.unwrap(),
            0,
            "not due again at once"
        );
        app.advance(TimeDelta::seconds(5 * 2_i64.pow(tried - 1)));
    }
    app.advance(TimeDelta::days(9));
    assert_eq!(jobs::drain(&app, work).await.unwrap(), 0);
    assert_eq!(RAN.load(SeqCst), 10);

    let mut conn = app.app.pool.acquire().await.unwrap();
    let dead = jobs::list_dead(&mut conn, 10).await.unwrap();
    assert_eq!((dead.len(), dead[0].attempts), (1, 10));
    assert_eq!(dead[0].last_error, "accident: no luck");

    assert!(
        jobs::revive(&mut conn, dead[0].id, app.now())
            .await
            .unwrap()
    );
    assert!(jobs::drain(&app, work).await.is_err(), "it is tried again");
}

#[tokio::test]
async fn not_now_is_no_failure() {
    static RAN: AtomicU32 = AtomicU32::new(0);
    let app = TestApp::start().await;
    ask(&app, "x", 1).await;
    let work = Work {
        perform: |_, _| {
            Box::pin(async {
                if RAN.fetch_add(1, SeqCst) < 30 {
                    Err(AppError::TooMany { retry_after: 60 })
                } else {
                    Ok(())
                }
            })
        },
        sweeps: &[],
        timing: QUICK,
    };
    for _ in 0..31 {
        jobs::drain(&app, work).await.unwrap();
        app.advance(TimeDelta::seconds(61));
    }
    assert_eq!(RAN.load(SeqCst), 31);
    assert_eq!(count(&app).await, 0);
}

#[tokio::test]
async fn a_job_that_takes_its_process_along_dies_too() {
    static RAN: AtomicU32 = AtomicU32::new(0);
    let app = TestApp::start().await;
    ask(&app, "x", 1).await;
    sqlx::query("update job set attempts = 10, lease_until = now() - interval '1 second'")
        .execute(&app.pool)
        .await
        .unwrap();
    let work = Work {
        perform: |_, _| {
            Box::pin(async {
                RAN.fetch_add(1, SeqCst);
                Ok(())
            })
        },
        sweeps: &[],
        timing: QUICK,
    };
    jobs::drain(&app, work).await.unwrap();
    assert_eq!(RAN.load(SeqCst), 0);
    assert_eq!(
        jobs::list_dead(&mut app.app.pool.acquire().await.unwrap(), 10)
            .await
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn three_workers_share_two_hundred_jobs() {
    static RAN: Mutex<Vec<i64>> = Mutex::new(Vec::new());
    let app = TestApp::start().await;
    let work = Work {
        perform: |_, job| {
            Box::pin(async move {
                let number = job.read()?;
                tokio::time::sleep(Duration::from_millis(2)).await;
                RAN.lock().unwrap().push(number);
                Ok(())
            })
        },
        sweeps: &[],
        timing: QUICK,
    };
    let stop = CancellationToken::new();
    let workers: Vec<_> = (0..3)
        .map(|_| tokio::spawn(jobs::run(app.app.clone(), work, stop.clone())))
        .collect();
    for number in 0..200 {
        ask(&app, "x", number).await;
    }
    until(|| RAN.lock().unwrap().len() >= 200).await;
    stop.cancel();
    for worker in workers {
        worker.await.unwrap();
    }
    let mut ran = RAN.lock().unwrap().clone();
    ran.sort_unstable();
    assert_eq!(ran, (0..200).collect::<Vec<_>>());
    assert_eq!(count(&app).await, 0);
}

#[tokio::test]
async fn a_killed_workers_job_passes_to_another() {
    static BEGUN: AtomicU32 = AtomicU32::new(0);
    static ENDED: AtomicU32 = AtomicU32::new(0);
    let app = TestApp::start().await;
    ask(&app, "x", 1).await;
    let work = Work {
        perform: |_, job| {
            Box::pin(async move {
                BEGUN.fetch_add(1, SeqCst);
                if job.attempt == 1 {
                    std::future::pending::<()>().await;
                }
                ENDED.fetch_add(1, SeqCst);
                Ok(())
            })
        },
        sweeps: &[],
        timing: QUICK,
    };
    let victim = tokio::spawn(jobs::run(app.app.clone(), work, CancellationToken::new()));
    until(|| BEGUN.load(SeqCst) == 1).await;
    victim.abort();
    let stop = CancellationToken::new();
    let heir = tokio::spawn(jobs::run(app.app.clone(), work, stop.clone()));
    until(|| ENDED.load(SeqCst) == 1).await;
    stop.cancel();
    heir.await.unwrap();
    assert_eq!(count(&app).await, 0);
}

#[tokio::test]
async fn a_long_job_keeps_its_lease() {
    static RAN: AtomicU32 = AtomicU32::new(0);
    static ENDED: AtomicU32 = AtomicU32::new(0);
    let app = TestApp::start().await;
    ask(&app, "x", 1).await;
    let work = Work {
        perform: |_, _| {
            Box::pin(async {
                RAN.fetch_add(1, SeqCst);
                tokio::time::sleep(Duration::from_millis(2_500)).await;
                ENDED.fetch_add(1, SeqCst);
                Ok(())
            })
        },
        sweeps: &[],
        timing: Timing {
            grace: Duration::from_secs(10),
            ..QUICK
        },
    };
    let stop = CancellationToken::new();
    let workers: Vec<_> = (0..2)
        .map(|_| tokio::spawn(jobs::run(app.app.clone(), work, stop.clone())))
        .collect();
    until(|| ENDED.load(SeqCst) >= 1).await;
    stop.cancel();
    for worker in workers {
        worker.await.unwrap();
    }
    assert_eq!((RAN.load(SeqCst), ENDED.load(SeqCst)), (1, 1));
}

#[tokio::test]
async fn a_shutdown_gives_back_what_does_not_end() {
    static BEGUN: AtomicU32 = AtomicU32::new(0);
    let app = TestApp::start().await;
    ask(&app, "x", 1).await;
    let work = Work {
        perform: |_, _| {
            Box::pin(async {
                BEGUN.fetch_add(1, SeqCst);
                std::future::pending().await
            })
        },
        sweeps: &[],
        timing: Timing {
            lease_for: Duration::from_secs(600),
            ..QUICK
        },
    };
    let stop = CancellationToken::new();
    let worker = tokio::spawn(jobs::run(app.app.clone(), work, stop.clone()));
    until(|| BEGUN.load(SeqCst) == 1).await;
    stop.cancel();
    worker.await.unwrap();
    let (attempts, leased): (i32, bool) =
        sqlx::query_as("select attempts, lease_until is not null from job")
            .fetch_one(&app.pool)
            .await
            .unwrap();
    assert_eq!(
        (attempts, leased),
        (0, false),
        "the next process starts it at once, and nothing is counted"
    );
}
