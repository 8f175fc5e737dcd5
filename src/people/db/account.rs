use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use crate::ids::PersonId;

#[derive(Debug, Clone)]
pub struct Account {
    pub person_id: PersonId,
    pub login: String,
    pub name: String,
    pub password_hash: Option<String>,
    pub totp_secret: Option<Vec<u8>>,
    pub disabled_at: Option<DateTime<Utc>>,
}

pub async fn find_by_login(db: impl PgExecutor<'_>, login: &str) -> sqlx::Result<Option<Account>> {
    sqlx::query_as!(
        Account,
        r#"select a.person_id as "person_id: PersonId", a.login, p.name, a.password_hash, a.totp_secret, a.disabled_at
           from staff_account a join person p on p.id = a.person_id where a.login = $1"#,
        login,
    )
    .fetch_optional(db)
    .await
}

pub async fn find(db: impl PgExecutor<'_>, person: PersonId) -> sqlx::Result<Option<Account>> {
    sqlx::query_as!(
        Account,
        r#"select a.person_id as "person_id: PersonId", a.login, p.name, a.password_hash, a.totp_secret, a.disabled_at
           from staff_account a join person p on p.id = a.person_id where a.person_id = $1"#,
        person.0,
    )
    .fetch_optional(db)
    .await
}

pub async fn find_by_link(
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Account>> {
    sqlx::query_as!(
        Account,
        r#"select a.person_id as "person_id: PersonId", a.login, p.name, a.password_hash, a.totp_secret, a.disabled_at
           from staff_account a join person p on p.id = a.person_id
           where a.setup_token_hash = $1 and a.setup_expires_at > $2 and a.disabled_at is null"#,
        token_hash,
        now,
    )
    .fetch_optional(db)
    .await
}

pub async fn invite(
    conn: &mut PgConnection,
    person: PersonId,
    login: &str,
    token_hash: &[u8],
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into staff_account (person_id, login, setup_token_hash, setup_expires_at, created_at)
         values ($1, $2, $3, $4, $5)
         on conflict (person_id) do update
         set login = excluded.login, setup_token_hash = excluded.setup_token_hash,
             setup_expires_at = excluded.setup_expires_at, password_hash = null, totp_secret = null,
             totp_confirmed_at = null, disabled_at = null",
        person.0,
        login,
        token_hash,
        expires_at,
        now,
    )
    .execute(conn)
    .await
    .map(drop)
}

/// `false` if the account was not waiting for it.
pub async fn set_up(
    conn: &mut PgConnection,
    person: PersonId,
    password_hash: &str,
    secret: &[u8],
    step: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update staff_account
         set password_hash = $2, totp_secret = $3, totp_last_step = $4, totp_confirmed_at = $5,
             setup_token_hash = null, setup_expires_at = null
         where person_id = $1 and setup_token_hash is not null",
        person.0,
        password_hash,
        secret,
        step,
        now,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// `false` if this step, or a later one, was used before.
pub async fn take_step(db: impl PgExecutor<'_>, person: PersonId, step: i64) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update staff_account set totp_last_step = $2 where person_id = $1 and totp_last_step < $2",
        person.0,
        step,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub async fn disable(
    conn: &mut PgConnection,
    person: PersonId,
    at: Option<DateTime<Utc>>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update staff_account set disabled_at = $2 where person_id = $1",
        person.0,
        at
    )
    .execute(conn)
    .await
    .map(drop)
}
