//! Brings the schema up to date, and says in plain words why a database cannot be used.

use std::time::Duration;

use sqlx::{
    ConnectOptions, Connection, PgConnection,
    migrate::{MigrateError, Migrator},
};

use super::Database;

pub static MIGRATOR: Migrator = sqlx::migrate!();

/// Why the database cannot be used, as a sentence for the operator.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    #[error(
        "cannot reach the database: {0}. Check DATABASE_URL and that the server runs; without DATABASE_URL, Ventanilla \
         starts a private server of its own"
    )]
    Unreachable(sqlx::Error),
    #[error("the PostgreSQL server is version {found}; Ventanilla needs 15 or later")]
    TooOld { found: String },
    #[error(
        "the database user `{user}` may not make the role the application works under. As a PostgreSQL administrator run: \
         create role ventanilla_app nologin; grant ventanilla_app to \"{user}\" with admin option;"
    )]
    NoRole { user: String },
    #[error(
        "the database user `{user}` may not create tables in `{database}`. As a PostgreSQL administrator run: \
         alter database \"{database}\" owner to \"{user}\";"
    )]
    NotOwner { user: String, database: String },
    #[error(
        "the database was made by a newer Ventanilla (migration {0} is unknown here). Use that version or a later one"
    )]
    FromTheFuture(i64),
    #[error("migrating the database failed: {0}")]
    Failed(MigrateError),
}

/// What the checks before a migration need to know, in one round trip.
struct Standing {
    version_number: i32,
    version: String,
    user: String,
    database: String,
    may_have_role: bool,
    may_create: bool,
}

/// A lock that another starting process holds is waited for this often, two seconds each.
const LOCK_TRIES: u32 = 60;

impl Database {
    /// Checks that the server will do, then applies what is missing, as the owner. Several processes may do so at once.
    pub async fn migrate(&self) -> Result<(), Unfit> {
        // A migration must not stand in a queue before which all pages stand: it gives up after two seconds and tries again.
        let options = self
            .owner()
            .options([("lock_timeout", "2s"), ("client_min_messages", "warning")])
            .disable_statement_logging();
        let mut conn = connect(&options).await?;
        check(&standing(&mut conn).await.map_err(Unfit::Unreachable)?)?;
        let mut tries = 0;
        loop {
            tries += 1;
            match MIGRATOR.run(&mut conn).await {
                Ok(()) => break,
                Err(error) if tries < LOCK_TRIES && waits_for_lock(&error) => {
                    // The failed attempt may have left its advisory lock or an open transaction: a new connection has neither.
                    conn.close().await.ok();
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    conn = connect(&options).await?;
                }
                Err(MigrateError::VersionMissing(version)) => {
                    return Err(Unfit::FromTheFuture(version));
                }
                Err(error) => return Err(Unfit::Failed(error)),
            }
        }
        conn.close().await.ok();
        Ok(())
    }
}

async fn connect(options: &sqlx::postgres::PgConnectOptions) -> Result<PgConnection, Unfit> {
    options.connect().await.map_err(Unfit::Unreachable)
}

async fn standing(conn: &mut PgConnection) -> sqlx::Result<Standing> {
    sqlx::query_as!(
        Standing,
        r#"
        select current_setting('server_version_num')::int as "version_number!",
               current_setting('server_version') as "version!",
               current_user::text as "user!",
               current_database()::text as "database!",
               (me.rolsuper or me.rolcreaterole
                or coalesce(pg_has_role(current_user, app.oid, 'member with admin option'), false)) as "may_have_role!",
               has_schema_privilege('public', 'create') as "may_create!"
        from pg_roles me
        left join pg_roles app on app.rolname = 'ventanilla_app'
        where me.rolname = current_user
        "#
    )
    .fetch_one(conn)
    .await
}

fn check(standing: &Standing) -> Result<(), Unfit> {
    let Standing {
        version,
        user,
        database,
        ..
    } = standing;
    if standing.version_number < 150_000 {
        return Err(Unfit::TooOld {
            found: version.clone(),
        });
    }
    if !standing.may_have_role {
        return Err(Unfit::NoRole { user: user.clone() });
    }
    if !standing.may_create {
        return Err(Unfit::NotOwner {
            user: user.clone(),
            database: database.clone(),
        });
    }
    Ok(())
}

/// 55P03: `lock_timeout` ran out.
fn waits_for_lock(error: &MigrateError) -> bool {
    let (MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _)) = error else {
        return false;
    };
    cause
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code)
        .is_some_and(|code| code == "55P03")
}
