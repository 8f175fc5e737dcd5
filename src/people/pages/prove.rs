//! Who changes what others may do shows first that it is them: password and code, unless they gave them a moment ago. The form
//! they sent waits inside the question and goes on by itself with the right answer.

use askama::Template;
use axum::{
    body::Body,
    extract::{FromRequest, FromRequestParts, Request, State},
    http::{Method, header::CONTENT_LENGTH},
    middleware::Next,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use super::{Step, too_many, wrong};
use crate::{
    app::App,
    error::{FieldErrors, Result},
    ids::PersonId,
    people::{Staff, account},
    web::{self, ClientIp, Fields, Form, Frame, Nav},
};

/// How long a proof holds.
const HOLDS_FOR: TimeDelta = TimeDelta::minutes(10);
const PASSWORD: &str = "proof_password";
const CODE: &str = "proof_code";
const OURS: [&str; 2] = [PASSWORD, CODE];

/// Who this is was shown in this browser.
#[derive(Serialize, Deserialize)]
struct Proof {
    at: DateTime<Utc>,
}

impl Step for Proof {
    const KEY: &str = "proof";
}

/// Password and code were right just now.
pub(super) async fn given(session: &Session, now: DateTime<Utc>) -> Result<()> {
    Proof { at: now }.keep(session).await
}

#[derive(Template)]
#[template(path = "people/prove.html")]
struct ProvePage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    path: String,
    /// What waits.
    sent: Vec<(String, String)>,
}

/// Layer of forms that change what people may do.
pub async fn ask(State(app): State<App>, session: Session, req: Request, next: Next) -> Response {
    if req.method() != Method::POST {
        return next.run(req).await;
    }
    match proved(&app, &session, req).await {
        Ok(Ok(req)) => next.run(req).await,
        Ok(Err(page)) => page,
        Err(error) => error.into_response(),
    }
}

/// The request, ready to go on; or the page that asks.
async fn proved(app: &App, session: &Session, req: Request) -> Result<Result<Request, Response>> {
    let (mut parts, body) = req.into_parts();
    let staff = Staff::from_request_parts(&mut parts, app).await?;
    // for whoever is not an administrator there is nothing here, and nothing is asked
    if !staff.is_admin() {
        return Ok(Ok(Request::from_parts(parts, body)));
    }
    let client = ClientIp::from_request_parts(&mut parts, app).await?;
    let form = Form::from_request(Request::from_parts(parts.clone(), body), app).await?;
    let now = app.clock.now();
    let before = Proof::of(session).await?;
    let is_fresh = before.is_some_and(|proof| now < proof.at + HOLDS_FOR);
    let rest = form.fields.without(&OURS);
    let errors = if is_fresh {
        None
    } else if form.fields.has(PASSWORD) {
        check(app, staff.person_id, &form.fields, client).await?
    } else {
        Some(FieldErrors::default())
    };
    let Some(errors) = errors else {
        if !is_fresh {
            given(session, now).await?;
        }
        parts.headers.remove(CONTENT_LENGTH);
        return Ok(Ok(Request::from_parts(parts, Body::from(rest.to_query()))));
    };
    let frame = Frame::staff(app, &staff)
        .title("people-prove-title")
        .at(Nav::Admin)
        .wrong_if(&errors);
    let path = parts.uri.path().to_owned();
    Ok(Err(web::drawn(
        !errors.is_empty(),
        ProvePage {
            frame,
            fields: Fields::default(),
            errors,
            path,
            sent: rest
                .iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        },
    )))
}

/// `None` is right. Which of the two was wrong is not said: whoever found an open screen learns nothing.
async fn check(
    app: &App,
    person: PersonId,
    fields: &Fields,
    client: ClientIp,
) -> Result<Option<FieldErrors>> {
    // nobody has a password in the demo
    if app.config.demo {
        return Ok(None);
    }
    let right = async {
        let login = account::login_of(app, person).await?;
        let known = account::check_password(app, &login, fields.raw(PASSWORD), client).await?;
        match known {
            Some(_) => account::check_second_factor(app, person, fields.get(CODE)).await,
            None => Ok(false),
        }
    };
    match right.await {
        Ok(true) => Ok(None),
        Ok(false) => Ok(Some(wrong(PASSWORD, "people-prove-wrong"))),
        Err(error) => Ok(Some(too_many(error, PASSWORD)?)),
    }
}
