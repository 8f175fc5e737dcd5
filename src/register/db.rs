//! All SQL of the register.

mod list;

pub use list::*;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use super::homes::NewHome;
use crate::{
    error::{AppError, Result},
    i18n::{Label, Lang},
    ids::{CommunityId, DepartmentId, OccupancyId, PersonId},
    people::Role,
    property::OccupancyRole,
    text::digest,
};

/// Somebody, and their account if they work here.
#[derive(Debug, Clone)]
pub struct Known {
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub language: Lang,
    pub account: Option<Account>,
}

#[derive(Debug, Clone)]
pub struct Account {
    pub login: String,
    pub is_set_up: bool,
    pub link_until: Option<DateTime<Utc>>,
    pub off_since: Option<DateTime<Utc>>,
    pub seen_at: Option<DateTime<Utc>>,
}

impl Known {
    pub fn is_off(&self) -> bool {
        self.account
            .as_ref()
            .is_some_and(|account| account.off_since.is_some())
    }

    /// Stands for what can be corrected, as it is now.
    pub fn seen(&self) -> String {
        let (email, phone) = (self.email.as_deref(), self.phone.as_deref());
        hex::encode(digest(&[
            &self.name,
            email.unwrap_or_default(),
            phone.unwrap_or_default(),
        ]))
    }
}

pub async fn load(conn: &mut PgConnection, person: PersonId) -> Result<Known> {
    let row = sqlx::query!(
        r#"select p.name, p.email, p.phone, p.language, a.login as "login?", a.password_hash is not null as "is_set_up!",
                  a.setup_expires_at as "link_until?", a.disabled_at as "off_since?",
                  (select max(s.seen_at) from session s where s.person_id = p.id and s.audience = 'staff') as seen_at
           from person p left join staff_account a on a.person_id = p.id where p.id = $1"#,
        person.0
    )
    .fetch_optional(conn)
    .await?
    .ok_or(AppError::NotFound)?;
    Ok(Known {
        name: row.name,
        email: row.email,
        phone: row.phone,
        language: Lang::from_code(&row.language).unwrap_or_default(),
        account: row.login.map(|login| Account {
            login,
            is_set_up: row.is_set_up,
            link_until: row.link_until,
            off_since: row.off_since,
            seen_at: row.seen_at,
        }),
    })
}

pub async fn lock(conn: &mut PgConnection, person: PersonId) -> Result<Known> {
    sqlx::query!("select id from person where id = $1 for update", person.0)
        .fetch_optional(&mut *conn)
        .await?
        .ok_or(AppError::NotFound)?;
    load(conn, person).await
}

pub async fn correct(
    conn: &mut PgConnection,
    person: PersonId,
    name: &str,
    email: Option<&str>,
    phone: Option<&str>,
) -> Result<()> {
    sqlx::query!(
        "update person set name = $2, email = $3, phone = $4 where id = $1",
        person.0,
        name,
        email,
        phone
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A role as it was given; no community is the whole company.
#[derive(Debug, Clone)]
pub struct Given {
    pub id: i64,
    pub role: Role,
    pub community: Option<CommunityId>,
    pub community_name: Option<String>,
}

pub async fn roles(conn: &mut PgConnection, person: PersonId) -> Result<Vec<Given>> {
    Ok(sqlx::query_as!(
        Given,
        r#"select r.id, r.role as "role: Role", r.community_id as "community: CommunityId", c.name as "community_name?"
           from staff_role r left join community c on c.id = r.community_id
           where r.person_id = $1 order by r.role, c.name nulls first limit 500"#,
        person.0
    )
    .fetch_all(conn)
    .await?)
}

pub async fn role(conn: &mut PgConnection, person: PersonId, id: i64) -> Result<Given> {
    let all = roles(conn, person).await?;
    let found = all.into_iter().find(|role| role.id == id);
    found.ok_or(AppError::NotFound)
}

pub async fn take_role(conn: &mut PgConnection, id: i64) -> Result<()> {
    sqlx::query!("delete from staff_role where id = $1", id)
        .execute(conn)
        .await?;
    Ok(())
}

/// One change of administrators after the other; held to the commit.
pub async fn one_at_a_time(conn: &mut PgConnection) -> Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtext('administrators'))")
        .fetch_one(conn)
        .await?;
    Ok(())
}

