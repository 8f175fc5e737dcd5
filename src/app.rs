//! What every handler, job and sweep stands on; built once, cheap to clone.

use std::{ops::Deref, sync::Arc};

use sqlx::PgPool;

use crate::{clock::Clock, config::Config, db::Database};

#[derive(Clone)]
pub struct App(Arc<Inner>);

pub struct Inner {
    pub config: Config,
    pub clock: Clock,
    /// Pages and deeds of the web.
    pub pool: PgPool,
    /// Jobs and sweeps.
    pub worker_pool: PgPool,
    /// `/readyz` alone.
    pub health_pool: PgPool,
    /// How the database is reached; holds the private server while the app lives.
    pub database: Database,
}

impl App {
    /// Opens the database, brings its schema up to date and builds the app over it.
    pub async fn build(config: Config, clock: Clock) -> anyhow::Result<Self> {
        let database = Database::open(&config).await?;
        database.migrate().await?;
        Self::over(database, config, clock)
    }

    /// The app over a database that is ready. Every part is made here, for the product and for the tests.
    pub fn over(database: Database, config: Config, clock: Clock) -> anyhow::Result<Self> {
        Ok(Self(Arc::new(Inner {
            pool: database.web_pool(config.web_connections),
            worker_pool: database.worker_pool(config.worker_connections),
            health_pool: database.health_pool(),
            database,
            config,
            clock,
        })))
    }
}

impl Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}
