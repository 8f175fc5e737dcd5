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

#[tokio::test]
async fn attending_making_safe_and_finishing_are_different_promises() {
    let case = Case::new().await;
    case.file("repair", "emergency", "11-23 03:00").await;
    assert_eq!(case.due(Metric::Attend).await, Some(at("11-23 05:00")));
    assert_eq!(case.due(Metric::MakeSafe).await, Some(at("11-24 03:00")));
    case.happens(Moment::Visited, "11-23 04:00").await;
    assert_eq!(case.state(Metric::MakeSafe).await, State::Running);
    assert_eq!(case.state(Metric::Resolve).await, State::Waiting);
    case.happens(Moment::MadeSafe, "11-23 05:30").await;
    assert_eq!(case.state(Metric::Resolve).await, State::Running);
}

#[tokio::test]
async fn proof_is_owed_beyond_the_work_and_beyond_closing() {
    let case = Case::new().await;
    let nyc = include_str!("../../data/presets/nyc-hpd.toml");
    case.publish(&nyc[nyc.find("[[policies]]").unwrap()..])
        .await;
    case.file("repair", "normal", "11-23 10:00").await;
    case.happens(Moment::Resolved, "11-24 10:00").await;
    assert_eq!(case.state(Metric::Resolve).await, State::Kept);
    case.happens(Moment::Closed, "12-01 10:00").await;
    let proof = case.promise(Metric::Certify).await;
    assert_eq!(
        (proof.state, proof.due_at),
        (State::Running, Some(at("12-08 10:00")))
    );
    case.sweep("12-08 10:01").await;
    let late = case.happens(Moment::Certified, "12-09 10:00").await;
    assert_eq!(kinds(&late), [(Metric::Certify, ChangeKind::MetLate)]);
}

#[tokio::test]
async fn a_withdrawn_ticket_owes_nothing_more_but_what_was_late_stays_broken() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    let changes = sla::drop_cycle(
        case.cache(),
        &mut *case.conn().await,
        case.ticket,
        1,
        at("11-23 16:30"),
    )
    .await
    .unwrap();
    assert_eq!(
        kinds(&changes),
        [
            (Metric::FirstResponse, ChangeKind::Broken),
            (Metric::UpdateOwner, ChangeKind::Dropped),
            (Metric::Resolve, ChangeKind::Dropped),
        ]
    );
    assert_eq!(case.state(Metric::FirstResponse).await, State::Broken);
    assert_eq!(
        sla::next_due(&mut *case.conn().await, case.ticket, 1)
            .await
            .unwrap(),
        None
    );
}

#[tokio::test]
async fn each_department_has_its_own_time_and_a_breach_stays_with_who_let_it_happen() {
    let case = Case::new().await;
    case.publish(
        r#"[[policies]]
        slug = "held"
        name = { en = "Held" }
        match = { kinds = ["repair"] }
        promises = [{ metric = "department_hold", starts_on = "assigned", target = "2 wh" },
                    { metric = "resolve", target = "10 wd" }]"#,
    )
    .await;
    let mut conn = case.conn().await;
    let mut subject = case.subject("repair", "normal", at("11-23 10:00"));
    subject.department = Some(case.desk);
    sla::open_cycle(case.cache(), &mut conn, &subject)
        .await
        .unwrap();
    assert_eq!(
        case.due(Metric::DepartmentHold).await,
        Some(at("11-23 12:00"))
    );

    let to = |department, when| (department, at(when));
    for (department, when) in [
        to(case.plumbers, "11-23 11:00"),
        to(case.plumbers, "11-23 11:00"),
    ] {
        sla::change_department(case.cache(), &mut conn, case.ticket, 1, department, when)
            .await
            .unwrap();
    }
    let holds: Vec<_> = case
        .promises()
        .await
        .into_iter()
        .filter(|p| p.metric == Metric::DepartmentHold)
        .collect();
    assert_eq!(holds.len(), 2);
    assert_eq!(
        (holds[0].department, holds[0].state),
        (Some(case.desk), State::Kept)
    );
    assert_eq!(
        (holds[1].department, holds[1].due_at),
        (Some(case.plumbers), Some(at("11-23 13:00")))
    );
    assert_eq!(
        case.promise(Metric::Resolve).await.department,
        Some(case.plumbers)
    );

    case.sweep("11-23 13:30").await;
    sla::change_department(
        case.cache(),
        &mut conn,
        case.ticket,
        1,
        case.desk,
        at("11-23 13:40"),
    )
    .await
    .unwrap();
    let holds: Vec<_> = case
        .promises()
        .await
        .into_iter()
        .filter(|p| p.metric == Metric::DepartmentHold)
        .collect();
    assert_eq!(
        (holds[1].department, holds[1].state),
        (Some(case.plumbers), State::Broken)
    );
    assert_eq!(
        (holds[2].department, holds[2].state),
        (Some(case.desk), State::Running)
    );
}

#[tokio::test]
async fn news_every_few_days_is_promised_again_each_time_it_is_kept() {
    let case = Case::new().await;
    case.publish(
        r#"[[policies]]
        slug = "news"
        name = { en = "News" }
        match = { kinds = ["repair"] }
        promises = [{ metric = "update_owner", target = "2 wd", repeats = true }]"#,
    )
    .await;
    case.file("repair", "normal", "11-23 10:00").await;
    let changes = case.happens(Moment::UpdatedOwner, "11-24 10:00").await;
    assert_eq!(
        kinds(&changes),
        [
            (Metric::UpdateOwner, ChangeKind::Kept),
            (Metric::UpdateOwner, ChangeKind::Started)
        ]
    );
    assert_eq!(case.due(Metric::UpdateOwner).await, Some(at("11-26 19:00")));
    case.happens(Moment::Resolved, "11-25 10:00").await;
    assert!(
        case.promises()
            .await
            .iter()
            .all(|promise| promise.state == State::Kept)
    );
}
