//! A disputed charge, from the statement to the decision.

use ventanilla::{fees, i18n::Lang};

use crate::walk::Walk;

with_and_without_scripts!(a_charge_is_disputed_and_decided);

const CHARGES: &str = "\
community,building,unit,reference,name,period,due,amount,paid,explanation
palmeras,Tower 2,2-A,F-1,Quota November,2026-11,2026-11-05,120.00,0,Coefficient 1.2 % of the budget
palmeras,Tower 2,2-A,F-2,Lift levy,2026-11,2026-11-10,90.00,0,
";

async fn a_charge_is_disputed_and_decided(scripts: bool) {
    let mut walk = Walk::start_with(Lang::En, scripts).await;
    fees::import::import(&walk.app, CHARGES.as_bytes(), false)
        .await
        .expect("charges");
    let (elena, sofia) = (walk.w.elena, walk.w.sofia);
    walk.become_owner(elena).await;
    walk.on_phone().await;
    walk.open("/fees").await;
    assert!(walk.path().await.starts_with("/statement/"));
    walk.tap(".line:has(label) .option label").await;
    walk.go("form[action='/report/fee/why'] button.main").await;
    walk.tap(".option:has(input[name=ground][value=no_service]) label")
        .await;
    walk.go("form[action='/report/fee/why'] button.main").await;
    walk.write("textarea[name=words]", "Nobody cleaned in November.")
        .await;
    walk.go("form[action='/report/fee/proof'] button.main")
        .await;
    walk.go("form[action='/report/fee/check'] button.main")
        .await;
    let number = walk.path().await;
    let number = number.split('/').nth(2).expect("a number").to_owned();
    assert!(number.starts_with('F'), "{number}");
    walk.open("/fees").await;
    assert!(
        walk.has(&format!(".line a[href='/r/{number}']")).await,
        "the line is held"
    );

    walk.at_desktop().await;
    walk.become_staff(sofia).await;
    walk.open(&format!("/desk/tickets/{number}")).await;
    walk.go(&format!("a[href='/desk/tickets/{number}/decision']"))
        .await;
    let form = format!("form[action='/desk/tickets/{number}/decision']");
    walk.tap(&format!("{form} .option:has(input[value=upheld]) label"))
        .await;
    walk.write(
        &format!("{form} textarea[name^=reason]"),
        "The cleaning company did not come.",
    )
    .await;
    walk.write(&format!("{form} input[name=paper]"), "Contract, clause 4")
        .await;
    walk.write(
        &format!("{form} textarea[name=next]"),
        "The amount is taken off your next statement.",
    )
    .await;
    walk.go(&format!("{form} button.main")).await;
    walk.go(&format!("{form} button[name=read]")).await;

    walk.become_owner(elena).await;
    walk.on_phone().await;
    walk.open(&format!("/r/{number}")).await;
    assert!(
        walk.text("main")
            .await
            .contains("The cleaning company did not come")
    );
    walk.open("/fees").await;
    assert!(
        !walk
            .has(&format!(".line .note a[href='/r/{number}']"))
            .await,
        "nothing is held any more"
    );
    walk.end().await;
}
