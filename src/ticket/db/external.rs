use sqlx::PgConnection;

use crate::{error::Result, ids::TicketId};

/// The ticket that another system knows by this number.
pub async fn by_external(
    conn: &mut PgConnection,
    source: &str,
    id: &str,
) -> Result<Option<TicketId>> {
    Ok(sqlx::query_scalar!(
        "select id from ticket where external_source = $1 and external_id = $2",
        source,
        id
    )
    .fetch_optional(conn)
    .await?
    .map(TicketId))
}
