//! People and places by the few letters or figures somebody says on the phone; only those the viewer works for.

use sqlx::PgConnection;

use crate::{
    error::Result,
    ids::{PersonId, UnitId},
    people::Scope,
};

/// Found at most.
const MOST: i64 = 20;

#[derive(Debug, Clone)]
pub struct FoundPerson {
    pub id: PersonId,
    pub name: String,
    pub phone: Option<String>,
    /// One of their homes.
    pub building: Option<String>,
    pub unit: Option<String>,
}

#[derive(Debug, Clone)]
pub struct FoundUnit {
    pub id: UnitId,
    pub community: String,
    pub building: String,
    pub label: String,
}

/// People of the viewer's communities: by the end of their phone number when figures were typed, else by the beginning of any
/// part of their name.
pub async fn people(
    conn: &mut PgConnection,
    scope: &Scope,
    typed: &str,
) -> Result<Vec<FoundPerson>> {
    let figures: String = typed.chars().filter(char::is_ascii_digit).rev().collect();
    let is_phone = figures.len() >= 3 && !typed.chars().any(char::is_alphabetic);
    let tail = if is_phone { figures } else { String::new() };
    let name = if is_phone {
        String::new()
    } else {
        escaped(typed)
    };
    if tail.is_empty() && name.is_empty() {
        return Ok(vec![]);
    }
    let rows = sqlx::query!(
        r#"with found as materialized (
             (select id from person where $1 <> '' and phone_tail ~>=~ $1 and phone_tail ~<~ ($1 || chr(1114111)) limit 500)
             union (select id from person where $2 <> '' and plain_name(name) ~>=~ plain_name($9)
                      and plain_name(name) ~<~ (plain_name($9) || chr(1114111)) limit 500)
             union (select id from person where $2 <> '' and plain_name(name) like '% ' || plain_name($2) || '%' limit 500))
           select p.id, p.name, p.phone, h.building as "building?", h.unit as "unit?"
           from found f
           join person p on p.id = f.id
           left join lateral (
             select b.name as building, u.label as unit from occupancy o
             join unit u on u.id = o.unit_id
             join building b on b.id = u.building_id
             where o.person_id = p.id order by o.to_on is null desc, o.from_on desc limit 1) h on true
           where exists (select from occupancy o join unit u on u.id = o.unit_id where o.person_id = p.id and u.community_id = any ($4))
              or exists (select from ticket t where t.reporter_id = p.id and staff_may_see(t, $3, $4, $5, $6, $7))
           order by p.name, p.id limit $8"#,
        tail,
        name,
        scope.me,
        &scope.desk,
        &scope.departments,
        &scope.department_communities,
        &scope.finance,
        MOST,
        typed.trim(),
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| FoundPerson {
            id: PersonId(row.id),
            name: row.name,
            phone: row.phone,
            building: row.building,
            unit: row.unit,
        })
        .collect())
}

/// Units by label, alone or after the building: "1204", "2-1204", "Tower 2 1204".
pub async fn units(conn: &mut PgConnection, scope: &Scope, typed: &str) -> Result<Vec<FoundUnit>> {
    let typed = escaped(typed);
    if typed.is_empty() {
        return Ok(vec![]);
    }
    let communities: Vec<i64> = [&scope.desk, &scope.department_communities]
        .into_iter()
        .flatten()
        .copied()
        .collect();
    let last = typed
        .rsplit([' ', '·'])
        .next()
        .unwrap_or_default()
        .to_owned();
    let rows = sqlx::query!(
        "select u.id, c.name as community, b.name as building, u.label from unit u
         join building b on b.id = u.building_id
         join community c on c.id = u.community_id
         where u.community_id = any ($1)
           and (lower(u.label) like lower($2) || '%'
                or (lower(u.label) = lower($3) and lower(b.name || ' ' || u.label) like '%' || lower($2)))
         order by lower(u.label) = lower($2) desc, b.name, u.label, u.id limit $4",
        &communities,
        typed,
        last,
        MOST,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| FoundUnit {
            id: UnitId(row.id),
            community: row.community,
            building: row.building,
            label: row.label,
        })
        .collect())
}

/// What was typed stands for itself in a pattern.
fn escaped(typed: &str) -> String {
    typed
        .trim()
        .chars()
        .take(120)
        .flat_map(|c| {
            matches!(c, '%' | '_' | '\\')
                .then_some('\\')
                .into_iter()
                .chain([c])
        })
        .collect()
}
