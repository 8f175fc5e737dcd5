//! A PostgreSQL server of our own, for machines where nobody set one up.
//!
//! It listens on a Unix socket in the data folder and nowhere else, keeps its durability on, and belongs to whoever uses
//! it: every process that does holds a shared lock on `users.lock`. A detached *guard* (this program again, see
//! `guard.rs`) owns the server, restarts it when it crashes, and stops it when the last user is gone, however it went:
//! the kernel drops the locks of a killed process. `guard.lock` says that a guard lives; users wait on it in a thread and
//! start a new guard should the old one die. `start.lock` makes starting one at a time.

mod cluster;
mod enter;
mod guard;
mod hold;
mod identity;
mod place;
mod programs;
mod server;

pub use enter::Enter;
pub use guard::Guard;
pub use hold::Hold;

use std::{
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Weak},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use sqlx::postgres::PgConnectOptions;

use self::place::{Lock, Place};
use crate::config::{Config, this_program};

/// The database and the superuser of a private server.
const NAME: &str = "ventanilla";

/// Which private server is wanted.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Its folder; made when missing.
    pub folder: PathBuf,
    /// Where to look first for `postgres` and `initdb`.
    pub pg_bin: Option<PathBuf>,
    /// The `ventanilla` program, which the guard runs.
    pub program: PathBuf,
    /// How long the server waits for a next user after the last.
    pub linger: Duration,
    /// Gives up durability for speed; for tests, whose data nobody misses.
    pub scratch: bool,
}

impl Wish {
    /// The product's own server in the data folder.
    pub fn in_data(config: &Config) -> anyhow::Result<Self> {
        Ok(Self {
            folder: config.data.join("postgres"),
            pg_bin: config.pg_bin.clone(),
            program: this_program()?,
            linger: Duration::ZERO,
            scratch: false,
        })
    }
}

/// A share in the private server: it runs at least as long as this lives.
#[derive(Debug, Clone)]
pub struct Share(Arc<Holding>);

#[derive(Debug)]
struct Holding {
    wish: Wish,
    place: Place,
    _user: Lock,
}

impl Share {
    /// Starts the server or joins it. Blocks, for about a second where the database must first be made.
    pub fn take(wish: Wish) -> anyhow::Result<Self> {
        let place = Place::make(&wish.folder)?;
        let starting = place.start_lock()?;
        // Waits here while a guard whose users all left is stopping the server.
        let user = place.join_users()?;
        let guard = ensure(&wish, &place)?;
        drop(starting);
        let share = Self(Arc::new(Holding {
            wish,
            place,
            _user: user,
        }));
        share.watch(guard)?;
        Ok(share)
    }

    /// How to reach the database as its owner.
    pub fn owner(&self) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .socket(self.0.place.socket_folder())
            .port(place::PORT)
            .username(NAME)
            .database(NAME)
    }

    /// Starts a new guard when this one is gone. The thread holds no share: it ends with the last one.
    fn watch(&self, guard: Option<Child>) -> anyhow::Result<()> {
        let (holding, place) = (Arc::downgrade(&self.0), self.0.place.clone());
        thread::Builder::new()
            .name("postgres-watch".to_owned())
            .spawn(move || watch(&holding, &place, guard))
            .context("starting a thread")?;
        Ok(())
    }
}

/// Waits for the server in this folder to stop after its last user; an error if it still runs after `within`.
pub fn wait_until_stopped(folder: &Path, within: Duration) -> anyhow::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    let (place, until) = (Place::make(folder)?, Instant::now() + within);
    while place.guard_lives()? {
        if Instant::now() >= until {
            bail!(
                "another program still uses the database in {}; end it first",
                folder.display()
            );
        }
        thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

fn watch(holding: &Weak<Holding>, place: &Place, mut guard: Option<Child>) {
    loop {
        let waited = place.wait_for_guard_to_end();
        if let Some(mut ended) = guard.take() {
            ended.wait().ok();
        }
        let Some(holding) = holding.upgrade() else {
            return;
        };
        tracing::warn!("the private PostgreSQL lost its guard; starting another");
        let again = waited.and_then(|()| {
            let _starting = place.start_lock()?;
            ensure(&holding.wish, place)
        });
        match again {
            Ok(started) => guard = started,
            Err(error) => {
                tracing::error!("the private PostgreSQL does not start: {error:#}");
                thread::sleep(Duration::from_secs(1));
            }
        }
    }
}

/// Makes sure that a guard lives and serves. The caller holds the start lock and is a user.
fn ensure(wish: &Wish, place: &Place) -> anyhow::Result<Option<Child>> {
    while place.guard_lives()? {
        if place.is_serving() {
            return Ok(None);
        }
        // Whoever started this guard was killed meanwhile, or the server is being restarted.
        thread::sleep(Duration::from_millis(20));
    }
    spawn_guard(wish, place).map(Some)
}

fn spawn_guard(wish: &Wish, place: &Place) -> anyhow::Result<Child> {
    let mut command = Command::new(&wish.program);
    command
        .arg0("ventanilla")
        .args(["private-postgres", "guard"])
        .arg("--folder")
        .arg(&wish.folder)
        .args(["--linger-ms", &wish.linger.as_millis().to_string()])
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(place.log()?)
        // Control-C in the terminal is for the program, not for the database below it.
        .process_group(0);
    if let Some(pg_bin) = &wish.pg_bin {
        command.arg("--pg-bin").arg(pg_bin);
    }
    if wish.scratch {
        command.arg("--scratch");
    }
    let mut guard = command
        .spawn()
        .with_context(|| format!("starting {}", wish.program.display()))?;
    let said = BufReader::new(guard.stdout.take().context("no pipe to the guard")?);
    let mut lines = said.lines().map_while(Result::ok);
    match lines.next() {
        Some(line) if line == guard::READY => Ok(guard),
        first => {
            guard.wait().ok();
            let said: Vec<String> = first.into_iter().chain(lines).collect();
            if said.is_empty() {
                bail!(
                    "the private PostgreSQL's guard ended at once; see {}",
                    place.log_path().display()
                );
            }
            bail!(said.join("\n"))
        }
    }
}
