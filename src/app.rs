//! What every handler, job and sweep stands on; built once, cheap to clone.

use std::{ops::Deref, sync::Arc};

use sqlx::PgPool;

use crate::{clock::Clock, config::Config};

#[derive(Clone)]
pub struct App(Arc<Inner>);

pub struct Inner {
    pub config: Config,
    pub clock: Clock,
    /// Pages and deeds of the web.
    pub pool: PgPool,
}

impl App {
    pub fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }
}

impl Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}
