//! Who is who to a ticket: watchers, members and heads of departments.

use sqlx::PgConnection;

use super::super::Ticket;
use crate::{
    error::Result,
    i18n::Lang,
    ids::{DepartmentId, PersonId, TicketId},
};

pub async fn watch(conn: &mut PgConnection, ticket: TicketId, people: &[PersonId]) -> Result<()> {
    let people: Vec<i64> = people.iter().map(|person| person.0).collect();
    sqlx::query!(
        "insert into watcher (ticket_id, person_id) select $1, unnest($2::bigint[]) on conflict do nothing",
        ticket.0,
        &people
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The reporter of a matter that was filed twice follows the other, by their own one; so do the owners who followed this one.
pub async fn follow_on(conn: &mut PgConnection, from: &Ticket, to: TicketId) -> Result<()> {
    sqlx::query!(
        "insert into watcher (ticket_id, person_id, own_ticket_id)
         select $2, person_id, own_ticket_id from (
           select $3::bigint as person_id, $1::bigint as own_ticket_id where $3::bigint is not null
           union
           select w.person_id, w.own_ticket_id from watcher w
           where w.ticket_id = $1 and w.person_id is distinct from $3
             and not exists (select from staff_account a where a.person_id = w.person_id and w.own_ticket_id is null)) follower
         where not exists (select from ticket t where t.id = $2 and t.reporter_id = person_id)
         on conflict (ticket_id, person_id) do update set own_ticket_id = coalesce(watcher.own_ticket_id, excluded.own_ticket_id)",
        from.id.0,
        to.0,
        from.reporter.map(|person| person.0)
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn unwatch(conn: &mut PgConnection, ticket: TicketId, person: PersonId) -> Result<()> {
    sqlx::query!(
        "delete from watcher where ticket_id = $1 and person_id = $2",
        ticket.0,
        person.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn is_member(
    conn: &mut PgConnection,
    person: PersonId,
    department: DepartmentId,
) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from department_member m join staff_account a on a.person_id = m.person_id
                          where m.person_id = $1 and m.department_id = $2 and a.disabled_at is null)
               or exists (select from department where id = $2 and (head_id = $1 or duty_id = $1)) as "is!""#,
        person.0,
        department.0
    )
    .fetch_one(conn)
    .await?)
}

pub async fn is_head(
    conn: &mut PgConnection,
    person: PersonId,
    department: DepartmentId,
) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from department where id = $2 and head_id = $1) as "is!""#,
        person.0,
        department.0
    )
    .fetch_one(conn)
    .await?)
}

/// Where somebody works: their department if they have one, the present one first if it is among several.
pub async fn home_department(
    conn: &mut PgConnection,
    person: PersonId,
    present: Option<DepartmentId>,
) -> Result<Option<DepartmentId>> {
    Ok(sqlx::query_scalar!(
        "select department_id from department_member where person_id = $1
         order by (department_id is not distinct from $2::bigint) desc, department_id limit 1",
        person.0,
        present.map(|id| id.0)
    )
    .fetch_optional(conn)
    .await?
    .map(DepartmentId))
}

pub async fn desk_department(conn: &mut PgConnection) -> Result<Option<DepartmentId>> {
    crate::people::department_by_slug(conn, "customer-service").await
}

pub async fn person_name(conn: &mut PgConnection, person: Option<PersonId>) -> Result<String> {
    let Some(person) = person else {
        return Ok(String::new());
    };
    Ok(
        sqlx::query_scalar!("select name from person where id = $1", person.0)
            .fetch_one(conn)
            .await?,
    )
}

pub async fn is_complaint_about_department(
    conn: &mut PgConnection,
    ticket: TicketId,
    department: DepartmentId,
) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from complaint where ticket_id = $1 and about_department_id = $2) as "is!""#,
        ticket.0,
        department.0
    )
    .fetch_one(conn)
    .await?)
}

/// The language the owner reads, else the one the ticket was written in.
pub async fn language_of_owner(conn: &mut PgConnection, ticket: TicketId) -> Result<Lang> {
    let language = sqlx::query_scalar!(
        r#"select coalesce(p.language, t.language) as "language!" from ticket t left join person p on p.id = t.reporter_id where t.id = $1"#,
        ticket.0
    )
    .fetch_one(conn)
    .await?;
    Ok(Lang::from_code(&language).unwrap_or_default())
}
