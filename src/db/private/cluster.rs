//! The data of a private server: found, or made whole and only then given its name.

use std::{
    fs::{self, DirBuilder, File},
    io::Write,
    os::unix::fs::{DirBuilderExt, MetadataExt, chown},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, bail};

use super::{NAME, enter, identity::Identity, place::Place, programs::Programs};

#[derive(Debug)]
pub struct Cluster {
    pub data: PathBuf,
    pub programs: Programs,
    pub identity: Identity,
}

impl Cluster {
    /// Only the guard may call this: it alone writes here.
    pub fn open(place: &Place, pg_bin: Option<&Path>, scratch: bool) -> anyhow::Result<Self> {
        // Data made by an older major version win over newer programs: an upgrade must not look like an empty database.
        let Some(major) = newest_data(place.folder())? else {
            let programs = Programs::find(pg_bin, None)?;
            return Self::make(place, programs, scratch);
        };
        let data = place.folder().join(format!("pg{major}"));
        let programs = Programs::find(pg_bin, Some(major))?;
        let owner = data.metadata().map(|found| (found.uid(), found.gid()))?;
        let identity = Identity::choose(place.folder(), &programs, Some(owner))?;
        Ok(Self {
            data,
            programs,
            identity,
        })
    }

    /// Into `pgNN.new`, renamed when whole: a crash half-way leaves nothing that looks like a database.
    fn make(place: &Place, programs: Programs, scratch: bool) -> anyhow::Result<Self> {
        let identity = Identity::choose(place.folder(), &programs, None)?;
        let name = format!("pg{}", programs.major);
        let (new, data) = (
            place.folder().join(format!("{name}.new")),
            place.folder().join(name),
        );
        if new.exists() {
            fs::remove_dir_all(&new).with_context(|| format!("removing {}", new.display()))?;
        }
        DirBuilder::new().mode(0o700).create(&new)?;
        let (uid, gid) = identity.owner();
        chown(&new, Some(uid), Some(gid))
            .with_context(|| format!("giving {} to user {uid}", new.display()))?;

        let mut initdb = enter::command(identity, place.folder(), &programs.initdb())?;
        initdb.arg("-D").arg(&new).args([
            "-U",
            NAME,
            "--auth=trust",
            "--encoding=UTF8",
            "--data-checksums",
        ]);
        initdb
            .args(["--no-instructions"])
            .args(locale(programs.major));
        if scratch {
            initdb.arg("--no-sync");
        }
        finish(&mut initdb, "", "initdb")?;

        let mut single = enter::command(identity, place.folder(), &programs.postgres())?;
        single.arg("--single").arg("-D").arg(&new).arg("postgres");
        finish(
            &mut single,
            &format!("create database {NAME}\n"),
            "creating the database",
        )?;

        fs::rename(&new, &data)?;
        File::open(place.folder())?.sync_all()?;
        Ok(Self {
            data,
            programs,
            identity,
        })
    }
}

/// `pg15`, `pg17`: the newest that is there.
fn newest_data(folder: &Path) -> anyhow::Result<Option<u32>> {
    let mut newest = None;
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let major = name
            .to_str()
            .and_then(|name| name.strip_prefix("pg"))
            .and_then(|major| major.parse::<u32>().ok());
        newest = newest.max(major);
    }
    Ok(newest)
}

/// Bytes sort as they are, letters of every language are known, and nothing depends on the system's locales where
/// PostgreSQL brings its own.
fn locale(major: u32) -> &'static [&'static str] {
    if major >= 17 {
        &[
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
        ]
    } else if cfg!(target_os = "linux") {
        &["--locale=C.UTF-8"]
    } else {
        &["--locale=C"]
    }
}

fn finish(command: &mut Command, input: &str, what: &str) -> anyhow::Result<()> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    child
        .stdin
        .take()
        .context("no pipe")?
        .write_all(input.as_bytes())
        .ok();
    let done = child.wait_with_output()?;
    if !done.status.success() {
        bail!(
            "{what} failed: {}",
            String::from_utf8_lossy(&done.stderr).trim()
        );
    }
    Ok(())
}
