//! Where somebody is signed in, and signing out there.

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::{DateTime, Utc};
use tower_sessions::Session;

use crate::{
    app::App,
    error::{AppError, Result},
    i18n::Message,
    ids::PersonId,
    people::{Owner, Staff, agent, db::session as db, session},
    web::{Form, Frame, Nav, Path, Redirect, page},
};

/// One running session.
struct Device {
    /// Names the session in the address; not its cookie, and of no use to anybody else.
    id: String,
    /// Its browser and system, as people call them; empty when it did not say.
    called: String,
    is_this: bool,
    is_staff: bool,
    created_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
}

#[derive(Template)]
#[template(path = "people/devices_owner.html")]
struct OwnerPage {
    frame: Frame,
    devices: Vec<Device>,
    base: &'static str,
}

#[derive(Template)]
#[template(path = "people/devices_staff.html")]
struct StaffPage {
    frame: Frame,
    devices: Vec<Device>,
    base: &'static str,
}

const OWNER: &str = "/me/devices";
const STAFF: &str = "/staff/me";

/// GET /me/devices
pub async fn show_owner(
    State(app): State<App>,
    owner: Owner,
    session: Session,
) -> Result<Response> {
    let frame = Frame::owner(&app, &owner)
        .title("people-devices-title")
        .at(Nav::Me);
    Ok(page(OwnerPage {
        frame,
        devices: list(&app, owner.person_id, &session).await?,
        base: OWNER,
    }))
}

/// GET /staff/me
pub async fn show_staff(
    State(app): State<App>,
    staff: Staff,
    session: Session,
) -> Result<Response> {
    let frame = Frame::staff(&app, &staff)
        .title("people-devices-title")
        .at(Nav::Me);
    Ok(page(StaffPage {
        frame,
        devices: list(&app, staff.person_id, &session).await?,
        base: STAFF,
    }))
}

/// POST /me/devices/{id}/out: one, or `others`.
pub async fn out_owner(
    State(app): State<App>,
    owner: Owner,
    session: Session,
    Path(id): Path<String>,
    _: Form,
) -> Result<Redirect> {
    out(&app, owner.person_id, &session, &id).await?;
    Ok(Redirect::to(OWNER).saying(Message::new("people-devices-done")))
}

/// POST /staff/me/{id}/out
pub async fn out_staff(
    State(app): State<App>,
    staff: Staff,
    session: Session,
    Path(id): Path<String>,
    _: Form,
) -> Result<Redirect> {
    out(&app, staff.person_id, &session, &id).await?;
    Ok(Redirect::to(STAFF).saying(Message::new("people-devices-done")))
}

async fn list(app: &App, person: PersonId, current: &Session) -> Result<Vec<Device>> {
    let this = session::current(current);
    let rows = db::list(&app.pool, person, app.clock.now()).await?;
    let device = |row: db::Device| Device {
        id: hex::encode(&row.id_hash),
        called: agent::called(&row.agent),
        is_this: this.as_ref() == Some(&row.id_hash),
        is_staff: row.audience == "staff",
        created_at: row.created_at,
        seen_at: row.seen_at,
    };
    Ok(rows.into_iter().map(device).collect())
}

async fn out(app: &App, person: PersonId, current: &Session, id: &str) -> Result<()> {
    if id == "others" {
        let this = session::current(current).ok_or(AppError::NotFound)?;
        db::delete_all(&app.pool, person, Some(&this)).await?;
    } else {
        let id_hash = hex::decode(id).map_err(|_| AppError::NotFound)?;
        db::delete_one(&app.pool, person, &id_hash).await?;
    }
    // whoever is still signed in comes back by themselves
    app.hub.expel(person);
    Ok(())
}
