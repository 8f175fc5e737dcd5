//! Where an administrator starts.

use askama::Template;
use axum::{extract::State, response::Response};

use crate::{
    app::App,
    people::Admin,
    web::{Frame, Nav, page},
};

#[derive(Template)]
#[template(path = "people/admin_start.html")]
struct StartPage {
    frame: Frame,
    /// Address, icon, and the ending of the keys of its title and its sentence.
    places: &'static [(&'static str, &'static str, &'static str)],
}

const PLACES: &[(&str, &str, &str)] = &[
    ("/admin/people", "users", "people"),
    ("/admin/rules", "arrows-exchange", "rules"),
    ("/admin/promises", "clock", "promises"),
    ("/admin/calendars", "calendar", "calendars"),
];

/// GET /admin
pub async fn start(State(app): State<App>, admin: Admin) -> Response {
    page(StartPage {
        frame: Frame::staff(&app, &admin).title("nav-admin").at(Nav::Admin),
        places: PLACES,
    })
}
