//! Pages of signing in and out, of the devices one is signed in on, the demo's short way in and its mailbox.

pub mod admin;
pub mod again;
pub mod demo;
pub mod devices;
pub mod duty;
pub mod mailbox;
pub mod me;
pub mod owner_in;
pub mod prove;
pub mod setup;
pub mod staff_in;

use axum::{
    extract::State,
    http::{HeaderName, HeaderValue},
    response::{IntoResponse, Response},
};
use serde::{Serialize, de::DeserializeOwned};
use tower_sessions::Session;

use crate::{
    app::App,
    error::{AppError, FieldErrors, Result},
    i18n::Message,
    ids::PersonId,
    people::{SignedIn, code::Tried, session},
    web::{Fields, Redirect, relative},
};

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// What one step of signing in keeps for the next, on the server.
pub(crate) trait Step: Serialize + DeserializeOwned {
    const KEY: &str;

    /// What was kept in another shape, by the program of yesterday, counts as absent: the step is taken again.
    async fn of(session: &Session) -> Result<Option<Self>> {
        let kept = session.get_value(Self::KEY).await?;
        Ok(kept.and_then(|kept| serde_json::from_value(kept).ok()))
    }

    async fn keep(&self, session: &Session) -> Result<()> {
        Ok(session.insert(Self::KEY, self).await?)
    }
}

/// Where to go after signing in.
fn landing(next: Option<&str>, otherwise: &str) -> Redirect {
    Redirect::to(next.and_then(relative).unwrap_or(otherwise))
}

/// Where the sign-in form was asked to lead, for its next step.
fn next(fields: &Fields) -> Option<String> {
    Some(fields.get("next").to_owned()).filter(|next| !next.is_empty())
}

/// `TooMany` as a sentence beside the field: nothing typed is lost.
pub fn too_many(error: AppError, field: &'static str) -> Result<FieldErrors> {
    match error {
        AppError::TooMany { retry_after } => {
            let message = Message::new("people-too-many").count("count", retry_after.div_ceil(60));
            Ok(FieldErrors(vec![(field, message)]))
        }
        error => Err(error),
    }
}

pub fn wrong(field: &'static str, key: &'static str) -> FieldErrors {
    FieldErrors(vec![(field, Message::new(key))])
}

/// What comes of a code that was typed: whose it is, or what is wrong with it. For one that expired the next is on its way, by
/// `again`, before anybody has to ask for it.
pub async fn tried(
    tried: Result<Tried>,
    again: impl Future<Output = Result<()>>,
) -> Result<Result<PersonId, FieldErrors>> {
    let errors = match tried {
        Ok(Tried::Right(person)) => return Ok(Ok(person)),
        Ok(Tried::Expired) => match again.await {
            Ok(()) => wrong("code", "people-code-expired"),
            Err(error) => too_many(error, "code")?,
        },
        Ok(Tried::Spent) => wrong("code", "people-code-spent"),
        Ok(Tried::Wrong) => wrong("code", "people-code-wrong"),
        Err(error) => too_many(error, "code")?,
    };
    Ok(Err(errors))
}

/// POST /out
pub async fn out(
    State(app): State<App>,
    who: Option<SignedIn>,
    session: Session,
) -> Result<Response> {
    session::end(&session).await?;
    if let Some(who) = who {
        app.hub.expel(who.person_id);
    }
    let mut response = Redirect::to("/").into_response();
    // not "cookies": those hold language and text size
    response.headers_mut().insert(
        CLEAR_SITE_DATA,
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    Ok(response)
}
