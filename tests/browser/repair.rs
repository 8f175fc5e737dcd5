//! A repair: filed on a phone; accepted, answered, resolved, returned, resolved again, confirmed.

use ventanilla::{i18n::Lang, ids::PersonId, ticket::Number};

use crate::walk::Walk;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_reports_a_leak_on_a_phone_without_scripts() {
    let mut walk = Walk::start(Lang::Es).await;
    walk.on_phone().await;
    walk.without_scripts().await;
    let elena = walk.w.elena;
    walk.become_owner(elena).await;

    walk.go("a[href='/report']").await;
    (walk.interactions, walk.loads) = (0, 0);
    walk.go("a[href='/report/repair']").await;
    walk.go("button.tile[value=kitchen]").await;
    walk.go("button.tile[value=kitchen-drip]").await;
    walk.tap("label[for=worse]").await;
    walk.go("form#report button.main").await;
    assert!(walk.interactions <= 8, "{} interactions", walk.interactions);
    assert!(walk.loads <= 4, "{} pages", walk.loads);

    let receipt = walk.text("main").await;
    let number = walk.text(".receipt .number").await;
    assert!(number.parse::<Number>().is_ok(), "{receipt}");
    let department: String =
        sqlx::query_scalar("select name->>'es' from department where slug = 'engineering'")
            .fetch_one(&walk.pool)
            .await
            .expect("a department");
    assert!(receipt.contains(&department), "no {department}: {receipt}");
    assert!(walk.has(".receipt ~ * time").await, "no time: {receipt}");
    walk.go(&format!("a[href='/r/{number}']")).await;
    walk.end().await;
}

/// A form of the ticket's page, folded or not.
async fn act(walk: &mut Walk, number: &Number, end: &str) -> String {
    walk.open(&format!("/desk/tickets/{number}")).await;
    let form = format!("form[action$='/{number}/{end}']");
    if walk.has(&format!("details.act:not([open]) {form}")).await {
        walk.tap(&format!("details.act:has({form}) > summary"))
            .await;
    }
    form
}

async fn resolve(walk: &mut Walk, number: &Number, engineer: PersonId, words: &str) {
    walk.become_staff(engineer).await;
    let form = act(walk, number, "resolution").await;
    walk.choose(&format!("{form} select[name=done_outcome]"), "fixed")
        .await;
    walk.write(&format!("{form} textarea[name=done_words]"), words)
        .await;
    walk.go(&format!("{form} button.main")).await;
    assert!(walk.has(".tag-resolved").await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn engineering_resolves_the_owner_returns_it_and_confirms_the_second_time() {
    let mut walk = Walk::start(Lang::Zh).await;
    let number = walk.w.filed(&walk).await;
    let (elena, luis) = (walk.w.elena, walk.w.luis);

    walk.become_staff(luis).await;
    walk.open("/dept").await;
    walk.go(&format!("a[href^='/desk/tickets/{number}']")).await;
    walk.go(&format!("form[action$='/{number}/work'] button"))
        .await;
    assert!(walk.has(".tag-in_progress").await);
    walk.write("#composer textarea[name=words]", "我们明天九点来。")
        .await;
    walk.go("#composer button.main").await;
    assert!(walk.text(".timeline").await.contains("我们明天九点来"));
    resolve(&mut walk, &number, luis, "换了新的垫圈。").await;

    walk.become_owner(elena).await;
    walk.on_phone().await;
    walk.go(&format!("a[href='/r/{number}']")).await;
    let form = "form[action$='/return']";
    walk.tap(&format!("details:has({form}) > summary")).await;
    walk.write(&format!("{form} textarea"), "还在漏水。").await;
    walk.go(&format!("{form} button.main")).await;
    assert!(
        !walk.has(form).await,
        "it is in work again: {}",
        walk.text("main").await
    );
    assert!(walk.text(".timeline").await.contains("还在漏水"));

    walk.at_desktop().await;
    walk.become_staff(luis).await;
    act(&mut walk, &number, "work").await;
    if walk
        .has(&format!("form[action$='/{number}/work'] button"))
        .await
    {
        walk.go(&format!("form[action$='/{number}/work'] button"))
            .await;
    }
    resolve(&mut walk, &number, luis, "整个水龙头都换了。").await;

    walk.become_owner(elena).await;
    walk.on_phone().await;
    walk.open(&format!("/r/{number}")).await;
    let form = "form[action$='/rating']";
    walk.tap(&format!("{form} .option:has(input[value='5']) label"))
        .await;
    walk.go(&format!("{form} button.main")).await;
    let state: String = sqlx::query_scalar("select state from ticket where number = $1")
        .bind(number.as_str())
        .fetch_one(&walk.pool)
        .await
        .expect("a ticket");
    assert_eq!(state, "closed");
    walk.end().await;
}
