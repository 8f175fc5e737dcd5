//! Promises kept, and promises broken.

use super::*;

#[tokio::test]
async fn an_answer_in_time_keeps_the_promise() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    conversation::answer(&c.t.app, &by, &number, c.said("Vamos mañana a las diez."))
        .await
        .expect("answered");
    let response = c.promise(&number, 1, Metric::FirstResponse).await;
    assert_eq!(response.state, Clock::Kept);
    assert_eq!(c.detail(&number).await.first_response_at, Some(c.t.now()));
}

#[tokio::test]
async fn a_breach_is_stamped_with_the_due_instant_and_closing_never_erases_it() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    let due = c
        .promise(&number, 1, Metric::FirstResponse)
        .await
        .due_at
        .expect("due");
    c.t.app.clock.set(due + TimeDelta::minutes(7));
    ventanilla::ticket::sweep(&c.t.app).await.expect("swept");

    let broken = c.promise(&number, 1, Metric::FirstResponse).await;
    assert_eq!(broken.breached_at, Some(due));
    assert!(c.detail(&number).await.late);
    let mut conn = c.t.pool.acquire().await.expect("a connection");
    let record = read::record_of(&mut conn, c.detail(&number).await.id, true)
        .await
        .expect("the record");
    let breach = record
        .iter()
        .find(|entry| entry.kind.as_str() == "PromiseBroken")
        .expect("the breach");
    assert_eq!(breach.at, due);

    ventanilla::ticket::sweep(&c.t.app)
        .await
        .expect("swept again");
    let breaches = c
        .kinds(&number)
        .await
        .iter()
        .filter(|kind| *kind == "PromiseBroken")
        .count();
    assert_eq!(breaches, 1, "a breach is recorded once");

    resolution::resolve(&c.t.app, &by, &number, c.fixed())
        .await
        .expect("resolved");
    resolution::confirm(&c.t.app, &c.w.owner(c.w.elena), &number, c.rates(2))
        .await
        .expect("confirmed");
    let after = c.promise(&number, 1, Metric::FirstResponse).await;
    assert_eq!((after.state, after.breached_at), (Clock::Broken, Some(due)));
    c.verified().await;
}

#[tokio::test]
async fn a_late_answer_between_two_sweeps_is_recorded_by_the_deed_itself() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    let due = c
        .promise(&number, 1, Metric::FirstResponse)
        .await
        .due_at
        .expect("due");
    c.t.app.clock.set(due + TimeDelta::seconds(20));
    conversation::answer(&c.t.app, &by, &number, c.said("Perdone la espera."))
        .await
        .expect("answered");
    let promise = c.promise(&number, 1, Metric::FirstResponse).await;
    assert_eq!(
        (promise.state, promise.breached_at),
        (Clock::Broken, Some(due))
    );
    assert!(c.kinds(&number).await.contains(&"PromiseBroken".to_owned()));
    c.verified().await;
}
