//! Who pays for a repair: said with a reason, read by the owner, and open to their disagreement.

use crate::support::{TestApp, World};

#[tokio::test]
async fn who_pays_is_said_with_a_reason_and_the_owner_can_disagree() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let key = uuid::Uuid::new_v4();
    let mut conn = t.pool.acquire().await.expect("a connection");
    let catalog = t.app.catalog.catalog(&mut conn).await.expect("a catalogue");
    drop(conn);
    let category = catalog
        .find(ventanilla::catalog::Kind::Repair, "kitchen-drip")
        .expect("a category");
    let new = ventanilla::repair::NewRepair {
        key,
        place: ventanilla::ticket::Where::Unit(w.unit_2a),
        category: category.id,
        reporter: None,
        channel: ventanilla::ticket::Channel::Web,
        words: "Gotea".into(),
        language: ventanilla::i18n::Lang::Es,
        photos: vec![],
        getting_worse: ventanilla::repair::GettingWorse::No,
        vulnerable: false,
        enter_when_out: false,
        best_time: ventanilla::repair::BestTime::Any,
        urgency: None,
    };
    let filing = ventanilla::repair::report(&t.app, &w.owner(w.elena), new)
        .await
        .expect("filed");
    let number = filing.number().to_string();
    let (elena, ana) = (t.at_home(w.elena).await, t.at_work(w.ana).await);
    assert!(
        !elena
            .get(&format!("/r/{number}"))
            .await
            .body
            .contains("The owner of the home pays.")
    );

    let case = ana.get(&format!("/desk/tickets/{number}")).await;
    let path = format!("/desk/tickets/{number}/payer");
    assert!(case.has(&format!("a[href='{path}']")), "{}", case.body);
    let page = ana.get(&path).await;
    let form = format!("form[action='{path}']");
    let empty = ana
        .submit(&page, &form, &[("reason", "Vive del grifo")])
        .await;
    assert_eq!(empty.status, 422);
    assert!(empty.has("a[href='#payer']"));
    assert_eq!(empty.text("textarea#reason"), "Vive del grifo");
    let told = ana.submit(&empty, &form, &[("payer", "owner")]).await;
    assert!(told.location().ends_with(&number), "{}", told.body);
    t.run_jobs().await;

    let seen = elena.get(&format!("/r/{number}")).await;
    assert!(
        seen.body.contains("The owner of the home pays.") && seen.body.contains("Vive del grifo")
    );
    let disagree = elena.get(&seen.link("I do not agree")).await;
    assert_eq!(disagree.status, 200, "{}", disagree.body);
    assert!(disagree.has("input[name=about][value=decision]"));
    assert!(disagree.has(&format!("input[name=whom][value='ticket-{number}']")));
    let templates: Vec<String> = sqlx::query_scalar(
        "select template from notification where person_id = $1 and template = 'payer' order by channel",
    )
    .bind(w.elena.0)
    .fetch_all(&t.pool)
    .await
    .expect("notices");
    assert_eq!(templates.len(), 2, "in the product and by mail");

    let page = ana.get(&path).await;
    assert!(
        page.has("input[name=payer][value=owner][checked]"),
        "{}",
        page.body
    );
    let again = ana
        .submit(
            &page,
            &form,
            &[("payer", "company"), ("reason", "Era la tubería común")],
        )
        .await;
    assert!(again.location().ends_with(&number), "{}", again.body);
    let seen = elena.get(&format!("/r/{number}")).await;
    assert_eq!(seen.texts("section.ask b"), ["We pay."]);
    let typed = [("payer", "owner"), ("reason", "Vive del grifo, dice")];
    let stale = ana.submit(&page, &form, &typed).await;
    assert_eq!(stale.status, 422, "it has changed since");
    assert_eq!(stale.text("textarea#reason"), "Vive del grifo, dice");
    let sent = ana.submit(&stale, &form, &[]).await;
    assert!(sent.location().ends_with(&number), "{}", sent.body);
    t.run_jobs().await;
}
