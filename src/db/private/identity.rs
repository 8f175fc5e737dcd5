//! Whom the server runs as: PostgreSQL refuses root, and refuses a user without a name.

use std::{fmt, path::Path, process::Stdio, str::FromStr};

use anyhow::bail;
use nix::unistd::{Gid, Uid, User};

use super::{enter, programs::Programs};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity {
    /// Whoever runs this program.
    Same,
    User {
        uid: u32,
        gid: u32,
    },
    /// Whoever runs this program, in a user namespace in which that is `nobody`.
    Namespace,
}

/// The kernel's number for nobody, also inside the namespace.
pub const NOBODY: u32 = 65534;

impl Identity {
    /// Who owns the server's files, seen from here.
    pub fn owner(self) -> (u32, u32) {
        match self {
            Self::Same | Self::Namespace => (Uid::effective().as_raw(), Gid::effective().as_raw()),
            Self::User { uid, gid } => (uid, gid),
        }
    }

    /// The identity that can run these programs in this folder; data that exist must be run by their owner.
    pub fn choose(
        folder: &Path,
        programs: &Programs,
        data_owner: Option<(u32, u32)>,
    ) -> anyhow::Result<Self> {
        let candidates = candidates(data_owner)?;
        for candidate in &candidates {
            let mut probe = enter::command(*candidate, folder, &programs.postgres())?;
            let done = probe
                .arg("-V")
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status();
            if done.is_ok_and(|status| status.success()) {
                return Ok(*candidate);
            }
        }
        bail!(
            "There is no user to run PostgreSQL as: it refuses root, and none of {} can use both {} and {}. Make a user \
             `postgres`, name a folder it can reach in VENTANILLA_DATA, or set DATABASE_URL to a server you have.",
            candidates
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", "),
            programs.postgres().display(),
            folder.display(),
        )
    }
}

fn candidates(data_owner: Option<(u32, u32)>) -> anyhow::Result<Vec<Identity>> {
    let me = Uid::effective();
    match data_owner {
        None if me.is_root() => {
            let named = ["postgres", "nobody"]
                .into_iter()
                .filter_map(|name| User::from_name(name).ok().flatten());
            let users = named.map(|user| Identity::User {
                uid: user.uid.as_raw(),
                gid: user.gid.as_raw(),
            });
            Ok(users.chain([Identity::Namespace]).collect())
        }
        Some((uid, gid)) if me.is_root() && uid != 0 => Ok(vec![Identity::User { uid, gid }]),
        Some((uid, _)) if uid != me.as_raw() => {
            bail!(
                "The database belongs to user {uid} and this is user {me}: run as that user, or name another folder in VENTANILLA_DATA."
            )
        }
        _ if !me.is_root() && User::from_uid(me).ok().flatten().is_some() => {
            Ok(vec![Identity::Same])
        }
        _ => Ok(vec![Identity::Namespace]),
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same => f.write_str("same"),
            Self::User { uid, gid } => write!(f, "{uid}:{gid}"),
            Self::Namespace => f.write_str("namespace"),
        }
    }
}

impl FromStr for Identity {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let numbers = || {
            let (uid, gid) = text.split_once(':')?;
            Some(Self::User {
                uid: uid.parse().ok()?,
                gid: gid.parse().ok()?,
            })
        };
        match text {
            "same" => Ok(Self::Same),
            "namespace" => Ok(Self::Namespace),
            _ => numbers().ok_or_else(|| format!("`{text}` is not an identity")),
        }
    }
}
