//! A dispute opened again after its decision, and decided a second time.

use super::*;

async fn returned(t: &TestApp, w: &World, number: &Number) -> Result<(), AppError> {
    let owner = w.owner(w.elena);
    fees::give_back(t.app.clone(), owner, number.clone(), World::still_drips()).await
}

#[tokio::test]
async fn opened_again_its_lines_are_on_hold_again_and_a_second_decision_adds_to_the_first() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    charged(&t).await;
    let number = filed(&t, &w, "F-1", Ground::Amount, Some(8_450)).await;
    decided(&t, &w, &number, Decision::Partly, Some(2_000))
        .await
        .expect("decided");
    assert_eq!(totals(&t, &w).await.on_hold, 0);

    returned(&t, &w, &number).await.expect("opened again");
    assert_eq!(state(&t, &number).await.0, "in_progress");
    let again = totals(&t, &w).await;
    assert_eq!((again.open, again.on_hold), (100_000, 1_550));
    let held = t
        .count("select count(*) from event where kind = 'ChargesHeld'")
        .await;
    assert_eq!(held, 2, "the owner is told of the second hold too");

    decided(&t, &w, &number, Decision::Upheld, None)
        .await
        .expect("decided again");
    assert_eq!(
        state(&t, &number).await,
        ("resolved".into(), Some("upheld".into()))
    );
    owes(&t, &w, 98_450).await;
    t.run_jobs().await;
}

#[tokio::test]
async fn a_line_that_stands_in_another_dispute_by_now_keeps_the_first_one_closed() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    charged(&t).await;
    let number = filed(&t, &w, "F-1", Ground::Amount, Some(8_450)).await;
    decided(&t, &w, &number, Decision::Rejected, None)
        .await
        .expect("decided");
    let other = filed(&t, &w, "F-1", Ground::NoService, None).await;
    let refused = returned(&t, &w, &number).await.expect_err("held elsewhere");
    let AppError::Refused(message) = refused else {
        panic!("{refused}");
    };
    assert_eq!(message.key, "fees-refusal-held-elsewhere");
    assert_eq!(state(&t, &number).await.0, "resolved");
    assert_eq!(state(&t, &other).await.0, "assigned");
    t.run_jobs().await;
}
