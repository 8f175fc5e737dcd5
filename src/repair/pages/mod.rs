mod change;
mod form;
mod owner;
mod payer;
mod same;

use axum::{Router, routing::get};

use crate::app::App;

/// The report of a repair, and what neighbours may know of one.
pub fn owner_routes() -> Router<App> {
    Router::new()
        .route(
            "/report/repair",
            get(owner::start).post(owner::choose_place),
        )
        .route("/report/repair/what", get(owner::what))
        .route("/report/repair/last", get(owner::last).post(owner::send))
        .route("/r/{number}/change", get(change::show).post(change::save))
        .route("/report/same", get(same::ask))
        .route("/report/same/{number}", get(same::show).post(same::follow))
}

/// Who pays.
pub fn desk_routes() -> Router<App> {
    Router::new().route(
        "/desk/tickets/{number}/payer",
        get(payer::show).post(payer::settle),
    )
}
