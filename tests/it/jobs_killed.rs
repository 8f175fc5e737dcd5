//! Working processes killed in the middle: every mail arrives, and few arrive twice.

use std::{
    collections::HashMap,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use chrono::{DateTime, Utc};
use sqlx::ConnectOptions;
use uuid::Uuid;
use ventanilla::{
    mail::{self, Outgoing},
    text::Email,
};

use crate::support::{MailServer, Mood, TestApp, program};

const MAILS: usize = 300;
const KILLS: usize = 6;
/// What one process has in hand at most.
const IN_HAND: usize = 8;

struct Worker(Child);

impl Worker {
    fn start(database: &str, server: &MailServer, data: &Path) -> Self {
        let child = Command::new(program())
            .arg("work")
            .env_clear()
            .env("DATABASE_URL", database)
            .env("VENTANILLA_DATA", data)
            .env(
                "VENTANILLA_SMTP_URL",
                format!("smtp://127.0.0.1:{}", server.port),
            )
            .env("VENTANILLA_MAIL_FROM", "service@example.org")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self(child)
    }

    /// SIGKILL: nothing is tidied up.
    fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// As if the leases of the dead had run out.
async fn leases_run_out(app: &TestApp) {
    sqlx::query("update job set lease_until = now() - interval '1 second'")
        .execute(&app.pool)
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_mail_arrives_though_the_workers_are_killed() {
    let app = TestApp::start().await;
    let server = MailServer::start(Mood::Takes).await;
    let long_ago: DateTime<Utc> = "2020-01-01T00:00:00Z".parse().unwrap();
    app.deed_at(long_ago, |d| {
        Box::pin(async move {
            let now = d.now;
            for n in 0..MAILS {
                let to = Email::parse(&format!("owner{n}@example.org")).unwrap();
                mail::post(d.conn(), &Outgoing::new(Uuid::new_v4(), to, "x", "y"), now).await?;
            }
            Ok(())
        })
    })
    .await
    .unwrap();

    let database = app.database.owner().to_url_lossy().to_string();
    let start = || Worker::start(&database, &server, app.files.root());
    for kill in 0..KILLS {
        let (victim, other) = (start(), start());
        let before = server.taken().len();
        for _ in 0..200 {
            if server.taken().len() >= before + 5 + 3 * kill {
                break;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        victim.kill();
        other.kill();
        leases_run_out(&app).await;
    }
    let last = start();
    for _ in 0..600 {
        let left = app.count("select count(*) from job").await;
        if left == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    last.kill();

    let mut arrived: HashMap<String, usize> = HashMap::new();
    for mail in server.taken() {
        let id = mail
            .lines()
            .find_map(|line| line.strip_prefix("Message-ID: "))
            .unwrap()
            .to_owned();
        *arrived.entry(id).or_default() += 1;
    }
    assert_eq!(arrived.len(), MAILS, "every mail, each under its own id");
    let twice: usize = arrived.values().map(|times| times - 1).sum();
    assert!(twice <= 2 * KILLS * IN_HAND, "{twice} arrived again");
}
