//! The listener against clients that do not behave.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use axum::{Router, body::Bytes, http::StatusCode, routing::get};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
    time::{sleep, timeout},
};
use ventanilla::web::listener::{Limits, serve_within};

use crate::support::TestApp;

const SHORT: Duration = Duration::from_millis(300);
const LONG: Duration = Duration::from_secs(8);

fn limits() -> Limits {
    Limits {
        header: SHORT,
        idle: 3 * SHORT,
        write: SHORT,
        body_rate: 1_000,
        body_grace: SHORT,
        body_whole: Duration::from_secs(5),
        linger: Duration::ZERO,
        finish: Duration::from_secs(5),
        ..Limits::default()
    }
}

struct Served {
    at: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    done: JoinHandle<std::io::Result<()>>,
}

impl Served {
    async fn start(app: &TestApp, limits: Limits) -> Self {
        let router = Router::new()
            .route(
                "/",
                get(|| async { "hello" }).post(|body: Bytes| async move { body.len().to_string() }),
            )
            .route(
                "/slow",
                get(|| async {
                    sleep(3 * SHORT).await;
                    "done"
                }),
            )
            .route("/large", get(|| async { vec![b'x'; 50_000_000] }));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let app = app.app.clone();
        let done = tokio::spawn(async move {
            serve_within(limits, &app, router, listener, async {
                drop(stopped.await)
            })
            .await
        });
        Self {
            at,
            stop: Some(stop),
            done,
        }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.at).await.unwrap()
    }

    /// Sends this and reads until the other end closes.
    async fn say(&self, words: &str) -> String {
        let mut stream = self.connect().await;
        stream.write_all(words.as_bytes()).await.unwrap();
        rest(&mut stream).await
    }
}

async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let read = timeout(LONG, stream.read_to_end(&mut bytes))
        .await
        .expect("the connection is closed");
    // a reset is a way of closing too
    read.ok();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// One answer of a connection that stays open.
async fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = vec![0; 4_096];
    let n = timeout(LONG, stream.read(&mut bytes))
        .await
        .expect("an answer")
        .unwrap();
    String::from_utf8_lossy(&bytes[..n]).into_owned()
}

#[tokio::test]
async fn a_header_that_does_not_end_is_cut_off() {
    let app = TestApp::start().await;
    let served = Served::start(&app, limits()).await;
    let started = Instant::now();
    for half in ["", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX: "] {
        assert_eq!(served.say(half).await, "", "{half:?}");
    }
    assert!(
        started.elapsed() < 6 * SHORT,
        "each within its time: {:?}",
        started.elapsed()
    );
}

#[tokio::test]
async fn a_header_that_trickles_in_is_cut_off() {
    let app = TestApp::start().await;
    let served = Served::start(&app, limits()).await;
    let (mut read, mut write) = served.connect().await.into_split();
    let trickle = tokio::spawn(async move {
        write.write_all(b"GET / HTTP/1.1\r\n").await.ok();
        for n in 0..60 {
            sleep(SHORT / 10).await;
            if write
                .write_all(format!("X-{n}: y\r\n").as_bytes())
                .await
                .is_err()
            {
                return n;
            }
        }
        60
    });
    let mut bytes = Vec::new();
    timeout(LONG, read.read_to_end(&mut bytes))
        .await
        .expect("closed")
        .ok();
    assert!(trickle.await.unwrap() < 30);
    assert!(!String::from_utf8_lossy(&bytes).contains("200 OK"));
}

#[tokio::test]
async fn a_connection_serves_again_and_is_closed_when_nobody_asks() {
    let app = TestApp::start().await;
    let served = Served::start(&app, limits()).await;
    let mut stream = served.connect().await;
    for _ in 0..2 {
        stream
            .write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            .await
            .unwrap();
        assert!(answer(&mut stream).await.ends_with("hello"));
        // longer than a header may take, shorter than the pause between two requests
        sleep(SHORT + SHORT / 2).await;
    }
    let started = Instant::now();
    assert_eq!(rest(&mut stream).await, "");
    assert!(started.elapsed() < 4 * SHORT);
}

