use std::{
    ops::Deref,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use axum::Router;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{PgPool, postgres::PgPoolOptions};
use ventanilla::{
    app::App,
    clock::Clock,
    config::Config,
    mail::{Mailer, Outgoing},
    routes, worker,
};

use super::{Browser, Page, TestDb};

/// The product over a database of its own, with a held clock and mail kept in memory, and a browser in front of it.
pub struct TestApp {
    pub app: App,
    /// The owner's connections: a test may look at and plant everything.
    pub pool: PgPool,
    browser: Browser,
    router: Router,
    folder: PathBuf,
    _db: TestDb,
}

impl TestApp {
    /// Monday, 23 November 2026, ten in the morning in Madrid.
    pub const START: &str = "2026-11-23T09:00:00Z";

    pub fn clock() -> Clock {
        Clock::held_at(Self::START.parse().expect("an instant"))
    }

    pub async fn start() -> Self {
        Self::start_with(|_| ()).await
    }

    /// With settings other than the usual ones.
    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("ventanilla-test-{}-{n}", std::process::id()));

        let mut config = Config::from_vars([]).expect("the defaults");
        config.data = folder.clone();
        config.web_connections = 8;
        change(&mut config);

        let db = TestDb::furnished().await;
        let app = App::over(db.database(), config, Self::clock()).expect("an app");
        let app = app.with_mailer(Mailer::memory());
        let router = routes::router(&app);
        Self {
            pool: PgPoolOptions::new()
                .max_connections(4)
                .connect_lazy_with(db.owner()),
            browser: Browser::new(router.clone()),
            app,
            router,
            folder,
            _db: db,
        }
    }

    /// Another browser, with cookies of its own: a second person, or the same one elsewhere.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.app.clock.now()
    }

    pub fn advance(&self, by: TimeDelta) {
        self.app.clock.advance(by);
    }

    /// The one number that a statement asks for.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let counted = sqlx::query_scalar(sql).fetch_one(&self.pool).await;
        counted.expect("a count")
    }

    /// Everything the background would have done by now.
    pub async fn run_jobs(&self) {
        worker::drain(&self.app).await.expect("jobs");
    }

    /// One round of every sweep, then the jobs they asked for.
    pub async fn sweep(&self) {
        worker::sweep(&self.app).await.expect("sweeps");
        self.run_jobs().await;
    }

    /// What was sent, oldest first.
    pub fn mails(&self) -> Vec<Outgoing> {
        self.app.mailer.sent()
    }

    pub async fn get(&self, path: &str) -> Page {
        self.browser.get(path).await
    }

    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.browser.post_form(path, fields).await
    }
}

impl Deref for TestApp {
    type Target = App;
    fn deref(&self) -> &App {
        &self.app
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).ok();
    }
}
