//! The demo's short way in: each role with one click. These routes exist in the demo only.

use askama::Template;
use axum::{extract::State, http::HeaderMap, response::Response};
use tower_sessions::Session;

use super::prove;
use crate::{
    app::App,
    error::{AppError, Audience, Result},
    ids::PersonId,
    people::{
        db::demo::{self as db, DemoOwner, DemoStaff},
        session,
    },
    web::{Form, Frame, Path, Reader, Redirect, page},
};

#[derive(Template)]
#[template(path = "people/demo.html")]
struct DemoPage {
    frame: Frame,
    staff: Vec<DemoStaff>,
    owners: Vec<DemoOwner>,
    /// An address to try the way in by code with; empty when nobody has one.
    email: String,
}

/// GET /demo
pub async fn show(State(app): State<App>, reader: Reader) -> Result<Response> {
    only_in_demo(&app)?;
    let frame = Frame::public(&app, reader).title("people-demo-title");
    let staff = db::list_staff(&app.pool).await?;
    let owners = db::list_owners(&app.pool).await?;
    let email = owners.iter().find_map(|owner| owner.email.clone());
    Ok(page(DemoPage {
        frame,
        staff,
        owners,
        email: email.unwrap_or_default(),
    }))
}

/// POST /demo/as/{person}, with `side` = owner or staff.
pub async fn enter(
    State(app): State<App>,
    session: Session,
    headers: HeaderMap,
    Path(person): Path<PersonId>,
    Form { fields, .. }: Form,
) -> Result<Redirect> {
    only_in_demo(&app)?;
    let audience = fields.get("side").parse().unwrap_or(Audience::Owner);
    if !db::exists(&app.pool, person, audience == Audience::Staff).await? {
        return Err(AppError::NotFound);
    }
    session::begin(&session, person, audience, &headers).await?;
    prove::given(&session, app.clock.now()).await?;
    Ok(Redirect::to(match audience {
        Audience::Owner => "/home",
        Audience::Staff => "/staff",
    }))
}

pub(super) fn only_in_demo(app: &App) -> Result<()> {
    if app.config.demo {
        Ok(())
    } else {
        Err(AppError::NotFound)
    }
}
