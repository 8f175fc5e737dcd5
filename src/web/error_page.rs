//! How an error leaves: as a page for people, as JSON for programs; logged once, here, with the request's id.

use std::sync::Arc;

use axum::{
    http::{HeaderValue, StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};

use crate::error::AppError;

/// What the layer above finds on a response and draws.
#[derive(Clone)]
pub(super) struct Failed(pub Arc<AppError>);

impl AppError {
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn(_) => StatusCode::UNAUTHORIZED,
            Self::Refused(_) | Self::Stale => StatusCode::CONFLICT,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::CrossSite => StatusCode::FORBIDDEN,
            Self::Accident(cause) if is_outage(cause) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Accident(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// The database is away or all its connections are taken: it passes, so people are told to try again.
fn is_outage(cause: &anyhow::Error) -> bool {
    use sqlx::Error::{Io, PoolClosed, PoolTimedOut, Tls, WorkerCrashed};
    cause.chain().any(|e| {
        matches!(
            e.downcast_ref(),
            Some(PoolTimedOut | Io(_) | PoolClosed | WorkerCrashed | Tls(_))
        ) || matches!(
            e.downcast_ref(),
            Some(tower_sessions::session::Error::Store(_))
        )
    })
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Self::TooMany { retry_after } = &self {
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(*retry_after));
        }
        response.extensions_mut().insert(Failed(Arc::new(self)));
        response
    }
}
