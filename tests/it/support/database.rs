//! A database per test, cloned from a template that is migrated and furnished once per build.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use sha2::{Digest, Sha256};
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, Executor, PgConnection, postgres::PgConnectOptions,
};
use tokio::sync::OnceCell;
use ventanilla::{app::App, config::Config, db::Database};

use super::cluster;

/// Held while a template is made and while left-overs are swept, by any process of the run.
const MAKING: i64 = 0x7665_6e74;
/// Templates of other branches and older migrations that are kept.
const TEMPLATES_KEPT: i64 = 6;

/// Dropped with its owner, whether the test passed or not.
pub struct TestDb {
    name: String,
}

impl TestDb {
    /// With the schema, and what every company starts with.
    pub async fn furnished() -> Self {
        static TEMPLATE: OnceCell<String> = OnceCell::const_new();
        let template = TEMPLATE.get_or_init(template).await;
        Self::create(&format!("template {template}")).await
    }

    /// With nothing in it.
    pub async fn empty() -> Self {
        Self::create("").await
    }

    async fn create(how: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("t_{}_{n}", std::process::id());
        let mut conn = maintenance().await;
        // A process of an earlier run may have had this process's number.
        run(
            &mut conn,
            format!("drop database if exists {name} with (force)"),
        )
        .await;
        run(&mut conn, format!("create database {name} {how}")).await;
        Self { name }
    }

    /// As the owner, who may do everything.
    pub fn owner(&self) -> PgConnectOptions {
        cluster::database(&self.name)
    }

    /// As the product reaches it.
    pub fn database(&self) -> Database {
        Database::at(self.owner())
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let statement = format!("drop database if exists {} with (force)", self.name);
        // A thread, because the test's runtime cannot be waited for from inside itself.
        let dropped = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime.expect("a runtime").block_on(async {
                run(&mut maintenance().await, statement).await;
            });
        });
        dropped.join().ok();
    }
}

async fn maintenance() -> PgConnection {
    let options = cluster::database("postgres").disable_statement_logging();
    options.connect().await.expect("the run's server answers")
}

async fn run(conn: &mut PgConnection, statement: String) {
    conn.execute(AssertSqlSafe(statement.clone()))
        .await
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
}

/// The name of the migrated template, made by whoever comes first.
async fn template() -> String {
    let built = std::env::current_exe().and_then(|program| program.metadata()?.modified());
    let build = format!(
        "{:?}{}",
        built.expect("this program"),
        env!("CARGO_MANIFEST_DIR")
    );
    let name = format!("template_{}", &hex::encode(Sha256::digest(build))[..16]);
    let mut conn = maintenance().await;
    run(&mut conn, format!("select pg_advisory_lock({MAKING})")).await;
    sweep(&mut conn).await;
    let exists: bool =
        sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
            .bind(&name)
            .fetch_one(&mut conn)
            .await
            .expect("pg_database");
    if !exists {
        let unfinished = format!("{name}_unfinished");
        run(
            &mut conn,
            format!("drop database if exists {unfinished} with (force)"),
        )
        .await;
        run(&mut conn, format!("create database {unfinished}")).await;
        furnish(Database::at(cluster::database(&unfinished))).await;
        run(
            &mut conn,
            format!("alter database {unfinished} rename to {name}"),
        )
        .await;
    }
    conn.close().await.ok();
    name
}

async fn furnish(database: Database) {
    database
        .migrate()
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    let folder = std::env::temp_dir().join(format!("ventanilla-template-{}", std::process::id()));
    let mut config = Config::from_vars([]).expect("the defaults");
    config.data = folder.clone();
    let app = App::over(database, config, super::TestApp::clock()).expect("an app");
    app.furnish().await.expect("what every company starts with");
    // a template can be renamed and copied only when nobody is connected
    app.readers.close();
    tokio::join!(
        app.pool.close(),
        app.worker_pool.close(),
        app.health_pool.close()
    );
    std::fs::remove_dir_all(folder).ok();
}

/// Databases of processes that are gone, and templates beyond the newest few.
async fn sweep(conn: &mut PgConnection) {
    let names: Vec<String> = sqlx::query_scalar(
        "select datname::text from pg_database where datname ~ '^t_[0-9]+_[0-9]+$'
         union all
         (select datname::text from pg_database where datname ~ '^template_[0-9a-f]' order by oid desc offset $1)",
    )
    .bind(TEMPLATES_KEPT)
    .fetch_all(&mut *conn)
    .await
    .expect("pg_database");
    for name in names {
        let process = name
            .strip_prefix("t_")
            .and_then(|rest| rest.split('_').next()?.parse().ok());
        let lives = process.is_some_and(|pid| {
            nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), None).is_ok()
        });
        if !lives {
            run(conn, format!("drop database if exists {name} with (force)")).await;
        }
    }
}
