//! GET /desk/search: one box for numbers, phone tails, units, names and words.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use super::{
    super::super::{
        Number,
        found::{self, FoundPerson, FoundUnit},
        list::{self, Of},
        read,
    },
    path,
    rows::Line,
};
use crate::{
    app::App,
    error::Result,
    people::Staff,
    text,
    web::{Fields, Frame, Nav, Redirect, page, rate::SEARCHES},
};

/// Tickets shown of those found by words.
const MOST: usize = 25;

#[derive(Template)]
#[template(path = "ticket/desk_search.html")]
struct SearchPage {
    frame: Frame,
    asked: String,
    rows: Vec<Line>,
    people: Vec<FoundPerson>,
    units: Vec<FoundUnit>,
    /// More were found than are shown.
    is_cut: bool,
}

/// GET /desk/search?q=
pub async fn show(State(app): State<App>, staff: Staff, fields: Fields) -> Result<Response> {
    let asked: String = fields.get("q").chars().take(200).collect();
    let mut conn = app.pool.acquire().await?;
    if !asked.trim().is_empty() {
        SEARCHES
            .hit(&mut *conn, staff.person_id, app.clock.now())
            .await?;
    }
    if let Ok(number) = asked.parse::<Number>()
        && read::find_for_staff(&app, &mut conn, &staff.scope, &number)
            .await
            .is_ok()
    {
        return Ok(Redirect::to(path(&number)).into_response());
    }
    let frame = Frame::staff(&app, &staff)
        .title("desk-search-title")
        .at(Nav::Search)
        .searching(asked.as_str());
    let terms = text::terms(&asked);
    let (rows, next) = if terms.is_empty() {
        (vec![], None)
    } else {
        list::page(&mut conn, &staff.scope, &Of::Words(terms), None, MOST).await?
    };
    let l = frame.l;
    Ok(page(SearchPage {
        rows: Line::all(&app, rows, l).await?,
        people: found::people(&mut conn, &staff.scope, &asked).await?,
        units: found::units(&mut conn, &staff.scope, &asked).await?,
        is_cut: next.is_some(),
        frame,
        asked,
    }))
}
