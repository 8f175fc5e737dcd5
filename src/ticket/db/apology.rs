use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::{
    error::Result,
    ids::{PromiseId, TicketId},
};

/// A promise that was broken.
pub struct Broken {
    pub metric: String,
    /// The instant that passed.
    pub due: DateTime<Utc>,
}

/// `None` when it was not broken, or somebody has apologised for it.
pub async fn breach_without_apology(
    conn: &mut PgConnection,
    ticket: TicketId,
    promise: PromiseId,
) -> Result<Option<Broken>> {
    let broken = sqlx::query_as!(
        Broken,
        r#"select metric, breached_at as "due!" from promise
           where id = $2 and ticket_id = $1 and breached_at is not null
             and not exists (select from event e where e.ticket_id = $1 and e.kind = 'Apologised'
                              and e.data -> 'promise' = to_jsonb($2::bigint))"#,
        ticket.0,
        promise.0,
    )
    .fetch_optional(conn)
    .await?;
    Ok(broken)
}
