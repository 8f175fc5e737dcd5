//! A repair: filed on a phone; accepted, answered, resolved, returned, resolved again, confirmed.

use ventanilla::{i18n::Lang, ticket::Number};

use crate::walk::Walk;

with_and_without_scripts!(
    an_owner_reports_a_leak_on_a_phone,
    a_photo_of_what_is_broken_reaches_the_desk,
    engineering_resolves_the_owner_returns_it_and_confirms_the_second_time
);

async fn an_owner_reports_a_leak_on_a_phone(scripts: bool) {
    let mut walk = Walk::start_with(Lang::Es, scripts).await;
    walk.on_phone().await;
    let elena = walk.w.elena;
    walk.become_owner(elena).await;

    // from where signing in leads
    assert_eq!(walk.path().await, "/home");
    walk.go("a.main[href='/report/repair']").await;
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

async fn a_photo_of_what_is_broken_reaches_the_desk(scripts: bool) {
    let mut walk = Walk::start_with(Lang::En, scripts).await;
    let (elena, ana) = (walk.w.elena, walk.w.ana);
    walk.on_phone().await;
    walk.become_owner(elena).await;
    walk.go("a.main[href='/report/repair']").await;
    walk.choose_photo("input[name=photos]", "tap.jpg").await;
    if scripts {
        walk.until(".shots", "Remove").await;
    }
    walk.go("button.tile[value=kitchen]").await;
    walk.go("button.tile[value=kitchen-drip]").await;
    walk.go("form#report button.main").await;
    assert!(walk.interactions <= 8, "{} interactions", walk.interactions);
    assert!(walk.loads <= 4, "{} pages", walk.loads);
    let number = walk.text(".receipt .number").await;
    walk.go(&format!("a[href='/r/{number}']")).await;
    let picture = ".timeline img[src^='/files/']";
    assert_eq!(walk.width_of_picture(picture).await, 64, "as the owner");

    walk.at_desktop().await;
    walk.become_staff(ana).await;
    walk.open(&format!("/desk/tickets/{number}")).await;
    assert_eq!(walk.width_of_picture(picture).await, 64, "at the desk");
    walk.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_who_looks_on_reads_the_answer_as_it_comes_but_not_while_writing() {
    let mut walk = Walk::start(Lang::Es).await;
    let number = walk.w.filed(&walk).await;
    let (elena, luis) = (walk.w.elena, walk.w.luis);
    walk.become_owner(elena).await;
    walk.open(&format!("/r/{number}")).await;
    walk.mark().await;
    let luis = walk.at_work(luis).await;
    let desk = format!("/desk/tickets/{number}");
    luis.post_form(&format!("{desk}/work"), &[]).await;
    walk.until(".standing", "Luis").await;

    walk.write("form.write textarea", "El portero tiene").await;
    let page = luis.get(&desk).await;
    let sent = luis
        .submit(
            &page,
            "form#composer",
            &[("words", "Voy mañana a las nueve.")],
        )
        .await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    walk.until(".fresh", "novedades").await;
    walk.say(" la llave.").await;
    let story = walk.text(".timeline").await;
    assert!(!story.contains("Voy mañana"), "nothing moves: {story}");
    walk.tap("h1").await;
    walk.until(".timeline", "Voy mañana a las nueve.").await;
    assert!(walk.is_marked().await, "the page was not loaded again");
    assert!(!walk.has(".fresh").await);
    let written = walk.value("form.write textarea").await;
    assert_eq!(written, "El portero tiene la llave.");
    walk.end().await;
}

async fn engineering_resolves_the_owner_returns_it_and_confirms_the_second_time(scripts: bool) {
    let mut walk = Walk::start_with(Lang::Zh, scripts).await;
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
    walk.resolve(&number, "换了新的垫圈。").await;

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
    walk.act(&number, "work").await;
    if walk
        .has(&format!("form[action$='/{number}/work'] button"))
        .await
    {
        walk.go(&format!("form[action$='/{number}/work'] button"))
            .await;
    }
    walk.resolve(&number, "整个水龙头都换了。").await;

    walk.become_owner(elena).await;
    walk.on_phone().await;
    walk.confirm(&number).await;
    let state: String = sqlx::query_scalar("select state from ticket where number = $1")
        .bind(number.as_str())
        .fetch_one(&walk.pool)
        .await
        .expect("a ticket");
    assert_eq!(state, "closed");
    walk.end().await;
}
