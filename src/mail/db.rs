use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use super::{Letter, Outgoing};
use crate::error::Result;

pub async fn insert_mailbox(
    db: impl PgExecutor<'_>,
    mail: &Outgoing,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into mailbox (message_id, to_address, subject, body, sent_at) values ($1, $2, $3, $4, $5)
         on conflict (message_id) do nothing",
        mail.message_id.to_string(),
        mail.to.as_str(),
        mail.subject(),
        mail.text,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn list_letters(
    conn: &mut PgConnection,
    to: Option<&str>,
    before: Option<i64>,
) -> Result<Vec<Letter>> {
    let letters = sqlx::query_as!(
        Letter,
        "select id, to_address, subject, body, sent_at from mailbox
         where ($1::text is null or to_address = $1) and ($2::bigint is null or id < $2)
         order by id desc limit 50",
        to,
        before,
    )
    .fetch_all(conn)
    .await?;
    Ok(letters)
}
