//! An administrator sets promises and calendars.

use ventanilla::{
    i18n::Lang,
    people::{self, Role},
};

use crate::walk::Walk;

with_and_without_scripts!(
    a_promise_is_drafted_tried_and_published,
    a_holiday_is_added_and_promises_follow
);

async fn started(lang: Lang, scripts: bool) -> Walk {
    let mut walk = Walk::start_with(lang, scripts).await;
    let hugo = walk.w.hugo;
    let mut conn = walk.pool.acquire().await.expect("a connection");
    people::grant(&mut conn, hugo, Role::Admin, None)
        .await
        .expect("an administrator");
    drop(conn);
    walk.become_staff(hugo).await;
    walk
}

async fn a_promise_is_drafted_tried_and_published(scripts: bool) {
    let mut walk = started(Lang::En, scripts).await;
    walk.w.filed(&walk).await;
    walk.open("/admin").await;
    walk.go("a[href='/admin/promises']").await;
    walk.open("/admin/promises/presets").await;
    walk.go("#preset-uk-rtr-1994 button").await;
    assert!(walk.path().await.ends_with("/draft"));
    walk.go("#policy-repair h2 a").await;
    walk.clear("#count-0").await;
    walk.write("#count-0", "0").await;
    walk.go("#policy-form .main").await;
    assert!(walk.has("#count-0-wrong").await, "it says what is wrong");
    walk.clear("#count-0").await;
    walk.write("#count-0", "2").await;
    walk.go("#policy-form .main").await;
    walk.go("a[href='/admin/promises/draft/trial']").await;
    assert!(walk.text("#sum").await.starts_with('1'));
    walk.open("/admin/promises/draft").await;
    walk.go("#publish button").await;
    let repair = walk.text("#policy-repair").await;
    assert!(repair.contains("2 working hours"), "{repair}");
    walk.go(".versions button").await;
    assert!(
        walk.text("#policy-repair")
            .await
            .contains("4 working hours")
    );
    walk.end().await;
}

async fn a_holiday_is_added_and_promises_follow(scripts: bool) {
    let mut walk = started(Lang::Es, scripts).await;
    walk.w.filed(&walk).await;
    walk.open("/admin/calendars").await;
    walk.go(".policy h2 a").await;
    assert!(walk.has("#preview .day-closed").await);
    walk.go("#calendar button[value=add]").await;
    walk.clear(".date-row:last-of-type input[type=date]").await;
    walk.set(".date-row:last-of-type input[type=date]", "2026-11-24")
        .await;
    walk.go("#calendar .main[value=save]").await;
    assert!(walk.has("#moving").await, "it says what would move");
    walk.go("#moving button").await;
    assert_eq!(walk.path().await, "/admin/calendars");
    walk.open("/admin/calendars/new").await;
    walk.end().await;
}