/// Who could open these pages now.
pub async fn administrators(conn: &mut PgConnection) -> Result<Vec<PersonId>> {
    Ok(sqlx::query_scalar!(
        r#"select distinct a.person_id as "id: PersonId" from staff_account a join staff_role r on r.person_id = a.person_id
           where r.role = 'admin' and a.disabled_at is null and a.person_id is not null limit 100"#
    )
    .fetch_all(conn)
    .await?)
}

/// A department somebody works in.
#[derive(Debug, Clone)]
pub struct Post {
    pub id: DepartmentId,
    pub name: sqlx::types::Json<Label>,
    pub leads: bool,
}

pub async fn posts(conn: &mut PgConnection, person: PersonId) -> Result<Vec<Post>> {
    Ok(sqlx::query_as!(
        Post,
        r#"select d.id as "id: DepartmentId", d.name as "name: sqlx::types::Json<Label>",
                  d.head_id is not distinct from $1 as "leads!"
           from department d
           where d.head_id = $1 or exists (select from department_member m where m.department_id = d.id and m.person_id = $1)
           order by d.position, d.id limit 200"#,
        person.0
    )
    .fetch_all(conn)
    .await?)
}

pub async fn lead(
    conn: &mut PgConnection,
    department: DepartmentId,
    head: Option<PersonId>,
) -> Result<()> {
    sqlx::query!(
        "update department set head_id = $2 where id = $1",
        department.0,
        head.map(|head| head.0)
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// `false`: somebody else leads it.
pub async fn stop_leading(
    conn: &mut PgConnection,
    department: DepartmentId,
    person: PersonId,
) -> Result<bool> {
    let done = sqlx::query!(
        "update department set head_id = null where id = $1 and head_id = $2",
        department.0,
        person.0
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub async fn leave(
    conn: &mut PgConnection,
    department: DepartmentId,
    person: PersonId,
) -> Result<bool> {
    let done = sqlx::query!(
        "delete from department_member where department_id = $1 and person_id = $2",
        department.0,
        person.0
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Where somebody belongs or belonged.
#[derive(Debug, Clone)]
pub struct Home {
    pub id: OccupancyId,
    pub unit: i64,
    pub building: String,
    pub label: String,
    pub community: String,
    pub role: OccupancyRole,
    pub from_on: NaiveDate,
    /// The first day they are not there any more.
    pub to_on: Option<NaiveDate>,
}

impl Home {
    pub fn place(&self) -> String {
        format!("{} · {}", self.building, self.label)
    }

    pub fn last_day(&self) -> Option<NaiveDate> {
        self.to_on.and_then(|day| day.pred_opt())
    }

    pub fn is_over(&self, today: &NaiveDate) -> bool {
        self.to_on.is_some_and(|end| end <= *today)
    }
}

pub async fn homes(conn: &mut PgConnection, person: PersonId) -> Result<Vec<Home>> {
    Ok(sqlx::query_as!(
        Home,
        r#"select o.id as "id: OccupancyId", u.id as unit, b.name as building, u.label, c.name as community,
                  o.role as "role: OccupancyRole", o.from_on, o.to_on
           from occupancy o
           join unit u on u.id = o.unit_id
           join building b on b.id = u.building_id
           join community c on c.id = u.community_id
           where o.person_id = $1 order by o.to_on desc nulls first, o.from_on desc, o.id limit 200"#,
        person.0
    )
    .fetch_all(conn)
    .await?)
}

pub async fn home(conn: &mut PgConnection, person: PersonId, id: OccupancyId) -> Result<Home> {
    let all = homes(conn, person).await?;
    let found = all.into_iter().find(|home| home.id == id);
    found.ok_or(AppError::NotFound)
}

/// In the same role in the same unit on one of these days.
pub async fn overlaps(
    conn: &mut PgConnection,
    person: PersonId,
    new: NewHome,
    end: Option<NaiveDate>,
) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (
             select from occupancy where person_id = $1 and unit_id = $2 and role = $3
               and daterange(from_on, to_on) && daterange($4, $5)) as "is!""#,
        person.0,
        new.unit.0,
        new.role.as_str(),
        new.from,
        end
    )
    .fetch_one(conn)
    .await?)
}

pub async fn end_home(conn: &mut PgConnection, id: OccupancyId, end: NaiveDate) -> Result<()> {
    sqlx::query!("update occupancy set to_on = $2 where id = $1", id.0, end)
        .execute(conn)
        .await?;
    Ok(())
}
