//! One connection for a page: the one that its session was read on goes on to the handler, which takes [`Conn`]. Taking one
//! from the pool and giving it back each cost a round trip to the database.

use std::{
    ops::{Deref, DerefMut},
    sync::{Arc, Mutex, PoisonError},
};

use axum::{extract::FromRequestParts, http::request::Parts};
use sqlx::PgConnection;

use crate::{
    app::App,
    db::ReadConn,
    error::{AppError, Result},
};

tokio::task_local! {
    static LENT: Lent;
}

/// A connection on its way from the session's store to the handler. It goes back to the pool with the request's extensions, so
/// before the body of a handler that does not take it.
#[derive(Clone, Default)]
pub struct Lent(Arc<Mutex<Option<ReadConn>>>);

impl Lent {
    /// What `reading` lends is kept here.
    pub async fn during<F: Future>(&self, reading: F) -> F::Output {
        LENT.scope(self.clone(), reading).await
    }

    fn take(&self) -> Option<ReadConn> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Whether a page waits for the connection that its session is read on.
pub fn is_for_page() -> bool {
    LENT.try_with(|_| ()).is_ok()
}

/// Hands a connection on; where nobody waits for one it goes back to the pool.
pub fn lend(conn: ReadConn) {
    // outside of a request nobody waits
    LENT.try_with(|lent| *lent.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(conn))
        .ok();
}

/// A page's connection, for single statements: no transaction begins on it (`db::Readers`). To be dropped before anything
/// that may take another from the pool.
pub struct Conn(ReadConn);

impl Conn {
    pub async fn of(app: &App) -> Result<Self> {
        Ok(Self(app.readers.acquire().await?))
    }
}

impl Deref for Conn {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.0
    }
}

impl DerefMut for Conn {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.0
    }
}

impl FromRequestParts<App> for Conn {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        match parts
            .extensions
            .remove::<Lent>()
            .and_then(|lent| lent.take())
        {
            Some(conn) => Ok(Self(conn)),
            None => Self::of(app).await,
        }
    }
}
