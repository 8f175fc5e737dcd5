//! A form sent after the session had ended. It is kept on the server while its writer signs in again, then shown for a last
//! look and sent on: nothing typed is lost, and nothing is done in anybody's name unseen.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{FromRequest, Request, State},
    http::{HeaderMap, Method, header::COOKIE},
    middleware::Next,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use tower_sessions::{Session, session::Id};

use super::Step;
use crate::{
    app::App,
    error::{AppError, Audience, Result},
    i18n::Message,
    ids::PersonId,
    people::{SignedIn, db::ended, session},
    web::{Frame, Reader, Redirect, WithoutFiles, is_form, is_multipart, page, relative},
};

const KEPT_FOR: TimeDelta = TimeDelta::minutes(30);
/// Bytes; the longest form of words there is has a fraction of it.
const MOST: usize = 64 * 1024;

pub(in crate::people) const KEY: &str = "kept";

#[derive(Serialize, Deserialize)]
struct Kept {
    audience: Audience,
    path: String,
    fields: Vec<(String, String)>,
    /// Photos came with it, which are not kept for somebody nobody knows.
    #[serde(default)]
    had_files: bool,
    /// Whose session had ended; None once that is forgotten.
    #[serde(default)]
    writer: Option<PersonId>,
    at: DateTime<Utc>,
}

impl Step for Kept {
    const KEY: &str = KEY;
}

/// Layer of the groups that need somebody signed in.
pub async fn keep(
    State((app, audience)): State<(App, Audience)>,
    session: Session,
    req: Request,
    next: Next,
) -> Response {
    let who = req.extensions().get::<Arc<SignedIn>>();
    let is_in = who.is_some_and(|who| who.audience == audience);
    // only who was here before: nobody else can make us keep things
    let came_back = ended_session(req.headers()).is_some();
    let is_written = is_form(req.headers()) || is_multipart(req.headers());
    if is_in || req.method() != Method::POST || !is_written || !came_back {
        return next.run(req).await;
    }
    match put_aside(&app, audience, &session, req).await {
        Ok(redirect) => redirect.into_response(),
        Err(error) => error.into_response(),
    }
}

/// The session that the browser thinks it has.
fn ended_session(headers: &HeaderMap) -> Option<Id> {
    let cookies = headers.get_all(COOKIE).iter();
    cookies
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(name, _)| matches!(*name, "session" | "__Host-session"))
        .and_then(|(_, id)| id.parse().ok())
}

async fn put_aside(
    app: &App,
    audience: Audience,
    session: &Session,
    req: Request,
) -> Result<Redirect> {
    let path = req
        .uri()
        .path_and_query()
        .and_then(|p| relative(p.as_str()))
        .ok_or(AppError::NotFound)?
        .to_owned();
    let writer = match ended_session(req.headers()) {
        Some(id) => ended::holder(&app.pool, &session::hash(&id), audience).await?,
        None => None,
    };
    let WithoutFiles { fields, had_files } = WithoutFiles::from_request(req, &()).await?;
    let fields: Vec<(String, String)> = fields
        .iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    if fields.iter().map(|(_, value)| value.len()).sum::<usize>() > MOST {
        return Err(AppError::TooLarge);
    }
    Kept {
        audience,
        path,
        fields,
        had_files,
        writer,
        at: app.clock.now(),
    }
    .keep(session)
    .await?;
    let there = match audience {
        Audience::Owner => "/in?next=%2Fagain",
        Audience::Staff => "/staff/in?next=%2Fagain",
    };
    Ok(Redirect::to(there).saying(Message::new("people-again-kept")))
}

#[derive(Template)]
#[template(path = "people/again.html")]
struct AgainPage {
    frame: Frame,
    path: String,
    fields: Vec<(String, String)>,
    /// What of it they wrote in their own words.
    words: Vec<String>,
    had_files: bool,
    /// Nobody knows any more who was signed in when it was written.
    may_be_anothers: bool,
}

/// GET /again
pub async fn show(
    State(app): State<App>,
    reader: Reader,
    session: Session,
    who: Option<SignedIn>,
) -> Result<Response> {
    let kept = Kept::of(&session)
        .await?
        .filter(|kept| app.clock.now() < kept.at + KEPT_FOR);
    let (
        Some(Kept {
            audience,
            path,
            fields,
            had_files,
            writer,
            ..
        }),
        Some(who),
    ) = (kept, who)
    else {
        return Err(AppError::NotFound);
    };
    if who.audience != audience || writer.is_some_and(|writer| writer != who.person_id) {
        return Err(AppError::NotFound);
    }
    // Chinese is written without spaces; what our own pages carried is plain letters without any
    let is_words = |value: &str| value.trim().contains(char::is_whitespace) || !value.is_ascii();
    let words = fields.iter().filter(|(_, value)| is_words(value));
    let words = words.map(|(_, value)| value.clone()).collect();
    let frame = Frame::public(&app, reader).title("people-again-title");
    Ok(page(AgainPage {
        frame,
        path,
        fields,
        words,
        had_files,
        may_be_anothers: writer.is_none(),
    }))
}
