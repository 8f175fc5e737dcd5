//! The layers around the routes. In each builder the first is the outermost.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    routing::get,
};
use tower::ServiceBuilder;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};

use super::{FORM_LIMIT, Places, csrf, error_page, failed, gate, headers, health, load, watch};
use crate::{app::App, error::AppError};

/// Around every group of pages, inside the session: errors are drawn in the language of the account.
pub fn pages(app: &App, routes: Router<App>) -> Router<App> {
    // a fallback of our own: of two routers' own ones, merging keeps the one without layers
    let routes = routes.fallback(async || AppError::NotFound);
    routes.layer(
        ServiceBuilder::new()
            .layer(from_fn_with_state(app.clone(), error_page::as_pages))
            .layer(CatchPanicLayer::custom(failed::panicked)),
    )
}

/// Around routes that programs call with a token of their own: no session, no cookies, errors as JSON.
pub fn programs(routes: Router<App>) -> Router<App> {
    routes.layer(
        ServiceBuilder::new()
            .layer(from_fn(failed::as_json))
            .layer(CatchPanicLayer::custom(failed::panicked)),
    )
}

/// Around everything that is served on the main address. `pages` carry their session; `programs` need none.
pub fn house(app: &App, pages: Router<App>, programs: Router<App>) -> Router {
    let doors = pages
        .layer(from_fn_with_state(app.clone(), csrf::own_pages_only))
        .merge(programs)
        .layer(
            ServiceBuilder::new()
                // for what fails before a group's own layer: at the gate, for want of a place, in the session
                .layer(from_fn_with_state(app.clone(), error_page::as_pages))
                .layer(CatchPanicLayer::custom(failed::panicked))
                .layer(from_fn_with_state(app.clone(), gate::gate))
                .layer(from_fn_with_state(Places::default(), load::limit))
                .layer(DefaultBodyLimit::max(FORM_LIMIT)),
        );
    // asked of a busy house too: outside the limits
    let health = Router::new()
        .route("/livez", get(health::livez))
        .route("/readyz", get(health::readyz));
    doors
        .merge(health)
        .layer(
            ServiceBuilder::new()
                .layer(from_fn(watch::watch))
                .layer(from_fn_with_state(app.clone(), headers::guard))
                .layer(CompressionLayer::new()),
        )
        .with_state(app.clone())
}
