//! Uploads nobody sent with a form, and bytes no row names, go after a day.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use chrono::TimeDelta;

use super::{Files, db, store};
use crate::{app::App, error::Result};

const DAY: Duration = Duration::from_secs(24 * 3_600);
/// Files asked about in one query.
const BATCH: usize = 500;

pub async fn sweep(app: &App) -> Result<()> {
    let before = app.clock.now() - TimeDelta::days(1);
    while db::delete_unclaimed(&app.pool, before).await? > 0 {}

    let files = app.files.clone();
    let old = tokio::task::spawn_blocking(move || list_old(files.root())).await??;
    for batch in old.chunks(BATCH) {
        let digests: Vec<Vec<u8>> = batch.iter().map(|(_, digest)| digest.clone()).collect();
        let named: std::collections::HashSet<Vec<u8>> = db::list_named(&app.pool, &digests)
            .await?
            .into_iter()
            .collect();
        let unnamed: Vec<PathBuf> = batch
            .iter()
            .filter(|(_, digest)| !named.contains(digest))
            .map(|(path, _)| path.clone())
            .collect();
        if !unnamed.is_empty() {
            let files = app.files.clone();
            tokio::task::spawn_blocking(move || remove_if_still_old(&files, &unnamed)).await??;
        }
    }
    Ok(())
}

/// Kept bytes older than a day with their digests; what lies in `tmp` that long was left by a crash and goes at once.
fn list_old(root: &Path) -> io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut old = Vec::new();
    for folder in fs::read_dir(root)? {
        let folder = folder?;
        if !folder.file_type()?.is_dir() {
            continue;
        }
        for entry in fs::read_dir(folder.path())? {
            let entry = entry?;
            if !is_old(&entry.path()) {
                continue;
            }
            if folder.file_name() == "tmp" {
                fs::remove_file(entry.path())?;
            } else if let Ok(digest) = hex::decode(entry.file_name().as_encoded_bytes()) {
                old.push((entry.path(), digest));
            }
        }
    }
    Ok(old)
}

/// With writers locked out: an upload of the same bytes since makes them young, and they stay.
fn remove_if_still_old(files: &Files, unnamed: &[PathBuf]) -> io::Result<()> {
    let _writers_wait = files.lock_out_writers()?;
    for path in unnamed.iter().filter(|path| is_old(path)) {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => tracing::info!(file = %path.display(), "removed a file that no row names"),
        }
    }
    Ok(())
}

/// Gone meanwhile counts as young: there is nothing to do.
fn is_old(path: &Path) -> bool {
    let age = fs::metadata(path)
        .and_then(|meta| meta.modified())
        .map(|at| store::now().duration_since(at).unwrap_or_default());
    age.is_ok_and(|age| age > DAY)
}
