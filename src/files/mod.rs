//! Photos and papers: checked at the door, made harmless, kept by content in the data folder, listed in table `file`.
//!
//! Bytes are written before the row, so a row always has its bytes; bytes without a row are swept after a day.

mod accept;
mod db;
mod photo;
mod serve;
mod store;
mod sweep;
mod take_in;
mod worker_process;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::{AppError, Result},
    i18n::Message,
    ids::{EventId, PersonId, TicketId},
};

pub use accept::{Accepted, Refusal};
pub use serve::{Variant, serve};
pub use store::{Digest, Files};
pub use sweep::sweep;
pub use take_in::{Pending, pending, take_in};
pub use worker_process::main as image_worker;

/// One photo; PDFs are smaller, see [`PDF_BYTES`].
pub const FILE_BYTES: usize = 12 * 1024 * 1024;
pub const PDF_BYTES: usize = 10 * 1024 * 1024;
pub const PDF_PAGES: usize = 20;
/// Files in one report or message.
pub const AT_ONCE: usize = 6;
/// Uploads of one person in a day.
const PER_DAY: i64 = 200;

/// A row of table `file`.
#[derive(Debug, Clone)]
pub struct Kept {
    pub id: Uuid,
    pub ticket_id: Option<TicketId>,
    pub event_id: Option<EventId>,
    pub uploaded_by: Option<PersonId>,
    pub internal: bool,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub sha256: Digest,
    pub thumb_sha256: Option<Digest>,
    pub created_at: DateTime<Utc>,
}

impl Kept {
    pub fn is_photo(&self) -> bool {
        self.thumb_sha256.is_some()
    }
}

/// Lists an accepted upload as nobody's yet; it is swept after a day unless a deed claims it.
pub async fn keep(
    conn: &mut PgConnection,
    by: Option<PersonId>,
    file: &Accepted,
    now: DateTime<Utc>,
) -> Result<Uuid> {
    if let Some(person) = by
        && db::count_of_day(conn, person, now).await? >= PER_DAY
    {
        return Err(AppError::Refused(Message::new("files-quota")));
    }
    let id = Uuid::new_v4();
    db::insert(conn, id, by, file, now).await?;
    Ok(id)
}

/// Those of `ids` that nobody has claimed and that this person uploaded, locked until the deed ends, in the order of `ids`.
/// A deed takes the hashes for its event from here, then calls [`claim`].
pub async fn lock_unclaimed(
    conn: &mut PgConnection,
    ids: &[Uuid],
    by: Option<PersonId>,
) -> Result<Vec<Kept>> {
    db::lock_unclaimed(conn, ids, by).await
}

/// Gives locked uploads to a ticket and the event that brought them.
pub async fn claim(
    conn: &mut PgConnection,
    files: &[Kept],
    ticket: TicketId,
    event: EventId,
    internal: bool,
) -> Result<()> {
    let ids: Vec<Uuid> = files.iter().map(|file| file.id).collect();
    db::claim(conn, &ids, ticket, event, internal).await
}

/// Forgets who uploaded these, as long as no ticket has them.
pub async fn disown(conn: &mut PgConnection, ids: &[Uuid], by: PersonId) -> Result<()> {
    db::disown(conn, ids, by).await
}

/// Asks nobody who is looking: the room that shows it checks the ticket first.
pub async fn find(conn: &mut PgConnection, id: Uuid) -> Result<Option<Kept>> {
    db::find(conn, id).await
}

/// Files of a ticket, oldest first, at most 500. `internal`: with those only staff see.
pub async fn list_of_ticket(
    conn: &mut PgConnection,
    ticket: TicketId,
    internal: bool,
) -> Result<Vec<Kept>> {
    db::list_of_ticket(conn, ticket, internal).await
}
