//! One person as the register has them, with the forms that change it.

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::NaiveDate;

use super::{Offers, told::Told};
use crate::{
    app::App,
    audit,
    error::{FieldErrors, Result},
    ids::{OccupancyId, PersonId},
    people::{self, Admin},
    property::OccupancyRole,
    register::db::{self, Given, Home, Known, Post},
    web::{Choice, Fields, Frame, Nav, Path, drawn},
};

/// Entries of the log shown.
const LOG: i64 = 20;

#[derive(Template)]
#[template(path = "register/person.html")]
struct PersonPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    p: Known,
    path: String,
    /// Which home's form the errors are about.
    ending: Option<OccupancyId>,
    is_me: bool,
    /// Open tickets they answer for.
    load: i64,
    roles: Vec<Given>,
    posts: Vec<Post>,
    homes: Vec<Home>,
    /// Where the typed unit may be, when there are several.
    units: Vec<Choice>,
    home_roles: Vec<Choice>,
    offers: Offers,
    today: NaiveDate,
    log: Vec<Told>,
}

/// A form that must be looked at again.
#[derive(Default)]
pub(super) struct Drawn {
    pub fields: Fields,
    pub errors: FieldErrors,
    pub ending: Option<OccupancyId>,
    pub units: Vec<Choice>,
}

/// GET /admin/people/{person}
pub async fn show(
    State(app): State<App>,
    admin: Admin,
    Path(person): Path<PersonId>,
) -> Result<Response> {
    draw(&app, &admin, person, Drawn::default()).await
}

pub(super) async fn draw(
    app: &App,
    admin: &Admin,
    person: PersonId,
    drawn_again: Drawn,
) -> Result<Response> {
    let Drawn {
        mut fields,
        errors,
        ending,
        units,
    } = drawn_again;
    let mut conn = app.pool.acquire().await?;
    let mut p = db::load(&mut conn, person).await?;
    let frame = Frame::staff(app, admin)
        .titled(p.name.as_str())
        .at(Nav::Admin)
        .back("/admin/people", "register-back")
        .wrong_if(&errors);
    let l = frame.l;
    if let Some(account) = &mut p.account {
        account.link_until = account.link_until.filter(|until| *until > frame.now);
    }
    for (name, value) in [
        ("name", Some(&p.name)),
        ("email", p.email.as_ref()),
        ("phone", p.phone.as_ref()),
    ] {
        if !fields.has(name) {
            fields.set(name, value.map_or("", String::as_str));
        }
    }
    let today = frame.now.with_timezone(&frame.zone).date_naive();
    if !fields.has("from") {
        fields.set("from", today.to_string());
    }
    let departments = people::departments(&mut conn).await?;
    let log = audit::about(&mut conn, person, LOG).await?;
    let communities = crate::property::communities(&mut conn).await?;
    Ok(drawn(
        !errors.is_empty(),
        PersonPage {
            path: format!("/admin/people/{person}"),
            is_me: admin.person_id == person,
            load: people::open_tickets(&mut conn, person).await?,
            roles: db::roles(&mut conn, person).await?,
            posts: db::posts(&mut conn, person).await?,
            homes: db::homes(&mut conn, person).await?,
            offers: Offers::of(&mut conn, l).await?,
            home_roles: OccupancyRole::ALL
                .iter()
                .map(|role| Choice::new(role, l.word("role", role.as_str())))
                .collect(),
            log: log
                .into_iter()
                .map(|line| Told::of(line, &departments, &communities, l))
                .collect(),
            frame,
            fields,
            errors,
            p,
            ending,
            units,
            today,
        },
    ))
}
