//! A new colleague chooses a password and links the app that makes their codes. Nothing is stored before both are done,
//! and the link is good until then.

use askama::Template;
use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use uuid::Uuid;

use super::{Step, prove, wrong};
use crate::{
    app::App,
    error::{AppError, Audience, FieldErrors, Result},
    i18n::Message,
    people::{
        account::{self, Account},
        password::{NewPassword, SHORTEST},
        session,
        totp::Secret,
    },
    web::{Fields, Form, Frame, Path, Qr, Reader, Redirect, drawn},
};

/// The link was opened in this browser.
#[derive(Clone, Serialize, Deserialize)]
struct Setup {
    token_hash: Vec<u8>,
    password_hash: Option<String>,
    secret: Secret,
}

impl Step for Setup {
    const KEY: &str = "setup";
}

impl Setup {
    /// The step and whose account it is; a link that is no longer good is a page that is not there.
    async fn load(app: &App, session: &Session) -> Result<(Self, Account)> {
        let setup = Self::of(session).await?.ok_or(AppError::NotFound)?;
        let account = account::of_link(app, &setup.token_hash)
            .await?
            .ok_or(AppError::NotFound)?;
        Ok((setup, account))
    }
}

#[derive(Template)]
#[template(path = "people/setup.html")]
struct PasswordPage {
    frame: Frame,
    errors: FieldErrors,
    key: Uuid,
    login: String,
    shortest: usize,
}

#[derive(Template)]
#[template(path = "people/setup_code.html")]
struct CodePage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
    secret: String,
    link: String,
    qr: Qr,
}

/// GET /staff/setup/{token}: the token leaves the address at once.
pub async fn open(
    State(app): State<App>,
    session: Session,
    Path(token): Path<String>,
) -> Result<Redirect> {
    let token_hash = account::token_hash(&token);
    account::of_link(&app, &token_hash)
        .await?
        .ok_or(AppError::NotFound)?;
    Setup {
        token_hash,
        password_hash: None,
        secret: Secret::random(),
    }
    .keep(&session)
    .await?;
    Ok(Redirect::to("/staff/setup"))
}

/// GET /staff/setup
pub async fn show(State(app): State<App>, reader: Reader, session: Session) -> Result<Response> {
    let (_, account) = Setup::load(&app, &session).await?;
    Ok(password_page(&app, reader, account, FieldErrors::default()))
}

/// POST /staff/setup
pub async fn choose(
    State(app): State<App>,
    reader: Reader,
    session: Session,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let (mut setup, account) = Setup::load(&app, &session).await?;
    let (typed, again) = (fields.raw("password"), fields.raw("again"));
    let mut errors = FieldErrors::default();
    match NewPassword::parse(typed, &[&account.login, &account.name, "ventanilla"]) {
        Ok(_) if typed != again => errors.push("again", Message::new("people-password-differs")),
        Ok(password) => {
            setup.password_hash = Some(password.hash().await?);
            setup.keep(&session).await?;
            return Ok(Redirect::to("/staff/setup/code").into_response());
        }
        Err(message) => errors.push("password", message),
    }
    Ok(password_page(&app, reader, account, errors))
}

/// GET /staff/setup/code
pub async fn show_code(
    State(app): State<App>,
    reader: Reader,
    session: Session,
) -> Result<Response> {
    let (setup, account) = Setup::load(&app, &session).await?;
    if setup.password_hash.is_none() {
        return Ok(Redirect::to("/staff/setup").into_response());
    }
    let errors = FieldErrors::default();
    code_page(&app, reader, &setup, &account, errors)
}

/// POST /staff/setup/code
pub async fn finish(
    State(app): State<App>,
    reader: Reader,
    session: Session,
    headers: HeaderMap,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let (setup, account) = Setup::load(&app, &session).await?;
    let Some(password_hash) = setup.password_hash.clone() else {
        return Ok(Redirect::to("/staff/setup").into_response());
    };
    let Some(step) = setup.secret.step_of(fields.get("code"), app.clock.now())? else {
        let errors = wrong("code", "people-totp-wrong");
        return code_page(&app, reader, &setup, &account, errors);
    };
    if !account::finish_set_up(&app, setup.token_hash, password_hash, setup.secret, step).await? {
        return Err(AppError::NotFound);
    }
    session::begin(&session, account.person_id, Audience::Staff, &headers).await?;
    prove::given(&session, app.clock.now()).await?;
    Ok(Redirect::to("/staff")
        .saying(Message::new("people-setup-done"))
        .into_response())
}

fn password_page(app: &App, reader: Reader, account: Account, errors: FieldErrors) -> Response {
    let frame = Frame::public(app, reader)
        .title("people-setup-title")
        .wrong_if(&errors);
    drawn(
        !errors.is_empty(),
        PasswordPage {
            frame,
            errors,
            key: Uuid::new_v4(),
            login: account.login,
            shortest: SHORTEST,
        },
    )
}

fn code_page(
    app: &App,
    reader: Reader,
    setup: &Setup,
    account: &Account,
    errors: FieldErrors,
) -> Result<Response> {
    let frame = Frame::public(app, reader)
        .title("people-setup-code-title")
        .back("/staff/setup", "people-setup-back")
        .wrong_if(&errors);
    let link = setup.secret.link(&account.login)?;
    Ok(drawn(
        !errors.is_empty(),
        CodePage {
            frame,
            fields: Fields::default(),
            errors,
            key: Uuid::new_v4(),
            secret: setup.secret.in_words()?,
            qr: Qr::of(&link)?,
            link,
        },
    ))
}
