//! The folder of a private server: its locks, its socket, its log, and the note that says it serves.

use std::{
    fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError},
    io,
    os::unix::{
        ffi::OsStrExt,
        fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt},
    },
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};

/// Part of the socket's name only: nothing listens on the network.
pub const PORT: u16 = 5432;

/// A socket's path must fit into `sun_path`: 104 bytes on the BSDs and macOS, 108 on Linux, with a closing zero.
const LONGEST_SOCKET: usize = 103;

const LOG_KEPT: u64 = 10 * 1024 * 1024;

#[derive(Debug, Clone)]
pub struct Place {
    folder: PathBuf,
}

/// Held until dropped, also by a process that is killed.
#[derive(Debug)]
pub struct Lock(File);

impl Lock {
    pub fn release(self) {
        self.0.unlock().ok();
    }
}

impl Place {
    pub fn make(folder: &Path) -> anyhow::Result<Self> {
        let made = || -> io::Result<PathBuf> {
            fs::create_dir_all(folder)?;
            let folder = fs::canonicalize(folder)?;
            if folder.metadata()?.uid() == nix::unistd::Uid::effective().as_raw() {
                // The server may run as another user: it must be able to walk through, not to look around.
                fs::set_permissions(&folder, Permissions::from_mode(0o711))?;
            }
            Ok(folder)
        };
        let folder = made().with_context(|| {
            format!(
                "cannot make the database folder {}; name a folder of your own in VENTANILLA_DATA",
                folder.display()
            )
        })?;
        Ok(Self { folder })
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// One process at a time starts a server here.
    pub fn start_lock(&self) -> anyhow::Result<Lock> {
        let file = self.lock_file("start.lock")?;
        file.lock()?;
        Ok(Lock(file))
    }

    pub fn join_users(&self) -> anyhow::Result<Lock> {
        let file = self.lock_file("users.lock")?;
        file.lock_shared()?;
        Ok(Lock(file))
    }

    /// The right to stop the server: there is no user, and none comes while this is held.
    pub fn if_no_users(&self) -> anyhow::Result<Option<Lock>> {
        let file = self.lock_file("users.lock")?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Lock(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    pub fn become_guard(&self) -> anyhow::Result<Lock> {
        let file = self.lock_file("guard.lock")?;
        file.lock()?;
        Ok(Lock(file))
    }

    pub fn guard_lives(&self) -> anyhow::Result<bool> {
        match self.lock_file("guard.lock")?.try_lock_shared() {
            Ok(()) => Ok(false),
            Err(TryLockError::WouldBlock) => Ok(true),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    pub fn wait_for_guard_to_end(&self) -> anyhow::Result<()> {
        Ok(self.lock_file("guard.lock")?.lock_shared()?)
    }

    fn lock_file(&self, name: &str) -> anyhow::Result<File> {
        let path = self.folder.join(name);
        let open = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .mode(0o600)
            .open(&path);
        open.with_context(|| {
            format!("cannot open {}: does the folder belong to another user? Name one of your own in VENTANILLA_DATA", path.display())
        })
    }

    fn note(&self) -> PathBuf {
        self.folder.join("serving")
    }

    pub fn is_serving(&self) -> bool {
        self.note().exists()
    }

    /// Written when the server answers, with the process ids of the guard and the server for whoever looks.
    pub fn note_serving(&self, server: u32) -> io::Result<()> {
        fs::write(
            self.note(),
            format!("guard {}\nserver {server}\n", std::process::id()),
        )
    }

    pub fn note_not_serving(&self) {
        fs::remove_file(self.note()).ok();
    }

    /// Beside the data when the path is short enough, else under /tmp with a name made from it.
    pub fn socket_folder(&self) -> PathBuf {
        let near = self.folder.join("socket");
        if near.as_os_str().len() + format!("/.s.PGSQL.{PORT}").len() <= LONGEST_SOCKET {
            return near;
        }
        let digest = hex::encode(Sha256::digest(self.folder.as_os_str().as_bytes()));
        PathBuf::from(format!("/tmp/ventanilla-{}", &digest[..16]))
    }

    /// Only the server's user can enter it, so whoever connects was let in by the file system.
    pub fn make_socket_folder(&self, owner: (u32, u32)) -> anyhow::Result<PathBuf> {
        let folder = self.socket_folder();
        match DirBuilder::new().mode(0o700).create(&folder) {
            Ok(()) => std::os::unix::fs::chown(&folder, Some(owner.0), Some(owner.1))?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let found = fs::symlink_metadata(&folder)?;
                if !found.is_dir() || found.uid() != owner.0 || found.mode() & 0o077 != 0 {
                    bail!(
                        "{} is not a private folder of the server's user; remove it",
                        folder.display()
                    );
                }
            }
            Err(error) => {
                return Err(error).with_context(|| format!("making {}", folder.display()));
            }
        }
        Ok(folder)
    }

    /// It is empty after a stop; one under /tmp would be left there for ever.
    pub fn remove_socket_folder(&self) {
        fs::remove_dir(self.socket_folder()).ok();
    }

    pub fn log_path(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    /// What the server and its guard say; begun anew when it has grown large.
    pub fn log(&self) -> anyhow::Result<File> {
        let path = self.log_path();
        if path.metadata().is_ok_and(|found| found.len() > LOG_KEPT) {
            fs::rename(&path, self.folder.join("server.log.1"))?;
        }
        let open = OpenOptions::new()
            .create(true)
            .append(true)
            .mode(0o600)
            .open(&path);
        open.with_context(|| format!("opening {}", path.display()))
    }
}
