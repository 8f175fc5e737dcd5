//! Waiting, and what ends it.

use super::*;

#[tokio::test]
async fn on_hold_the_clock_stands_and_the_owners_answer_ends_it() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    let before = c
        .promise(&number, 1, Metric::Resolve)
        .await
        .due_at
        .expect("due");
    let until = c.t.now() + TimeDelta::days(5);
    waiting::hold(
        &c.t.app,
        &by,
        &number,
        WaitReason::OwnersAnswer,
        until,
        "¿Qué tarde le va bien?".to_owned(),
        None,
    )
    .await
    .expect("on hold");
    assert!(matches!(
        c.detail(&number).await.state,
        State::Waiting { .. }
    ));

    c.t.advance(TimeDelta::days(2));
    conversation::write(
        &c.t.app,
        &c.w.owner(c.w.elena),
        &number,
        c.said("El jueves."),
    )
    .await
    .expect("wrote");
    assert_eq!(c.detail(&number).await.state, State::InProgress);
    let after = c
        .promise(&number, 1, Metric::Resolve)
        .await
        .due_at
        .expect("due");
    assert!(
        after > before,
        "two days on hold do not count: {before} then {after}"
    );
    c.verified().await;
}

#[tokio::test]
async fn a_hold_ends_by_itself_at_its_date() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    let until = c.t.now() + TimeDelta::days(1);
    waiting::hold(
        &c.t.app,
        &by,
        &number,
        WaitReason::Parts,
        until,
        "Esperamos la pieza.".to_owned(),
        None,
    )
    .await
    .expect("on hold");
    c.t.app.clock.set(until + TimeDelta::minutes(1));
    ventanilla::ticket::sweep(&c.t.app).await.expect("swept");
    assert_eq!(c.detail(&number).await.state, State::InProgress);
    c.verified().await;
}

#[tokio::test]
async fn an_emergency_cannot_be_put_on_hold() {
    let c = Case::new().await;
    let new =
        c.w.matter(&c.t, Kind::Repair, "kitchen-gas", "Huele a gas")
            .await;
    let number = c.w.file(&c.t, new).await.number().clone();
    assert_eq!(c.detail(&number).await.urgency, Urgency::Emergency);
    let by = c.w.at_desk();
    handoff::take(&c.t.app, &by, &number).await.expect("taken");
    let until = c.t.now() + TimeDelta::days(1);
    refused(
        waiting::hold(
            &c.t.app,
            &by,
            &number,
            WaitReason::Parts,
            until,
            "x".to_owned(),
            None,
        )
        .await,
        &Refusal::EmergencyCannotWait,
    );
}
