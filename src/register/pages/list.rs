//! GET /admin/people: staff or owners, found by a few letters.

use askama::Template;
use axum::{extract::State, response::Response};

use crate::{
    app::App,
    error::Result,
    people::Admin,
    register::db::{self, After, Colleague, Resident},
    web::{Fields, Frame, Nav, page, rate::SEARCHES},
};

const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "register/list.html")]
struct ListPage {
    frame: Frame,
    typed: String,
    is_owners: bool,
    staff: Vec<Colleague>,
    owners: Vec<Resident>,
    next: String,
    start: String,
}

/// GET /admin/people?view=staff|owners&q=…
pub async fn show(State(app): State<App>, admin: Admin, query: Fields) -> Result<Response> {
    let frame = Frame::staff(&app, &admin)
        .title("register-title")
        .at(Nav::Admin)
        .back("/admin", "register-back-admin");
    let typed: String = query.get("q").chars().take(120).collect();
    let is_owners = query.is("view", "owners");
    let after = query.get("after").parse().ok().map(|id| After {
        name: query.get("name").to_owned(),
        id,
    });
    let mut conn = app.pool.acquire().await?;
    if !typed.is_empty() {
        SEARCHES.hit(&mut *conn, admin.person_id, frame.now).await?;
    }
    let most = PAGE as i64 + 1;
    let (mut staff, mut owners) = (Vec::new(), Vec::new());
    let last = if is_owners {
        let today = frame.now.with_timezone(&frame.zone).date_naive();
        owners = db::owners(&mut conn, &typed, after.as_ref(), most, today).await?;
        let more = owners.len() > PAGE;
        owners.truncate(PAGE);
        let last = owners.last().filter(|_| more);
        last.map(|row| (row.name.clone(), row.id))
    } else {
        staff = db::staff(&mut conn, &typed, after.as_ref(), most).await?;
        let more = staff.len() > PAGE;
        staff.truncate(PAGE);
        let last = staff.last().filter(|_| more);
        last.map(|row| (row.name.clone(), row.id))
    };
    let address = |place: Option<(String, crate::ids::PersonId)>| {
        let mut to = Fields::from([
            ("view", if is_owners { "owners" } else { "staff" }),
            ("q", typed.as_str()),
        ]);
        if let Some((name, id)) = place {
            to.set("name", name);
            to.set("after", id.to_string());
        }
        format!("/admin/people?{}", to.to_query())
    };
    Ok(page(ListPage {
        next: last.map_or_else(String::new, |place| address(Some(place))),
        start: after.map_or_else(String::new, |_| address(None)),
        frame,
        typed,
        is_owners,
        staff,
        owners,
    }))
}
