//! GET /desk/tickets/{number}/read-back

use askama::Template;
use axum::{extract::State, response::Response};

use crate::{
    app::App,
    error::Result,
    people::Desk,
    property, sla,
    ticket::{self, Number, read},
    web::{Frame, Nav, Path, page},
};

#[derive(Template)]
#[template(path = "intake/read_back.html")]
struct ReadBackPage {
    frame: Frame,
    number: String,
    path: String,
    lang: &'static str,
    /// To say aloud, in the caller's language.
    said: Vec<String>,
}

/// GET /desk/tickets/{number}/read-back: what to say before hanging up, all of it from stored promises.
pub async fn read_back(
    State(app): State<App>,
    desk: Desk,
    Path(number): Path<Number>,
) -> Result<Response> {
    let mut conn = app.pool.acquire().await?;
    let t = read::find_for_staff(&app, &mut conn, &desk.scope, &number).await?;
    let community = property::community(&mut conn, t.community).await?;
    let mut frame = Frame::staff(&app, &desk).title("intake-saved").at(Nav::New);
    frame.zone = community.zone;
    let caller = t.language.at(frame.now);
    let spelled: String = number.as_str().chars().flat_map(|c| [c, ' ']).collect();
    let mut said = vec![caller.a("intake-say-number", "number", spelled.trim_end())];
    if !t.department_name.0.is_empty() {
        said.push(caller.a(
            "intake-say-department",
            "department",
            caller.label(&t.department_name),
        ));
    }
    said.extend(
        sla::promises_of(&mut conn, t.id)
            .await?
            .iter()
            .filter(|promise| {
                promise.cycle == t.cycle
                    && ticket::is_for_owner(promise.metric)
                    && promise.is_open()
            })
            .filter_map(|promise| {
                let when = caller.moment(promise.due_at?, community.zone);
                let what = caller
                    .word("owner-metric", promise.metric.as_str())
                    .into_owned();
                Some(caller.aa("intake-say-promise", "what", what, "when", when))
            }),
    );
    Ok(page(ReadBackPage {
        path: ticket::pages::staff::path(&number),
        number: number.to_string(),
        lang: t.language.tag(),
        said,
        frame,
    }))
}
