//! Connections for what only reads and never begins a transaction: there is nothing that a request cut short could leave open.
//! So one is ready as it lies there, and is asked only twice a second whether it still lives, where sqlx's own pool asks after
//! every use: a round trip on each page, and with 0.9.0 a place lost for good if that answer never comes (transact-rs/sqlx#4349).

use std::{
    fmt,
    ops::{Deref, DerefMut},
    time::{Duration, Instant},
};

use deadpool::{
    Runtime,
    managed::{Manager, Metrics, Object, Pool, PoolError, QueueMode, RecycleError, RecycleResult},
};
use sqlx::{ConnectOptions, Connection, PgConnection, postgres::PgConnectOptions};

/// How long a connection is taken to live without being asked.
const TRUSTED_FOR: Duration = Duration::from_millis(500);
/// So that a server's memory for a connection does not grow for ever.
const LIVES_FOR: Duration = Duration::from_secs(30 * 60);
/// As for the other pools: whoever gets none by then is asked to come back.
const WAITS_FOR: Duration = Duration::from_secs(2);

/// Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Readers(Pool<Opener>);

impl Readers {
    /// Nothing is opened before it is asked for.
    pub(super) fn new(connections: u32, to: PgConnectOptions) -> anyhow::Result<Self> {
        // the one that rested longest: a statement whose reader went away may still run on the one used last
        let pool = Pool::builder(Opener(to))
            .max_size(usize::try_from(connections)?)
            .queue_mode(QueueMode::Fifo)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(WAITS_FOR))
            .create_timeout(Some(WAITS_FOR))
            .recycle_timeout(Some(WAITS_FOR));
        Ok(Self(pool.build()?))
    }

    pub async fn acquire(&self) -> sqlx::Result<ReadConn> {
        let found = self.0.get().await;
        found.map(ReadConn).map_err(|error| match error {
            PoolError::Backend(error) => error,
            PoolError::Closed => sqlx::Error::PoolClosed,
            _ => sqlx::Error::PoolTimedOut,
        })
    }

    pub fn close(&self) {
        self.0.close();
    }
}

impl fmt::Debug for Readers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Readers")
    }
}

/// One of them, back among the others when it is dropped.
pub struct ReadConn(Object<Opener>);

impl Deref for ReadConn {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.0.conn
    }
}

impl DerefMut for ReadConn {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.0.conn
    }
}

struct Opener(PgConnectOptions);

struct Opened {
    conn: PgConnection,
    asked_at: Instant,
}

impl Manager for Opener {
    type Type = Opened;
    type Error = sqlx::Error;

    async fn create(&self) -> sqlx::Result<Opened> {
        Ok(Opened {
            conn: self.0.connect().await?,
            asked_at: Instant::now(),
        })
    }

    async fn recycle(&self, opened: &mut Opened, metrics: &Metrics) -> RecycleResult<sqlx::Error> {
        if metrics.age() > LIVES_FOR {
            return Err(RecycleError::message("old enough"));
        }
        if opened.asked_at.elapsed() > TRUSTED_FOR {
            opened.conn.ping().await?;
            opened.asked_at = Instant::now();
        }
        Ok(())
    }
}
