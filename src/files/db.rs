use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use super::{Accepted, Digest, Kept};
use crate::{
    error::Result,
    ids::{EventId, PersonId, TicketId},
};

struct Row {
    id: Uuid,
    ticket_id: Option<TicketId>,
    event_id: Option<EventId>,
    uploaded_by: Option<PersonId>,
    visibility: String,
    name: String,
    media_type: String,
    size: i64,
    width: Option<i32>,
    height: Option<i32>,
    sha256: Vec<u8>,
    thumb_sha256: Option<Vec<u8>>,
    created_at: DateTime<Utc>,
}

impl TryFrom<Row> for Kept {
    type Error = anyhow::Error;
    fn try_from(row: Row) -> anyhow::Result<Self> {
        Ok(Self {
            id: row.id,
            ticket_id: row.ticket_id,
            event_id: row.event_id,
            uploaded_by: row.uploaded_by,
            internal: row.visibility == "internal",
            name: row.name,
            media_type: row.media_type,
            size: row.size,
            width: row.width,
            height: row.height,
            sha256: Digest::from_bytes(&row.sha256)?,
            thumb_sha256: row
                .thumb_sha256
                .as_deref()
                .map(Digest::from_bytes)
                .transpose()?,
            created_at: row.created_at,
        })
    }
}

/// The columns of [`Row`], written out once.
macro_rules! select {
    ($rest:tt, $($arg:expr),* $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"select id, ticket_id as "ticket_id: TicketId", event_id as "event_id: EventId", uploaded_by as "uploaded_by: PersonId",
                  visibility, name, media_type, size, width, height, sha256, thumb_sha256, created_at
           from file "# + $rest,
            $($arg),*
        )
    };
}

fn all(rows: Vec<Row>) -> Result<Vec<Kept>> {
    Ok(rows
        .into_iter()
        .map(Kept::try_from)
        .collect::<anyhow::Result<_>>()?)
}

pub async fn count_of_day(
    conn: &mut PgConnection,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<i64> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from file where uploaded_by = $1 and created_at > $2"#,
        person.0,
        now - TimeDelta::days(1),
    )
    .fetch_one(conn)
    .await?;
    Ok(count)
}

pub async fn insert(
    conn: &mut PgConnection,
    id: Uuid,
    by: Option<PersonId>,
    file: &Accepted,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into file (id, uploaded_by, name, media_type, size, width, height, sha256, thumb_sha256, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        by.map(|person| person.0),
        file.name,
        file.media_type,
        file.size,
        file.width,
        file.height,
        file.sha256.as_bytes(),
        file.thumb_sha256.as_ref().map(Digest::as_bytes),
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn lock_unclaimed(
    conn: &mut PgConnection,
    ids: &[Uuid],
    by: Option<PersonId>,
) -> Result<Vec<Kept>> {
    let rows = select!(
        "where id = any($1) and ticket_id is null and uploaded_by is not distinct from $2
           order by array_position($1, id)
           limit 100
           for update",
        ids,
        by.map(|person| person.0),
    )
    .fetch_all(conn)
    .await?;
    all(rows)
}

/// The same without a lock, for pages.
pub async fn list_unclaimed(
    conn: &mut PgConnection,
    ids: &[Uuid],
    by: PersonId,
) -> Result<Vec<Kept>> {
    let rows = select!(
        "where id = any($1) and ticket_id is null and uploaded_by = $2
           order by array_position($1, id)
           limit 100",
        ids,
        by.0,
    )
    .fetch_all(conn)
    .await?;
    all(rows)
}

/// Forgets who uploaded them: what comes without a name has none in its files either.
pub async fn disown(conn: &mut PgConnection, ids: &[Uuid], by: PersonId) -> Result<()> {
    sqlx::query!(
        "update file set uploaded_by = null where id = any($1) and ticket_id is null and uploaded_by = $2",
        ids,
        by.0,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn claim(
    conn: &mut PgConnection,
    ids: &[Uuid],
    ticket: TicketId,
    event: EventId,
    internal: bool,
) -> Result<()> {
    let visibility = if internal { "internal" } else { "public" };
    sqlx::query!(
        "update file set ticket_id = $2, event_id = $3, visibility = $4 where id = any($1) and ticket_id is null",
        ids,
        ticket.0,
        event.0,
        visibility,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn find(conn: &mut PgConnection, id: Uuid) -> Result<Option<Kept>> {
    let row = select!("where id = $1", id,).fetch_optional(conn).await?;
    Ok(row.map(Kept::try_from).transpose()?)
}

pub async fn list_of_ticket(
    conn: &mut PgConnection,
    ticket: TicketId,
    internal: bool,
) -> Result<Vec<Kept>> {
    let rows = select!(
        "where ticket_id = $1 and (visibility = 'public' or $2)
           order by created_at, id
           limit 500",
        ticket.0,
        internal,
    )
    .fetch_all(conn)
    .await?;
    all(rows)
}

/// Uploads that no deed claimed before `before`; their bytes go with the next look at the folder.
pub async fn delete_unclaimed(db: impl PgExecutor<'_>, before: DateTime<Utc>) -> Result<u64> {
    let deleted = sqlx::query!(
        "delete from file where id in (
           select id from file where ticket_id is null and created_at < $1 order by created_at limit 1000 for update skip locked)",
        before,
    )
    .execute(db)
    .await?;
    Ok(deleted.rows_affected())
}

/// Those of `digests` that some row names.
pub async fn list_named(db: impl PgExecutor<'_>, digests: &[Vec<u8>]) -> Result<Vec<Vec<u8>>> {
    let named = sqlx::query_scalar!(
        r#"select sha256 as "sha256!" from file where sha256 = any($1)
           union
           select thumb_sha256 from file where thumb_sha256 = any($1)"#,
        digests,
    )
    .fetch_all(db)
    .await?;
    Ok(named)
}
