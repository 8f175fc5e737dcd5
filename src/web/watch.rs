//! One span and one line in the log for each request, with an id that the visitor can read out to us. Names the route,
//! never the address: addresses hold ticket numbers and what people searched for.

use std::time::Instant;

use axum::{
    extract::{FromRequestParts, MatchedPath, Request},
    http::{HeaderName, HeaderValue, request::Parts},
    middleware::Next,
    response::Response,
};
use rand::RngExt;
use tracing::{Instrument, field::Empty};

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Read over the phone: no letter looks like a figure.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Ten characters, new for each request. Never taken over from the client: it stands in our log.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

impl RequestId {
    fn new() -> Self {
        let mut rng = rand::rng();
        Self(
            (0..10)
                .map(|_| char::from(LETTERS[rng.random_range(0..LETTERS.len())]))
                .collect(),
        )
    }
}

impl<S: Sync> FromRequestParts<S> for RequestId {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get().cloned().unwrap_or_else(Self::new))
    }
}

pub async fn watch(mut req: Request, next: Next) -> Response {
    let id = RequestId::new();
    let method = req.method().clone();
    let route = req
        .extensions()
        .get::<MatchedPath>()
        .map_or("(none)".into(), |path| path.as_str().to_owned());
    let span =
        tracing::info_span!("request", id = id.0, %method, route, status = Empty, ms = Empty);
    req.extensions_mut().insert(id.clone());

    let started = Instant::now();
    let mut response = next.run(req).instrument(span.clone()).await;
    let took = started.elapsed();

    let status = response.status().as_u16();
    span.record("status", status);
    span.record("ms", took.as_millis() as u64);
    span.in_scope(|| tracing::info!("answered"));
    let labels = [
        ("method", method.to_string()),
        ("route", route),
        ("status", format!("{}xx", status / 100)),
    ];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", &labels).record(took);

    if let Ok(value) = HeaderValue::from_str(&id.0) {
        response.headers_mut().insert(X_REQUEST_ID, value);
    }
    response
}
