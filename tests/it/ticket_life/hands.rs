//! Whose hands it is in.

use super::*;

#[tokio::test]
async fn an_offer_leaves_the_giver_accountable_until_it_is_accepted() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    let giver = c.detail(&number).await.accountable.expect("somebody");
    handoff::offer(
        &c.t.app,
        &by,
        &number,
        To::Department(c.w.finance),
        "Es una factura".to_owned(),
        None,
    )
    .await
    .expect("offered");
    let offered = c.detail(&number).await;
    assert_eq!(
        (offered.accountable, offered.department),
        (Some(giver), Some(c.w.engineering))
    );
    refused(
        handoff::offer(
            &c.t.app,
            &by,
            &number,
            To::Person(c.w.sofia),
            "Otra vez".to_owned(),
            None,
        )
        .await,
        &Refusal::AlreadyOffered,
    );

    let sofia = By::Staff(ventanilla::people::Scope {
        me: c.w.sofia.0,
        departments: vec![c.w.finance.0],
        department_communities: vec![c.w.palmeras.0],
        ..Default::default()
    });
    handoff::accept(&c.t.app, &sofia, &number)
        .await
        .expect("accepted");
    let taken = c.detail(&number).await;
    assert_eq!(
        (taken.accountable, taken.department),
        (Some(c.w.sofia), Some(c.w.finance))
    );
    c.verified().await;
}

#[tokio::test]
async fn an_offer_nobody_takes_lapses_and_returns() {
    let c = Case::new().await;
    let (number, by) = c.taken().await;
    handoff::offer(
        &c.t.app,
        &by,
        &number,
        To::Department(c.w.finance),
        "Es una factura".to_owned(),
        None,
    )
    .await
    .expect("offered");
    c.t.advance(handoff::STANDS_FOR + TimeDelta::minutes(1));
    ventanilla::ticket::sweep(&c.t.app).await.expect("swept");
    assert!(c.kinds(&number).await.contains(&"HandoffLapsed".to_owned()));
    let sofia = By::Staff(ventanilla::people::Scope {
        me: c.w.sofia.0,
        departments: vec![c.w.finance.0],
        department_communities: vec![c.w.palmeras.0],
        ..Default::default()
    });
    assert!(matches!(
        handoff::accept(&c.t.app, &sofia, &number).await,
        Err(ventanilla::error::AppError::NotFound)
    ));
}

#[tokio::test]
async fn the_desk_corrects_a_wrong_department_with_a_reason() {
    let c = Case::new().await;
    let number = c.w.filed(&c.t).await;
    let to = Route {
        department: c.w.finance,
        person: None,
        urgency: None,
        reason: "Es de cuotas".to_owned(),
        seen_version: None,
    };
    triage::route(&c.t.app, &c.w.at_desk(), &number, to.clone())
        .await
        .expect("routed");
    let detail = c.detail(&number).await;
    assert_eq!(
        (detail.department, detail.accountable),
        (Some(c.w.finance), Some(c.w.sofia))
    );
    assert!(c.kinds(&number).await.contains(&"Rerouted".to_owned()));
    refused(
        triage::route(&c.t.app, &c.w.at_desk(), &number, to).await,
        &Refusal::SameDepartment,
    );
    c.verified().await;
}

#[tokio::test]
async fn the_load_is_spread_over_who_is_on_duty() {
    let c = Case::new().await;
    let mut hands = std::collections::BTreeMap::new();
    // Six matters that are not repeats of one another: a repeat goes to the head.
    for slug in [
        "drip",
        "blocked",
        "no-water",
        "unsure",
        "appliance",
        "fitting",
    ] {
        let new =
            c.w.matter(&c.t, Kind::Repair, &format!("kitchen-{slug}"), "")
                .await;
        let number = c.w.file(&c.t, new).await.number().clone();
        *hands
            .entry(c.detail(&number).await.accountable.expect("somebody"))
            .or_insert(0) += 1;
    }
    assert_eq!(hands.into_values().collect::<Vec<_>>(), [2, 2, 2]);
}

#[tokio::test]
async fn who_is_absent_gets_nothing_new_and_with_nobody_there_the_head_answers() {
    let c = Case::new().await;
    for person in [c.w.luis, c.w.paco, c.w.marta] {
        sqlx::query("insert into absence (person_id, from_at, to_at) values ($1, $2, $3)")
            .bind(person.0)
            .bind(c.t.now() - TimeDelta::hours(1))
            .bind(c.t.now() + TimeDelta::days(2))
            .execute(&c.t.pool)
            .await
            .expect("an absence");
        let number = c.w.filed(&c.t).await;
        let accountable = c.detail(&number).await.accountable.expect("never nobody");
        // Marta is absent last; as the head she answers all the same when nobody else can.
        assert!(accountable != person || person == c.w.marta);
    }
}
