//! Clocks that start, chain, are met in time or too late, and never forget a breach.

use ventanilla::sla::{self, ChangeKind, Metric, Moment, State};

use crate::sla_case::{Case, at, kinds, of};

#[tokio::test]
async fn an_ordinary_repair_is_promised_by_the_house_default_in_the_hours_of_its_community() {
    let case = Case::new().await;
    let changes = case.file("repair", "normal", "11-23 10:00").await;
    let started: Vec<_> = changes
        .iter()
        .map(|change| (change.metric, change.due_at))
        .collect();
    assert_eq!(
        started,
        [
            // four working hours end with the morning window, not at the next opening
            (Metric::FirstResponse, Some(at("11-23 14:00"))),
            (Metric::UpdateOwner, Some(at("11-25 19:00"))),
            // ten working days past the Constitution and the Immaculate Conception
            (Metric::Resolve, Some(at("12-09 19:00"))),
        ]
    );
    assert!(
        changes
            .iter()
            .all(|change| change.what == ChangeKind::Started)
    );
    assert_eq!(
        sla::soonest(&changes),
        Some((at("11-23 14:00"), Metric::FirstResponse))
    );
    let next = sla::next_due(&mut *case.conn().await, case.ticket, 1)
        .await
        .unwrap();
    assert_eq!(next, sla::soonest(&changes));
}

#[tokio::test]
async fn the_answer_to_a_complaint_counts_from_the_acknowledgement() {
    let case = Case::new().await;
    case.file("complaint", "normal", "11-23 10:00").await;
    assert_eq!(case.state(Metric::Answer).await, State::Waiting);
    assert_eq!(case.due(Metric::Answer).await, None);

    let changes = case.happens(Moment::Acknowledged, "11-24 12:00").await;
    assert_eq!(
        kinds(&changes),
        [
            (Metric::Acknowledge, ChangeKind::Kept),
            (Metric::Answer, ChangeKind::Started)
        ]
    );
    assert_eq!(case.due(Metric::Answer).await, Some(at("12-10 19:00")));
}

#[tokio::test]
async fn a_written_answer_without_an_acknowledgement_acknowledges_too() {
    let case = Case::new().await;
    case.file("complaint", "normal", "11-23 10:00").await;
    case.happens(Moment::Answered, "11-24 12:00").await;
    assert_eq!(case.state(Metric::Acknowledge).await, State::Kept);
    assert_eq!(case.state(Metric::Answer).await, State::Kept);
}

#[tokio::test]
async fn the_second_stage_of_a_complaint_has_clocks_of_its_own() {
    let case = Case::new().await;
    case.file("complaint", "normal", "11-23 10:00").await;
    case.happens(Moment::Acknowledged, "11-23 11:00").await;
    let changes = case.happens(Moment::Escalated, "11-25 10:00").await;
    assert_eq!(
        kinds(&changes),
        [
            (Metric::Answer, ChangeKind::Dropped),
            (Metric::Acknowledge, ChangeKind::Started)
        ]
    );
    case.happens(Moment::Acknowledged, "11-26 10:00").await;
    let review = case.promise(Metric::Answer).await;
    assert_eq!((review.stage, review.state), (2, State::Running));
    assert_eq!(review.target.to_string(), "20 wd");
    // asking twice changes nothing
    assert_eq!(case.happens(Moment::Escalated, "11-27 10:00").await, []);
}

#[tokio::test]
async fn a_review_in_a_cycle_of_its_own_runs_by_the_second_stage_from_the_start() {
    let case = Case::new().await;
    let mut subject = case.subject("complaint", "normal", at("11-23 10:00"));
    (subject.cycle, subject.stage) = (2, 2);
    sla::open_cycle(case.cache(), &mut *case.conn().await, &subject)
        .await
        .unwrap();
    let promises = case.promises().await;
    assert!(promises.iter().all(|promise| promise.stage == 2));
    assert_eq!(of(&promises, Metric::Acknowledge).state, State::Running);
    assert_eq!(of(&promises, Metric::Answer).state, State::Waiting);
}

