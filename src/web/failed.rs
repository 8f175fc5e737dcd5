//! Errors on their way out: which status each has, how the log hears of it, and their form for programs.

use std::sync::Arc;

use axum::{
    Json,
    extract::Request,
    http::{HeaderValue, StatusCode, header::RETRY_AFTER},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{load::Overdue, watch::RequestId};
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
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Accident(cause) if is_outage(cause) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Accident(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// The database is away or all its connections are taken: it passes, so people are told to try again.
fn is_outage(cause: &anyhow::Error) -> bool {
    use sqlx::Error::{Io, PoolClosed, PoolTimedOut, Tls, WorkerCrashed};
    use tower_sessions::session::Error::Store;
    cause.chain().any(|e| {
        matches!(
            e.downcast_ref(),
            Some(PoolTimedOut | Io(_) | PoolClosed | WorkerCrashed | Tls(_))
        ) || matches!(e.downcast_ref(), Some(Store(_)))
            || e.is::<Overdue>()
    })
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        let retry_after = match &self {
            Self::TooMany { retry_after } => Some(*retry_after),
            // spread, or everybody comes back in the same second
            error if error.status() == StatusCode::SERVICE_UNAVAILABLE => {
                Some(rand::random_range(2..=6))
            }
            _ => None,
        };
        if let Some(seconds) = retry_after {
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(Failed(Arc::new(self)));
        response
    }
}

/// A panic is one failed request, not the end of the process.
pub(super) fn panicked(cause: Box<dyn std::any::Any + Send>) -> Response {
    let words = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or(cause.downcast_ref::<&str>().copied());
    AppError::Accident(anyhow::anyhow!("panic: {}", words.unwrap_or("(no words)"))).into_response()
}

/// Layer of routes for programs.
pub async fn as_json(req: Request, next: Next) -> Response {
    let id = req
        .extensions()
        .get()
        .map_or_else(String::new, |RequestId(id)| id.clone());
    let mut response = next.run(req).await;
    let Some(Failed(error)) = response.extensions_mut().remove::<Failed>() else {
        return response;
    };
    log(&error);
    let word = match &*error {
        AppError::NotFound => "not_found",
        AppError::SignIn(_) => "sign_in",
        AppError::Refused(_) => "refused",
        AppError::Stale => "stale",
        AppError::Invalid(_) => "invalid",
        AppError::TooMany { .. } => "too_many",
        AppError::TooLarge => "too_large",
        AppError::Unreadable => "unreadable",
        AppError::CrossSite => "cross_site",
        AppError::Busy => "busy",
        AppError::Accident(_) => "accident",
    };
    let mut body = serde_json::json!({ "error": word, "request": id });
    match &*error {
        AppError::Refused(message) => body["reason"] = message.key.as_ref().into(),
        AppError::Invalid(errors) => {
            let fields = errors
                .0
                .iter()
                .map(|(field, message)| (*field, message.key.as_ref()));
            body["fields"] = fields.collect();
        }
        _ => {}
    }
    with_headers_of(&response, (response.status(), Json(body)).into_response())
}

pub(super) fn log(error: &AppError) {
    match error {
        AppError::Accident(_) => tracing::error!(%error, "failed"),
        AppError::CrossSite | AppError::TooMany { .. } | AppError::Busy => {
            tracing::warn!(%error, "turned away")
        }
        _ => tracing::debug!(%error, "refused"),
    }
}

/// `Allow`, `Retry-After` and cookies survive the drawing.
pub(super) fn with_headers_of(bare: &Response, mut drawn: Response) -> Response {
    for (name, value) in bare.headers() {
        if !drawn.headers().contains_key(name) && name != "content-length" {
            drawn.headers_mut().append(name, value.clone());
        }
    }
    drawn
}
