//! An administrator keeps the register.

use ventanilla::{
    i18n::Lang,
    people::{self, Role},
};

use crate::walk::Walk;

with_and_without_scripts!(an_administrator_invites_gives_a_role_switches_off_and_moves_an_owner_in);

async fn an_administrator_invites_gives_a_role_switches_off_and_moves_an_owner_in(scripts: bool) {
    let mut walk = Walk::start_with(Lang::Zh, scripts).await;
    let (hugo, luis, elena) = (walk.w.hugo, walk.w.luis, walk.w.elena);
    let mut conn = walk.pool.acquire().await.expect("a connection");
    people::grant(&mut conn, hugo, Role::Admin, None)
        .await
        .expect("a role");
    drop(conn);
    walk.become_staff(hugo).await;
    walk.open("/admin").await;
    walk.go("a[href='/admin/people']").await;
    walk.go("a[href='/admin/people/new']").await;
    walk.go("form#invite button.main").await;
    assert!(walk.has("#summary").await);
    walk.write("#name", "周敏").await;
    walk.write("#email", "zhou@company.example").await;
    walk.choose("#role", "desk").await;
    walk.go("form#invite button.main").await;
    assert!(walk.text("h1").await.contains("周敏"));

    walk.open("/admin/people?q=luis").await;
    walk.go(&format!("a[href='/admin/people/{luis}']")).await;
    walk.choose("#role", "finance").await;
    walk.go("form#give-role button").await;
    assert!(walk.text("#roles ~ ul").await.contains("费用裁定"));
    // ten minutes on, it is asked again who this is
    walk.advance(chrono::TimeDelta::minutes(11));
    walk.go("form[action$='/account'] button[value=off]").await;
    assert!(walk.has("form#prove").await);
    walk.go("form#prove button.main").await;
    assert!(walk.has("button[value=on]").await);

    walk.open("/admin/people?view=owners&q=elena").await;
    walk.go(&format!("a[href='/admin/people/{elena}']")).await;
    walk.tap("details:has(#add-home) > summary").await;
    walk.write("#unit", "2-B").await;
    walk.go("form#add-home button").await;
    assert!(walk.text("#homes ~ ul").await.contains("2-B"));
    walk.end().await;
}
