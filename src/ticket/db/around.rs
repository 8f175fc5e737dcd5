//! What stands around one ticket on its staff page: hands, names, who reported it, drafts.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    error::Result,
    i18n::{Label, Lang},
    ids::{CategoryId, CommunityId, DepartmentId, PersonId, TicketId},
    people::Scope,
};

/// Who had it, from when to when.
#[derive(Debug, Clone)]
pub struct Hand {
    pub cycle: i32,
    pub department: Option<Label>,
    pub person: Option<String>,
    pub from_at: DateTime<Utc>,
    pub to_at: Option<DateTime<Utc>>,
}

pub async fn hands(conn: &mut PgConnection, ticket: TicketId) -> Result<Vec<Hand>> {
    let rows = sqlx::query!(
        r#"select c.cycle, d.name as "department?: sqlx::types::Json<Label>", p.name as "person?", c.from_at, c.to_at
           from custody c
           left join department d on d.id = c.department_id
           left join person p on p.id = c.person_id
           where c.ticket_id = $1 order by c.from_at, c.id limit 500"#,
        ticket.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Hand {
            cycle: row.cycle,
            department: row.department.map(|name| name.0),
            person: row.person,
            from_at: row.from_at,
            to_at: row.to_at,
        })
        .collect())
}

/// What these people are called.
pub async fn names_of(conn: &mut PgConnection, people: &[i64]) -> Result<Vec<(PersonId, String)>> {
    let rows = sqlx::query!(
        "select id, name from person where id = any ($1) limit 2000",
        people
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (PersonId(row.id), row.name))
        .collect())
}

/// How to reach somebody.
#[derive(Debug, Clone)]
pub struct Contact {
    pub id: PersonId,
    pub name: String,
    pub call_name: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub language: Lang,
    pub enter_when_out: bool,
}

pub async fn contact(conn: &mut PgConnection, person: PersonId) -> Result<Contact> {
    let row = sqlx::query!(
        "select id, name, call_name, phone, email, language, enter_when_out from person where id = $1",
        person.0
    )
    .fetch_one(conn)
    .await?;
    Ok(Contact {
        id: PersonId(row.id),
        name: row.name,
        call_name: row.call_name,
        phone: row.phone,
        email: row.email,
        language: Lang::from_code(&row.language).unwrap_or_default(),
        enter_when_out: row.enter_when_out,
    })
}

pub async fn is_watching(
    conn: &mut PgConnection,
    ticket: TicketId,
    person: PersonId,
) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from watcher where ticket_id = $1 and person_id = $2) as "is!""#,
        ticket.0,
        person.0
    )
    .fetch_one(conn)
    .await?)
}

/// Staff of the company who could be offered it: members of any department, by name.
pub async fn colleagues(conn: &mut PgConnection) -> Result<Vec<(PersonId, String, DepartmentId)>> {
    let rows = sqlx::query!(
        "select p.id, p.name, m.department_id from department_member m
         join person p on p.id = m.person_id
         join staff_account a on a.person_id = p.id
         where a.disabled_at is null order by p.name, p.id limit 2000"
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (PersonId(row.id), row.name, DepartmentId(row.department_id)))
        .collect())
}

pub async fn draft(
    conn: &mut PgConnection,
    person: PersonId,
    place: &str,
) -> Result<Option<String>> {
    Ok(sqlx::query_scalar!(
        "select body from draft where person_id = $1 and place = $2 and body <> ''",
        person.0,
        place
    )
    .fetch_optional(conn)
    .await?)
}

/// An empty draft is none. False: the form it was written in has been sent, and nothing is kept. That is asked of the row itself, so
/// that a save and a send at the same instant come out one after the other.
pub async fn keep_draft(
    conn: &mut PgConnection,
    person: PersonId,
    place: &str,
    body: &str,
    key: Uuid,
    now: DateTime<Utc>,
) -> Result<bool> {
    let kept = sqlx::query!(
        "insert into draft as d (person_id, place, body, saved_at) values ($1, $2, $3, $4)
         on conflict (person_id, place) do update set body = excluded.body, saved_at = excluded.saved_at
         where d.sent_key is distinct from $5 and not exists (select from idempotency i where i.key = $5)",
        person.0,
        place,
        if body.trim().is_empty() { "" } else { body },
        now,
        key
    )
    .execute(conn)
    .await?;
    Ok(kept.rows_affected() == 1)
}

/// Whether somebody's page is there for the viewer: they live in a community of the viewer's desk, or reported what the viewer sees.
pub async fn sees_person(conn: &mut PgConnection, scope: &Scope, person: PersonId) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from occupancy o join unit u on u.id = o.unit_id
                          where o.person_id = $1 and u.community_id = any ($3))
               or exists (select from ticket t where t.reporter_id = $1 and staff_may_see(t, $2, $3, $4, $5, $6)) as "is!""#,
        person.0,
        scope.me,
        &scope.desk,
        &scope.departments,
        &scope.department_communities,
        &scope.finance,
    )
    .fetch_one(conn)
    .await?)
}

/// Where the latest matters of this category ended up, building by building, the most frequent department first.
pub async fn usual_departments(
    conn: &mut PgConnection,
    community: CommunityId,
    category: CategoryId,
) -> Result<Vec<DepartmentId>> {
    let rows = sqlx::query_scalar!(
        r#"select few.department_id as "id!"
           from (select id from building where community_id = $1 order by id limit 50) b
           cross join lateral (
             select t.department_id from ticket t
             where t.building_id = b.id and t.category_id = $2 and t.department_id is not null
             order by t.filed_at desc limit 20) few
           group by 1 order by count(*) desc, 1 limit 4"#,
        community.0,
        category.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(DepartmentId).collect())
}
