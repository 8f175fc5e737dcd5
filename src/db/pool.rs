//! How the application's connections behave: limits, role, and the guard against poisoned connections.

use std::time::Duration;

use sqlx::{
    Executor,
    postgres::{PgConnectOptions, PgPoolOptions},
};

/// Name and value of startup options.
type Limits = &'static [(&'static str, &'static str)];

/// A page's statements are planned once for each connection, whoever looks: a list joins six tables and the ticket has two
/// dozen indexes, so that planning one anew took twenty times as long as reading its page. What narrows a list is therefore
/// written into the statement; a condition that is only sometimes there must not be a parameter.
pub const PAGE: Limits = &[
    ("statement_timeout", "5s"),
    ("lock_timeout", "2s"),
    ("idle_in_transaction_session_timeout", "10s"),
    ("plan_cache_mode", "force_generic_plan"),
];
pub const WORK: Limits = &[
    ("statement_timeout", "60s"),
    ("lock_timeout", "2s"),
    ("idle_in_transaction_session_timeout", "10s"),
];
pub const HEALTH: Limits = &[("statement_timeout", "1s")];
pub const LISTEN: Limits = &[("tcp_keepalives_idle", "30")];

/// The owner's address, entered as the role that cannot change events. `client_min_messages` keeps the warning of the
/// harmless ROLLBACK below off the wire.
pub fn app(owner: &PgConnectOptions, limits: Limits) -> PgConnectOptions {
    owner
        .clone()
        .options([("role", "ventanilla_app"), ("client_min_messages", "error")])
        .options(limits.iter().copied())
}

/// With sqlx 0.9.0 a request cancelled during `BEGIN` leaves its connection inside a transaction
/// (transact-rs/sqlx#4385). A ROLLBACK before each use costs the same round trip as the usual ping.
pub fn options(connections: u32) -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(2))
        .test_before_acquire(false)
        .before_acquire(|conn, _| {
            Box::pin(async move { conn.execute("rollback").await.map(|_| true) })
        })
}

pub fn health() -> PgPoolOptions {
    options(1).acquire_timeout(Duration::from_secs(1))
}

/// Kept for the life of the process.
pub fn dedicated() -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(1)
        .max_lifetime(None)
        .idle_timeout(None)
}
