//! Pools, migrations, the private PostgreSQL, the deed runner.
//!
//! Two roles: the *owner* (whoever `DATABASE_URL` names) migrates; everything else works as `ventanilla_app`, chosen by a
//! startup option, which may add events but neither change nor delete them.

mod deed;
mod memo;
mod migrate;
pub mod once;
mod pool;
pub mod private;
mod readers;

pub use deed::{Deed, Once, constraint_of, refused_values};
pub use memo::Memo;
pub use migrate::{MIGRATOR, Unfit};
pub use readers::{ReadConn, Readers};

use std::str::FromStr;

use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgListener},
};

use crate::config::Config;

/// The database in use and how to reach it.
#[derive(Debug)]
pub struct Database {
    owner: PgConnectOptions,
    /// The private server runs while this lives.
    _share: Option<private::Share>,
}

impl Database {
    /// The server named by `DATABASE_URL`, else the private one in the data folder.
    pub async fn open(config: &Config) -> anyhow::Result<Self> {
        if let Some(url) = &config.database_url {
            return Ok(Self::at(PgConnectOptions::from_str(url.reveal())?));
        }
        let wish = private::Wish::in_data(config)?;
        let share = tokio::task::spawn_blocking(|| private::Share::take(wish)).await??;
        Ok(Self {
            _share: Some(share.clone()),
            ..Self::at(share.owner())
        })
    }

    /// A database reached as its owner.
    pub fn at(owner: PgConnectOptions) -> Self {
        Self {
            owner: owner.application_name("ventanilla"),
            _share: None,
        }
    }

    /// Connections as the owner: for migrations and tests, never for pages or jobs.
    pub fn owner(&self) -> PgConnectOptions {
        self.owner.clone()
    }

    /// The session of a request and the page it asks for: single statements, never a transaction.
    pub fn readers(&self, connections: u32) -> anyhow::Result<Readers> {
        Readers::new(connections, pool::app(&self.owner, pool::PAGE))
    }

    /// Deeds, and whatever else the web asks.
    pub fn web_pool(&self, connections: u32) -> PgPool {
        pool::options(connections).connect_lazy_with(pool::app(&self.owner, pool::PAGE))
    }

    /// Jobs, sweeps and exports, which may take longer.
    pub fn worker_pool(&self, connections: u32) -> PgPool {
        pool::options(connections).connect_lazy_with(pool::app(&self.owner, pool::WORK))
    }

    /// One connection for `/readyz`: a busy web pool must not make a load balancer kill the process.
    pub fn health_pool(&self) -> PgPool {
        pool::health().connect_lazy_with(pool::app(&self.owner, pool::HEALTH))
    }

    /// A connection of its own that hears notifications; it comes back by itself after a loss, but what was sent
    /// meanwhile is lost, so a poll must stand beside it.
    pub async fn listener(&self) -> sqlx::Result<PgListener> {
        let pool = pool::dedicated().connect_lazy_with(pool::app(&self.owner, pool::LISTEN));
        PgListener::connect_with(&pool).await
    }
}
