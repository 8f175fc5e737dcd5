//! Bytes by content: `<root>/<first two hex digits>/<sha-256 in hex>`. Written aside, synced, renamed: a name that exists is
//! whole. The same photo twice is one file.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;
use uuid::Uuid;

/// SHA-256 of a file's bytes: its name in the folder, and what the record keeps.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    pub fn from_bytes(bytes: &[u8]) -> anyhow::Result<Self> {
        Ok(Self(bytes.try_into()?))
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub fn hex(&self) -> String {
        hex::encode(self.0)
    }
}

impl std::fmt::Debug for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.hex())
    }
}

/// The folder, and the narrow door through which pictures are decoded.
#[derive(Clone)]
pub struct Files(Arc<Inner>);

pub(super) struct Inner {
    root: PathBuf,
    /// Held shared while bytes are put, exclusively while bytes without a row are removed, by every process on the folder.
    lock: PathBuf,
    pub decoders: Semaphore,
    /// Program whose `image-worker` command decodes pictures under limits; `None` decodes in this process.
    pub program: Option<PathBuf>,
}

impl Files {
    /// Opens the folder, making it if need be. At most as many pictures as cores are decoded at once.
    pub fn open(root: impl Into<PathBuf>, program: Option<PathBuf>) -> io::Result<Self> {
        let root = root.into();
        fs::create_dir_all(root.join("tmp"))?;
        let lock = root.join("lock");
        File::options().create(true).append(true).open(&lock)?;
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Ok(Self(Arc::new(Inner {
            root,
            lock,
            decoders: Semaphore::new(cores),
            program,
        })))
    }

    pub fn root(&self) -> &Path {
        &self.0.root
    }

    pub(super) fn inner(&self) -> &Inner {
        &self.0
    }

    /// Keeps the bytes. When this returns they survive a power cut.
    pub async fn put(&self, bytes: impl Into<bytes::Bytes>) -> anyhow::Result<Digest> {
        let (files, bytes) = (self.clone(), bytes.into());
        Ok(tokio::task::spawn_blocking(move || files.put_now(&bytes)).await??)
    }

    /// The bytes, checked against their name: what rotted on the disk is an error, not a picture.
    pub async fn read(&self, digest: Digest) -> anyhow::Result<Vec<u8>> {
        let path = self.path_of(&digest);
        tokio::task::spawn_blocking(move || {
            let bytes =
                fs::read(&path).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
            anyhow::ensure!(
                Digest::of(&bytes) == digest,
                "{}: its bytes are not those it was kept with",
                path.display()
            );
            Ok(bytes)
        })
        .await?
    }

    pub(super) fn put_now(&self, bytes: &[u8]) -> io::Result<Digest> {
        let digest = Digest::of(bytes);
        let path = self.path_of(&digest);
        let lock = File::open(&self.0.lock)?;
        lock.lock_shared()?;
        match File::options().append(true).open(&path) {
            // Young again, so that the sweep leaves it until its new row is there.
            Ok(known) => return known.set_modified(now()).map(|()| digest),
            Err(missing) if missing.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        let folder = self.0.root.join(&digest.hex()[..2]);
        fs::create_dir_all(&folder)?;
        let aside = self.0.root.join("tmp").join(Uuid::new_v4().to_string());
        let written = write_synced(&aside, bytes).and_then(|()| fs::rename(&aside, &path));
        if written.is_err() {
            fs::remove_file(&aside).ok();
        }
        written?;
        File::open(&folder)?.sync_all()?;
        File::open(&self.0.root)?.sync_all()?;
        Ok(digest)
    }

    pub(super) fn path_of(&self, digest: &Digest) -> PathBuf {
        let hex = digest.hex();
        self.0.root.join(&hex[..2]).join(hex)
    }

    /// Taken exclusively: nobody puts bytes meanwhile.
    pub(super) fn lock_out_writers(&self) -> io::Result<File> {
        let lock = File::open(&self.0.lock)?;
        lock.lock()?;
        Ok(lock)
    }
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// File times are the machine's business, never the product's: they only tell young bytes from old.
#[expect(
    clippy::disallowed_methods,
    reason = "compared with file times that the same machine sets"
)]
pub(super) fn now() -> std::time::SystemTime {
    std::time::SystemTime::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> Files {
        let path = std::env::temp_dir().join(format!("ventanilla-files-{}", Uuid::new_v4()));
        Files::open(path, None).unwrap()
    }

    #[tokio::test]
    async fn what_was_put_is_read_back_and_kept_once() {
        let files = folder();
        let first = files.put(&b"one photo"[..]).await.unwrap();
        let second = files.put(&b"one photo"[..]).await.unwrap();
        assert_eq!(first, second);
        assert_eq!(files.read(first).await.unwrap(), b"one photo");
        assert_eq!(fs::read_dir(files.root().join("tmp")).unwrap().count(), 0);
        fs::remove_dir_all(files.root()).unwrap();
    }

    #[tokio::test]
    async fn a_flipped_bit_is_noticed() {
        let files = folder();
        let digest = files.put(&b"one photo"[..]).await.unwrap();
        fs::write(files.path_of(&digest), b"one phot\x6e").unwrap();
        assert!(
            files
                .read(digest)
                .await
                .unwrap_err()
                .to_string()
                .contains("not those it was kept with")
        );
        fs::remove_dir_all(files.root()).unwrap();
    }
}
