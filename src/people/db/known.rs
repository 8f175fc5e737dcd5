//! Somebody whom a file of another system names.

use sqlx::PgConnection;

use crate::{
    error::Result,
    i18n::Lang,
    ids::{PersonId, UnitId},
    text::{Email, Phone},
};

/// Who is here already, and how they are reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub id: PersonId,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub language: Lang,
}

struct Row {
    id: i64,
    name: String,
    email: Option<String>,
    phone: Option<String>,
    language: String,
}

impl From<Row> for Known {
    fn from(row: Row) -> Self {
        Self {
            id: PersonId(row.id),
            name: row.name,
            email: row.email,
            phone: row.phone,
            language: Lang::from_code(&row.language).unwrap_or_default(),
        }
    }
}

pub async fn known_by_email(conn: &mut PgConnection, email: &Email) -> Result<Option<Known>> {
    let row = sqlx::query_as!(
        Row,
        "select id, name, email, phone, language from person where email = $1",
        email.as_str()
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(Known::from))
}

/// Somebody of this name who has belonged to the unit, or is called at the same number.
pub async fn known_by_name(
    conn: &mut PgConnection,
    name: &str,
    unit: UnitId,
    phone: Option<&Phone>,
) -> Result<Option<Known>> {
    let row = sqlx::query_as!(
        Row,
        "select id, name, email, phone, language from person p
         where lower(name) = lower($1)
           and (phone = $3 or exists (select from occupancy o where o.person_id = p.id and o.unit_id = $2))
         order by id limit 1",
        name,
        unit.0,
        phone.map(Phone::as_str)
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(Known::from))
}

pub async fn set_contact(conn: &mut PgConnection, person: &Known) -> Result<()> {
    sqlx::query!(
        "update person set email = $2, phone = $3, language = $4 where id = $1",
        person.id.0,
        person.email,
        person.phone,
        person.language.code()
    )
    .execute(conn)
    .await?;
    Ok(())
}
