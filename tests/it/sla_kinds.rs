//! Different promises of one ticket: attended, safe, done, proven, held, told again.

use ventanilla::sla::{self, ChangeKind, Metric, Moment, State};

use crate::sla_case::{Case, at, kinds};

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
