//! The sweep looks at the world: due, warning, ladder; once each, whoever looks.

use chrono::TimeDelta;
use ventanilla::{
    ids::PromiseId,
    sla::{self, Calendar, ChangeKind, Metric, Moment, Tier},
};

use crate::sla_case::{Case, at, kinds};

#[tokio::test]
async fn a_breach_is_seen_while_the_ticket_is_open_and_only_once() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    assert_eq!(case.sweep_at(at("11-23 13:11")).await, []);
    let warned = case.sweep("11-23 13:12").await;
    assert_eq!(
        kinds(&warned),
        [
            (Metric::FirstResponse, ChangeKind::Warned),
            (
                Metric::FirstResponse,
                ChangeKind::Escalated {
                    step: 1,
                    to: Tier::Accountable
                }
            ),
        ]
    );
    assert_eq!(warned[0].at, at("11-23 13:12"), "80 % of four hours");
    assert_eq!(case.sweep("11-23 13:13").await, []);
    assert_eq!(case.sweep("11-23 14:00").await, [], "reached is not passed");

    let broken = case.sweep("11-23 14:20").await;
    assert_eq!(
        kinds(&broken),
        [
            (Metric::FirstResponse, ChangeKind::Broken),
            (
                Metric::FirstResponse,
                ChangeKind::Escalated {
                    step: 2,
                    to: Tier::Head
                }
            ),
        ]
    );
    assert_eq!(
        broken[0].at,
        at("11-23 14:00"),
        "stamped with the due instant"
    );
    assert_eq!(case.sweep("11-23 14:21").await, []);
    assert!(case.promise(Metric::FirstResponse).await.is_late());
}

#[tokio::test]
async fn the_ladder_goes_on_until_the_promise_is_met() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    case.sweep("11-23 14:01").await;
    // every two working days after the breach, to the manager
    assert_eq!(
        case.sweep("11-25 18:59").await.len(),
        2,
        "the warning of the visit and its escalation"
    );
    let step = case.sweep("11-25 19:00").await;
    assert_eq!(
        kinds(&step),
        [(
            Metric::FirstResponse,
            ChangeKind::Escalated {
                step: 2,
                to: Tier::Manager
            }
        )]
    );
    case.happens(Moment::Responded, "11-26 10:00").await;
    let later = case.sweep("12-01 20:00").await;
    assert!(
        later
            .iter()
            .all(|change| change.metric != Metric::FirstResponse),
        "{later:?}"
    );
}

#[tokio::test]
async fn the_ladder_stands_still_while_the_ticket_waits() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    case.sweep("11-23 14:01").await;
    case.pause("11-24 10:00", None).await;
    assert_eq!(case.sweep("12-30 10:00").await, []);
    case.resume("11-26 10:00").await;
    assert_eq!(
        case.promise(Metric::FirstResponse).await.escalate_at,
        Some(at("11-30 19:00"))
    );
}

#[tokio::test]
async fn minutes_are_watched_by_the_second() {
    let case = Case::new().await;
    case.file("repair", "emergency", "11-23 03:00").await;
    let due = case.due(Metric::Acknowledge).await.unwrap();
    assert_eq!(due, at("11-23 03:05"));
    let seen = case.sweep_at(due + TimeDelta::microseconds(1)).await;
    assert!(kinds(&seen).contains(&(Metric::Acknowledge, ChangeKind::Broken)));
}

#[tokio::test]
async fn after_a_long_silence_what_is_broken_is_not_also_warned_of() {
    let case = Case::new().await;
    case.file("complaint", "normal", "11-23 10:00").await;
    let seen = case.sweep("11-25 10:00").await;
    let found = kinds(&seen);
    assert_eq!(found[0], (Metric::Acknowledge, ChangeKind::Broken));
    assert!(found.iter().all(|(_, what)| *what != ChangeKind::Warned));
}

#[tokio::test]
async fn two_sweeps_at_once_share_the_work_and_a_held_ticket_waits_for_nobody() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    let mut first = case.app.app.pool.begin().await.unwrap();
    let mut second = case.app.app.pool.begin().await.unwrap();
    let now = at("11-23 14:01");
    let seen = sla::claim_overdue(case.cache(), &mut first, now, 50)
        .await
        .unwrap();
    assert!(!seen.is_empty());
    assert_eq!(
        sla::claim_overdue(case.cache(), &mut second, now, 50)
            .await
            .unwrap(),
        []
    );
    first.commit().await.unwrap();
    assert_eq!(
        sla::claim_overdue(case.cache(), &mut second, now, 50)
            .await
            .unwrap(),
        []
    );
}

#[tokio::test]
async fn a_sweep_that_was_rolled_back_is_as_if_it_had_not_been() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    let mut tx = case.app.app.pool.begin().await.unwrap();
    sla::claim_overdue(case.cache(), &mut tx, at("11-23 14:01"), 50)
        .await
        .unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(
        kinds(&case.sweep("11-23 14:02").await)[0],
        (Metric::FirstResponse, ChangeKind::Broken)
    );
}

#[tokio::test]
async fn a_calendar_that_changes_moves_the_clocks_that_run_by_it() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    let mut conn = case.conn().await;
    let stored = case
        .cache()
        .calendar_of(&mut conn, case.community)
        .await
        .unwrap();
    let now = at("11-23 10:30");
    let mut calendar = stored.calendar.clone();
    calendar
        .dates
        .insert("2026-11-24".parse().unwrap(), Default::default());
    sla::change_calendar(
        &mut conn,
        stored.id,
        stored.version,
        "Madrid",
        &calendar,
        now,
    )
    .await
    .unwrap();
    case.cache().forget();
    let (moved, last) =
        sla::follow_calendar(case.cache(), &mut conn, stored.id, PromiseId(0), 100, now)
            .await
            .unwrap();
    assert_eq!(
        moved.len(),
        2,
        "the two in working days; the four hours are today's"
    );
    assert_eq!(case.due(Metric::UpdateOwner).await, Some(at("11-26 19:00")));
    let rest = sla::follow_calendar(case.cache(), &mut conn, stored.id, last.unwrap(), 100, now)
        .await
        .unwrap();
    assert_eq!(rest, (vec![], None));
}

#[tokio::test]
async fn a_calendar_in_which_nobody_works_is_refused_with_the_reason() {
    let case = Case::new().await;
    let empty: Calendar = "zone = \"Europe/Madrid\"".parse().unwrap();
    let mut conn = case.conn().await;
    let refused = sla::add_calendar(&mut conn, "empty", "Empty", &empty, case.app.now()).await;
    assert_eq!(
        crate::sla_case::refused(refused),
        "calendar-no-working-time"
    );
}
