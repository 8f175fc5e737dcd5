//! What the application may do to its own database.

use sqlx::Row;

use crate::support::{TestApp, TestDb, World};

#[tokio::test]
async fn migrations_apply_to_an_empty_database_and_twice_is_once() {
    let db = TestDb::empty().await;
    let database = db.database();
    let (first, second) = tokio::join!(database.migrate(), database.migrate());
    first.unwrap();
    second.unwrap();
    database.migrate().await.unwrap();
}

#[tokio::test]
async fn the_application_works_under_a_role_that_cannot_change_events() {
    let app = TestApp::start().await;
    let who = sqlx::query("select current_user::text")
        .fetch_one(&app.app.pool)
        .await
        .unwrap();
    assert_eq!(who.get::<String, _>(0), "ventanilla_app");
    for forbidden in [
        "update event set kind = 'Filed'",
        "delete from event",
        "truncate event",
        "alter table event disable trigger all",
        "drop table event",
        "create table mine (id int)",
        "copy event to program 'cat'",
    ] {
        let error = sqlx::query(forbidden)
            .execute(&app.app.pool)
            .await
            .expect_err(forbidden);
        let code = error
            .as_database_error()
            .and_then(|e| e.code())
            .map(|code| code.into_owned());
        assert_eq!(code.as_deref(), Some("42501"), "{forbidden}: {error}");
    }
}

#[tokio::test]
async fn a_connection_left_inside_a_transaction_is_clean_when_taken_again() {
    let app = TestApp::start_with(|config| config.web_connections = 1).await;
    let mut conn = app.app.pool.acquire().await.unwrap();
    sqlx::query("begin").execute(&mut *conn).await.unwrap();
    sqlx::query("insert into rate_count values ('stray', now(), 1)")
        .execute(&mut *conn)
        .await
        .unwrap();
    drop(conn);
    let strays: i64 = sqlx::query_scalar("select count(*) from rate_count")
        .fetch_one(&app.app.pool)
        .await
        .unwrap();
    assert_eq!(strays, 0);
}

#[tokio::test]
async fn limits_hold_on_every_connection() {
    let app = TestApp::start().await;
    let show = "select current_setting('statement_timeout') || ' ' || current_setting('lock_timeout') || ' ' \
                || current_setting('idle_in_transaction_session_timeout')";
    let web: String = sqlx::query_scalar(show)
        .fetch_one(&app.app.pool)
        .await
        .unwrap();
    assert_eq!(web, "5s 2s 10s");
    let work: String = sqlx::query_scalar(show)
        .fetch_one(&app.worker_pool)
        .await
        .unwrap();
    assert_eq!(work, "1min 2s 10s");
}

#[tokio::test]
async fn a_page_needs_one_connection_at_a_time() {
    let app = TestApp::start_with(|config| {
        config.demo = true;
        config.web_connections = 1;
    })
    .await;
    let world = World::of(&app).await;
    let number = world.filed(&app).await;
    let owner = app.at_home(world.elena).await;
    let desk = app.at_work(world.ana).await;
    let head = app.at_work(world.marta).await;
    let tracking = format!("/r/{number}");
    let of_staff = format!("/desk/tickets/{number}");
    for (browser, path) in [
        (&owner, "/home"),
        (&owner, tracking.as_str()),
        (&owner, "/report/repair"),
        (&owner, "/notices/mine"),
        (&desk, "/desk"),
        (&desk, "/desk/search?q=gotea"),
        (&desk, of_staff.as_str()),
        (&head, "/dept"),
        (&head, "/dept/board"),
        (&head, "/dept/people"),
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.body);
    }
}

#[tokio::test]
async fn pages_are_planned_once() {
    let app = TestApp::start().await;
    let mode: String = sqlx::query_scalar("select current_setting('plan_cache_mode')")
        .fetch_one(&app.app.pool)
        .await
        .unwrap();
    assert_eq!(mode, "force_generic_plan");
}

#[tokio::test]
async fn pages_come_back_by_themselves_when_their_connections_were_cut() {
    let app = TestApp::start().await;
    let pid = async || {
        let mut conn = app.app.readers.acquire().await?;
        sqlx::query_scalar::<_, i32>("select pg_backend_pid()")
            .fetch_one(&mut *conn)
            .await
    };
    let before = pid().await.expect("a connection");
    assert_eq!(pid().await.expect("the same"), before);
    sqlx::query("select pg_terminate_backend($1)")
        .bind(before)
        .execute(&app.pool)
        .await
        .expect("cut");
    // longer than one is trusted without being asked
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    assert_ne!(pid().await.expect("a new one"), before);
}

#[tokio::test]
async fn whoever_finds_no_connection_for_a_page_is_told_so_in_time() {
    let app = TestApp::start_with(|config| config.web_connections = 1).await;
    let held = app.app.readers.acquire().await.expect("the only one");
    let second = app.app.readers.acquire().await;
    assert!(matches!(second, Err(sqlx::Error::PoolTimedOut)));
    drop(held);
    app.app.readers.acquire().await.expect("given back");
}
