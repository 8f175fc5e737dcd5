//! At the front desk.

use ventanilla::{catalog, catalog::Kind, i18n::Lang};

use crate::walk::Walk;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_is_taken_and_the_promise_read_back() {
    let mut walk = Walk::start(Lang::En).await;
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
