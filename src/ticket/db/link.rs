use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use super::super::Number;
use crate::{
    error::Result,
    i18n::Lang,
    ids::{PersonId, TicketId},
};

pub async fn insert(
    conn: &mut PgConnection,
    token_hash: &[u8],
    ticket: TicketId,
    person: PersonId,
    now: DateTime<Utc>,
    ends_at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into ticket_link (token_hash, ticket_id, person_id, made_at, ends_at) values ($1, $2, $3, $4, $5)",
        token_hash,
        ticket.0,
        person.0,
        now,
        ends_at
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn find(
    conn: &mut PgConnection,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<(Number, PersonId)>> {
    let row = sqlx::query!(
        r#"select t.number as "number: Number", l.person_id as "person: PersonId"
           from ticket_link l join ticket t on t.id = l.ticket_id
           where l.token_hash = $1 and l.ends_at > $2"#,
        token_hash,
        now
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| (row.number, row.person)))
}

pub async fn forget(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!("delete from ticket_link where ends_at <= $1", now)
        .execute(conn)
        .await?;
    Ok(())
}

/// Whoever may see it and has a phone that ends in these figures and an address: the reporter before their household.
pub async fn reader_by_phone(
    conn: &mut PgConnection,
    number: &Number,
    figures: &str,
    today: NaiveDate,
) -> Result<Option<(PersonId, String, Lang)>> {
    let row = sqlx::query!(
        r#"select p.id as "id: PersonId", p.email as "email!", p.language
           from ticket t
           join person p on p.id = t.reporter_id
             or p.id in (select o.person_id from occupancy o where o.unit_id = t.unit_id and (o.to_on is null or o.to_on > $3))
           where t.number = $1 and right(regexp_replace(p.phone, '[^0-9]', '', 'g'), 4) = $2
             and p.email is not null and owner_may_see(t, p.id, $3)
           order by (p.id = t.reporter_id) desc nulls last, p.id limit 1"#,
        number.as_str(),
        figures,
        today
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| {
        let language = Lang::from_code(&row.language).unwrap_or_default();
        (row.id, row.email, language)
    }))
}
