//! What pages read of one ticket: always through the visibility condition.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::super::{
    event::{EventKind, Visibility},
    model::{Channel, Kind, State, Urgency},
    number::Number,
};
use crate::{
    app::App,
    catalog,
    error::{AppError, Result},
    i18n::{Label, Lang},
    ids::{BuildingId, CategoryId, CommunityId, DepartmentId, EventId, PersonId, TicketId, UnitId},
    people::{self, Scope},
};

/// One ticket with the names its pages print.
#[derive(Debug, Clone)]
pub struct Detail {
    pub id: TicketId,
    pub number: Number,
    pub kind: Kind,
    pub category: Option<CategoryId>,
    pub category_slug: Option<String>,
    pub category_label: Label,
    pub summary: String,
    pub body: String,
    pub language: Lang,
    pub urgency: Urgency,
    pub channel: Channel,
    pub state: State,
    pub state_at: DateTime<Utc>,
    pub cycle: i32,
    pub version: i32,
    pub needs_review: bool,
    pub tags: Vec<String>,
    pub late: bool,
    pub filed_at: DateTime<Utc>,
    pub first_response_at: Option<DateTime<Utc>>,
    pub resolved_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub community: CommunityId,
    pub building: Option<BuildingId>,
    pub building_name: Option<String>,
    pub unit: Option<UnitId>,
    pub unit_label: Option<String>,
    pub area_name: Label,
    pub asset_name: Label,
    pub reporter: Option<PersonId>,
    pub reporter_name: Option<String>,
    pub department: Option<DepartmentId>,
    pub department_name: Label,
    pub accountable: Option<PersonId>,
    pub accountable_name: Option<String>,
    pub last_seq: i32,
    /// Photos or papers, internal ones too.
    pub has_files: bool,
}

/// One entry of the record as pages print it; the text is `None` when there was none or it was erased.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: EventId,
    pub seq: i32,
    pub cycle: i32,
    pub kind: EventKind,
    pub visibility: Visibility,
    pub actor: Option<PersonId>,
    pub actor_kind: String,
    pub actor_name: Option<String>,
    pub at: DateTime<Utc>,
    pub data: Value,
    pub text: Option<(String, Lang)>,
}

/// A photo or paper of a ticket.
#[derive(Debug, Clone)]
pub struct Attachment {
    pub id: Uuid,
    pub event: Option<EventId>,
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub has_thumb: bool,
}

/// What [`detail`] reads, written out once, and `$more` of the ticket `t`. The names that do not stand in memory are asked for one by
/// one: each join would carry the ticket's three dozen columns through one more step, which cost twice as much as finding the name.
macro_rules! load {
    ($more:tt, $rest:tt, $($arg:expr),* $(,)?) => {
        sqlx::query!(
            r#"select t.id, t.number, t.kind, t.category_id, t.summary, t.body, t.language, t.urgency, t.channel, t.state, t.state_facts, t.state_at, t.cycle, t.version,
                  t.needs_review, t.tags, t.late, t.filed_at, t.first_response_at, t.resolved_at, t.closed_at, t.community_id,
                  t.building_id, (select b.name from building b where b.id = t.building_id) as "building_name?",
                  t.unit_id, (select u.label from unit u where u.id = t.unit_id) as "unit_label?",
                  (select a.name from common_area a where a.id = t.common_area_id) as "area_name?: sqlx::types::Json<Label>",
                  (select s.name from asset s where s.id = t.asset_id) as "asset_name?: sqlx::types::Json<Label>",
                  t.reporter_id, (select r.name from person r where r.id = t.reporter_id) as "reporter_name?",
                  t.department_id, t.accountable_id, (select p.name from person p where p.id = t.accountable_id) as "accountable_name?", t.last_seq,
                  exists (select from file f where f.ticket_id = t.id) as "has_files!" "# + $more + " from ticket t where " + $rest,
            $($arg),*
        )
    };
}
pub(super) use load;

macro_rules! detail {
    ($row:expr, $app:expr, $conn:expr) => {{
        let row = $row;
        let (category, department) = (
            row.category_id.map(CategoryId),
            row.department_id.map(DepartmentId),
        );
        let called = called($app, $conn, category, department).await?;
        let label =
            |label: Option<sqlx::types::Json<Label>>| label.map(|json| json.0).unwrap_or_default();
        Detail {
            id: TicketId(row.id),
            number: row.number.parse()?,
            kind: row.kind.parse()?,
            category,
            category_slug: called.category_slug,
            category_label: called.category,
            summary: row.summary,
            body: row.body,
            language: Lang::from_code(&row.language).unwrap_or_default(),
            urgency: row.urgency.parse()?,
            channel: row.channel.parse()?,
            state: State::from_columns(&row.state, row.state_facts)?,
            state_at: row.state_at,
            cycle: row.cycle,
            version: row.version,
            needs_review: row.needs_review,
            tags: row.tags,
            late: row.late,
            filed_at: row.filed_at,
            first_response_at: row.first_response_at,
            resolved_at: row.resolved_at,
            closed_at: row.closed_at,
            community: CommunityId(row.community_id),
            building: row.building_id.map(BuildingId),
            building_name: row.building_name,
            unit: row.unit_id.map(UnitId),
            unit_label: row.unit_label,
            area_name: label(row.area_name),
            asset_name: label(row.asset_name),
            reporter: row.reporter_id.map(PersonId),
            reporter_name: row.reporter_name,
            department,
            department_name: called.department,
            accountable: row.accountable_id.map(PersonId),
            accountable_name: row.accountable_name,
            last_seq: row.last_seq,
            has_files: row.has_files,
        }
    }};
}
pub(super) use detail;

