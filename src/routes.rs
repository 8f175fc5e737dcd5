//! Every URL, on one page.

use axum::{
    Router,
    middleware::from_fn,
    routing::{get, post},
};
use tower::ServiceBuilder;

use crate::{app::App, people, web};

/// Everything that is served on the main address.
pub fn router(app: &App) -> Router {
    let pages = web::pages(app, open().merge(owner()).merge(staff())).layer(
        ServiceBuilder::new()
            .layer(people::session_layer(app))
            .layer(from_fn(web::flash::keep))
            .layer(from_fn(people::know)),
    );
    web::house(app, pages, files().merge(programs()))
}

/// For anyone.
fn open() -> Router<App> {
    Router::new()
        .route("/reading", post(web::reader::choose))
        .route("/style", get(web::style::owner))
        .route("/style/staff", get(web::style::staff))
}

/// For owners and their households.
fn owner() -> Router<App> {
    Router::new()
}

/// For the company's people.
fn staff() -> Router<App> {
    Router::new()
}

/// The same for everybody, so without a session.
fn files() -> Router<App> {
    Router::new().route("/static/{*path}", get(web::assets::serve))
}

/// For other programs.
fn programs() -> Router<App> {
    web::programs(Router::new())
}
