//! The company's people sign in with a password and a code from an app.

use askama::Template;
use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use uuid::Uuid;

use super::{Step, landing, next, prove, too_many, wrong};
use crate::{
    app::App,
    error::{Audience, FieldErrors, Result},
    i18n::Message,
    ids::PersonId,
    people::{SignedIn, Staff, account, session},
    web::{ClientIp, Fields, Form, Frame, Nav, Reader, Redirect, Viewer, drawn, flash::Flash},
};

const START: &str = "/staff";

/// The password was right in this browser.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Half {
    person: PersonId,
    next: Option<String>,
    tries: u32,
}

impl Step for Half {
    const KEY: &str = "half";
}

/// Wrong codes before the password is asked for again.
const TRIES: u32 = 5;

#[derive(Template)]
#[template(path = "people/staff_in.html")]
struct PasswordPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
}

#[derive(Template)]
#[template(path = "people/staff_in_code.html")]
struct CodePage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
}

/// GET /staff: each to where their work is.
pub async fn start(staff: Staff) -> Redirect {
    let places = [
        Nav::Desk,
        Nav::Board,
        Nav::Department,
        Nav::Manage,
        Nav::Admin,
    ];
    let first = places.into_iter().find(|nav| staff.may_enter(*nav));
    Redirect::to(first.map_or("/staff/me", Nav::href))
}

/// GET /staff/in
pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Flash(said): Flash,
    who: Option<SignedIn>,
    fields: Fields,
) -> Response {
    if who.is_some_and(|who| who.audience == Audience::Staff) {
        return landing(Some(fields.get("next")), START).into_response();
    }
    password_page(&app, reader, said, fields, FieldErrors::default())
}

fn password_page(
    app: &App,
    reader: Reader,
    said: Option<Message>,
    fields: Fields,
    errors: FieldErrors,
) -> Response {
    let frame = Frame::public(app, reader)
        .title("people-staff-title")
        .saying(said.as_ref())
        .wrong_if(&errors);
    drawn(
        !errors.is_empty(),
        PasswordPage {
            frame,
            fields,
            errors,
            key: Uuid::new_v4(),
        },
    )
}

/// POST /staff/in
pub async fn enter(
    State(app): State<App>,
    reader: Reader,
    client: ClientIp,
    session: Session,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let errors =
        match account::check_password(&app, fields.get("login"), fields.raw("password"), client)
            .await
        {
            Ok(Some(account)) => {
                session.cycle_id().await?;
                Half {
                    person: account.person_id,
                    next: next(&fields),
                    tries: 0,
                }
                .keep(&session)
                .await?;
                return Ok(Redirect::to("/staff/in/code").into_response());
            }
            Ok(None) => wrong("login", "people-staff-wrong"),
            Err(error) => too_many(error, "login")?,
        };
    Ok(password_page(&app, reader, None, fields, errors))
}

/// GET /staff/in/code
pub async fn show_code(
    State(app): State<App>,
    reader: Reader,
    session: Session,
) -> Result<Response> {
    if Half::of(&session).await?.is_none() {
        return Ok(Redirect::to("/staff/in").into_response());
    }
    Ok(code_page(&app, reader, FieldErrors::default()))
}

/// POST /staff/in/code
pub async fn enter_code(
    State(app): State<App>,
    reader: Reader,
    session: Session,
    headers: HeaderMap,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let Some(mut half) = Half::of(&session).await? else {
        return Ok(Redirect::to("/staff/in").into_response());
    };
    let errors = match account::check_second_factor(&app, half.person, fields.get("code")).await {
        Ok(true) => {
            session::begin(&session, half.person, Audience::Staff, &headers).await?;
            prove::given(&session, app.clock.now()).await?;
            return Ok(landing(half.next.as_deref(), START).into_response());
        }
        Ok(false) => wrong("code", "people-totp-wrong"),
        Err(error) => too_many(error, "code")?,
    };
    half.tries += 1;
    if half.tries >= TRIES {
        session::end(&session).await?;
        return Ok(Redirect::to("/staff/in").into_response());
    }
    half.keep(&session).await?;
    Ok(code_page(&app, reader, errors))
}

fn code_page(app: &App, reader: Reader, errors: FieldErrors) -> Response {
    let frame = Frame::public(app, reader)
        .title("people-totp-title")
        .back("/staff/in", "people-totp-back")
        .wrong_if(&errors);
    drawn(
        !errors.is_empty(),
        CodePage {
            frame,
            fields: Fields::default(),
            errors,
            key: Uuid::new_v4(),
        },
    )
}
