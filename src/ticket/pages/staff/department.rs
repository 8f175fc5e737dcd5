//! GET /dept: what a department's people have before them: offers, their own, the pool.

use askama::Template;
use axum::{extract::State, response::Response};
use uuid::Uuid;

use super::{
    super::super::list::{self, After, Of, PAGE, View},
    queue::{Tab, address, filter, tabs},
    rows::{Line, ways},
};
use crate::{
    app::App,
    error::Result,
    people::DepartmentStaff,
    web::{Fields, Frame, Nav, page},
};

static VIEWS: [View; 3] = [View::Mine, View::Pool, View::Department];

#[derive(Template)]
#[template(path = "ticket/desk_department.html")]
struct DepartmentPage {
    frame: Frame,
    key: Uuid,
    offers: Vec<Line>,
    tabs: Vec<Tab>,
    view: View,
    rows: Vec<Line>,
    here: String,
    start: String,
    next: String,
}

/// GET /dept
pub async fn show(
    State(app): State<App>,
    staff: DepartmentStaff,
    mut fields: Fields,
) -> Result<Response> {
    let frame = Frame::staff(&app, &staff)
        .title("desk-department-title")
        .at(Nav::Department);
    let l = frame.l;
    let mut conn = app.pool.acquire().await?;
    let whole = list::Filter::default();
    let counts = app
        .tallies
        .of(&mut conn, &staff.scope, &VIEWS, &whole)
        .await?;
    // whoever has nothing of their own looks into the pool
    let view = fields
        .get("view")
        .parse()
        .ok()
        .filter(|view| VIEWS.contains(view))
        .unwrap_or(if counts[0] > 0 {
            View::Mine
        } else {
            View::Pool
        });
    fields.set("view", view.as_str());
    let after = After::parse(fields.get("after"));
    let of = Of::View(view, filter(&fields));
    let (rows, next) = list::page(&mut conn, &staff.scope, &of, after.as_ref(), PAGE).await?;
    let (offers, _) = list::page(&mut conn, &staff.scope, &Of::Offers, None, PAGE).await?;
    let first = address("/dept", &fields, &["after"]);
    let (start, next) = ways(first, after.as_ref(), next);
    Ok(page(DepartmentPage {
        key: Uuid::new_v4(),
        offers: Line::all(&app, offers, l).await?,
        tabs: tabs("/dept", &VIEWS, &counts, view, &fields, l),
        rows: Line::all(&app, rows, l).await?,
        here: address("/dept", &fields, &[]),
        start,
        next,
        view,
        frame,
    }))
}
