//! The same category at the same building, again and again.

use sqlx::PgConnection;

use super::db::{self, Counted};
use crate::error::Result;

/// How often something was reported from one building.
#[derive(Debug, Clone)]
pub struct Repeat {
    /// As the pick takes it.
    pub key: String,
    pub building: String,
    pub category: i64,
    pub n: i64,
}

/// The most often reported, from twice on; `counted` is what was filed, by [`Group::Repeat`](super::Group).
pub async fn top(
    conn: &mut PgConnection,
    counted: Vec<Counted>,
    most: usize,
) -> Result<Vec<Repeat>> {
    let top: Vec<(Counted, i64, i64)> = counted
        .into_iter()
        .filter(|c| c.n > 1)
        .filter_map(|c| {
            let (building, category) = c.key.split_once(':')?;
            let (building, category) = (building.parse().ok()?, category.parse().ok()?);
            Some((c, building, category))
        })
        .take(most)
        .collect();
    let ids: Vec<i64> = top.iter().map(|(_, building, _)| *building).collect();
    let names = db::buildings(conn, &ids).await?;
    Ok(top
        .into_iter()
        .map(|(counted, building, category)| Repeat {
            building: names.get(&building).cloned().unwrap_or_default(),
            key: counted.key,
            category,
            n: counted.n,
        })
        .collect())
}
