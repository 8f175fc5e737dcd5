mod approvals;
mod decision;
mod path;
mod statement;
mod way;
mod why;

use axum::{
    Router,
    routing::{get, post},
};

use crate::app::App;

/// The statement of a unit and the way to a dispute.
pub fn owner_routes() -> Router<App> {
    Router::new()
        .route("/fees", get(statement::choose))
        .route("/report/fee", get(statement::choose))
        .route("/statement/{unit}", get(statement::show))
        .route("/report/fee/why", get(why::ask).post(why::said))
        .route("/report/fee/explained", get(why::explained))
        .route("/report/fee/proof", get(path::proof).post(path::check))
        .route("/report/fee/change", post(path::change))
        .route("/report/fee/check", post(path::send))
}

/// Decisions and approvals.
pub fn desk_routes() -> Router<App> {
    Router::new()
        .route(
            "/desk/tickets/{number}/decision",
            get(decision::show).post(decision::decide),
        )
        .route("/finance/approvals", get(approvals::list))
        .route("/finance/approvals/{number}", post(approvals::settle))
}
