//! Owners sign in with a code sent by e-mail.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use uuid::Uuid;

use super::{Step, landing, next, too_many, tried, wrong};
use crate::{
    app::App,
    error::{Audience, FieldErrors, Result},
    i18n::Message,
    people::{
        SignedIn,
        code::{self, Awaited},
        session,
    },
    text::Email,
    web::{ClientIp, Fields, Form, Frame, HelpLine, Reader, Redirect, drawn, flash::Flash},
};

const HOME: &str = "/home";

/// A code was asked for in this browser.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Asked {
    email: Email,
    next: Option<String>,
    code: Awaited,
}

impl Step for Asked {
    const KEY: &str = "asked";
}

#[derive(Template)]
#[template(path = "people/in.html")]
struct AskPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
    lines: Arc<[HelpLine]>,
}

#[derive(Template)]
#[template(path = "people/in_code.html")]
struct CodePage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
    email: String,
}

/// GET /in
pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Flash(said): Flash,
    who: Option<SignedIn>,
    fields: Fields,
) -> Response {
    if who.is_some_and(|who| who.audience == Audience::Owner) {
        return landing(Some(fields.get("next")), HOME).into_response();
    }
    ask_page(&app, reader, said, fields, FieldErrors::default())
}

fn ask_page(
    app: &App,
    reader: Reader,
    said: Option<Message>,
    fields: Fields,
    errors: FieldErrors,
) -> Response {
    let frame = Frame::public(app, reader)
        .title("people-in-title")
        .saying(said.as_ref())
        .wrong_if(&errors);
    drawn(
        !errors.is_empty(),
        AskPage {
            frame,
            fields,
            errors,
            key: Uuid::new_v4(),
            lines: app.help_lines.all(),
        },
    )
}

/// POST /in
pub async fn ask(
    State(app): State<App>,
    reader: Reader,
    client: ClientIp,
    session: Session,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let asked = match Email::parse(fields.get("email")) {
        Err(_) if fields.get("email").trim().is_empty() => Err(wrong("email", "people-in-missing")),
        Ok(email) => match send(&app, email, next(&fields), client).await {
            Ok(asked) => Ok(asked),
            Err(error) => Err(too_many(error, "email")?),
        },
        Err(message) => Err(FieldErrors(vec![("email", message)])),
    };
    match asked {
        Ok(asked) => {
            asked.keep(&session).await?;
            Ok(Redirect::to("/in/code").into_response())
        }
        Err(errors) => Ok(ask_page(&app, reader, None, fields, errors)),
    }
}

async fn send(app: &App, email: Email, next: Option<String>, client: ClientIp) -> Result<Asked> {
    let awaited = Awaited::since(app.clock.now());
    code::ask(app, &email, awaited.request, client.place()).await?;
    Ok(Asked {
        email,
        next,
        code: awaited,
    })
}

/// GET /in/code
pub async fn show_code(
    State(app): State<App>,
    reader: Reader,
    Flash(said): Flash,
    session: Session,
) -> Result<Response> {
    let Some(asked) = Asked::of(&session).await? else {
        return Ok(Redirect::to("/in").into_response());
    };
    let (fields, errors) = (Fields::default(), FieldErrors::default());
    Ok(code_page(&app, reader, said, &asked, fields, errors))
}

/// POST /in/code
pub async fn enter(
    State(app): State<App>,
    reader: Reader,
    client: ClientIp,
    session: Session,
    headers: HeaderMap,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let Some(mut asked) = Asked::of(&session).await? else {
        return Ok(Redirect::to("/in").into_response());
    };
    let typed = fields.get("code");
    let entered = asked.code.enter(&app, client.place(), typed).await;
    let again = async {
        asked = send(&app, asked.email.clone(), asked.next.clone(), client).await?;
        Ok(())
    };
    let errors = match tried(entered, again).await? {
        Ok(person) => {
            session::begin(&session, person, Audience::Owner, &headers).await?;
            return Ok(landing(asked.next.as_deref(), HOME).into_response());
        }
        Err(errors) => errors,
    };
    asked.keep(&session).await?;
    Ok(code_page(&app, reader, None, &asked, fields, errors))
}

fn code_page(
    app: &App,
    reader: Reader,
    said: Option<Message>,
    asked: &Asked,
    fields: Fields,
    errors: FieldErrors,
) -> Response {
    let frame = Frame::public(app, reader)
        .title("people-code-title")
        .back("/in", "people-code-back")
        .saying(said.as_ref())
        .wrong_if(&errors);
    drawn(
        !errors.is_empty(),
        CodePage {
            frame,
            fields,
            errors,
            key: Uuid::new_v4(),
            email: asked.email.as_str().to_owned(),
        },
    )
}