#[tokio::test]
async fn a_request_that_says_its_length_twice_is_refused() {
    let app = TestApp::start().await;
    let served = Served::start(&app, limits()).await;
    let body = "0\r\n\r\n";
    for lengths in [
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "content-length: 0\r\ntransfer-encoding: chunked",
    ] {
        let said = served
            .say(&format!(
                "POST / HTTP/1.1\r\nHost: a\r\n{lengths}\r\n\r\n{body}"
            ))
            .await;
        assert!(said.starts_with("HTTP/1.1 400"), "{lengths}: {said}");
        assert_eq!(said.matches("HTTP/1.1").count(), 1);
    }
    let both = "Content-Length: 5\r\nTransfer-Encoding: chunked";
    let behind = format!(
        "GET / HTTP/1.1\r\nHost: a\r\n\r\nPOST / HTTP/1.1\r\nHost: a\r\n{both}\r\n\r\n{body}"
    );
    assert!(
        !served.say(&behind).await.contains("\r\n\r\n0"),
        "not served behind another either"
    );
}

#[tokio::test]
async fn headers_have_a_size() {
    let app = TestApp::start().await;
    let served = Served::start(&app, limits()).await;
    let long = "x".repeat(20_000);
    let said = served
        .say(&format!("GET / HTTP/1.1\r\nHost: a\r\nX: {long}\r\n\r\n"))
        .await;
    assert!(said.starts_with("HTTP/1.1 431"), "{said}");
    let many: String = (0..100).map(|n| format!("X-{n}: y\r\n")).collect();
    let said = served
        .say(&format!("GET / HTTP/1.1\r\nHost: a\r\n{many}\r\n"))
        .await;
    assert!(said.starts_with("HTTP/1.1 431"), "{said}");
}

#[tokio::test]
async fn a_body_must_keep_coming() {
    let app = TestApp::start().await;
    let served = Served::start(&app, limits()).await;
    let started = Instant::now();
    let said = served
        .say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nsome")
        .await;
    assert!(said.starts_with("HTTP/1.1 400"), "{said}");
    assert!(started.elapsed() < LONG / 2);

    let mut slow = served.connect().await;
    slow.write_all(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\n\r\n")
        .await
        .unwrap();
    for _ in 0..4 {
        sleep(SHORT * 2 / 3).await;
        slow.write_all(&[b'x'; 500]).await.unwrap();
    }
    assert!(
        answer(&mut slow).await.ends_with("2000"),
        "slow but steady is served"
    );
}

#[tokio::test]
async fn an_answer_must_be_taken() {
    let app = TestApp::start().await;
    let served = Served::start(&app, limits()).await;
    let mut stream = served.connect().await;
    stream
        .write_all(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    sleep(4 * SHORT).await;
    assert!(rest(&mut stream).await.len() < 50_000_000, "given up on");
}

#[tokio::test]
async fn one_place_has_its_share_of_connections() {
    let app = TestApp::start().await;
    let served = Served::start(
        &app,
        Limits {
            connections_per_place: 2,
            header: LONG,
            ..limits()
        },
    )
    .await;
    let (first, _second) = (served.connect().await, served.connect().await);
    sleep(SHORT / 3).await;
    let mut third = served.connect().await;
    assert_eq!(rest(&mut third).await, "");
    drop(first);
    sleep(SHORT / 3).await;
    let mut fourth = served.connect().await;
    fourth
        .write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    assert!(answer(&mut fourth).await.ends_with("hello"));
}

#[tokio::test]
async fn what_is_under_way_is_finished_before_the_end() {
    let app = TestApp::start().await;
    let mut served = Served::start(&app, limits()).await;
    assert_eq!(app.get("/readyz").await.status, StatusCode::OK);
    let mut idle = served.connect().await;
    idle.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    answer(&mut idle).await;
    let mut busy = served.connect().await;
    busy.write_all(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    sleep(SHORT / 3).await;

    served.stop.take().unwrap().send(()).unwrap();
    assert_eq!(rest(&mut idle).await, "", "nobody waits for the idle");
    assert_eq!(
        app.get("/readyz").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
    assert_eq!(app.get("/livez").await.status, StatusCode::OK);
    assert!(
        TcpStream::connect(served.at).await.is_err(),
        "the door is closed"
    );
    assert!(rest(&mut busy).await.ends_with("done"));
    timeout(LONG, served.done)
        .await
        .expect("ends")
        .unwrap()
        .unwrap();
}

#[tokio::test]
async fn while_a_proxy_looks_away_the_door_stays_open() {
    let app = TestApp::start().await;
    let mut served = Served::start(
        &app,
        Limits {
            linger: 2 * SHORT,
            ..limits()
        },
    )
    .await;
    served.stop.take().unwrap().send(()).unwrap();
    sleep(SHORT / 3).await;
    assert_eq!(
        app.get("/readyz").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
    let mut late = served.connect().await;
    late.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    assert!(answer(&mut late).await.ends_with("hello"));
    timeout(LONG, served.done)
        .await
        .expect("ends")
        .unwrap()
        .unwrap();
}
