//! Who holds a session is kept beside it, and forgotten with whatever it was read from.

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::support::{TestApp, World};

async fn is_kept(pool: &PgPool) -> bool {
    sqlx::query_scalar("select viewer is not null from session")
        .fetch_one(pool)
        .await
        .expect("one session")
}

async fn change(pool: &PgPool, what: &str) {
    let done = sqlx::query(sqlx::AssertSqlSafe(what)).execute(pool).await;
    let done = done.unwrap_or_else(|error| panic!("{what}: {error}"));
    assert!(done.rows_affected() > 0, "{what}");
}

#[tokio::test]
async fn what_a_colleague_may_do_is_read_again_after_every_change_of_it() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let marta = t.at_work(w.marta).await;
    let (me, luis, engineering, finance) = (w.marta, w.luis, w.engineering, w.finance);
    for what in [
        format!("insert into staff_role (person_id, role) values ({me}, 'finance')"),
        format!("delete from staff_role where person_id = {me} and role = 'finance'"),
        format!(
            "insert into department_member (department_id, person_id) values ({finance}, {me})"
        ),
        format!(
            "delete from department_member where department_id = {finance} and person_id = {me}"
        ),
        format!("update department set head_id = {luis} where id = {engineering}"),
        format!("update department set head_id = {me} where id = {engineering}"),
        format!("update person set name = 'Marta V.' where id = {me}"),
        format!("update person set language = 'zh' where id = {me}"),
        "update community set phone = '+34 900 000 000'".to_owned(),
        format!("update staff_account set disabled_at = now() where person_id = {me}"),
    ] {
        assert_eq!(
            marta.get("/dept").await.status,
            StatusCode::OK,
            "before: {what}"
        );
        assert!(is_kept(&t.pool).await, "before: {what}");
        change(&t.pool, &what).await;
        assert!(!is_kept(&t.pool).await, "after: {what}");
    }
    assert_eq!(marta.get("/dept").await.status, StatusCode::SEE_OTHER);
    assert!(
        !is_kept(&t.pool).await,
        "nothing is kept of who is switched off"
    );
}

#[tokio::test]
async fn an_owner_who_moves_is_read_again() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let elena = t.at_home(w.elena).await;
    assert_eq!(elena.get("/home").await.status, StatusCode::OK);
    assert!(is_kept(&t.pool).await);
    let what = format!(
        "update occupancy set to_on = from_on + 1 where person_id = {}",
        w.elena
    );
    change(&t.pool, &what).await;
    assert!(!is_kept(&t.pool).await);
}

#[tokio::test]
async fn a_reading_that_began_before_a_change_is_not_kept_after_it() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let marta = t.at_work(w.marta).await;
    let seq = async || -> i32 {
        sqlx::query_scalar("select viewer_seq from session")
            .fetch_one(&t.pool)
            .await
            .expect("one session")
    };
    let before = seq().await;
    let what = format!("update person set name = 'Marta V.' where id = {}", w.marta);
    change(&t.pool, &what).await;
    assert_eq!(seq().await, before + 1);

    // a change under way holds the row: the page is answered, and keeps nothing
    let mut changing = t.pool.begin().await.expect("a transaction");
    sqlx::query("update session set viewer = null, viewer_seq = viewer_seq + 1")
        .execute(&mut *changing)
        .await
        .expect("a change");
    assert_eq!(marta.get("/dept").await.status, StatusCode::OK);
    assert!(!is_kept(&t.pool).await);
    changing.commit().await.expect("committed");
    assert!(!is_kept(&t.pool).await);
    assert_eq!(marta.get("/dept").await.status, StatusCode::OK);
    assert!(is_kept(&t.pool).await);
}