#[tokio::test]
async fn met_exactly_at_the_due_instant_is_met_in_time() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    case.sweep("11-23 14:00").await;
    let changes = case.happens(Moment::Responded, "11-23 14:00").await;
    assert_eq!(kinds(&changes), [(Metric::FirstResponse, ChangeKind::Kept)]);
}

#[tokio::test]
async fn a_late_answer_between_two_sweeps_is_recorded_by_the_deed_itself() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    let changes = case.happens(Moment::Responded, "11-23 16:05").await;
    assert_eq!(
        kinds(&changes),
        [
            (Metric::FirstResponse, ChangeKind::Broken),
            (Metric::FirstResponse, ChangeKind::MetLate)
        ]
    );
    assert_eq!(
        changes[0].at,
        at("11-23 14:00"),
        "stamped with the due instant"
    );
    let promise = case.promise(Metric::FirstResponse).await;
    assert_eq!(promise.state, State::Broken);
    assert_eq!(promise.breached_at, Some(at("11-23 14:00")));
    assert_eq!(promise.met_at, Some(at("11-23 16:05")));
    // and the sweep has nothing to add
    assert!(
        case.sweep("11-23 16:06")
            .await
            .iter()
            .all(|change| change.metric != Metric::FirstResponse)
    );
}

#[tokio::test]
async fn closing_never_erases_a_breach_and_neither_can_anybody() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    case.sweep("11-23 14:01").await;
    case.happens(Moment::Resolved, "11-24 10:00").await;
    case.happens(Moment::Closed, "12-01 10:00").await;
    let promise = case.promise(Metric::FirstResponse).await;
    assert_eq!(
        (promise.state, promise.breached_at),
        (State::Broken, Some(at("11-23 14:00")))
    );
    for statement in [
        "update promise set breached_at = null, state = 'kept' where breached_at is not null",
        "update promise set breached_at = breached_at + interval '1 day' where breached_at is not null",
        "delete from promise",
    ] {
        let refused = sqlx::query(statement).execute(&case.app.pool).await;
        assert!(refused.is_err(), "{statement}");
    }
}

#[tokio::test]
async fn a_reopening_starts_new_clocks_and_leaves_the_first_cycle_its_results() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    case.sweep("11-23 14:01").await;
    case.happens(Moment::Resolved, "11-24 10:00").await;
    let before = case.promises().await;

    let mut subject = case.subject("repair", "normal", at("11-26 10:00"));
    subject.cycle = 2;
    let changes = sla::open_cycle(case.cache(), &mut *case.conn().await, &subject)
        .await
        .unwrap();
    assert!(
        changes
            .iter()
            .all(|change| change.what == ChangeKind::Started)
    );
    let after = case.promises().await;
    assert_eq!(after[..before.len()], before);
    assert!(
        after[before.len()..]
            .iter()
            .all(|p| p.cycle == 2 && p.starts_on == Moment::Reopened)
    );
    assert_eq!(
        case.due(Metric::FirstResponse).await,
        Some(at("11-26 14:00"))
    );
    // a moment of the new cycle leaves the old one alone
    case.happens_in(2, Moment::Responded, "11-26 11:00").await;
    assert_eq!(case.promises().await[..before.len()], before);
}

#[tokio::test]
async fn an_automatic_receipt_is_no_human_answer() {
    let case = Case::new().await;
    case.file("repair", "emergency", "11-23 03:00").await;
    assert_eq!(case.happens(Moment::Receipt, "11-23 03:00").await, []);
    assert_eq!(case.state(Metric::Acknowledge).await, State::Running);
    let spoken = case.happens(Moment::Responded, "11-23 03:04").await;
    assert_eq!(
        kinds(&spoken),
        [
            (Metric::Acknowledge, ChangeKind::Kept),
            (Metric::FirstResponse, ChangeKind::Kept)
        ]
    );
}
