//! Resolved, returned, closed.

use ventanilla::fees;

use super::*;

#[tokio::test]
async fn not_fixed_starts_the_next_cycle_with_new_clocks_and_the_old_results_stay() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    resolution::resolve(&c.t.app, &by, &number, c.fixed())
        .await
        .expect("resolved");
    let elena = c.w.owner(c.w.elena);
    c.t.advance(TimeDelta::days(1));
    fees::give_back(
        c.t.app.clone(),
        elena.clone(),
        number.clone(),
        World::still_drips(),
    )
    .await
    .expect("returned");
    let detail = c.detail(&number).await;
    assert_eq!((detail.state, detail.cycle), (State::InProgress, 2));
    assert_eq!(
        c.promise(&number, 1, Metric::Resolve).await.state,
        Clock::Kept
    );
    assert_eq!(
        c.promise(&number, 2, Metric::Resolve).await.state,
        Clock::Running
    );

    resolution::resolve(&c.t.app, &by, &number, c.fixed())
        .await
        .expect("resolved again");
    resolution::confirm(
        &c.t.app,
        &elena,
        &number,
        Some(5),
        "Gracias".to_owned(),
        Lang::Es,
    )
    .await
    .expect("confirmed");
    assert!(matches!(
        c.detail(&number).await.state,
        State::Closed { .. }
    ));
    let rated: Vec<(i32, i32)> = sqlx::query_as("select cycle, score from rating")
        .fetch_all(&c.t.pool)
        .await
        .expect("ratings");
    assert_eq!(rated, [(2, 5)]);
    c.verified().await;
}

#[tokio::test]
async fn thanks_after_the_end_is_a_note_and_never_reopens() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    resolution::resolve(&c.t.app, &by, &number, c.fixed())
        .await
        .expect("resolved");
    conversation::write(
        &c.t.app,
        &c.w.owner(c.w.elena),
        &number,
        c.said("¡Gracias!"),
    )
    .await
    .expect("wrote");
    assert!(matches!(
        c.detail(&number).await.state,
        State::Resolved { .. }
    ));
}

#[tokio::test]
async fn the_quiet_period_closes_it() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    resolution::resolve(&c.t.app, &by, &number, c.fixed())
        .await
        .expect("resolved");
    c.t.advance(TimeDelta::days(7) + TimeDelta::minutes(1));
    ventanilla::ticket::sweep(&c.t.app).await.expect("swept");
    assert!(matches!(
        c.detail(&number).await.state,
        State::Closed { .. }
    ));
    c.verified().await;
}
