//! The running server: started, awaited, stopped; and what a crash left of an earlier one.

use std::{
    fs,
    io::{Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use nix::{
    errno::Errno,
    sys::signal::{Signal, kill},
    unistd::Pid,
};

use super::{cluster::Cluster, enter, place::Place};

/// Marks our servers in the list of processes.
const MARK: &str = "cluster_name=ventanilla";

/// After a killed server its helpers take a moment to notice; until then a new one refuses the folder.
const TRIES: u32 = 20;

pub struct Server(Child);

impl Server {
    /// Returns when the server answers.
    pub fn start(place: &Place, cluster: &Cluster, scratch: bool) -> anyhow::Result<Self> {
        end_orphan(&cluster.data)?;
        let mut tried = 0;
        loop {
            tried += 1;
            match Self::try_start(place, cluster, scratch) {
                Err(error) if tried < TRIES && error.to_string().contains("still in use") => {
                    thread::sleep(Duration::from_millis(250));
                }
                started => return started,
            }
        }
    }

    fn try_start(place: &Place, cluster: &Cluster, scratch: bool) -> anyhow::Result<Self> {
        let socket = place.make_socket_folder(cluster.identity.owner())?;
        for entry in fs::read_dir(&socket)? {
            // Left by a server that was killed; no server lives here now.
            fs::remove_file(entry?.path())?;
        }
        let said_before = place.log_path().metadata().map_or(0, |log| log.len());
        let mut command = enter::command(
            cluster.identity,
            place.folder(),
            &cluster.programs.postgres(),
        )?;
        command.arg("-D").arg(&cluster.data);
        for setting in settings(&socket, scratch) {
            command.arg("-c").arg(setting);
        }
        let child = command
            .stdin(Stdio::null())
            .stdout(place.log()?)
            .stderr(place.log()?)
            .spawn()?;
        let mut server = Self(child);
        while !is_ready(&cluster.data, server.0.id()) {
            if server.ended()? {
                bail!(
                    "PostgreSQL did not start: {}",
                    said_since(&place.log_path(), said_before)
                );
            }
            thread::sleep(Duration::from_millis(10));
        }
        Ok(server)
    }

    pub fn id(&self) -> u32 {
        self.0.id()
    }

    pub fn ended(&mut self) -> anyhow::Result<bool> {
        Ok(self.0.try_wait()?.is_some())
    }

    /// Ends all sessions and closes the database; if that takes too long, the next start recovers it.
    pub fn stop(mut self) -> anyhow::Result<()> {
        let pid = pid_of(self.0.id())?;
        for (signal, patience) in [
            (Signal::SIGINT, 60),
            (Signal::SIGQUIT, 10),
            (Signal::SIGKILL, 10),
        ] {
            kill(pid, signal).ok();
            let asked = Instant::now();
            while asked.elapsed() < Duration::from_secs(patience) {
                if self.ended()? {
                    return Ok(());
                }
                thread::sleep(Duration::from_millis(10));
            }
        }
        bail!("PostgreSQL (process {pid}) does not end")
    }
}

fn settings(socket: &Path, scratch: bool) -> Vec<String> {
    let socket = socket.display().to_string().replace('"', "\"\"");
    let mut settings = vec![
        MARK.to_owned(),
        "listen_addresses=".to_owned(),
        format!("unix_socket_directories=\"{socket}\""),
        "unix_socket_permissions=0700".to_owned(),
        // Each use of a connection begins with a ROLLBACK, about which the server would warn each time.
        "log_min_messages=error".to_owned(),
        // Statements and their details can hold what people wrote.
        "log_min_error_statement=panic".to_owned(),
        "log_error_verbosity=terse".to_owned(),
    ];
    let more: &[&str] = if scratch {
        &[
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "wal_level=minimal",
            "max_wal_senders=0",
            "max_connections=400",
        ]
    } else {
        &["max_connections=100"]
    };
    settings.extend(more.iter().map(|setting| (*setting).to_owned()));
    settings
}

/// The eighth line of `postmaster.pid` is the server's state.
fn is_ready(data: &Path, pid: u32) -> bool {
    let Ok(text) = fs::read_to_string(data.join("postmaster.pid")) else {
        return false;
    };
    let mut lines = text.lines().map(str::trim);
    lines.next() == Some(pid.to_string().as_str()) && lines.nth(6) == Some("ready")
}

fn said_since(log: &Path, from: u64) -> String {
    let mut said = String::new();
    let read = fs::File::open(log).and_then(|mut file| {
        file.seek(SeekFrom::Start(from))?;
        file.read_to_string(&mut said)
    });
    match read {
        Ok(_) if !said.trim().is_empty() => said.trim().to_owned(),
        _ => format!("see {}", log.display()),
    }
}

fn pid_of(number: u32) -> anyhow::Result<Pid> {
    Ok(Pid::from_raw(i32::try_from(number).context("process id")?))
}

/// A server whose guard was killed, on a system that could not end it along; or a stale pid file whose number now belongs
/// to some other process, for which PostgreSQL would refuse to start.
fn end_orphan(data: &Path) -> anyhow::Result<()> {
    let note = data.join("postmaster.pid");
    let Ok(text) = fs::read_to_string(&note) else {
        return Ok(());
    };
    let Some(number) = text
        .lines()
        .next()
        .and_then(|line| line.trim().parse::<i32>().ok())
    else {
        return Ok(());
    };
    let pid = Pid::from_raw(number);
    if number <= 1 || kill(pid, None) == Err(Errno::ESRCH) {
        return Ok(());
    }
    let line = command_line(number);
    if !line.contains(&data.display().to_string()) {
        return fs::remove_file(&note)
            .with_context(|| format!("removing the stale {}", note.display()));
    }
    if !line.contains(MARK) {
        bail!(
            "another PostgreSQL (process {number}) runs on {}; stop it first",
            data.display()
        );
    }
    for (signal, patience) in [(Signal::SIGINT, 60), (Signal::SIGQUIT, 10)] {
        kill(pid, signal).ok();
        let asked = Instant::now();
        while asked.elapsed() < Duration::from_secs(patience) {
            if kill(pid, None) == Err(Errno::ESRCH) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
    bail!(
        "an earlier PostgreSQL (process {number}) on {} does not end",
        data.display()
    )
}

fn command_line(pid: i32) -> String {
    let proc = PathBuf::from(format!("/proc/{pid}/cmdline"));
    if let Ok(bytes) = fs::read(proc) {
        return String::from_utf8_lossy(&bytes).replace('\0', " ");
    }
    let ps = std::process::Command::new("ps")
        .args(["-ww", "-o", "command=", "-p", &pid.to_string()])
        .output();
    ps.map(|said| String::from_utf8_lossy(&said.stdout).into_owned())
        .unwrap_or_default()
}
