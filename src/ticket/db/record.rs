//! The record's rows: entries, their texts, the files that came with them.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::super::{
    event::{EventKind, Visibility},
    record::Row,
    undo::{Before, Decision},
};
use crate::{
    error::Result,
    i18n::Lang,
    ids::{EventId, PersonId, TicketId},
};

/// All entries and what was said in them, in one statement; the ids come back in the order of the entries.
pub async fn insert_events(
    conn: &mut PgConnection,
    ticket: TicketId,
    now: DateTime<Utc>,
    rows: &[Row],
) -> Result<Vec<EventId>> {
    let seqs: Vec<i32> = rows.iter().map(|row| row.seq).collect();
    let cycles: Vec<i32> = rows.iter().map(|row| row.cycle).collect();
    let kinds: Vec<String> = rows
        .iter()
        .map(|row| row.entry.kind.as_str().to_owned())
        .collect();
    let visibilities: Vec<String> = rows
        .iter()
        .map(|row| row.entry.visibility.as_str().to_owned())
        .collect();
    let actors: Vec<Option<i64>> = rows
        .iter()
        .map(|row| row.entry.actor.person().map(|person| person.0))
        .collect();
    let actor_kinds: Vec<String> = rows
        .iter()
        .map(|row| row.entry.actor.kind().to_owned())
        .collect();
    let effective: Vec<DateTime<Utc>> = rows.iter().map(|row| row.entry.effective_at).collect();
    let data: Vec<Value> = rows.iter().map(|row| row.entry.data.clone()).collect();
    let digests: Vec<Option<Vec<u8>>> = rows.iter().map(|row| row.text_digest.clone()).collect();
    let prevs: Vec<Option<Vec<u8>>> = rows.iter().map(|row| row.prev.clone()).collect();
    let hashes: Vec<Vec<u8>> = rows.iter().map(|row| row.hash.clone()).collect();
    let said: Vec<&Row> = rows.iter().filter(|row| row.entry.text.is_some()).collect();
    let said_in: Vec<i32> = said.iter().map(|row| row.seq).collect();
    let salts: Vec<Vec<u8>> = said.iter().map(|row| row.salt.clone()).collect();
    let (bodies, languages): (Vec<String>, Vec<String>) = said
        .iter()
        .filter_map(|row| row.entry.text.clone())
        .map(|(body, lang)| (body, lang.code().to_owned()))
        .unzip();
    let mut ids = sqlx::query!(
        r#"with made as (
           insert into event (ticket_id, seq, cycle, kind, visibility, actor_id, actor_kind, recorded_at, effective_at, data, text_digest, prev_hash, hash)
           select $1, e.seq, e.cycle, e.kind, e.visibility, e.actor_id, e.actor_kind, $2, e.effective_at, e.data, e.digest, e.prev, e.hash
           from unnest($3::int[], $4::int[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::timestamptz[], $10::jsonb[], $11::bytea[], $12::bytea[], $13::bytea[])
                as e (seq, cycle, kind, visibility, actor_id, actor_kind, effective_at, data, digest, prev, hash)
           returning id, seq),
         said as (
           insert into event_text (event_id, salt, body, language)
           select made.id, s.salt, s.body, s.language
           from unnest($14::int[], $15::bytea[], $16::text[], $17::text[]) as s (seq, salt, body, language) join made on made.seq = s.seq)
         select id, seq from made"#,
        ticket.0,
        now,
        &seqs,
        &cycles,
        &kinds,
        &visibilities,
        &actors as &[Option<i64>],
        &actor_kinds,
        &effective,
        &data,
        &digests as &[Option<Vec<u8>>],
        &prevs as &[Option<Vec<u8>>],
        &hashes,
        &said_in,
        &salts,
        &bodies,
        &languages,
    )
    .fetch_all(conn)
    .await?;
    ids.sort_by_key(|row| row.seq);
    Ok(ids.into_iter().map(|row| EventId(row.id)).collect())
}

/// Ties uploads to the ticket and the entry they came with. Only the uploader's own, and only once.
pub async fn claim_files(
    conn: &mut PgConnection,
    ticket: TicketId,
    event: EventId,
    uploader: Option<PersonId>,
    visibility: Visibility,
    files: &[Uuid],
) -> Result<()> {
    sqlx::query!(
        "update file set ticket_id = $1, event_id = $2, visibility = $3
         where id = any ($4) and ticket_id is null and uploaded_by is not distinct from $5",
        ticket.0,
        event.0,
        visibility.as_str(),
        files,
        uploader.map(|person| person.0),
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn note_text(
    conn: &mut PgConnection,
    ticket: TicketId,
    note: EventId,
) -> Result<Option<(String, Lang)>> {
    let row = sqlx::query!(
        "select x.body, x.language from event e join event_text x on x.event_id = e.id
         where e.id = $2 and e.ticket_id = $1 and e.kind = 'Noted'",
        ticket.0,
        note.0
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| (row.body, Lang::from_code(&row.language).unwrap_or_default())))
}

pub async fn is_public_already(
    conn: &mut PgConnection,
    ticket: TicketId,
    note: EventId,
) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from event where ticket_id = $1 and kind = 'MadePublic' and (data->>'note')::bigint = $2) as "is!""#,
        ticket.0,
        note.0
    )
    .fetch_one(conn)
    .await?)
}

/// The last decision of triage, if nothing has happened since but that time went by.
pub async fn last_decision(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Decision>> {
    let row = sqlx::query!(
        r#"select e.kind as "kind: EventKind", e.data -> 'before' as "before!: sqlx::types::Json<Before>", e.actor_id as "by: PersonId", e.recorded_at
           from event e
           where e.ticket_id = $1 and e.kind in ('Assigned', 'PutOnHold') and e.data -> 'before' ? 'promises'
             and not exists (select from event l
                             where l.ticket_id = $1 and l.seq > (e.data #>> '{before,entries,1}')::int
                               and l.kind not in ('PromiseWarned', 'PromiseBroken', 'PromiseEscalated'))
           order by e.seq desc limit 1"#,
        ticket.0
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Decision {
        kind: row.kind,
        before: row.before.0,
        by: row.by,
        at: row.recorded_at,
    }))
}
