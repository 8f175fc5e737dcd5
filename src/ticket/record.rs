//! How entries become the ticket's record: append-only, each carrying the hash of the one before it.

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{db, event::Entry, model::Ticket};
use crate::{db::Deed, error::Result, ids::EventId};

/// What the hash of one event covers, in this order. The text is in it by its digest only, so that erasing the text leaves the
/// chain whole.
#[derive(Debug)]
pub struct Link<'a> {
    pub number: &'a str,
    pub seq: i32,
    pub cycle: i32,
    pub kind: &'a str,
    pub visibility: &'a str,
    pub actor_id: Option<i64>,
    pub actor_kind: &'a str,
    pub recorded_at: DateTime<Utc>,
    pub effective_at: DateTime<Utc>,
    pub data: &'a Value,
    pub text_digest: Option<&'a [u8]>,
    pub prev: Option<&'a [u8]>,
}

impl Link<'_> {
    /// SHA-256 over a canonical encoding: every field as its length (eight bytes, big end first) and its bytes. Instants are
    /// microseconds since 1970; `data` is JSON with sorted keys and no spaces; an absent field is empty.
    pub fn hash(&self) -> Vec<u8> {
        let mut sha = Sha256::new();
        let mut field = |bytes: &[u8]| {
            sha.update((bytes.len() as u64).to_be_bytes());
            sha.update(bytes);
        };
        field(b"ventanilla event 1");
        field(self.number.as_bytes());
        field(self.seq.to_string().as_bytes());
        field(self.cycle.to_string().as_bytes());
        field(self.kind.as_bytes());
        field(self.visibility.as_bytes());
        field(
            self.actor_id
                .map(|id| id.to_string())
                .unwrap_or_default()
                .as_bytes(),
        );
        field(self.actor_kind.as_bytes());
        field(self.recorded_at.timestamp_micros().to_string().as_bytes());
        field(self.effective_at.timestamp_micros().to_string().as_bytes());
        field(self.data.to_string().as_bytes());
        field(self.text_digest.unwrap_or_default());
        field(self.prev.unwrap_or_default());
        sha.finalize().to_vec()
    }
}

/// HMAC-SHA-256 of the text under its own salt: without the salt, which is erased with the text, the digest tells nothing.
pub fn text_digest(salt: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(salt).expect("HMAC takes a key of any length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// A row ready to be inserted.
pub(super) struct Row {
    pub seq: i32,
    pub cycle: i32,
    pub entry: Entry,
    pub salt: Vec<u8>,
    pub text_digest: Option<Vec<u8>>,
    pub prev: Option<Vec<u8>>,
    pub hash: Vec<u8>,
}

/// Chains an entry to the ticket's record in memory.
fn chain(ticket: &mut Ticket, entry: Entry, now: DateTime<Utc>) -> Row {
    let seq = ticket.last_seq + 1;
    let prev = ticket.last_hash.take();
    let salt = rand::random::<[u8; 16]>().to_vec();
    let digest = entry
        .text
        .as_ref()
        .map(|(text, _)| text_digest(&salt, text));
    let hash = Link {
        number: ticket.number.as_str(),
        seq,
        cycle: ticket.cycle,
        kind: entry.kind.as_str(),
        visibility: entry.visibility.as_str(),
        actor_id: entry.actor.person().map(|person| person.0),
        actor_kind: entry.actor.kind(),
        recorded_at: now,
        effective_at: entry.effective_at,
        data: &entry.data,
        text_digest: digest.as_deref(),
        prev: prev.as_deref(),
    }
    .hash();
    ticket.last_seq = seq;
    ticket.last_hash = Some(hash.clone());
    Row {
        seq,
        cycle: ticket.cycle,
        entry,
        salt,
        text_digest: digest,
        prev,
        hash,
    }
}

/// Writes the entries, in their order, and asks for each to be announced. The ticket's row must be locked, and saved after.
pub async fn record(
    d: &mut Deed,
    ticket: &mut Ticket,
    entries: Vec<Entry>,
) -> Result<Vec<EventId>> {
    let now = d.now;
    record_and_tell_at(d, ticket, entries, now, None).await
}

/// The same, announced later; until then `once` finds the job.
pub(super) async fn record_and_tell_at(
    d: &mut Deed,
    ticket: &mut Ticket,
    entries: Vec<Entry>,
    tell_at: DateTime<Utc>,
    once: Option<&str>,
) -> Result<Vec<EventId>> {
    let ids = record_silently(d, ticket, entries).await?;
    announce(d, &ids, tell_at, once).await?;
    Ok(ids)
}

/// Asks for the entries to be announced, in one job.
pub(super) async fn announce(
    d: &mut Deed,
    ids: &[EventId],
    tell_at: DateTime<Utc>,
    once: Option<&str>,
) -> Result<()> {
    if !ids.is_empty() {
        let now = d.now;
        let payload = serde_json::json!({ "events": ids });
        crate::jobs::enqueue(d.conn(), "announce", payload, tell_at, once, now).await?;
    }
    Ok(())
}

/// The usual end of a deed: what happened is recorded, the ticket saved.
pub async fn keep(d: &mut Deed, t: &mut Ticket, entries: Vec<Entry>) -> Result<()> {
    record(d, t, entries).await?;
    db::save(d.conn(), t).await
}

/// The same, of a deed after which somebody else may have it: their time with it begins.
pub async fn pass_on(d: &mut Deed, t: &mut Ticket, entries: Vec<Entry>) -> Result<()> {
    let now = d.now;
    record(d, t, entries).await?;
    db::pass_custody(d.conn(), t, now).await?;
    db::save(d.conn(), t).await
}

/// The same, of a deed that ends the cycle: nobody's time with it goes on, and nobody is to take what was offered.
pub(super) async fn lay_down(d: &mut Deed, t: &mut Ticket, entries: Vec<Entry>) -> Result<()> {
    let now = d.now;
    record(d, t, entries).await?;
    db::withdraw_offer(d.conn(), t.id, None, now).await?;
    db::end_custody(d.conn(), t.id, now).await?;
    db::save(d.conn(), t).await
}

/// Records, and nobody is told: imports, and what is taken back before anybody knew.
pub(crate) async fn record_silently(
    d: &mut Deed,
    ticket: &mut Ticket,
    entries: Vec<Entry>,
) -> Result<Vec<EventId>> {
    let rows = chained(ticket, entries, d.now);
    write(d, ticket, &rows).await
}

/// The entries as they follow what the ticket's record holds already.
pub(super) fn chained(ticket: &mut Ticket, entries: Vec<Entry>, now: DateTime<Utc>) -> Vec<Row> {
    entries
        .into_iter()
        .map(|entry| chain(ticket, entry, now))
        .collect()
}

/// The rows, their texts and their files.
pub(super) async fn write(d: &mut Deed, ticket: &Ticket, rows: &[Row]) -> Result<Vec<EventId>> {
    if rows.is_empty() {
        return Ok(vec![]);
    }
    let now = d.now;
    let ids = db::insert_events(d.conn(), ticket.id, now, rows).await?;
    for (id, row) in ids
        .iter()
        .zip(rows)
        .filter(|(_, row)| !row.entry.files.is_empty())
    {
        let uploader = row.entry.actor.person();
        db::claim_files(
            d.conn(),
            ticket.id,
            *id,
            uploader,
            row.entry.visibility,
            &row.entry.files,
        )
        .await?;
    }
    Ok(ids)
}

#[cfg(test)]
mod tests;
