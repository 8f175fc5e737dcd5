//! Decisions by line, and by two people above the limit.

use super::*;

#[tokio::test]
async fn a_small_decision_goes_out_at_once_and_releases_the_line() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    charged(&t).await;
    let number = filed(&t, &w, "F-1", Ground::Amount, Some(8_450)).await;
    let sofia = staff(&w, w.sofia);
    let part = decision(&t, &number, Decision::Partly, Some(2_000)).await;
    let decided = fees::decide(&t.app, &sofia, &number, part.clone())
        .await
        .expect("decided");
    assert_eq!(decided, fees::Decided::Sent);
    let again = fees::decide(&t.app, &sofia, &number, part)
        .await
        .expect("the same form again");
    assert_eq!(again, fees::Decided::Sent);
    assert_eq!(
        state(&t, &number).await,
        ("resolved".into(), Some("partly".into()))
    );
    owes(&t, &w, 100_000).await;
    let letter: String = sqlx::query_scalar(
        "select x.body from event e join event_text x on x.event_id = e.id where e.kind = 'DisputeDecided' and e.visibility = 'public'",
    )
    .fetch_one(&t.pool)
    .await
    .expect("a letter");
    for part in [
        "20,00",
        "El recibo lo dice",
        "Acta de la junta",
        "próximo estado de cuenta",
        number.as_str(),
        "en parte",
    ] {
        assert!(letter.contains(part), "{part} in:\n{letter}");
    }
    t.run_jobs().await;
}

#[tokio::test]
async fn above_the_limit_a_second_person_agrees_and_never_the_first() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    charged(&t).await;
    let number = filed(&t, &w, "F-2", Ground::NoService, None).await;
    let (sofia, hugo, ana) = (staff(&w, w.sofia), staff(&w, w.hugo), staff(&w, w.ana));
    let proposed = decided(&t, &w, &number, Decision::Upheld, None).await;
    assert_eq!(proposed.expect("proposed"), fees::Decided::Proposed);
    assert_eq!(
        totals(&t, &w).await.on_hold,
        90_000,
        "held until it is decided"
    );
    verified(&t).await;
    let more = decided(&t, &w, &number, Decision::Rejected, None).await;
    assert!(more.is_err(), "one proposal at a time");
    assert!(
        fees::approve(&t.app, &sofia, &number).await.is_err(),
        "never who proposed it"
    );
    assert!(
        fees::approve(&t.app, &ana, &number).await.is_err(),
        "the desk is no second pair of eyes"
    );

    fees::refuse(
        &t.app,
        &hugo,
        &number,
        "Falta el parte de la empresa".into(),
    )
    .await
    .expect("refused");
    assert!(
        fees::approve(&t.app, &hugo, &number).await.is_err(),
        "nothing is proposed any more"
    );
    verified(&t).await;
    decided(&t, &w, &number, Decision::Upheld, None)
        .await
        .expect("proposed again");
    fees::approve(&t.app, &hugo, &number)
        .await
        .expect("approved");
    assert_eq!(
        state(&t, &number).await,
        ("resolved".into(), Some("upheld".into()))
    );
    owes(&t, &w, 12_000).await;
    verified(&t).await;
    t.run_jobs().await;
}

/// What waits for its second person, or was refused by one, is no fault of the record.
async fn verified(t: &TestApp) {
    for check in ventanilla::evidence::verify(&t.pool, &t.app.files)
        .await
        .expect("verified")
    {
        assert!(check.is_clean(), "{}: {:?}", check.name, check.faults);
    }
}
