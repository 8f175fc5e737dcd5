//! At the front desk.

use ventanilla::{catalog, catalog::Kind, i18n::Lang};

use crate::walk::Walk;

with_and_without_scripts!(a_call_is_taken_and_the_promise_read_back);

async fn a_call_is_taken_and_the_promise_read_back(scripts: bool) {
    let mut walk = Walk::start_with(Lang::En, scripts).await;
    let mut conn = walk.pool.acquire().await.expect("a connection");
    let drip = catalog::find(&walk.app.catalog, &mut conn, Kind::Repair, "kitchen-drip")
        .await
        .expect("a query")
        .expect("a category");
    drop(conn);
    let (ana, elena, unit) = (walk.w.ana, walk.w.elena, walk.w.unit_2a);
    walk.become_staff(ana).await;
    walk.open("/desk").await;
    walk.go("a[href='/desk/new']").await;
    walk.write(
        "form[method=get][action='/desk/new'] input[name=q]",
        "elena",
    )
    .await;
    walk.go("form[method=get][action='/desk/new'] button").await;
    walk.go(&format!("a[href='/desk/new?person={elena}']"))
        .await;
    let form = "form[method=post][action='/desk/new']";
    walk.choose(
        &format!("{form} select[name=place]"),
        &format!("unit:{unit}"),
    )
    .await;
    walk.choose(
        &format!("{form} select[name=subject]"),
        &drip.id.to_string(),
    )
    .await;
    walk.write(&format!("{form} textarea[name=words]"), "The tap drips")
        .await;
    walk.go(&format!("{form} button.main")).await;
    assert!(walk.path().await.ends_with("/read-back"));
    let said = walk.text(".receipt").await;
    assert!(said.contains("Engineering"), "no department: {said}");
    let ticket = walk.path().await.replace("/read-back", "");
    walk.open(&ticket).await;
    assert!(walk.text("main").await.contains("The tap drips"));
    walk.open("/desk/search?q=tap").await;
    walk.open("/desk/keys").await;
    walk.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tickets_are_triaged_by_a_key_each_and_a_slip_is_taken_back() {
    let mut walk = Walk::start(Lang::En).await;
    walk.w.filed(&walk).await;
    walk.without_rules().await;
    for _ in 0..3 {
        walk.w.filed(&walk).await;
    }
    let ana = walk.w.ana;
    walk.become_staff(ana).await;
    walk.open("/desk").await;
    walk.go_by_key("Enter").await;
    let first = walk.text("h1 .number").await;
    let heading = "h1:focus";
    assert!(walk.has(heading).await, "the heading has the focus");
    walk.go_by_key("Enter").await;
    assert!(walk.text("#said").await.contains("Press z to undo"));
    assert!(walk.has(heading).await);
    assert_ne!(walk.text("h1 .number").await, first);
    walk.go_by_key("z").await;
    assert_eq!(walk.text("h1 .number").await, first);
    assert!(walk.has(".tag-new").await);
    // another department and another urgency: three keys
    walk.press("1").await;
    walk.press("d").await;
    walk.press("2").await;
    assert!(
        walk.has("[name=route_urgency][value=emergency]:checked")
            .await
    );
    assert!(walk.has("[data-key='d 2']:checked").await);
    walk.go_by_key("Enter").await;
    walk.go_by_key("j").await;
    walk.go_by_key("Enter").await;
    walk.go_by_key("Enter").await;
    assert_eq!(walk.path().await, "/desk");
    assert!(walk.text(".flash").await.contains("Nothing is left"));
    walk.end().await;
}
