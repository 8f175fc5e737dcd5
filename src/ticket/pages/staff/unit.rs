//! GET /desk/units/{id}: who belongs to a unit, and what was reported about it.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{
    super::super::list::{self, After, Of},
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
#[template(path = "ticket/desk_unit.html")]
struct UnitPage {
    frame: Frame,
    id: UnitId,
    community: String,
    residents: Vec<(PersonId, String, String)>,
    rows: Vec<Line>,
    start: String,
    next: String,
    may_file: bool,
}

/// GET /desk/units/{id}
pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(id): Path<UnitId>,
    fields: Fields,
) -> Result<Response> {
    let mut conn = app.pool.acquire().await?;
    let unit = property::unit(&mut conn, id).await?;
    let scope = &staff.scope;
    let works_there =
        scope.has_desk(unit.community) || scope.department_communities.contains(&unit.community.0);
    if !works_there {
        return Err(AppError::NotFound);
    }
    let community = property::community(&mut conn, unit.community).await?;
    let mut frame = Frame::staff(&app, &staff)
        .titled(format!("{} · {}", unit.building_name, unit.label))
        .at(Nav::Search);
    frame.zone = community.zone;
    let l = frame.l;
    let today = frame.now.with_timezone(&community.zone).date_naive();
    // who lives where is the desk's to know; a technician sees it on their tickets
    let residents = if scope.has_desk(unit.community) {
        property::residents_of(&mut conn, id, today).await?
    } else {
        vec![]
    };
    let after = After::parse(fields.get("after"));
    let (rows, next) = list::page(&mut conn, scope, &Of::Unit(id), after.as_ref(), MOST).await?;
    let (start, next) = ways(format!("/desk/units/{id}"), after.as_ref(), next);
    Ok(page(UnitPage {
        id,
        community: community.name,
        residents: residents
            .into_iter()
            .map(|who| {
                (
                    who.person,
                    who.name,
                    l.word("role", who.role.as_str()).into_owned(),
                )
            })
            .collect(),
        rows: Line::all(&app, rows, l).await?,
        start,
        next,
        may_file: scope.has_desk(unit.community),
        frame,
    }))
}