/// Names that stand in memory.
pub(super) struct Called {
    pub category_slug: Option<String>,
    pub category: Label,
    pub department: Label,
}

pub(super) async fn called(
    app: &App,
    conn: &mut PgConnection,
    category: Option<CategoryId>,
    department: Option<DepartmentId>,
) -> Result<Called> {
    let department = match department {
        Some(id) => people::department_name(app, &mut *conn, id).await?,
        None => None,
    };
    let category = catalog::by_id(&app.catalog, conn, category).await?;
    Ok(Called {
        category_slug: category.as_ref().map(|category| category.slug.clone()),
        category: category.map_or_else(Label::default, |category| category.title.clone()),
        department: department.unwrap_or_default(),
    })
}

pub async fn find_for_owner(
    app: &App,
    conn: &mut PgConnection,
    owner: PersonId,
    number: &Number,
    today: NaiveDate,
) -> Result<Detail> {
    let row = load!(
        "",
        "t.number = $1 and owner_may_see(t, $2, $3)",
        number.as_str(),
        owner.0,
        today
    )
    .fetch_optional(&mut *conn)
    .await?;
    Ok(detail!(row.ok_or(AppError::NotFound)?, app, conn))
}

pub async fn find_for_staff(
    app: &App,
    conn: &mut PgConnection,
    scope: &Scope,
    number: &Number,
) -> Result<Detail> {
    let row = load!(
        "",
        "t.number = $1 and staff_may_see(t, $2, $3, $4, $5, $6)",
        number.as_str(),
        scope.me,
        &scope.desk,
        &scope.departments,
        &scope.department_communities,
        &scope.finance,
    )
    .fetch_optional(&mut *conn)
    .await?;
    Ok(detail!(row.ok_or(AppError::NotFound)?, app, conn))
}

/// The record, oldest first; without `internal`, what the owner may read. The ticket must have been found for the viewer before.
pub async fn record_of(
    conn: &mut PgConnection,
    ticket: TicketId,
    internal: bool,
) -> Result<Vec<Entry>> {
    let rows = sqlx::query!(
        r#"select e.id, e.seq, e.cycle, e.kind, e.visibility, e.actor_id, e.actor_kind, p.name as "actor_name?", e.effective_at, e.data,
                  x.body as "body?", x.language as "language?"
           from event e
           left join person p on p.id = e.actor_id
           left join event_text x on x.event_id = e.id
           where e.ticket_id = $1 and ($2 or e.visibility = 'public')
           order by e.seq limit 2000"#,
        ticket.0,
        internal
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Entry {
                id: EventId(row.id),
                seq: row.seq,
                cycle: row.cycle,
                kind: row.kind.parse()?,
                visibility: row.visibility.parse()?,
                actor: row.actor_id.map(PersonId),
                actor_kind: row.actor_kind,
                actor_name: row.actor_name,
                at: row.effective_at,
                data: row.data,
                text: row.body.map(|body| {
                    (
                        body,
                        row.language
                            .and_then(|l| Lang::from_code(&l))
                            .unwrap_or_default(),
                    )
                }),
            })
        })
        .collect()
}

pub async fn attachments_of(
    conn: &mut PgConnection,
    ticket: TicketId,
    internal: bool,
) -> Result<Vec<Attachment>> {
    let rows = sqlx::query!(
        "select id, event_id, name, media_type, size, width, height, thumb_sha256 is not null as \"has_thumb!\"
         from file where ticket_id = $1 and ($2 or visibility = 'public') order by created_at, id limit 500",
        ticket.0,
        internal
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Attachment {
            id: row.id,
            event: row.event_id.map(EventId),
            name: row.name,
            media_type: row.media_type,
            size: row.size,
            width: row.width,
            height: row.height,
            has_thumb: row.has_thumb,
        })
        .collect())
}

/// Whether a signed-in person may see a ticket by its id: for files and live events.
pub async fn owner_sees(
    conn: &mut PgConnection,
    owner: PersonId,
    ticket: TicketId,
    today: NaiveDate,
) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from ticket t where t.id = $1 and owner_may_see(t, $2, $3)) as "is!""#,
        ticket.0,
        owner.0,
        today
    )
    .fetch_one(conn)
    .await?)
}

pub async fn staff_sees(conn: &mut PgConnection, scope: &Scope, ticket: TicketId) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from ticket t where t.id = $1 and staff_may_see(t, $2, $3, $4, $5, $6)) as "is!""#,
        ticket.0,
        scope.me,
        &scope.desk,
        &scope.departments,
        &scope.department_communities,
        &scope.finance,
    )
    .fetch_one(conn)
    .await?)
}
