//! The whole product killed again and again while people file: no number that anyone was shown is lost or given twice.

use std::{
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use sqlx::ConnectOptions;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{sleep, timeout},
};
use uuid::Uuid;
use ventanilla::clock::Clock;

use crate::support::{TestApp, World, program};

const FILINGS: usize = 500;
const AT_ONCE: usize = 16;
const KILLS: usize = 4;
const PATIENCE: Duration = Duration::from_secs(300);

struct Service(Child);

impl Service {
    fn start(database: &str, data: &Path, at: SocketAddr) -> Self {
        let child = settled(database, data)
            .arg("serve")
            .env("VENTANILLA_LISTEN", at.to_string())
            .env("VENTANILLA_METRICS_LISTEN", "off")
            .env("VENTANILLA_LOG", "warn")
            .spawn()
            .expect("the program starts");
        Self(child)
    }

    /// SIGKILL: nothing is tidied up.
    fn kill(mut self) {
        self.0.kill().expect("killed");
        self.0.wait().expect("gone");
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// The program with these settings and no others.
fn settled(database: &str, data: &Path) -> Command {
    let mut command = Command::new(program());
    command
        .env_clear()
        .env("DATABASE_URL", database)
        .env("VENTANILLA_DATA", data)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its address")
}

/// Elena's browser: one form, sent until it is answered, as somebody does whose page did not come.
struct Filer {
    at: SocketAddr,
    cookie: String,
    unit: String,
}

impl Filer {
    /// The path that was shown.
    async fn file(&self, key: Uuid) -> String {
        loop {
            if let Ok(Ok(answer)) = timeout(Duration::from_secs(15), self.send(key)).await
                && answer.starts_with("HTTP/1.1 303")
            {
                let location = answer
                    .lines()
                    .find_map(|line| line.strip_prefix("location: "))
                    .unwrap_or_else(|| panic!("no location: {answer}"));
                assert!(
                    location.starts_with("/r/") && location.ends_with("/sent"),
                    "sent elsewhere: {location}"
                );
                return location.to_owned();
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    async fn send(&self, key: Uuid) -> std::io::Result<String> {
        let Self { at, cookie, unit } = self;
        let body = format!(
            "key={key}&unit={unit}&place=kitchen&what=kitchen-drip&words=Gotea&worse=no&enter=no&best=any"
        );
        let request = format!(
            "POST /report/repair/last HTTP/1.1\r\nHost: {at}\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        let mut stream = TcpStream::connect(at).await?;
        stream.write_all(request.as_bytes()).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }
}

async fn started(at: SocketAddr) {
    for _ in 0..400 {
        if TcpStream::connect(at).await.is_ok() {
            return;
        }
        sleep(Duration::from_millis(25)).await;
    }
    panic!("nobody listens on {at}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_number_that_was_shown_is_lost_or_given_twice() {
    let t = TestApp::start_with(|config| config.demo = true).await;
    t.advance(Clock::System.now() - t.now());
    let w = World::of(&t).await;
    // One person stands for many here: the limit of reports a day is not what is tried.
    for calm in [
        "create function calm() returns trigger language plpgsql as $$ begin new.hits := 1; return new; end $$",
        "create trigger calm before insert or update on rate_count for each row execute function calm()",
    ] {
        sqlx::query(calm).execute(&t.pool).await.expect("calm");
    }
    let elena = t.browser();
    let entered = elena
        .post_form(&format!("/demo/as/{}", w.elena), &[("side", "owner")])
        .await;
    let cookie = entered.header("set-cookie").to_owned();
    let cookie = cookie.split(';').next().expect("a cookie").to_owned();

    let at = free_address();
    let database = t.database.owner().to_url_lossy().to_string();
    let start = || Service::start(&database, t.files.root(), at);
    let mut service = start();
    started(at).await;

    let begun = Instant::now();
    let next = Arc::new(AtomicUsize::new(0));
    let shown: Arc<Mutex<Vec<String>>> = Arc::default();
    let filers: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let filer = Filer {
                at,
                cookie: cookie.clone(),
                unit: w.unit_2a.to_string(),
            };
            let (next, shown) = (next.clone(), shown.clone());
            tokio::spawn(async move {
                while next.fetch_add(1, Ordering::Relaxed) < FILINGS {
                    let path = filer.file(Uuid::new_v4()).await;
                    shown.lock().expect("numbers").push(path);
                }
            })
        })
        .collect();
    for kill in 1..=KILLS {
        while shown.lock().expect("numbers").len() < kill * FILINGS / (KILLS + 1) {
            assert!(begun.elapsed() < PATIENCE, "too slow before kill {kill}");
            sleep(Duration::from_millis(5)).await;
        }
        service.kill();
        service = start();
        started(at).await;
    }
    for filer in filers {
        timeout(PATIENCE, filer)
            .await
            .expect("in time")
            .expect("filed");
    }
    service.kill();

    let mut shown: Vec<String> = shown
        .lock()
        .expect("numbers")
        .iter()
        .filter_map(|path| path.split('/').nth(2).map(str::to_owned))
        .collect();
    shown.sort();
    let mut kept: Vec<String> = sqlx::query_scalar("select number from ticket")
        .fetch_all(&t.pool)
        .await
        .expect("the tickets");
    kept.sort();
    assert_eq!(shown.len(), FILINGS);
    assert_eq!(
        shown, kept,
        "a number was lost, given twice, or never shown"
    );

    let checked = settled(&database, t.files.root())
        .args(["verify", "--database"])
        .output()
        .expect("the check runs");
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stdout)
    );
}
