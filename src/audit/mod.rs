//! What administrators changed: who, what, to whom, when. Append-only, each entry carrying the hash of the one before it, so that
//! an entry taken out or changed shows (`ventanilla verify --database`). No personal text stands in it: a correction of an address
//! says that the address was corrected, not what it was.

mod db;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use crate::{db::Deed, error::Result, ids::PersonId, text::digest};

pub use db::{Line, about};

/// Writes an entry. Call it last in a deed: the chain's end is locked from here to the commit.
pub async fn record(
    d: &mut Deed,
    actor: Option<PersonId>,
    action: &'static str,
    person: PersonId,
    data: Value,
) -> Result<()> {
    let at = d.now;
    let (last, prev) = db::lock_head(d.conn()).await?;
    let entry = Stored {
        seq: last + 1,
        at,
        actor: actor.map(|actor| actor.0),
        action: action.to_owned(),
        person: person.0,
        data,
        prev,
        hash: Vec::new(),
    };
    let hash = entry.digest();
    db::append(d.conn(), &Stored { hash, ..entry }).await
}

struct Stored {
    seq: i64,
    at: DateTime<Utc>,
    actor: Option<i64>,
    action: String,
    person: i64,
    data: Value,
    prev: Option<Vec<u8>>,
    hash: Vec<u8>,
}

impl Stored {
    fn digest(&self) -> Vec<u8> {
        digest(&[
            "ventanilla audit 1",
            &self.seq.to_string(),
            &self.at.timestamp_micros().to_string(),
            &self.actor.map(|id| id.to_string()).unwrap_or_default(),
            &self.action,
            &self.person.to_string(),
            &self.data.to_string(),
            &self.prev.as_deref().map(hex::encode).unwrap_or_default(),
        ])
    }
}

/// How many entries there are, and which do not fit: changed, taken out, or cut off at the end.
pub async fn verify(conn: &mut PgConnection) -> Result<(i64, Vec<String>)> {
    let (last, head) = db::head(conn).await?;
    let mut faults = Vec::new();
    let (mut seq, mut prev) = (0, None);
    loop {
        let page = db::after(conn, seq).await?;
        if page.is_empty() {
            break;
        }
        for entry in page {
            if entry.seq != seq + 1 {
                faults.push(format!("audit entry {} is missing", seq + 1));
            } else if entry.prev != prev {
                faults.push(format!(
                    "audit entry {} does not follow the one before it",
                    entry.seq
                ));
            }
            if entry.digest() != entry.hash {
                faults.push(format!("audit entry {} was changed", entry.seq));
            }
            seq = entry.seq;
            prev = Some(entry.hash);
        }
    }
    // entries that came while this read are younger than the head it began with
    if seq < last || (seq == last && prev != head) {
        faults.push("the audit log does not end where it should".to_owned());
    }
    Ok((seq, faults))
}
