mod answer;
mod choices;
mod escalate;
mod extension;
mod form;
mod owner;

use axum::{
    Router,
    response::{IntoResponse, Response},
    routing::get,
};

use super::{db, model::Complaint};
use crate::{
    app::App,
    error::{AppError, Result},
    i18n::{Lang, Message},
    people::Staff,
    ticket::{self, Number, read},
    web::{Frame, Nav, Redirect},
};

/// The steps of a complaint, and the second stage.
pub fn owner_routes() -> Router<App> {
    Router::new()
        .route("/report/complaint", get(owner::start).post(owner::step))
        .route("/report/complaint/sent", get(owner::sent_anonymously))
        .route(
            "/r/{number}/escalate",
            get(escalate::ask).post(escalate::send),
        )
}

/// The written answer, and more time for it.
pub fn desk_routes() -> Router<App> {
    Router::new()
        .route(
            "/desk/tickets/{number}/answer",
            get(answer::show).post(answer::answer),
        )
        .route(
            "/desk/tickets/{number}/extension",
            get(extension::show).post(extension::extend),
        )
}

/// The ticket, the complaint it is, and the language its owner reads.
async fn load(
    app: &App,
    staff: &Staff,
    number: &Number,
) -> Result<(read::Detail, Complaint, Lang)> {
    let mut conn = app.pool.acquire().await?;
    let detail = read::find_for_staff(app, &mut conn, &staff.scope, number).await?;
    let complaint = db::find(&mut conn, detail.id)
        .await?
        .ok_or(AppError::NotFound)?;
    let reads = ticket::language_of_owner(&mut conn, detail.id).await?;
    Ok((detail, complaint, reads))
}

fn desk_frame(app: &App, staff: &Staff, number: &Number, title: &str) -> Frame {
    Frame::staff(app, staff)
        .title(title)
        .at(Nav::Desk)
        .back(format!("/desk/tickets/{number}"), "desk-back-to-ticket")
}

fn to_ticket(number: &Number, said: &'static str) -> Response {
    Redirect::to(format!("/desk/tickets/{number}"))
        .saying(Message::new(said))
        .into_response()
}
