//! What a ticket can be about: categories per kind, who is responsible and why, dangers, self-help.
//!
//! The content is `data/catalog.toml`, upserted by kind and slug whenever the schema is brought up to date, so that a new
//! version of the product brings its new tiles; a slug that left the file is retired, never deleted. Pages and deeds read
//! it from memory: `app.catalog.catalog(conn)`.

mod cache;
mod data;
mod db;
mod model;

use std::sync::Arc;

use sqlx::PgConnection;

use crate::{error::Result, ids::CategoryId};

pub use cache::{Catalog, CatalogCache};
pub use db::all;
pub use model::{Category, Danger, Kind, Responsible, Season, Urgency};

/// Brings the table in line with the file. Repeatable.
pub async fn seed(conn: &mut PgConnection) -> Result<()> {
    let list = data::shipped()?;
    db::upsert(conn, &list).await?;
    let kinds: Vec<_> = list
        .iter()
        .map(|category| category.kind.to_string())
        .collect();
    let slugs: Vec<_> = list.into_iter().map(|category| category.slug).collect();
    db::retire_others(conn, &kinds, &slugs).await
}

/// Every kind and slug of the shipped file, for checks that need no database.
pub fn shipped_names() -> Vec<(Kind, String)> {
    data::shipped()
        .map(|list| {
            list.into_iter()
                .map(|category| (category.kind, category.slug))
                .collect()
        })
        .unwrap_or_default()
}

pub async fn find(
    cache: &CatalogCache,
    conn: &mut PgConnection,
    kind: Kind,
    slug: &str,
) -> Result<Option<Arc<Category>>> {
    Ok(cache.catalog(conn).await?.find(kind, slug).cloned())
}

/// The category of a ticket, which may have none.
pub async fn by_id(
    cache: &CatalogCache,
    conn: &mut PgConnection,
    id: Option<CategoryId>,
) -> Result<Option<Arc<Category>>> {
    let Some(id) = id else { return Ok(None) };
    if let Some(known) = cache.catalog(&mut *conn).await?.by_id(id) {
        return Ok(Some(known.clone()));
    }
    // it came with a release that another process already is of
    cache.forget();
    Ok(cache.catalog(conn).await?.by_id(id).cloned())
}
