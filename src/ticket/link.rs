//! Private links: a mail or a picture on a receipt leads to how a matter stands, without signing in. The token is there alone; here
//! is its digest. It opens only what its reader may see at that moment, and nothing that was written.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use super::{Number, db, text_digest};
use crate::{
    app::App,
    error::Result,
    ids::{PersonId, TicketId},
};

/// A matter is over by then, or has sent another mail.
const GOOD_FOR: TimeDelta = TimeDelta::days(90);

/// A new link's address on this site: 128 random bits.
pub async fn issue(
    conn: &mut PgConnection,
    ticket: TicketId,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<String> {
    keep(conn, &rand::random::<[u8; 16]>(), ticket, person, now).await
}

/// The link that a reader passes on at home: the same one however often its page is drawn. Its token comes out of the salt of what
/// was reported, so that it need not be kept; `None` once that was erased.
pub async fn to_pass_on(
    conn: &mut PgConnection,
    ticket: TicketId,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Option<String>> {
    let Some(salt) = db::link::salt(conn, ticket).await? else {
        return Ok(None);
    };
    let token = text_digest(&salt, &format!("link of {person} to pass on"));
    keep(conn, &token[..16], ticket, person, now)
        .await
        .map(Some)
}

async fn keep(
    conn: &mut PgConnection,
    token: &[u8],
    ticket: TicketId,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<String> {
    let token = URL_SAFE_NO_PAD.encode(token);
    db::link::insert(conn, &digest(&token), ticket, person, now, now + GOOD_FOR).await?;
    Ok(format!("/t/{token}"))
}

/// Which ticket it is for, and whom.
pub(super) async fn find(
    conn: &mut PgConnection,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<(Number, PersonId)>> {
    db::link::find(conn, &digest(token), now).await
}

/// Forgets links that are good no more.
pub async fn sweep(app: &App) -> Result<()> {
    db::link::forget(&mut *app.pool.acquire().await?, app.clock.now()).await
}

fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}
