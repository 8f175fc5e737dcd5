//! The demo's history, made through the real deeds.

use chrono::TimeDelta;
use ventanilla::{demo, evidence};

use crate::support::TestApp;

#[tokio::test]
async fn a_short_history_has_something_of_everything_and_its_record_is_whole() {
    let t = TestApp::demo().await;
    let now = t.now();
    demo::fill(&t.app, now, TimeDelta::days(20), 7, |_| ())
        .await
        .unwrap();
    assert_eq!(t.now(), now);

    let count = async |what: &'static str| -> i64 {
        sqlx::query_scalar(what).fetch_one(&t.pool).await.unwrap()
    };
    for (what, at_least) in [
        ("select count(distinct community_id) from ticket", 2),
        (
            "select count(*) from promise where breached_at is not null",
            3,
        ),
        ("select count(*) from ticket where kind = 'fee_dispute'", 1),
        ("select count(*) from ticket where kind = 'complaint'", 1),
        ("select count(*) from ticket where state = 'closed'", 1),
        ("select count(*) from ticket where state = 'in_progress'", 1),
        ("select count(*) from ticket where state = 'waiting'", 3),
        ("select count(*) from handoff where state = 'offered'", 3),
        (
            "select count(*) from adjustment where needs_second and approved_at is null and refused_at is null",
            1,
        ),
        (
            "select min(n) from (select count(*) as n from ticket where state = 'new' group by community_id) of_each",
            8,
        ),
        (
            "select count(distinct department_id) from ticket where state = 'assigned'",
            6,
        ),
        (
            "select count(distinct language) from ticket where state = 'new'",
            3,
        ),
        ("select count(*) from file where ticket_id is not null", 3),
        ("select count(distinct role) from occupancy", 5),
    ] {
        let found = count(what).await;
        assert!(found >= at_least, "{what}: {found}");
    }
    assert_eq!(count("select count(*) from job").await, 0);
    assert!(!t.mails().is_empty(), "people were written to");

    let roster = t.get("/demo").await;
    let lines = roster.texts(".roster small");
    for role in ["Owner", "Co-owner", "Tenant", "Household member", "Agent"] {
        assert!(lines.iter().any(|line| line == role), "{role}: {lines:?}");
    }
    for check in evidence::verify(&t.worker_pool, &t.files).await.unwrap() {
        assert!(check.is_clean(), "{}: {:?}", check.name, check.faults);
    }
}
