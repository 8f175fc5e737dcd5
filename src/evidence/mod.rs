//! The record, proved: every event's hash recomputed, every invariant of the data counted.
//!
//! `ventanilla verify --database` prints one line for each check and fails if any finds something.

mod chain;
mod db;

use sqlx::PgPool;

use crate::{
    error::Result,
    files::{Digest, Files},
};

pub use chain::Fault;

/// One line of the report.
#[derive(Debug, Clone)]
pub struct Check {
    pub name: &'static str,
    /// How many rows were looked at.
    pub looked_at: i64,
    /// What is wrong, the first few by name.
    pub faults: Vec<String>,
}

impl Check {
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }
}

/// At most this many faults are named for each check.
const NAMED: usize = 20;

/// Runs every check. Reads only; on a live database each check sees its own snapshot.
pub async fn verify(pool: &PgPool, files: &Files) -> Result<Vec<Check>> {
    let mut conn = pool.acquire().await?;
    db::take_your_time(&mut conn).await?;
    let mut checks = chain::verify(&mut conn).await?;
    checks.extend(db::invariants(&mut conn).await?);
    let (looked_at, mut faults) = crate::audit::verify(&mut conn).await?;
    faults.truncate(NAMED);
    checks.push(Check {
        name: "audit log",
        looked_at,
        faults,
    });
    checks.push(verify_files(&mut conn, files).await?);
    Ok(checks)
}

/// Every attachment's bytes are there and hash to what the row says.
async fn verify_files(conn: &mut sqlx::PgConnection, files: &Files) -> Result<Check> {
    let mut check = Check {
        name: "files",
        looked_at: 0,
        faults: vec![],
    };
    let mut after = uuid::Uuid::nil();
    loop {
        let page = db::files_after(conn, after).await?;
        let Some((last, _)) = page.last() else {
            return Ok(check);
        };
        after = *last;
        for (id, sha256) in page {
            check.looked_at += 1;
            let digest = Digest::from_bytes(&sha256)?;
            let whole = files
                .read(digest)
                .await
                .is_ok_and(|bytes| Digest::of(&bytes) == digest);
            if !whole && check.faults.len() < NAMED {
                check
                    .faults
                    .push(format!("file {id} is missing or changed"));
            }
        }
    }
}
