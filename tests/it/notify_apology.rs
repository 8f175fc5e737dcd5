//! A promise to an owner is broken: we say so once, with a new time that a clock watches.

use chrono::TimeDelta;
use ventanilla::ticket::{conversation, handoff};

use crate::notify_case::{Case, said};

#[tokio::test]
async fn a_broken_promise_is_owned_once_with_a_new_time_that_a_clock_watches() {
    let c = Case::new().await;
    let number = c.filed().await;
    let due = c.due("first_response").await;
    c.pass_until(due + TimeDelta::minutes(1)).await;
    let apology = c.mails_to("elena@example.org").pop().unwrap();
    assert_eq!(
        apology.subject(),
        format!("No hemos cumplido con su aviso {number}")
    );
    assert!(
        apology.text.contains("El fallo es nuestro, y lo siento."),
        "{}",
        apology.text
    );
    assert!(
        apology
            .text
            .contains("Hugo Campos, responsable de la comunidad"),
        "{}",
        apology.text
    );
    let news = c.due("update_owner").await;
    assert!(news > c.t.now());
    let local = news
        .with_timezone(&chrono_tz::Europe::Madrid)
        .format("%H:%M")
        .to_string();
    let quarter = news.timestamp() % 900 == 0;
    assert!(
        !quarter || apology.text.contains(&local),
        "{local} in\n{}",
        apology.text
    );

    let before = c.mails_to("elena@example.org").len();
    c.t.sweep().await;
    assert_eq!(c.mails_to("elena@example.org").len(), before, "once");

    // The news do not come either: the manager is told to ring.
    c.pass_until(news + TimeDelta::minutes(1)).await;
    assert!(c.notices(c.w.hugo).await.contains(&"ring_owner".to_owned()));
}

#[tokio::test]
async fn an_answer_after_the_apology_keeps_the_new_promise() {
    let c = Case::new().await;
    let number = c.filed().await;
    c.pass_until(c.due("first_response").await + TimeDelta::minutes(1))
        .await;
    c.t.advance(TimeDelta::minutes(10));
    let by = c.w.engineer(c.accountable().await);
    handoff::take(&c.t.app, &by, &number).await.unwrap();
    conversation::answer(&c.t.app, &by, &number, said("Mañana a las nueve."))
        .await
        .unwrap();
    let state: String =
        sqlx::query_scalar("select state from promise where starts_on = 'apologised'")
            .fetch_one(&c.t.pool)
            .await
            .unwrap();
    assert_eq!(state, "kept");
}
