//! Who a session's holder is and what their rows say they may do.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use crate::{
    error::Audience,
    i18n::Lang,
    ids::{CommunityId, PersonId},
    people::{Home, Scope, SignedIn, signed_in::Grants},
};

struct Row {
    audience: String,
    person_id: PersonId,
    name: String,
    call_name: Option<String>,
    email: Option<String>,
    language: String,
    roles: Vec<String>,
    role_communities: Vec<i64>,
    member_of: Vec<i64>,
    heads: Vec<i64>,
    communities: Vec<i64>,
    community_id: Option<CommunityId>,
    community: Option<String>,
    zone: Option<String>,
    phone: Option<String>,
    emergency_phone: Option<String>,
    unread: i64,
}

impl Row {
    fn home(&mut self) -> Option<Home> {
        Some(Home {
            id: self.community_id?,
            community: self.community.take()?,
            // a zone this program does not know is shown in UTC rather than not at all
            zone: self.zone.as_deref()?.parse().unwrap_or(chrono_tz::Tz::UTC),
            phone: self.phone.take()?,
            emergency_phone: self.emergency_phone.take()?,
        })
    }

    fn signed_in(mut self) -> Option<SignedIn> {
        let audience: Audience = self.audience.parse().ok()?;
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
            person_id: self.person_id,
            audience,
            name: self.name,
            call_name: self.call_name,
            email: self.email,
            language: Lang::from_code(&self.language).unwrap_or_default(),
            roles: Vec::new(),
            scope: Scope::default(),
            manages: Vec::new(),
            committee: Vec::new(),
            heads: Vec::new(),
            home,
            unread: self.unread,
        };
        Some(viewer.granted(&grants))
    }
}

/// All that is asked about the holder of a session. A staff account switched off holds none.
pub async fn find(db: impl PgExecutor<'_>, id_hash: &[u8]) -> sqlx::Result<Option<SignedIn>> {
    let row = sqlx::query_as!(
        Row,
        r#"
        select s.audience as "audience!", p.id as "person_id: PersonId",
               p.name, p.call_name, p.email, p.language,
               array(select r.role from staff_role r where r.person_id = p.id order by r.id) as "roles!",
               array(select coalesce(r.community_id, 0) from staff_role r where r.person_id = p.id order by r.id)
                 as "role_communities!",
               array(select m.department_id from department_member m where m.person_id = p.id
                     order by m.department_id) as "member_of!",
               array(select d.id from department d where d.head_id = p.id order by d.id) as "heads!",
               array(select c.id from community c order by c.id) as "communities!",
               home.id as "community_id?: CommunityId", home.name as "community?", home.zone as "zone?", home.phone as "phone?",
               home.emergency_phone as "emergency_phone?",
               (select count(*) from (
                  select from notification n
                  where n.person_id = p.id and n.audience = s.audience and n.channel = 'app' and n.state = 'shown'
                  limit 100) new) as "unread!"
        from session s
        join person p on p.id = s.person_id
        left join community home on home.id = coalesce(
          case s.audience
            when 'owner' then (
              select u.community_id from occupancy o join unit u on u.id = o.unit_id
              where o.person_id = p.id
              order by o.to_on is null desc, o.from_on desc limit 1)
            when 'staff' then (
              select min(r.community_id) from staff_role r where r.person_id = p.id)
          end,
          (select min(c.id) from community c))
        where s.id_hash = $1 and s.audience is not null
          and (s.audience <> 'staff' or exists (
            select from staff_account a where a.person_id = p.id and a.disabled_at is null))
        "#,
        id_hash,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.and_then(Row::signed_in))
}

/// Keeps what was read beside the session, unless something it was read from changed meanwhile or changes just now. Nobody waits for
/// the disk because of it: what a crash of the server takes with it is read again.
pub async fn keep(
    db: impl PgExecutor<'_>,
    id_hash: &[u8],
    seq: i32,
    viewer: &SignedIn,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "with quick as materialized (select set_config('synchronous_commit', 'off', true))
         update session set viewer = $3, viewer_at = $4
         from (select id_hash as id from session where id_hash = $1 and viewer_seq = $2 for no key update skip locked) known,
              (select count(*) from quick) asked
         where id_hash = known.id",
        id_hash,
        seq,
        sqlx::types::Json(viewer) as _,
        now,
    )
    .execute(db)
    .await
    .map(drop)
}
