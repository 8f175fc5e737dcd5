//! A form sent after the session had ended. It is kept on the server while its writer signs in again, then shown for a last
//! look and sent on: nothing typed is lost, and nothing is done in anybody's name unseen.

use std::sync::Arc;

use askama::Template;
use axum::{
    body::to_bytes,
    extract::{Request, State},
    http::{Method, header::COOKIE},
    middleware::Next,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use super::Step;
use crate::{
    app::App,
    error::{AppError, Audience, Result},
    people::SignedIn,
    web::{Fields, Frame, Reader, Redirect, is_form, page, relative},
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
    let came_back = req
        .headers()
        .get_all(COOKIE)
        .iter()
        .any(|c| c.to_str().is_ok_and(|c| c.contains("session=")));
    if is_in || req.method() != Method::POST || !is_form(req.headers()) || !came_back {
        return next.run(req).await;
    }
    match put_aside(&app, audience, &session, req).await {
        Ok(redirect) => redirect.into_response(),
        Err(error) => error.into_response(),
    }
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
    let body = to_bytes(req.into_body(), MOST)
        .await
        .map_err(|_| AppError::TooLarge)?;
    let typed = Fields::parse(&body);
    let fields = typed
        .iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    Kept {
        audience,
        path,
        fields,
        at: app.clock.now(),
    }
    .keep(session)
    .await?;
    Ok(Redirect::to(match audience {
        Audience::Owner => "/in?next=%2Fagain",
        Audience::Staff => "/staff/in?next=%2Fagain",
    }))
}

#[derive(Template)]
#[template(path = "people/again.html")]
struct AgainPage {
    frame: Frame,
    path: String,
    fields: Vec<(String, String)>,
    /// What of it they wrote in their own words.
    words: Vec<String>,
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
            ..
        }),
        Some(who),
    ) = (kept, who)
    else {
        return Err(AppError::NotFound);
    };
    if who.audience != audience {
        return Err(AppError::NotFound);
    }
    let words = fields
        .iter()
        .filter(|(name, value)| name != "key" && value.trim().contains(char::is_whitespace));
    let words = words.map(|(_, value)| value.clone()).collect();
    let frame = Frame::public(&app, reader).title("people-again-title");
    Ok(page(AgainPage {
        frame,
        path,
        fields,
        words,
    }))
}
