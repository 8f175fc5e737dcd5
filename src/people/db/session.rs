use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use sqlx::PgExecutor;

use crate::{
    error::Audience,
    ids::PersonId,
    people::{SignedIn, session::Holder},
};

/// The row of a session, as it is read with every request.
pub struct Row {
    audience: Option<String>,
    data: Value,
    agent: String,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    person_id: Option<PersonId>,
    viewer: Option<Value>,
    viewer_at: Option<DateTime<Utc>>,
    pub viewer_seq: i32,
    unread: i64,
}

impl Row {
    pub fn audience(&self) -> Option<Audience> {
        self.audience.as_deref()?.parse().ok()
    }

    pub fn data(&mut self) -> HashMap<String, Value> {
        match self.data.take() {
            Value::Object(map) => map.into_iter().collect(),
            _ => HashMap::new(),
        }
    }

    /// Nobody yet, while a sign-in is under way.
    pub fn holder(&self) -> Option<Holder> {
        Some(Holder {
            person_id: self.person_id?,
            audience: self.audience()?,
            agent: self.agent.clone(),
        })
    }

    /// Who its holder is, as it was read not longer ago than `good_for`. Another version of this program may have written it in
    /// another shape: then it is read anew.
    pub fn viewer(&mut self, now: DateTime<Utc>, good_for: TimeDelta) -> Option<SignedIn> {
        let fresh = self.viewer_at.is_some_and(|at| now - at < good_for);
        let viewer = self.viewer.take().filter(|_| fresh)?;
        let viewer: SignedIn = serde_json::from_value(viewer).ok()?;
        Some(SignedIn {
            unread: self.unread,
            ..viewer
        })
    }
}

pub async fn find(
    db: impl PgExecutor<'_>,
    id_hash: &[u8],
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Row>> {
    sqlx::query_as!(
        Row,
        r#"
        select s.audience, s.data, s.agent, s.created_at, s.seen_at, s.person_id as "person_id: PersonId",
               s.viewer, s.viewer_at, s.viewer_seq,
               (select count(*) from (
                  select from notification n
                  where n.person_id = s.person_id and n.audience = s.audience and n.channel = 'app' and n.state = 'shown'
                  limit 100) new) as "unread!"
        from session s
        where s.id_hash = $1 and s.expires_at > $2
        "#,
        id_hash,
        now,
    )
    .fetch_optional(db)
    .await
}

pub async fn create(
    db: impl PgExecutor<'_>,
    id_hash: &[u8],
    holder: Option<&Holder>,
    data: Value,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into session (id_hash, person_id, audience, data, created_at, seen_at, expires_at, agent)
         values ($1, $2, $3, $4, $5, $5, $6, $7)",
        id_hash,
        holder.map(|h| h.person_id.0),
        holder.map(|h| h.audience.as_str()),
        data,
        now,
        expires_at,
        holder.map_or("", |h| h.agent.as_str()),
    )
    .execute(db)
    .await
    .map(drop)
}

pub async fn save(db: impl PgExecutor<'_>, id_hash: &[u8], data: Value) -> sqlx::Result<()> {
    sqlx::query!(
        "update session set data = $2 where id_hash = $1",
        id_hash,
        data
    )
    .execute(db)
    .await
    .map(drop)
}

pub async fn touch(
    db: impl PgExecutor<'_>,
    id_hash: &[u8],
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update session set seen_at = $2, expires_at = $3 where id_hash = $1",
        id_hash,
        now,
        expires_at,
    )
    .execute(db)
    .await
    .map(drop)
}

pub async fn delete(db: impl PgExecutor<'_>, id_hash: &[u8]) -> sqlx::Result<()> {
    sqlx::query!("delete from session where id_hash = $1", id_hash)
        .execute(db)
        .await
        .map(drop)
}

/// A session of a person, for the page that lists them.
#[derive(Debug, Clone)]
pub struct Device {
    pub id_hash: Vec<u8>,
    pub audience: String,
    pub agent: String,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
}

/// Running sessions, the last used first.
pub async fn list(
    db: impl PgExecutor<'_>,
    person: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Device>> {
    sqlx::query_as!(
        Device,
        r#"select id_hash, audience as "audience!", agent, created_at, seen_at from session
           where person_id = $1 and expires_at > $2 and audience is not null
           order by seen_at desc, id_hash limit 50"#,
        person.0,
        now,
    )
    .fetch_all(db)
    .await
}

/// Ends every session of the person, or every one but `except`.
pub async fn delete_all(
    db: impl PgExecutor<'_>,
    person: PersonId,
    except: Option<&[u8]>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from session where person_id = $1 and ($2::bytea is null or id_hash <> $2)",
        person.0,
        except,
    )
    .execute(db)
    .await
    .map(drop)
}

/// Ends one session, if it is this person's.
pub async fn delete_one(
    db: impl PgExecutor<'_>,
    person: PersonId,
    id_hash: &[u8],
) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from session where person_id = $1 and id_hash = $2",
        person.0,
        id_hash
    )
    .execute(db)
    .await
    .map(drop)
}

pub async fn forget(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("delete from session where expires_at <= $1", now)
        .execute(db)
        .await
        .map(drop)
}
