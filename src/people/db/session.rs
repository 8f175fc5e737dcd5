use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgExecutor;

use crate::{
    error::Audience,
    i18n::Lang,
    ids::PersonId,
    people::{Home, Scope, SignedIn, session::Holder, signed_in::Grants},
};

pub struct Row {
    audience: Option<String>,
    data: Value,
    agent: String,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    person_id: Option<i64>,
    name: Option<String>,
    call_name: Option<String>,
    email: Option<String>,
    language: Option<String>,
    roles: Vec<String>,
    role_communities: Vec<i64>,
    member_of: Vec<i64>,
    heads: Vec<i64>,
    communities: Vec<i64>,
    community: Option<String>,
    zone: Option<String>,
    phone: Option<String>,
    emergency_phone: Option<String>,
    unread: i64,
}

impl Row {
    pub fn audience(&self) -> Option<Audience> {
        self.audience.as_deref()?.parse().ok()
    }

    pub fn data(&self) -> HashMap<String, Value> {
        self.data
            .as_object()
            .map(|map| map.iter().map(|(k, v)| (k.clone(), v.clone())).collect())
            .unwrap_or_default()
    }

    fn home(&mut self) -> Option<Home> {
        Some(Home {
            community: self.community.take()?,
            // a zone this program does not know is shown in UTC rather than not at all
            zone: self.zone.as_deref()?.parse().unwrap_or(chrono_tz::Tz::UTC),
            phone: self.phone.take()?,
            emergency_phone: self.emergency_phone.take()?,
        })
    }

    /// Whom it belongs to, and their browser.
    pub fn viewer(mut self) -> Option<(SignedIn, String)> {
        let audience = self.audience()?;
        let home = self.home();
        let of = self
            .role_communities
            .into_iter()
            .map(|id| (id != 0).then_some(id));
        let roles = self
            .roles
            .iter()
            .zip(of)
            .filter_map(|(role, of)| Some((role.parse().ok()?, of)));
        let grants = Grants {
            roles: roles.collect(),
            member_of: self.member_of,
            heads: self.heads,
            communities: self.communities,
        };
        let viewer = SignedIn {
            person_id: PersonId(self.person_id?),
            audience,
            name: self.name?,
            call_name: self.call_name,
            email: self.email,
            language: self
                .language
                .as_deref()
                .and_then(Lang::from_code)
                .unwrap_or_default(),
            roles: Vec::new(),
            scope: Scope::default(),
            manages: Vec::new(),
            committee: Vec::new(),
            heads: Vec::new(),
            home,
            unread: self.unread,
        };
        let viewer = viewer.granted(&grants);
        Some((viewer, self.agent))
    }
}

/// The session and all that is asked about its holder. A staff account switched off has no session.
pub async fn find(
    db: impl PgExecutor<'_>,
    id_hash: &[u8],
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Row>> {
    sqlx::query_as!(
        Row,
        r#"
        select s.audience, s.data, s.agent, s.created_at, s.seen_at, s.person_id,
               p.name as "name?", p.call_name, p.email, p.language as "language?",
               array(select r.role from staff_role r where r.person_id = s.person_id order by r.id) as "roles!",
               array(select coalesce(r.community_id, 0) from staff_role r where r.person_id = s.person_id order by r.id)
                 as "role_communities!",
               array(select m.department_id from department_member m where m.person_id = s.person_id
                     order by m.department_id) as "member_of!",
               array(select d.id from department d where d.head_id = s.person_id order by d.id) as "heads!",
               array(select c.id from community c where s.person_id is not null order by c.id) as "communities!",
               home.name as "community?", home.zone as "zone?", home.phone as "phone?",
               home.emergency_phone as "emergency_phone?",
               (select count(*) from (
                  select from notification n
                  where n.person_id = s.person_id and n.audience = s.audience and n.channel = 'app' and n.state = 'shown'
                  limit 100) new) as "unread!"
        from session s
        left join person p on p.id = s.person_id
        left join community home on home.id = coalesce(
          case s.audience
            when 'owner' then (
              select u.community_id from occupancy o join unit u on u.id = o.unit_id
              where o.person_id = s.person_id
              order by o.to_on is null desc, o.from_on desc limit 1)
            when 'staff' then (
              select min(r.community_id) from staff_role r where r.person_id = s.person_id)
          end,
          (select min(c.id) from community c where s.person_id is not null))
        where s.id_hash = $1 and s.expires_at > $2
          and (s.audience is distinct from 'staff' or exists (
            select from staff_account a where a.person_id = s.person_id and a.disabled_at is null))
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
