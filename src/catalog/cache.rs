//! The catalogue in memory: a hundred rows that every page of a form and every filing reads.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use sqlx::PgConnection;

use super::{
    db,
    model::{Category, Kind},
};
use crate::{db::Readers, error::Result, ids::CategoryId};

/// The catalogue changes with a release or by an administrator's hand; other processes may see that a minute later.
const TRUSTED_FOR: Duration = Duration::from_secs(60);

/// Cheap to clone; all clones are one.
#[derive(Debug, Clone, Default)]
pub struct CatalogCache(Arc<RwLock<Option<Read>>>);

/// What was read, and when.
type Read = (Arc<Catalog>, Instant);

impl CatalogCache {
    pub async fn catalog(&self, conn: &mut PgConnection) -> Result<Arc<Catalog>> {
        if let Some(catalog) = self.kept() {
            return Ok(catalog);
        }
        let read_at = Instant::now();
        let catalog = Arc::new(Catalog::new(db::all(conn).await?));
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((catalog.clone(), read_at));
        Ok(catalog)
    }

    /// The same for whoever has no connection: one is taken only to read.
    pub async fn catalog_by(&self, readers: &Readers) -> Result<Arc<Catalog>> {
        match self.kept() {
            Some(catalog) => Ok(catalog),
            None => self.catalog(&mut *readers.acquire().await?).await,
        }
    }

    fn kept(&self) -> Option<Arc<Catalog>> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (catalog, read_at) = kept.as_ref()?;
        (read_at.elapsed() < TRUSTED_FOR).then(|| catalog.clone())
    }

    /// To be called after the commit of a change.
    pub fn forget(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Every category, retired ones too, in the order of tiles.
#[derive(Debug, Default)]
pub struct Catalog(Vec<Arc<Category>>);

impl Catalog {
    pub fn new(list: Vec<Category>) -> Self {
        Self(list.into_iter().map(Arc::new).collect())
    }

    pub fn iter(&self) -> impl Iterator<Item = &Arc<Category>> {
        self.0.iter()
    }

    pub fn by_id(&self, id: CategoryId) -> Option<&Arc<Category>> {
        self.0.iter().find(|category| category.id == id)
    }

    /// By kind and slug; a retired one too.
    pub fn find(&self, kind: Kind, slug: &str) -> Option<&Arc<Category>> {
        self.0
            .iter()
            .find(|category| category.kind == kind && category.slug == slug)
    }

    /// The tiles of a kind's first page.
    pub fn top(&self, kind: Kind) -> impl Iterator<Item = &Arc<Category>> {
        self.0.iter().filter(move |category| {
            category.kind == kind && category.parent_slug.is_none() && !category.retired
        })
    }

    /// The tiles below one.
    pub fn below(&self, parent: &Category) -> impl Iterator<Item = &Arc<Category>> {
        self.0.iter().filter(move |category| {
            category.kind == parent.kind
                && category.parent_slug.as_deref() == Some(&parent.slug)
                && !category.retired
        })
    }

    pub fn parent(&self, of: &Category) -> Option<&Arc<Category>> {
        self.find(of.kind, of.parent_slug.as_deref()?)
    }
}
