//! Notices in the product, each only as long as its reader may see the ticket; that it was taken from them stays, and leads nowhere.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sqlx::PgConnection;

use super::super::{template::Template, words::Facts};
use crate::{
    catalog::Kind,
    error::{Audience, Result},
    i18n::Label,
    ids::{NotificationId, PersonId},
    people::Scope,
    ticket::EventKind,
};

/// One line of the list.
#[derive(Debug, Clone)]
pub struct Notice {
    pub id: NotificationId,
    pub template: Template,
    pub facts: Facts,
    pub place: Place,
    pub at: DateTime<Utc>,
    pub is_new: bool,
}

/// Where the ticket is, as near as it is known.
#[derive(Debug, Clone)]
pub struct Place {
    pub community: String,
    pub building: Option<String>,
    pub unit: Option<String>,
    /// The shared place, or the thing in it.
    pub area: Label,
}

/// Lines of a page.
pub const PAGE: i64 = 50;

struct Row {
    id: NotificationId,
    template: Template,
    is_new: bool,
    created_at: DateTime<Utc>,
    event: EventKind,
    data: serde_json::Value,
    what: Option<sqlx::types::Json<Label>>,
    actor: Option<String>,
    number: String,
    own: Option<String>,
    kind: Kind,
    department: Option<sqlx::types::Json<Label>>,
    who: Option<String>,
    community: String,
    building: Option<String>,
    unit: Option<String>,
    area: Option<sqlx::types::Json<Label>>,
    zone: String,
    phone: String,
}

impl From<Row> for Notice {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            template: row.template,
            at: row.created_at,
            is_new: row.is_new,
            place: Place {
                community: row.community,
                building: row.building,
                unit: row.unit,
                area: row.area.map(|json| json.0).unwrap_or_default(),
            },
            facts: Facts {
                number: row.number,
                own: row.own,
                kind: row.kind,
                department: row.department.map(|json| json.0).unwrap_or_default(),
                actor: row.actor,
                who: row.who,
                manager: None,
                phone: row.phone,
                zone: row.zone.parse().unwrap_or(Tz::UTC),
                event: row.event,
                data: row.data,
                what: row.what.map(|json| json.0).unwrap_or_default(),
                closes_at: None,
            },
        }
    }
}

/// A notice with what it takes to say it, written out once; `$own` is the number of the reader's own matter.
macro_rules! select {
    ($own:tt, $rest:tt, $($arg:expr),* $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"select n.id as "id: NotificationId", n.template as "template: Template", n.state = 'shown' as "is_new!", n.created_at, e.kind as "event: EventKind", e.data,
                  k.title as "what?: sqlx::types::Json<Label>", a.name as "actor?", t.number, "# + $own + r#", t.kind as "kind: Kind", d.name as "department?: sqlx::types::Json<Label>",
                  w.name as "who?", c.name as community, b.name as "building?", u.label as "unit?",
                  coalesce(s.name, g.name) as "area?: sqlx::types::Json<Label>", c.zone, c.phone
           from notification n
           join event e on e.id = n.event_id
           join ticket t on t.id = n.ticket_id
           join community c on c.id = t.community_id
           left join person a on a.id = e.actor_id
           left join category k on k.id = t.category_id
           left join department d on d.id = t.department_id
           left join person w on w.id = t.accountable_id
           left join building b on b.id = t.building_id
           left join unit u on u.id = t.unit_id
           left join common_area g on g.id = t.common_area_id
           left join asset s on s.id = t.asset_id
           "# + $rest,
            $($arg),*
        )
    };
}

/// An owner's notices below `before`, newest first.
pub async fn of_owner(
    conn: &mut PgConnection,
    me: PersonId,
    before: Option<NotificationId>,
    now: DateTime<Utc>,
) -> Result<Vec<Notice>> {
    let rows = select!(
        r#"own.number as "own?""#,
        "left join watcher f on f.ticket_id = t.id and f.person_id = $1
           left join ticket own on own.id = f.own_ticket_id
           where n.person_id = $1 and n.channel = 'app' and n.template = any($2) and ($3::bigint is null or n.id < $3)
             and (n.template <> 'joined' and owner_may_see(t, $1, $4::date)
                  or n.template = 'neighbour' and f.person_id is not null
                  or n.template = 'joined' and own.id is not null)
           order by n.id desc limit $5",
        me.0,
        &Template::words_of(Audience::Owner),
        before.map(|id| id.0),
        now.date_naive(),
        PAGE,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Notice::from).collect())
}

/// A staff member's notices below `before`, newest first.
pub async fn of_staff(
    conn: &mut PgConnection,
    scope: &Scope,
    before: Option<NotificationId>,
) -> Result<Vec<Notice>> {
    let rows = select!(
        "null::text as own",
        "where n.person_id = $1 and n.channel = 'app' and n.template = any($2) and ($3::bigint is null or n.id < $3)
             and (staff_may_see(t, $1, $4, $5, $6, $7) or n.template = 'taken_back')
           order by n.id desc limit $8",
        scope.me,
        &Template::words_of(Audience::Staff),
        before.map(|id| id.0),
        &scope.desk,
        &scope.departments,
        &scope.department_communities,
        &scope.finance,
        PAGE,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Notice::from).collect())
}

/// Up to the one the page showed first: what came meanwhile stays new.
pub async fn mark_read(
    conn: &mut PgConnection,
    me: PersonId,
    face: Audience,
    upto: NotificationId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update notification set state = 'read', read_at = $4
         where person_id = $1 and channel = 'app' and state = 'shown' and template = any($2) and id <= $3",
        me.0,
        &Template::words_of(face),
        upto.0,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}
