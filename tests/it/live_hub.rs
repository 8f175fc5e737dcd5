//! From a change in the database to the browsers that may know of it.

use std::{sync::Arc, time::Duration};

use axum::response::Response;
use futures_util::StreamExt;
use tokio_util::sync::CancellationToken;
use ventanilla::{
    error::{Audience, Result},
    ids::PersonId,
    web::live::{self, Listener, Missed, Sees, Who},
};

use crate::support::{Browser, Page, TestApp, World};

const ANA: Who = Who {
    person: PersonId(1),
    audience: Audience::Owner,
};
const LUIS: Who = Who {
    person: PersonId(2),
    audience: Audience::Staff,
};

/// Luis sees even tickets, Ana none.
const SEES: Sees = |_, ticket, listeners, _| {
    Box::pin(async move {
        Ok(listeners
            .iter()
            .map(|l| l.who)
            .filter(|who| *who == LUIS && ticket.0 % 2 == 0)
            .collect())
    })
};

async fn open(app: &TestApp, who: Who) -> Result<Response> {
    let listener = Listener {
        who,
        scope: Arc::default(),
    };
    let missed = async {
        Ok(Missed {
            mark: 0,
            changes: Some(Vec::new()),
        })
    };
    live::stream(app, listener, missed).await
}

/// Reads a stream into a text that grows.
async fn read(app: &TestApp, who: Who) -> tokio::task::JoinHandle<String> {
    let mut body = open(app, who).await.unwrap().into_body().into_data_stream();
    tokio::spawn(async move {
        let mut text = String::new();
        while let Some(chunk) = body.next().await {
            text.push_str(std::str::from_utf8(&chunk.unwrap()).unwrap());
        }
        text
    })
}

async fn change(app: &TestApp, ticket: i64, version: i32) {
    sqlx::query("select pg_notify('ticket', $1)")
        .bind(format!("{ticket} {version}"))
        .execute(&app.pool)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_change_reaches_whom_it_concerns_once_and_the_end_says_when_to_come_back() {
    let app = TestApp::start().await;
    let stop = CancellationToken::new();
    let running = tokio::spawn(live::run(app.app.clone(), SEES, stop.clone()));
    tokio::time::sleep(Duration::from_millis(500)).await;
    let (ana, luis) = (read(&app, ANA).await, read(&app, LUIS).await);
    for version in 1..=5 {
        change(&app, 1_042, version).await;
    }
    change(&app, 1_043, 1).await;
    tokio::time::sleep(Duration::from_millis(700)).await;
    stop.cancel();
    running.await.unwrap();
    let (ana, luis) = (ana.await.unwrap(), luis.await.unwrap());
    assert!(!ana.contains("event: ticket") && !luis.contains("1043"));
    assert!(
        luis.matches("event: ticket").count() <= 2,
        "changes close together are one: {luis}"
    );
    assert!(luis.contains(r#"{"ticket":1042,"version":5}"#), "{luis}");
    assert!(luis.contains("event: bye") && luis.contains("retry: "));
    assert!(open(&app, LUIS).await.is_err(), "nobody is let in any more");
}

#[tokio::test]
async fn a_lost_connection_means_reload() {
    let app = TestApp::start().await;
    let stop = CancellationToken::new();
    let running = tokio::spawn(live::run(app.app.clone(), SEES, stop.clone()));
    tokio::time::sleep(Duration::from_millis(500)).await;
    let luis = read(&app, LUIS).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    sqlx::query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'")
        .execute(&app.pool)
        .await
        .unwrap();
    tokio::time::sleep(Duration::from_millis(3_000)).await;
    change(&app, 2, 7).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    stop.cancel();
    running.await.unwrap();
    let luis = luis.await.unwrap();
    assert!(luis.contains("event: reload"), "{luis}");
    assert!(luis.contains(r#"{"ticket":2,"version":7}"#), "{luis}");
}

/// What a browser signed in like this reads of `/live` until the server ends it.
async fn heard(t: &TestApp, browser: &Browser, path: &str) -> Page {
    let (page, ()) = tokio::join!(browser.get(path), async {
        tokio::time::sleep(Duration::from_millis(400)).await;
        t.app.hub.close();
    });
    page
}

#[tokio::test]
async fn who_comes_back_is_told_what_changed_meanwhile_as_far_as_they_may_see_it() {
    for (marta_after, changed, reload) in [("", 0, 0), ("?after=0", 1, 0), ("?after=900000", 0, 1)]
    {
        let t = TestApp::demo().await;
        let w = World::of(&t).await;
        w.filed(&t).await;
        let marta = t.at_work(w.marta).await;
        let page = heard(&t, &marta, &format!("/live{marta_after}")).await;
        assert_eq!(
            page.body.matches("event: ticket").count(),
            changed,
            "{}",
            page.body
        );
        assert_eq!(
            page.body.matches("event: reload").count(),
            reload,
            "{}",
            page.body
        );
        let mark: i64 = sqlx::query_scalar("select max(id) from event")
            .fetch_one(&t.pool)
            .await
            .expect("a mark");
        assert!(
            page.body.contains(&format!("id: {mark}\n")),
            "{}",
            page.body
        );
        t.run_jobs().await;
    }
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    w.filed(&t).await;
    let olga = t.at_home(w.olga).await;
    let page = heard(&t, &olga, "/live?after=0").await;
    assert!(!page.body.contains("event: ticket"), "{}", page.body);
    t.run_jobs().await;
}

#[tokio::test]
async fn a_bell_rings_for_its_owner_and_a_session_that_ends_takes_its_stream_along() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let stop = CancellationToken::new();
    let running = tokio::spawn(live::run(t.app.clone(), SEES, stop.clone()));
    tokio::time::sleep(Duration::from_millis(500)).await;
    let browser = t.at_home(w.elena).await;
    let owner = |person| Who {
        person,
        audience: Audience::Owner,
    };
    let elena = read(&t, owner(w.elena)).await;
    let wei = read(&t, owner(w.wei)).await;
    w.filed(&t).await;
    t.run_jobs().await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    sqlx::query("delete from session where person_id = $1")
        .bind(w.elena.0)
        .execute(&t.pool)
        .await
        .expect("signed out elsewhere");
    let elena = tokio::time::timeout(Duration::from_secs(5), elena)
        .await
        .expect("the stream ends with the session")
        .expect("a text");
    assert!(
        elena.contains("event: notice") && elena.contains("event: bye"),
        "{elena}"
    );
    assert_eq!(browser.get("/live").await.status, 204);
    stop.cancel();
    running.await.expect("it ends");
    assert!(!wei.await.expect("a text").contains("event: notice"));
}
