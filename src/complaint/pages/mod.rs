mod desk;
mod escalate;
mod form;
mod owner;

use axum::{Router, routing::get};

use crate::app::App;

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
            get(desk::show).post(desk::answer),
        )
        .route(
            "/desk/tickets/{number}/extension",
            get(desk::show_extension).post(desk::extend),
        )
}
