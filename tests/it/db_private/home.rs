use std::{
    fs,
    io::{BufRead, BufReader},
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use nix::{sys::signal::kill, unistd::Pid};
use sqlx::{ConnectOptions, PgConnection, postgres::PgConnectOptions};
use ventanilla::db::private::Wish;

use crate::support::program;

/// A folder of its own; what runs in it ends with the users that the test holds.
pub struct Home(pub PathBuf);

impl Home {
    pub fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("ventanilla-private-{name}-{}", std::process::id()));
        fs::remove_dir_all(&path).ok();
        fs::create_dir_all(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        Self(path)
    }

    pub fn wish(&self) -> Wish {
        Wish {
            folder: self.0.clone(),
            pg_bin: None,
            program: program().to_owned(),
            linger: Duration::ZERO,
            scratch: false,
        }
    }

    pub fn user(&self) -> User {
        let mut hold = Command::new(program());
        self.hold(&mut hold)
    }

    pub fn hold(&self, hold: &mut Command) -> User {
        hold.args(["private-postgres", "hold", "--folder"])
            .arg(&self.0)
            .current_dir("/");
        let mut child = hold
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let said = if line.is_empty() {
            std::io::read_to_string(child.stderr.take().unwrap()).unwrap()
        } else {
            line
        };
        User { child, said }
    }

    /// The process numbers of the guard and the server, from the note beside the data.
    pub fn note(&self) -> Option<(i32, i32)> {
        let note = fs::read_to_string(self.0.join("serving")).ok()?;
        let number = |line: &str| line.split(' ').nth(1)?.parse().ok();
        let mut lines = note.lines();
        Some((number(lines.next()?)?, number(lines.next()?)?))
    }

    pub fn processes(&self) -> (i32, i32) {
        self.note()
            .unwrap_or_else(|| panic!("nothing serves in {}", self.0.display()))
    }

    pub fn ends_within(&self, patience: Duration, pid: i32) {
        until(patience, "the server ends", || {
            kill(Pid::from_raw(pid), None).is_err()
        });
    }

    pub fn data(&self) -> PathBuf {
        let entries = fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        entries
            .into_iter()
            .find(|path| {
                path.file_name()
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .starts_with("pg")
            })
            .expect("data")
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        // Whoever the test held is gone by now, and the guard with them.
        let end = Instant::now() + Duration::from_secs(10);
        while self
            .note()
            .is_some_and(|(guard, _)| kill(Pid::from_raw(guard), None).is_ok())
            && Instant::now() < end
        {
            thread::sleep(Duration::from_millis(20));
        }
        fs::remove_dir_all(&self.0).ok();
    }
}

pub struct User {
    child: Child,
    pub said: String,
}

impl User {
    pub fn serves(&self) -> &Self {
        assert!(self.said.starts_with("psql "), "{}", self.said);
        self
    }

    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Connected through the socket it printed.
    pub async fn connect(&self) -> PgConnection {
        let socket = self.serves().said.split(' ').nth(2).unwrap();
        let options = PgConnectOptions::new_without_pgpass()
            .socket(socket)
            .username("ventanilla")
            .database("ventanilla");
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            match options.connect().await {
                Ok(conn) => return conn,
                Err(error) => assert!(Instant::now() < end, "{error}"),
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

impl Drop for User {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

pub fn until(patience: Duration, what: &str, mut holds: impl FnMut() -> bool) {
    let end = Instant::now() + patience;
    while !holds() {
        assert!(Instant::now() < end, "not within {patience:?}: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}
