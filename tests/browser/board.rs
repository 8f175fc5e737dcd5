//! The head's board: what happens in the department moves its figures.

use ventanilla::i18n::Lang;

use crate::walk::Walk;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_engineering_does_moves_its_heads_figures() {
    let mut walk = Walk::start(Lang::En).await;
    let (marta, luis) = (walk.w.marta, walk.w.luis);
    walk.become_staff(marta).await;
    walk.open("/dept/board").await;
    let empty = walk.text("main").await;

    let number = walk.w.filed(&walk).await;
    walk.advance(chrono::TimeDelta::minutes(10));
    walk.sweep().await;
    walk.open("/dept/board").await;
    let filed = walk.text("main").await;
    assert_ne!(filed, empty, "one more is open");

    walk.become_staff(luis).await;
    walk.open(&format!("/desk/tickets/{number}")).await;
    walk.go(&format!("form[action$='/{number}/work'] button"))
        .await;
    walk.become_staff(marta).await;
    walk.advance(chrono::TimeDelta::minutes(10));
    walk.open("/dept/board").await;
    let taken = walk.text("main").await;
    assert!(taken.contains("Luis Gómez"), "nobody's load: {taken}");
    assert_ne!(taken, filed);

    walk.advance(chrono::TimeDelta::days(21));
    walk.sweep().await;
    walk.become_staff(marta).await;
    walk.open("/dept/board").await;
    assert!(
        walk.has(".tops .is-late").await,
        "late: {}",
        walk.text("main").await
    );
    walk.go(".tops .is-late a").await;
    assert!(walk.text("main").await.contains(number.as_str()));
    walk.end().await;
}
