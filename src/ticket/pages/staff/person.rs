//! GET /desk/people/{id}: who they are, where they live, what they reported.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{
    super::super::{
        around::{self, Contact},
        list::{self, After, Of},
    },
    rows::{Line, ways},
};
use crate::{
    app::App,
    error::{AppError, Result},
    ids::{PersonId, UnitId},
    people::Staff,
    property,
    web::{Fields, Frame, Nav, Path, page},
};

const MOST: usize = 25;

#[derive(Template)]
#[template(path = "ticket/desk_person.html")]
struct PersonPage {
    frame: Frame,
    contact: Contact,
    homes: Vec<(UnitId, String, String)>,
    rows: Vec<Line>,
    start: String,
    next: String,
    may_file: bool,
}

/// GET /desk/people/{id}
pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<PersonId>,
    fields: Fields,
) -> Result<Response> {
    let mut conn = app.pool.acquire().await?;
    if !around::sees_person(&mut conn, &staff.scope, id).await? {
        return Err(AppError::NotFound);
    }
    let contact = around::contact(&mut conn, id).await?;
    let frame = Frame::staff(&app, &staff)
        .titled(contact.name.as_str())
        .at(Nav::Search);
    let l = frame.l;
    let homes = property::units_of_person(&mut conn, id, frame.now.date_naive()).await?;
    let mine = staff.communities();
    let after = After::parse(fields.get("after"));
    let (rows, next) = list::page(
        &mut conn,
        &staff.scope,
        &Of::Reporter(id),
        after.as_ref(),
        MOST,
    )
    .await?;
    let (start, next) = ways(format!("/desk/people/{id}"), after.as_ref(), next);
    let may_file = homes
        .iter()
        .any(|home| staff.scope.has_desk(home.community.id));
    Ok(page(PersonPage {
        may_file,
        homes: homes
            .into_iter()
            .filter(|home| mine.contains(&home.community.id))
            .map(|home| {
                let place = format!(
                    "{} · {} · {}",
                    home.community.name, home.unit.building_name, home.unit.label
                );
                (
                    home.unit.id,
                    place,
                    l.word("role", home.role.as_str()).into_owned(),
                )
            })
            .collect(),
        rows: Line::all(&app, rows, l).await?,
        start,
        next,
        contact,
        frame,
    }))
}
