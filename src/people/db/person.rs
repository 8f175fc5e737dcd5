use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::super::{NewPerson, Role};
use crate::{
    error::Result,
    ids::{CommunityId, DepartmentId, PersonId},
};

pub async fn add_person(
    conn: &mut PgConnection,
    new: &NewPerson<'_>,
    now: DateTime<Utc>,
) -> Result<PersonId> {
    let id = sqlx::query_scalar!(
        "insert into person (name, call_name, email, phone, language, enter_when_out, created_at)
         values ($1, $2, lower($3), $4, $5, $6, $7) returning id",
        new.name,
        new.call_name,
        new.email,
        new.phone,
        new.language.code(),
        new.enter_when_out,
        now,
    )
    .fetch_one(conn)
    .await?;
    Ok(PersonId(id))
}

pub async fn join_department(
    conn: &mut PgConnection,
    person: PersonId,
    department: DepartmentId,
) -> Result<()> {
    sqlx::query!(
        "insert into department_member (department_id, person_id) values ($1, $2) on conflict do nothing",
        department.0,
        person.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn lead_department(
    conn: &mut PgConnection,
    department: DepartmentId,
    head: Option<PersonId>,
    duty: Option<PersonId>,
) -> Result<()> {
    sqlx::query!(
        "update department set head_id = $2, duty_id = $3 where id = $1",
        department.0,
        head.map(|person| person.0),
        duty.map(|person| person.0)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// No community is the whole company.
pub async fn grant(
    conn: &mut PgConnection,
    person: PersonId,
    role: Role,
    community: Option<CommunityId>,
) -> Result<()> {
    sqlx::query!(
        "insert into staff_role (person_id, role, community_id) values ($1, $2, $3) on conflict do nothing",
        person.0,
        role.as_str(),
        community.map(|community| community.0)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Every department, in the order of the company's list.
pub async fn departments(conn: &mut PgConnection) -> Result<Vec<super::super::Department>> {
    let rows = sqlx::query!(
        r#"select id, slug, name as "name: sqlx::types::Json<crate::i18n::Label>", head_id, duty_id
           from department order by position, id limit 200"#
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| super::super::Department {
            id: DepartmentId(row.id),
            slug: row.slug,
            name: row.name.0,
            head: row.head_id.map(PersonId),
            duty: row.duty_id.map(PersonId),
        })
        .collect())
}

/// Who works in a department, by name; only accounts that are in use.
pub async fn members(
    conn: &mut PgConnection,
    department: DepartmentId,
) -> Result<Vec<(PersonId, String)>> {
    let rows = sqlx::query!(
        "select p.id, p.name from department_member m
         join person p on p.id = m.person_id
         join staff_account a on a.person_id = p.id
         where m.department_id = $1 and a.disabled_at is null order by p.name limit 500",
        department.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (PersonId(row.id), row.name))
        .collect())
}
