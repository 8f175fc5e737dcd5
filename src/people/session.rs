//! Sessions: the cookie holds 128 random bits, the row is keyed by their SHA-256. Who it belongs to stands in columns,
//! not in the data, so that ending all of a person's sessions is one statement.
//!
//! A session ends after a time without use and after a time in all, whichever comes first. Reading one finds its viewer
//! in the same row, where it stands until something that it was read from changes (`migrations/0070_viewer.sql`); it is written
//! only when something changes, and once a minute to say that it is in use.

use std::fmt;

use async_trait::async_trait;
use axum::http::{HeaderMap, header::USER_AGENT};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tower_sessions::{
    Expiry, Session, SessionManagerLayer,
    cookie::SameSite,
    session::{Id, Record},
    session_store,
};

use super::{
    SignedIn,
    db::{session as db, viewer as viewers},
    pages,
};
use crate::{
    app::App,
    error::{Audience, Result},
    ids::PersonId,
    web,
};

/// How long a session lasts unused, and in all.
pub(super) struct Life {
    pub idle: TimeDelta,
    pub whole: TimeDelta,
}

impl Life {
    pub(super) fn of(audience: Option<Audience>) -> Self {
        match audience {
            Some(Audience::Owner) => Self {
                idle: TimeDelta::days(30),
                whole: TimeDelta::days(180),
            },
            // a PC at the counter is shared
            Some(Audience::Staff) => Self {
                idle: TimeDelta::minutes(30),
                whole: TimeDelta::hours(12),
            },
            // nobody yet: a sign-in under way, a form kept until then
            None => Self {
                idle: TimeDelta::hours(1),
                whole: TimeDelta::hours(12),
            },
        }
    }

    pub(super) fn end(&self, created_at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
        (now + self.idle).min(created_at + self.whole)
    }
}

/// How often at most a session in use is written because of that.
const TOUCH_EVERY: TimeDelta = TimeDelta::minutes(1);
/// How long it is known without another look who the holder of a session is. Whatever that was read from makes it forgotten at
/// once; this bounds what nobody thought of.
const VIEWER_FOR: TimeDelta = TimeDelta::minutes(1);
/// Longer than any owner's session: the row decides when it ends, the cookie must only outlast it. Other cookies go with
/// the browser.
const COOKIE_FOR: Expiry = Expiry::OnInactivity(time::Duration::days(180));
/// Whom the session belongs to, on its way from the sign-in to the row's columns and back.
const HOLDER: &str = "holder";

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Holder {
    pub person_id: PersonId,
    pub audience: Audience,
    /// The browser as it names itself, cut: people recognise their devices by it.
    pub agent: String,
}

pub fn session_layer(app: &App) -> SessionManagerLayer<SessionStore> {
    let https = app.config.is_https();
    SessionManagerLayer::new(SessionStore { app: app.clone() })
        // browsers take the prefix only over https, with Secure, and then bind the cookie to this very host
        .with_name(if https { "__Host-session" } else { "session" })
        .with_secure(https)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnSessionEnd)
}

/// Makes the session this person's, under a new id: one planted before the sign-in is worth nothing after it. What the
/// steps of signing in kept is gone; a form that waits for its writer is not.
pub async fn begin(
    session: &Session,
    person_id: PersonId,
    audience: Audience,
    headers: &HeaderMap,
) -> Result<()> {
    let agent = headers
        .get(USER_AGENT)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    let holder = Holder {
        person_id,
        audience,
        agent: agent.chars().take(200).collect(),
    };
    session.cycle_id().await?;
    let kept = session.get_value(pages::again::KEY).await?;
    session.clear().await;
    session.insert(HOLDER, holder).await?;
    if let Some(kept) = kept {
        session.insert_value(pages::again::KEY, kept).await?;
    }
    keep_cookie(session, Some(audience));
    tracing::info!(%person_id, %audience, "signed in");
    Ok(())
}

/// Ends this session on the server.
pub async fn end(session: &Session) -> Result<()> {
    Ok(session.flush().await?)
}

