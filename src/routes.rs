//! Every URL, on one page.

use axum::Router;

use crate::{app::App, people};

/// Everything that is served on the main address.
pub fn router(app: &App) -> Router {
    let pages = open().merge(owner()).merge(staff());
    pages
        .layer(people::session_layer(app))
        .with_state(app.clone())
}

/// For anyone.
fn open() -> Router<App> {
    Router::new()
}

/// For owners and their households.
fn owner() -> Router<App> {
    Router::new()
}

/// For the company's people.
fn staff() -> Router<App> {
    Router::new()
}
