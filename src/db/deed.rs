//! The deed runner: one deed, one transaction, in a task of its own.
//!
//! A request that is cancelled in the middle of `BEGIN` leaves a sqlx 0.9.0 pool connection inside a transaction, and the
//! next request silently runs in it (transact-rs/sqlx#4385). So the transaction runs in a spawned task that the request
//! only awaits: whoever stops waiting, the task commits or rolls back by itself.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::{PgConnection, Postgres, Transaction};

use crate::{
    app::App,
    error::{AppError, Result},
};

/// What a deed works with: its transaction and the one instant it happens at.
pub struct Deed {
    tx: Transaction<'static, Postgres>,
    /// When the deed happens; taken once.
    pub now: DateTime<Utc>,
    pub app: App,
}

impl Deed {
    /// The connection inside the transaction, for `db.rs` functions.
    pub fn conn(&mut self) -> &mut PgConnection {
        &mut self.tx
    }
}

const TRIES: u32 = 3;

/// What becomes of a transaction that went well.
#[derive(Clone, Copy)]
enum End {
    Commit,
    Rollback,
}

impl App {
    /// Runs `deed` in one transaction and commits if it returns `Ok`. A serialization failure or a deadlock is tried
    /// again from the start, so `deed` must be repeatable: it may clone what it captured, and must not touch the world
    /// outside the transaction.
    ///
    /// ```ignore
    /// app.deed(move |d| Box::pin({ let new = new.clone(); async move { file(d, new).await } })).await
    /// ```
    pub async fn deed<T, F>(&self, deed: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'d> Fn(&'d mut Deed) -> BoxFuture<'d, Result<T>> + Send + Sync + 'static,
    {
        self.deed_at(self.clock.now(), deed).await
    }

    /// The same with nothing of it left: what would happen.
    pub async fn rehearse<T, F>(&self, deed: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'d> Fn(&'d mut Deed) -> BoxFuture<'d, Result<T>> + Send + Sync + 'static,
    {
        self.run(self.clock.now(), End::Rollback, deed).await
    }

    /// The same at a given instant: imports and the demo's history happen in the past.
    pub async fn deed_at<T, F>(&self, now: DateTime<Utc>, deed: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'d> Fn(&'d mut Deed) -> BoxFuture<'d, Result<T>> + Send + Sync + 'static,
    {
        self.run(now, End::Commit, deed).await
    }

    async fn run<T, F>(&self, now: DateTime<Utc>, end: End, deed: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'d> Fn(&'d mut Deed) -> BoxFuture<'d, Result<T>> + Send + Sync + 'static,
    {
        let app = self.clone();
        let span = tracing::Span::current();
        let task = tokio::spawn(tracing::Instrument::instrument(
            async move {
                let mut tried = 0;
                loop {
                    tried += 1;
                    let mut d = Deed {
                        tx: app.pool.begin().await?,
                        now,
                        app: app.clone(),
                    };
                    let result = match (deed(&mut d).await, end) {
                        (Ok(value), End::Commit) => {
                            let committed = d.tx.commit().await;
                            app.tallies.forget();
                            committed.map(|()| value).map_err(AppError::from)
                        }
                        (result, _) => {
                            d.tx.rollback().await.ok();
                            result
                        }
                    };
                    match result {
                        Err(error) if tried < TRIES && is_transient(&error) => {
                            let pause = rand::random_range(5..40) * u64::from(tried);
                            tokio::time::sleep(std::time::Duration::from_millis(pause)).await;
                        }
                        result => return result,
                    }
                }
            },
            span,
        ));
        task.await?
    }
}

/// 40001 serialization failure, 40P01 deadlock: PostgreSQL's word for "try again".
fn is_transient(error: &AppError) -> bool {
    let AppError::Accident(cause) = error else {
        return false;
    };
    cause
        .chain()
        .filter_map(|e| e.downcast_ref::<sqlx::Error>())
        .filter_map(sqlx::Error::as_database_error)
        .filter_map(sqlx::error::DatabaseError::code)
        .any(|code| code == "40001" || code == "40P01")
}

/// What the database has against the values it was given, when it is not about itself: 22 data, 23 constraints, 54 too large, P0
/// raised by a trigger.
pub fn refused_values(error: &AppError) -> Option<&str> {
    let AppError::Accident(cause) = error else {
        return None;
    };
    let refused = cause
        .chain()
        .filter_map(|e| e.downcast_ref::<sqlx::Error>())
        .find_map(sqlx::Error::as_database_error)?;
    let code = refused.code()?;
    ["22", "23", "54", "P0"]
        .contains(&code.get(..2)?)
        .then(|| refused.message())
}

/// The name of the constraint a statement ran into, if that is what went wrong.
pub fn constraint_of(error: &sqlx::Error) -> Option<&str> {
    error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::constraint)
}

/// Whether a key is used for the first time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Once {
    First,
    /// It was used before; this was the answer.
    Again(String),
}

impl Deed {
    /// Claims an idempotency key with the answer a repetition shall get. Two posts of one key at the same time: the second waits
    /// here for the first to end. The same key with another body is refused.
    pub async fn once(
        &mut self,
        key: uuid::Uuid,
        person: Option<crate::ids::PersonId>,
        body_hash: &[u8],
        answer: &str,
    ) -> Result<Once> {
        let now = self.now;
        if super::once::claim(self.conn(), key, person, body_hash, answer, now).await? {
            return Ok(Once::First);
        }
        let before = super::once::find(self.conn(), key).await?;
        if before.person != person || before.body_hash != body_hash {
            return Err(AppError::Refused(crate::i18n::Message::new(
                "web-key-used-otherwise",
            )));
        }
        Ok(Once::Again(before.answer))
    }

    /// What a key was answered with, if this person used it before; claims nothing.
    pub async fn answered(
        &mut self,
        key: uuid::Uuid,
        person: Option<crate::ids::PersonId>,
    ) -> Result<Option<String>> {
        let before = super::once::find_used(self.conn(), key).await?;
        Ok(before
            .filter(|before| before.person == person)
            .map(|before| before.answer))
    }

    /// Changes the answer of a key this deed claimed.
    pub async fn answer(&mut self, key: uuid::Uuid, answer: &str) -> Result<()> {
        super::once::answer(self.conn(), key, answer).await
    }
}