/// A session that is written again sends its cookie again: an owner's phone keeps it.
pub(super) fn keep_cookie(session: &Session, audience: Option<Audience>) {
    if audience == Some(Audience::Owner) && session.is_modified() {
        session.set_expiry(Some(COOKIE_FOR));
    }
}

/// The key of this session's row.
pub(super) fn current(session: &Session) -> Option<Vec<u8>> {
    session.id().map(|id| hash(&id))
}

/// Forgets what has ended: sessions, sign-in codes, rates.
pub async fn sweep(app: &App) -> Result<()> {
    let now = app.clock.now();
    db::forget(&app.pool, now).await?;
    super::db::code::forget(&app.pool, now).await?;
    web::rate::sweep(&app.pool, now).await
}

#[derive(Clone)]
pub struct SessionStore {
    app: App,
}

impl fmt::Debug for SessionStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionStore")
    }
}

pub(super) fn hash(id: &Id) -> Vec<u8> {
    Sha256::digest(id.to_string()).to_vec()
}

fn broken(error: impl fmt::Display) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}

/// The data as stored: what the columns and tables say is not repeated.
fn data(record: &Record) -> session_store::Result<serde_json::Value> {
    let mut data = record.data.clone();
    data.remove(SignedIn::KEY);
    data.remove(HOLDER);
    serde_json::to_value(data).map_err(|e| session_store::Error::Encode(e.to_string()))
}

#[async_trait]
impl tower_sessions::SessionStore for SessionStore {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        let holder: Option<Holder> = record
            .data
            .get(HOLDER)
            .cloned()
            .and_then(|h| serde_json::from_value(h).ok());
        let now = self.app.clock.now();
        let expires_at = Life::of(holder.as_ref().map(|h| h.audience)).end(now, now);
        // 128 random bits do not meet again; if they did, the unique key refuses and the request fails
        db::create(
            &self.app.pool,
            &hash(&record.id),
            holder.as_ref(),
            data(record)?,
            now,
            expires_at,
        )
        .await
        .map_err(broken)
    }

    /// A row that is gone stays gone: it was signed out meanwhile.
    async fn save(&self, record: &Record) -> session_store::Result<()> {
        db::save(&self.app.pool, &hash(&record.id), data(record)?)
            .await
            .map_err(broken)
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let now = self.app.clock.now();
        let hash = hash(id);
        let mut conn = self.app.readers.acquire().await.map_err(broken)?;
        let Some(mut row) = db::find(&mut *conn, &hash, now).await.map_err(broken)? else {
            return Ok(None);
        };
        let holder = row.holder();
        let viewer = match (&holder, row.viewer(now, VIEWER_FOR)) {
            (Some(_), None) => {
                let Some(viewer) = viewers::find(&mut *conn, &hash).await.map_err(broken)? else {
                    return Ok(None);
                };
                // pages follow one another; before what is sent there was a page, which kept it
                if web::is_for_page() {
                    viewers::keep(&mut *conn, &hash, row.viewer_seq, &viewer, now)
                        .await
                        .map_err(broken)?;
                }
                Some(viewer)
            }
            (_, known) => known,
        };
        if now - row.seen_at >= TOUCH_EVERY {
            let expires_at = Life::of(row.audience()).end(row.created_at, now);
            db::touch(&mut *conn, &hash, now, expires_at)
                .await
                .map_err(broken)?;
        }
        web::lend(conn);
        // the row decides about expiry by our clock; the crate only looks at this one when it makes a cookie
        let expiry_date = time::OffsetDateTime::UNIX_EPOCH + time::Duration::days(365_000);
        let mut record = Record {
            id: *id,
            data: row.data(),
            expiry_date,
        };
        if let (Some(viewer), Some(holder)) = (viewer, holder) {
            let value = |v: serde_json::Result<serde_json::Value>| {
                v.map_err(|e| session_store::Error::Decode(e.to_string()))
            };
            record
                .data
                .insert(HOLDER.into(), value(serde_json::to_value(holder))?);
            record
                .data
                .insert(SignedIn::KEY.into(), value(serde_json::to_value(viewer))?);
        }
        Ok(Some(record))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        db::delete(&self.app.pool, &hash(id)).await.map_err(broken)
    }
}
