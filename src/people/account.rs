//! Staff accounts: made and reset by an administrator, set up by their owner with a link that is good once. Nobody ever
//! knows another's password, and an account that is not wholly set up cannot be signed in to.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use super::{
    db::{account as db, session},
    password,
    totp::Secret,
};
use crate::{
    app::App,
    db::constraint_of,
    error::{AppError, Result},
    i18n::Message,
    ids::PersonId,
    web::{ClientIp, rate::Rate},
};

pub use super::db::account::Account;

/// How long a set-up link is good.
pub const LINK_LIFE: TimeDelta = TimeDelta::hours(72);

/// Wrong tries from one place. Right ones do not count: an office shares its address.
pub(super) const PER_PLACE: Rate = Rate::new("sign-in", 5, TimeDelta::minutes(1));
/// Tries at one account; past these each waits longer, but nobody is locked out.
const PER_ACCOUNT: Rate = Rate::new("account", 10, TimeDelta::minutes(15));
/// Tries at the second factor, by somebody who has the password. This one does lock, for a while.
const PER_SECOND_FACTOR: Rate = Rate::new("totp", 10, TimeDelta::minutes(15));

/// The one-time part of a set-up link; only its hash is kept.
#[derive(Debug, Clone)]
pub struct SetupToken(String);

impl SetupToken {
    fn new() -> Self {
        Self(hex::encode(rand::random::<[u8; 20]>()))
    }

    /// The path to send: `/staff/setup/…`.
    pub fn path(&self) -> String {
        format!("/staff/setup/{}", self.0)
    }
}

pub(super) fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

/// A login as stored: lower case, at most 60 letters, figures, dots, dashes.
pub fn parse_login(typed: &str) -> Result<String, Message> {
    let login = typed.trim().to_lowercase();
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
    if login.is_empty() || login.len() > 60 || !login.chars().all(fits) {
        return Err(Message::new("people-login-form"));
    }
    Ok(login)
}

/// Makes an account for this person, or sets theirs back: password and second factor are gone, sessions end, and the link
/// starts anew.
pub async fn invite(
    conn: &mut PgConnection,
    person: PersonId,
    login: &str,
    now: DateTime<Utc>,
) -> Result<SetupToken> {
    let token = SetupToken::new();
    db::invite(
        conn,
        person,
        login,
        &token_hash(&token.0),
        now + LINK_LIFE,
        now,
    )
    .await
    .map_err(|error| match constraint_of(&error) {
        Some("staff_account_login_key") => AppError::Refused(Message::new("people-login-taken")),
        _ => error.into(),
    })?;
    session::delete_all(conn, person, None).await?;
    Ok(token)
}

/// Whose login this is, also of an account that is switched off.
pub async fn person_of_login(conn: &mut PgConnection, login: &str) -> Result<Option<PersonId>> {
    let account = db::find_by_login(conn, &login.to_lowercase()).await?;
    Ok(account.map(|account| account.person_id))
}

pub(super) async fn login_of(app: &App, person: PersonId) -> Result<String> {
    let account = db::find(&app.pool, person).await?;
    account
        .map(|account| account.login)
        .ok_or(AppError::NotFound)
}

/// Ends every session of somebody, on either side of the counter.
pub async fn sign_out(conn: &mut PgConnection, person: PersonId) -> Result<()> {
    Ok(session::delete_all(conn, person, None).await?)
}

/// Switches an account off; its sessions end with the next click.
pub async fn disable(conn: &mut PgConnection, person: PersonId, now: DateTime<Utc>) -> Result<()> {
    db::disable(conn, person, Some(now)).await?;
    Ok(session::delete_all(conn, person, None).await?)
}

pub async fn enable(conn: &mut PgConnection, person: PersonId) -> Result<()> {
    Ok(db::disable(conn, person, None).await?)
}

/// An account wholly set up from the start: for seeds and tests. Real people set up their own.
pub async fn install(
    conn: &mut PgConnection,
    person: PersonId,
    login: &str,
    password_hash: &str,
    secret: &Secret,
    now: DateTime<Utc>,
) -> Result<()> {
    invite(conn, person, login, now).await?;
    db::set_up(conn, person, password_hash, secret.as_bytes(), 0, now).await?;
    Ok(())
}

/// First step: login and password. `None` is wrong, whatever of it was.
pub async fn check_password(
    app: &App,
    login: &str,
    typed: &str,
    from: ClientIp,
) -> Result<Option<Account>> {
    let now = app.clock.now();
    PER_PLACE.hit(&app.pool, from.place(), now).await?;
    let login = login.trim().to_lowercase();
    let whose = hex::encode(&Sha256::digest(&login)[..12]);
    let tries = PER_ACCOUNT.count(&app.pool, &whose, now).await?;
    slow_down(tries - PER_ACCOUNT.most).await;
    let account = db::find_by_login(&app.pool, &login).await?;
    let usable = account.filter(|account| account.disabled_at.is_none());
    let hash = usable
        .as_ref()
        .and_then(|account| account.password_hash.as_deref());
    if !password::is_right(typed, hash).await? {
        tracing::warn!(account = whose, "sign-in refused: password");
        return Ok(None);
    }
    PER_PLACE.give_back(&app.pool, from.place(), now).await?;
    PER_ACCOUNT.give_back(&app.pool, &whose, now).await?;
    Ok(usable)
}

/// Grows from a second to eight. A person notices little, a machine a lot.
async fn slow_down(over: i32) {
    if let Ok(over @ 1..) = u32::try_from(over) {
        let seconds = 2_u64.pow((over - 1).min(3));
        tokio::time::sleep(std::time::Duration::from_secs(seconds)).await;
    }
}

/// Second step: a code from the app, once.
pub async fn check_second_factor(app: &App, person: PersonId, typed: &str) -> Result<bool> {
    let now = app.clock.now();
    PER_SECOND_FACTOR.hit(&app.pool, person, now).await?;
    let Some(account) = db::find(&app.pool, person)
        .await?
        .filter(|a| a.disabled_at.is_none())
    else {
        return Ok(false);
    };
    let Some(secret) = account.totp_secret.map(Secret::from_bytes) else {
        return Ok(false);
    };
    // the update is the lock: of two with one code, one finds the step taken
    let is_right = match secret.step_of(typed, now)? {
        Some(step) => db::take_step(&app.pool, person, step).await?,
        None => false,
    };
    if is_right {
        PER_SECOND_FACTOR.give_back(&app.pool, person, now).await?;
    } else {
        tracing::warn!(%person, "sign-in refused: second factor");
    }
    Ok(is_right)
}

/// Whose set-up link this is, while it is good.
pub async fn of_link(app: &App, token_hash: &[u8]) -> Result<Option<Account>> {
    Ok(db::find_by_link(&app.pool, token_hash, app.clock.now()).await?)
}

/// Finishes the set-up: password and second factor together, the link used up. `false` if it was no longer good.
pub async fn finish_set_up(
    app: &App,
    token_hash: Vec<u8>,
    password_hash: String,
    secret: Secret,
    step: i64,
) -> Result<bool> {
    app.deed(move |d| {
        let (token_hash, password_hash, secret) =
            (token_hash.clone(), password_hash.clone(), secret.clone());
        Box::pin(async move {
            let now = d.now;
            let Some(account) = db::find_by_link(d.conn(), &token_hash, now).await? else {
                return Ok(false);
            };
            Ok(db::set_up(
                d.conn(),
                account.person_id,
                &password_hash,
                secret.as_bytes(),
                step,
                now,
            )
            .await?)
        })
    })
    .await
}
