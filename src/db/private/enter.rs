//! A step between us and a PostgreSQL program: this program again, which takes on the server's identity, asks to be
//! ended with its parent, and becomes the PostgreSQL program.

use std::{
    convert::Infallible,
    ffi::OsString,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, bail};
use nix::unistd::{Gid, Pid, Uid, getppid, setgid, setuid};

use super::identity::Identity;
use crate::config::this_program;

/// Hidden: `ventanilla private-postgres enter`.
#[derive(Debug, clap::Args)]
pub struct Enter {
    #[arg(long = "as")]
    identity: Identity,
    /// Where to be, and so what the identity must be able to reach.
    #[arg(long = "in")]
    folder: PathBuf,
    #[arg(long)]
    parent: i32,
    #[arg(last = true, required = true)]
    program: Vec<OsString>,
}

/// `program` as `identity` in `folder`; dies with this process where the system can do that.
pub fn command(identity: Identity, folder: &Path, program: &Path) -> anyhow::Result<Command> {
    let mut command = Command::new(this_program()?);
    command
        .args(["private-postgres", "enter"])
        .args(["--as", &identity.to_string()])
        .args(["--parent", &std::process::id().to_string()])
        .arg("--in")
        .arg(folder)
        .arg("--")
        .arg(program)
        .env_clear()
        .env(
            "PATH",
            std::env::var_os("PATH").unwrap_or_else(|| "/usr/bin:/bin".into()),
        )
        .env("LC_ALL", "C");
    Ok(command)
}

impl Enter {
    /// Returns only if it fails. Must run before any thread is started: a namespace is entered by a single thread.
    pub fn run(self) -> anyhow::Result<Infallible> {
        match self.identity {
            Identity::Same => {}
            Identity::User { uid, gid } => become_user(Uid::from_raw(uid), Gid::from_raw(gid))?,
            Identity::Namespace => enter_namespace()?,
        }
        std::env::set_current_dir(&self.folder)
            .with_context(|| format!("entering {}", self.folder.display()))?;
        // After the change of user: that clears the signal.
        end_with(Pid::from_raw(self.parent))?;
        let (program, args) = self.program.split_first().context("no program")?;
        let error = Command::new(program).args(args).exec();
        Err(error).with_context(|| format!("starting {}", program.display()))
    }
}

fn become_user(uid: Uid, gid: Gid) -> anyhow::Result<()> {
    #[cfg(not(target_os = "macos"))]
    nix::unistd::setgroups(&[]).context("giving up root's groups")?;
    setgid(gid).with_context(|| format!("becoming group {gid}"))?;
    setuid(uid).with_context(|| format!("becoming user {uid}"))
}

#[cfg(target_os = "linux")]
fn enter_namespace() -> anyhow::Result<()> {
    use super::identity::NOBODY;
    use nix::sched::{CloneFlags, unshare};

    let (uid, gid) = (Uid::effective(), Gid::effective());
    unshare(CloneFlags::CLONE_NEWUSER).context("making a user namespace")?;
    std::fs::write("/proc/self/setgroups", "deny").context("setgroups")?;
    std::fs::write("/proc/self/uid_map", format!("{NOBODY} {uid} 1")).context("uid_map")?;
    std::fs::write("/proc/self/gid_map", format!("{NOBODY} {gid} 1")).context("gid_map")
}

#[cfg(not(target_os = "linux"))]
fn enter_namespace() -> anyhow::Result<()> {
    bail!("user namespaces are Linux's")
}

/// A fast shutdown for the server when the guard is killed.
fn end_with(parent: Pid) -> anyhow::Result<()> {
    #[cfg(target_os = "linux")]
    nix::sys::prctl::set_pdeathsig(nix::sys::signal::Signal::SIGINT)?;
    if getppid() != parent {
        bail!("the parent is gone already");
    }
    Ok(())
}
