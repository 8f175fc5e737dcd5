//! The hash chain of each ticket, and the ticket's row replayed from its record.

use sqlx::PgConnection;

use super::{Check, NAMED, db};
use crate::{
    error::Result,
    ticket::{EventKind, Link, text_digest},
};

/// What is wrong with one ticket's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// An entry is missing, twice, or out of order.
    Gap { number: String, seq: i32 },
    /// An entry does not carry the hash of the one before it.
    Unlinked { number: String, seq: i32 },
    /// An entry was changed after it was written.
    Changed { number: String, seq: i32 },
    /// What a person wrote was changed.
    TextChanged { number: String, seq: i32 },
    /// The ticket's row does not end where the record ends: the tail was cut, or the row was changed.
    OtherHead { number: String },
    /// The row says another state than the record.
    OtherState {
        number: String,
        row: String,
        record: String,
    },
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Gap { number, seq } => {
                write!(f, "{number}: entry {seq} is missing or out of order")
            }
            Self::Unlinked { number, seq } => {
                write!(f, "{number}: entry {seq} does not follow the one before it")
            }
            Self::Changed { number, seq } => write!(f, "{number}: entry {seq} was changed"),
            Self::TextChanged { number, seq } => {
                write!(f, "{number}: the words of entry {seq} were changed")
            }
            Self::OtherHead { number } => {
                write!(f, "{number}: the record does not end where the ticket says")
            }
            Self::OtherState {
                number,
                row,
                record,
            } => write!(f, "{number}: the ticket says {row}, its record {record}"),
        }
    }
}

/// One ticket with its record, read in one snapshot.
pub(super) struct Chain {
    pub number: String,
    pub state: String,
    pub last_seq: i32,
    pub last_hash: Option<Vec<u8>>,
    pub entries: Vec<Stored>,
}

pub(super) struct Stored {
    pub seq: i32,
    pub cycle: i32,
    pub kind: String,
    pub visibility: String,
    pub actor_id: Option<i64>,
    pub actor_kind: String,
    pub recorded_at: chrono::DateTime<chrono::Utc>,
    pub effective_at: chrono::DateTime<chrono::Utc>,
    pub data: serde_json::Value,
    pub text_digest: Option<Vec<u8>>,
    pub prev: Option<Vec<u8>>,
    pub hash: Vec<u8>,
    /// Salt and words; absent once erased.
    pub text: Option<(Vec<u8>, String)>,
}

impl Chain {
    pub(super) fn faults(&self) -> Vec<Fault> {
        let number = || self.number.clone();
        let mut faults = vec![];
        let mut prev: Option<&[u8]> = None;
        for (place, entry) in (1..).zip(&self.entries) {
            let seq = entry.seq;
            if seq != place {
                faults.push(Fault::Gap {
                    number: number(),
                    seq: place,
                });
                return faults;
            }
            if entry.prev.as_deref() != prev {
                faults.push(Fault::Unlinked {
                    number: number(),
                    seq,
                });
            }
            if self.link(entry).hash() != entry.hash {
                faults.push(Fault::Changed {
                    number: number(),
                    seq,
                });
            }
            if let Some((salt, words)) = &entry.text
                && entry.text_digest.as_deref() != Some(text_digest(salt, words).as_slice())
            {
                faults.push(Fault::TextChanged {
                    number: number(),
                    seq,
                });
            }
            prev = Some(&entry.hash);
        }
        if self.last_seq != self.entries.len() as i32 || self.last_hash.as_deref() != prev {
            faults.push(Fault::OtherHead { number: number() });
        }
        let record = replay(
            self.entries
                .iter()
                .filter_map(|entry| Some((entry.kind.parse().ok()?, &entry.data))),
        );
        if record != self.state {
            faults.push(Fault::OtherState {
                number: number(),
                row: self.state.clone(),
                record: record.to_owned(),
            });
        }
        faults
    }

    fn link<'a>(&'a self, entry: &'a Stored) -> Link<'a> {
        Link {
            number: &self.number,
            seq: entry.seq,
            cycle: entry.cycle,
            kind: &entry.kind,
            visibility: &entry.visibility,
            actor_id: entry.actor_id,
            actor_kind: &entry.actor_kind,
            recorded_at: entry.recorded_at,
            effective_at: entry.effective_at,
            data: &entry.data,
            text_digest: entry.text_digest.as_deref(),
            prev: entry.prev.as_deref(),
        }
    }
}

/// The state a record leads to.
pub(super) fn replay<'e>(
    entries: impl Iterator<Item = (EventKind, &'e serde_json::Value)>,
) -> &'e str {
    entries.fold("new", |state, (kind, data)| match kind {
        // To a department, it starts again there; what waits goes on waiting.
        EventKind::Assigned if state == "new" || state == "assigned" => "assigned",
        EventKind::Rerouted | EventKind::HandoffAccepted if state != "waiting" => "assigned",
        // Back to where the decision found it.
        EventKind::TriageUndone => data["state"].as_str().unwrap_or(state),
        EventKind::Accepted => "in_progress",
        // A hold that was taken back may have found it before anybody began.
        EventKind::Resumed => data["state"].as_str().unwrap_or("in_progress"),
        EventKind::PutOnHold => "waiting",
        EventKind::Resolved | EventKind::ComplaintAnswered | EventKind::DisputeDecided => {
            "resolved"
        }
        EventKind::Closed => "closed",
        EventKind::Returned | EventKind::Reopened => "in_progress",
        // A review begins afresh; who has it is the next entry.
        EventKind::StageTwoAsked => "new",
        EventKind::Declined => "declined",
        EventKind::MarkedDuplicate => "duplicate",
        EventKind::Withdrawn => "withdrawn",
        _ => state,
    })
}

/// Every ticket's chain, in pages by id.
pub(super) async fn verify(conn: &mut PgConnection) -> Result<Vec<Check>> {
    let mut records = Check {
        name: "records",
        looked_at: 0,
        faults: vec![],
    };
    let mut entries = Check {
        name: "entries",
        looked_at: 0,
        faults: vec![],
    };
    let mut after = 0;
    loop {
        let page = db::chains_after(conn, after).await?;
        let Some((last, _)) = page.last() else {
            return Ok(vec![records, entries]);
        };
        after = *last;
        for (_, chain) in page {
            records.looked_at += 1;
            entries.looked_at += chain.entries.len() as i64;
            for fault in chain.faults() {
                let check = match fault {
                    Fault::OtherHead { .. } | Fault::OtherState { .. } => &mut records,
                    Fault::Gap { .. }
                    | Fault::Unlinked { .. }
                    | Fault::Changed { .. }
                    | Fault::TextChanged { .. } => &mut entries,
                };
                if check.faults.len() < NAMED {
                    check.faults.push(fault.to_string());
                }
            }
        }
    }
}
