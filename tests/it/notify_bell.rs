//! The number on the bell: what is new for this person on this side of the counter.

use crate::support::{Browser, Page, TestApp, World};

fn number(page: &Page) -> String {
    page.texts("[data-bell] b").concat()
}

async fn read_all(browser: &Browser, path: &str) -> Page {
    let page = browser.get(path).await;
    let form = format!("form[action='{path}']");
    let read = browser.submit(&page, &form, &[]).await;
    browser.follow(&read).await
}

#[tokio::test]
async fn the_bell_counts_what_is_new_until_it_is_read() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let (elena, wei) = (t.at_home(w.elena).await, t.at_home(w.wei).await);
    assert_eq!(number(&elena.get("/home").await), "");
    w.filed(&t).await;
    t.run_jobs().await;
    let home = elena.get("/home").await;
    assert_eq!(number(&home), "1", "{}", home.body);
    assert!(
        home.text("[data-bell]").contains("new notice"),
        "{}",
        home.text("[data-bell]")
    );
    assert_eq!(number(&elena.get("/bell").await), "1");
    assert_eq!(number(&wei.get("/home").await), "");
    assert_eq!(t.browser().get("/bell").await.status, 204);
    assert_eq!(number(&read_all(&elena, "/notices/mine").await), "");
}

#[tokio::test]
async fn the_counter_has_a_bell_of_its_own() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    w.filed(&t).await;
    t.run_jobs().await;
    let accountable: i64 = sqlx::query_scalar("select accountable_id from ticket")
        .fetch_one(&t.pool)
        .await
        .expect("somebody");
    let staff = t.at_work(ventanilla::ids::PersonId(accountable)).await;
    let page = staff.get("/staff/me").await;
    assert_eq!(number(&page), "1", "{}", page.body);
    assert!(page.has("a.bell[href='/desk/notices']"));
    assert_eq!(number(&read_all(&staff, "/desk/notices").await), "");
    // What counts and is not to be seen any more can be read away too.
    sqlx::query("update notification set state = 'shown' where person_id = $1")
        .bind(accountable)
        .execute(&t.pool)
        .await
        .expect("new again");
    sqlx::query("update ticket set hidden_from = array[$1]")
        .bind(accountable)
        .execute(&t.pool)
        .await
        .expect("hidden");
    assert_eq!(number(&read_all(&staff, "/desk/notices").await), "");
}

#[tokio::test]
async fn a_notice_says_which_matter_and_where() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    w.filed(&t).await;
    t.run_jobs().await;
    let accountable: i64 = sqlx::query_scalar("select accountable_id from ticket")
        .fetch_one(&t.pool)
        .await
        .expect("somebody");
    let staff = t.at_work(ventanilla::ids::PersonId(accountable)).await;
    let elena = t.at_home(w.elena).await;
    for page in [
        staff.get("/desk/notices").await,
        elena.get("/notices/mine").await,
    ] {
        let about = page.texts(".news-about");
        assert!(
            about[0].contains(" · ") && about[0].ends_with("2-A"),
            "{about:?}"
        );
    }
    // who lost it may not see it any more, and reads no more of it than that
    sqlx::query("update notification set template = 'taken_back' where person_id = $1")
        .bind(accountable)
        .execute(&t.pool)
        .await
        .expect("taken back");
    assert_eq!(staff.get("/desk/notices").await.count(".news-about"), 0);
}
