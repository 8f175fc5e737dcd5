//! Sessions that have ended and are not forgotten yet.

use sqlx::PgExecutor;

use crate::{
    error::{Audience, Result},
    ids::PersonId,
};

/// Whose session this was, on this side of the counter.
pub async fn holder(
    db: impl PgExecutor<'_>,
    id_hash: &[u8],
    audience: Audience,
) -> Result<Option<PersonId>> {
    let person = sqlx::query_scalar!(
        "select person_id from session where id_hash = $1 and audience = $2",
        id_hash,
        audience.as_str()
    )
    .fetch_optional(db)
    .await?;
    Ok(person.flatten().map(PersonId))
}
