//! A decision that moved the clocks is taken back: they stand as before it, and what was late stays late.

use ventanilla::{
    ids::DepartmentId,
    sla::{self, ChangeKind, Metric, Promise, State, Stood},
};

use crate::sla_case::{Case, at, kinds, of};

async fn standing(case: &Case) -> Vec<Stood> {
    sla::standing(&mut *case.conn().await, case.ticket, 1)
        .await
        .unwrap()
}

async fn restore(
    case: &Case,
    stood: &[Stood],
    department: Option<DepartmentId>,
    decided: &str,
    when: &str,
) -> Vec<sla::Change> {
    let of = (case.ticket, 1);
    let conn = &mut *case.conn().await;
    let (decided, when) = (at(decided), at(when));
    sla::restore(case.cache(), conn, of, stood, department, decided, when)
        .await
        .unwrap()
}

async fn urgency(case: &Case, urgency: &str, when: &str) {
    let subject = case.subject("repair", urgency, at(when));
    sla::reapply(case.cache(), &mut *case.conn().await, &subject)
        .await
        .unwrap();
}

async fn holds(case: &Case) -> Vec<Promise> {
    let promises = case.promises().await.into_iter();
    promises
        .filter(|p| p.metric == Metric::DepartmentHold)
        .collect()
}

/// A ticket at the desk since ten, which may keep it for two hours.
async fn held() -> Case {
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
    let mut subject = case.subject("repair", "normal", at("11-23 10:00"));
    subject.department = Some(case.desk);
    sla::open_cycle(case.cache(), &mut *case.conn().await, &subject)
        .await
        .unwrap();
    case
}

async fn to_plumbers(case: &Case, when: &str) {
    let conn = &mut *case.conn().await;
    sla::change_department(case.cache(), conn, case.ticket, 1, case.plumbers, at(when))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_slip_of_urgency_moves_no_promise() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 09:00").await;
    let before = case.promises().await;
    assert_eq!(
        of(&before, Metric::FirstResponse).due_at,
        Some(at("11-23 13:00"))
    );
    let stood = standing(&case).await;
    urgency(&case, "urgent", "11-23 12:30").await;
    assert_eq!(
        case.due(Metric::FirstResponse).await,
        Some(at("11-23 13:30")),
        "counted from the slip"
    );
    restore(&case, &stood, None, "11-23 12:30", "11-23 12:35").await;
    let after = case.promises().await;
    assert_eq!(after[..before.len()], before);
    assert_eq!(of(&after, Metric::Attend).state, State::Dropped);
    let late = case.sweep("11-23 13:01").await;
    assert!(kinds(&late).contains(&(Metric::FirstResponse, ChangeKind::Broken)));
}

#[tokio::test]
async fn what_a_policy_of_yesterday_promised_is_promised_again() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 09:00").await;
    let before = case.promises().await;
    let stood = standing(&case).await;
    case.publish(
        r#"[[policies]]
        slug = "lazy"
        name = { en = "Lazy" }
        match = { kinds = ["repair"] }
        promises = [{ metric = "resolve", target = "90 wd" }]"#,
    )
    .await;
    urgency(&case, "urgent", "11-23 10:00").await;
    restore(&case, &stood, None, "11-23 10:00", "11-23 10:05").await;
    assert_eq!(case.promises().await, before);
}

#[tokio::test]
async fn a_department_goes_on_with_the_time_it_had() {
    let case = held().await;
    let stood = standing(&case).await;
    to_plumbers(&case, "11-23 11:00").await;
    restore(&case, &stood, Some(case.desk), "11-23 11:00", "11-23 11:10").await;
    let [first, second] = &holds(&case).await[..] else {
        panic!("two holds");
    };
    assert_eq!(
        (first.department, first.state, first.met_at, first.due_at),
        (
            Some(case.desk),
            State::Running,
            None,
            Some(at("11-23 12:00"))
        )
    );
    assert_eq!(second.state, State::Dropped);
    let resolve = case.promise(Metric::Resolve).await;
    assert_eq!(resolve.department, Some(case.desk));

    to_plumbers(&case, "11-23 11:30").await;
    assert_eq!(holds(&case).await.len(), 3, "it can be decided anew");
}

#[tokio::test]
async fn late_before_the_decision_is_late_after_it_was_taken_back() {
    let case = held().await;
    let stood = standing(&case).await;
    to_plumbers(&case, "11-23 12:30").await;
    restore(&case, &stood, Some(case.desk), "11-23 12:30", "11-23 12:35").await;
    let hold = &holds(&case).await[0];
    assert_eq!(
        (hold.state, hold.met_at, hold.breached_at),
        (State::Running, None, Some(at("11-23 12:00")))
    );
    let seen = case.sweep("11-23 12:36").await;
    assert!(!kinds(&seen).contains(&(Metric::DepartmentHold, ChangeKind::Broken)));
}

#[tokio::test]
async fn what_a_decision_made_late_stays_so() {
    let case = Case::new().await;
    case.file("repair", "normal", "11-23 10:00").await;
    let stood = standing(&case).await;
    urgency(&case, "emergency", "11-23 10:05").await;
    case.sweep("11-23 10:12").await;
    restore(&case, &stood, None, "11-23 10:05", "11-23 10:14").await;
    let acknowledge = case.promise(Metric::Acknowledge).await;
    assert_eq!(
        (acknowledge.state, acknowledge.breached_at.is_some()),
        (State::Broken, true)
    );
    assert_eq!(
        case.due(Metric::FirstResponse).await,
        Some(at("11-23 14:00")),
        "which had not been missed"
    );
}
