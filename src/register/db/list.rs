//! The lists of the register, and what is found in it.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, types::Json};

use crate::{
    error::Result,
    i18n::Label,
    ids::{PersonId, UnitId},
};

/// Where a page ends: the name and the id of its last row.
#[derive(Debug, Clone)]
pub struct After {
    pub name: String,
    pub id: i64,
}

#[derive(Debug, Clone)]
pub struct Colleague {
    pub id: PersonId,
    pub name: String,
    pub email: Option<String>,
    pub login: String,
    pub is_set_up: bool,
    pub is_off: bool,
    pub roles: Vec<String>,
    pub departments: Json<Vec<Label>>,
    pub heads: Json<Vec<Label>>,
    pub seen_at: Option<DateTime<Utc>>,
}

/// Staff by name; `typed` is a part of name, login or address.
pub async fn staff(
    conn: &mut PgConnection,
    typed: &str,
    after: Option<&After>,
    most: i64,
) -> Result<Vec<Colleague>> {
    Ok(sqlx::query_as!(
        Colleague,
        r#"select p.id as "id: PersonId", p.name, p.email, a.login, a.password_hash is not null as "is_set_up!",
                  a.disabled_at is not null as "is_off!",
                  array(select distinct r.role from staff_role r where r.person_id = p.id and r.role <> 'department'
                        order by r.role) as "roles!",
                  coalesce((select jsonb_agg(d.name order by d.position) from department d
                            join department_member m on m.department_id = d.id
                            where m.person_id = p.id and d.head_id is distinct from p.id), '[]') as "departments!: Json<Vec<Label>>",
                  coalesce((select jsonb_agg(d.name order by d.position) from department d where d.head_id = p.id), '[]')
                    as "heads!: Json<Vec<Label>>",
                  (select max(s.seen_at) from session s where s.person_id = p.id and s.audience = 'staff') as seen_at
           from staff_account a join person p on p.id = a.person_id
           where ($1 = '' or position(plain_name($1) in plain_name(p.name)) > 0 or position(lower($1) in a.login) > 0
                  or position(lower($1) in p.email) > 0)
             and ($2::text is null or (p.name, p.id) > ($2, $3::bigint))
           order by p.name, p.id limit $4"#,
        typed,
        after.map(|after| after.name.as_str()),
        after.map(|after| after.id),
        most
    )
    .fetch_all(conn)
    .await?)
}

#[derive(Debug, Clone)]
pub struct Resident {
    pub id: PersonId,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// Where they belong now: building and label.
    pub homes: Vec<String>,
}

/// Owners and their households by name, also those who have moved out; `typed` is the beginning of a part of the name, the
/// address, the end of the phone number, or a unit.
pub async fn owners(
    conn: &mut PgConnection,
    typed: &str,
    after: Option<&After>,
    most: i64,
    today: NaiveDate,
) -> Result<Vec<Resident>> {
    let figures: String = typed.chars().filter(char::is_ascii_digit).rev().collect();
    let is_phone = figures.len() >= 3 && !typed.chars().any(char::is_alphabetic);
    let tail = if is_phone { figures } else { String::new() };
    Ok(sqlx::query_as!(
        Resident,
        r#"select p.id as "id: PersonId", p.name, p.email, p.phone,
                  array(select b.name || ' · ' || u.label from occupancy o join unit u on u.id = o.unit_id
                        join building b on b.id = u.building_id
                        where o.person_id = p.id and (o.to_on is null or o.to_on > $6) order by 1 limit 5) as "homes!"
           from person p
           where exists (select from occupancy o where o.person_id = p.id)
             and ($1 = '' or plain_name(p.name) like plain_name($1) || '%' or plain_name(p.name) like '% ' || plain_name($1) || '%'
                  or p.email = lower($1) or ($5 <> '' and p.phone_tail like $5 || '%')
                  or p.id in (select o.person_id from occupancy o join unit u on u.id = o.unit_id where lower(u.label) = lower($1)))
             and ($2::text is null or (p.name, p.id) > ($2, $3::bigint))
           order by p.name, p.id limit $4"#,
        typed,
        after.map(|after| after.name.as_str()),
        after.map(|after| after.id),
        most,
        tail,
        today
    )
    .fetch_all(conn)
    .await?)
}

/// Units of that label, alone or after the building: "2-A", "Tower 2 2-A".
pub async fn units(conn: &mut PgConnection, typed: &str) -> Result<Vec<(UnitId, String)>> {
    let rows = sqlx::query!(
        "select u.id, c.name as community, b.name as building, u.label from unit u
         join building b on b.id = u.building_id
         join community c on c.id = u.community_id
         where lower(u.label) = lower($1) or lower(b.name || ' ' || u.label) = lower($1)
            or lower(b.name || ' · ' || u.label) = lower($1)
         order by c.name, b.name, u.id limit 20",
        typed
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let place = format!("{} · {} · {}", row.community, row.building, row.label);
            (UnitId(row.id), place)
        })
        .collect())
}
