//! From a change in the database to the browsers that may know of it.

use std::{sync::Arc, time::Duration};

use futures_util::StreamExt;
use tokio_util::sync::CancellationToken;
use ventanilla::{
    error::Audience,
    ids::PersonId,
    web::live::{self, Listener, Sees, Who},
};

use crate::support::TestApp;

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

/// Reads a stream into a text that grows.
fn read(app: &TestApp, who: Who) -> tokio::task::JoinHandle<String> {
    let mut body = live::stream(
        app,
        Listener {
            who,
            scope: Arc::default(),
        },
    )
    .unwrap()
    .into_body()
    .into_data_stream();
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
    let (ana, luis) = (read(&app, ANA), read(&app, LUIS));
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
    assert!(
        live::stream(
            &app,
            Listener {
                who: LUIS,
                scope: Arc::default()
            }
        )
        .is_err(),
        "nobody is let in any more"
    );
}

#[tokio::test]
async fn a_lost_connection_means_reload() {
    let app = TestApp::start().await;
    let stop = CancellationToken::new();
    let running = tokio::spawn(live::run(app.app.clone(), SEES, stop.clone()));
    tokio::time::sleep(Duration::from_millis(500)).await;
    let luis = read(&app, LUIS);
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
