use std::collections::HashMap;

use sqlx::PgConnection;

use crate::error::Result;

pub async fn people(conn: &mut PgConnection, ids: &[i64]) -> Result<HashMap<i64, String>> {
    let rows = sqlx::query!(
        "select id, name from person where id = any ($1) limit 1000",
        ids
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

pub async fn buildings(conn: &mut PgConnection, ids: &[i64]) -> Result<HashMap<i64, String>> {
    let rows = sqlx::query!(
        "select id, name from building where id = any ($1) limit 1000",
        ids
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
