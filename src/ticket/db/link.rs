use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::super::Number;
use crate::{
    error::Result,
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
