//! Who works here, and when: accounts, shifts, absences.

use chrono::{DateTime, NaiveTime, Utc};
use sqlx::PgConnection;

use crate::{
    error::Result,
    ids::{DepartmentId, PersonId},
};

const MOST_STAFF: i64 = 2_000;

/// Everybody with an account in use, by name.
pub async fn staff(conn: &mut PgConnection) -> Result<Vec<(PersonId, String)>> {
    let rows = sqlx::query!(
        "select p.id, p.name from staff_account a join person p on p.id = a.person_id
         where a.disabled_at is null order by p.name, p.id limit $1",
        MOST_STAFF
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (PersonId(row.id), row.name))
        .collect())
}

/// A weekly time at work, by the clock of the person's community.
#[derive(Debug, Clone)]
pub struct Shift {
    pub id: i64,
    pub person: PersonId,
    pub weekday: i32,
    pub from: NaiveTime,
    pub to: NaiveTime,
}

#[derive(Debug, Clone)]
pub struct Absence {
    pub id: i64,
    pub person: PersonId,
    pub from: DateTime<Utc>,
    pub to: DateTime<Utc>,
    pub note: String,
}

pub async fn shifts(conn: &mut PgConnection, people: &[i64]) -> Result<Vec<Shift>> {
    Ok(sqlx::query_as!(
        Shift,
        r#"select id, person_id as "person: PersonId", weekday, from_time as "from", to_time as "to" from shift
           where person_id = any($1) order by weekday, from_time limit 10000"#,
        people
    )
    .fetch_all(conn)
    .await?)
}

/// Those that last or are to come.
pub async fn absences(
    conn: &mut PgConnection,
    people: &[i64],
    now: DateTime<Utc>,
) -> Result<Vec<Absence>> {
    Ok(sqlx::query_as!(
        Absence,
        r#"select id, person_id as "person: PersonId", from_at as "from", to_at as "to", note from absence
           where person_id = any($1) and to_at > $2 order by from_at limit 10000"#,
        people,
        now
    )
    .fetch_all(conn)
    .await?)
}

/// Open tickets of each, by person.
pub async fn loads(conn: &mut PgConnection, people: &[i64]) -> Result<Vec<(PersonId, i64)>> {
    let rows = sqlx::query!(
        r#"select accountable_id as "person!: PersonId", count(*) as "open!" from ticket
           where accountable_id = any($1) and state in ('new', 'assigned', 'in_progress', 'waiting')
           group by accountable_id limit 2000"#,
        people
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.person, row.open)).collect())
}

/// How many open tickets somebody answers for.
pub async fn open_tickets(conn: &mut PgConnection, person: PersonId) -> Result<i64> {
    let loads = loads(conn, &[person.0]).await?;
    Ok(loads.first().map_or(0, |(_, open)| *open))
}

/// Whether this person works in one of these departments.
pub async fn is_of(
    conn: &mut PgConnection,
    person: PersonId,
    departments: &[DepartmentId],
) -> Result<bool> {
    let departments: Vec<i64> = departments.iter().map(|id| id.0).collect();
    Ok(sqlx::query_scalar!(
        r#"select exists (select from department_member where person_id = $1 and department_id = any($2)) as "is!""#,
        person.0,
        &departments
    )
    .fetch_one(conn)
    .await?)
}

pub async fn add_shift(
    conn: &mut PgConnection,
    person: PersonId,
    weekday: i32,
    from: NaiveTime,
    to: NaiveTime,
) -> Result<()> {
    sqlx::query!(
        "insert into shift (person_id, weekday, from_time, to_time) values ($1, $2, $3, $4)",
        person.0,
        weekday,
        from,
        to
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn remove_shift(conn: &mut PgConnection, person: PersonId, id: i64) -> Result<()> {
    sqlx::query!(
        "delete from shift where id = $1 and person_id = $2",
        id,
        person.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn add_absence(
    conn: &mut PgConnection,
    person: PersonId,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    note: &str,
) -> Result<()> {
    sqlx::query!(
        "insert into absence (person_id, from_at, to_at, note) values ($1, $2, $3, $4)",
        person.0,
        from,
        to,
        note
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that has begun ends now; one to come is taken back.
pub async fn end_absence(
    conn: &mut PgConnection,
    person: PersonId,
    id: i64,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "delete from absence where id = $1 and person_id = $2 and from_at >= $3",
        id,
        person.0,
        now
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update absence set to_at = $3 where id = $1 and person_id = $2 and to_at > $3",
        id,
        person.0,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}
