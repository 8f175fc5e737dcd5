//! How an error leaves: as a page for people, as JSON for programs; logged once, here, with the request's id. Visitors see
//! the id, never the cause. The page asks nothing of the database, which may be what is broken.

use std::sync::Arc;

use askama::Template;
use axum::{
    Json,
    extract::{FromRequestParts, Request, State},
    http::{
        HeaderValue, Method, StatusCode,
        header::{CONTENT_TYPE, REFERER, RETRY_AFTER},
        request::Parts,
    },
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{Frame, Reader, Redirect, load::Overdue, page_as, relative, watch::RequestId};
use crate::{
    app::App,
    error::{AppError, Audience},
};

/// What the layer above finds on a response and draws.
#[derive(Clone)]
pub(super) struct Failed(pub Arc<AppError>);

/// Whom to ring, put into the request once the visitor's community is known.
#[derive(Debug, Clone)]
pub struct HelpLine {
    pub community: String,
    pub phone: String,
    pub emergency_phone: String,
    pub zone: chrono_tz::Tz,
}

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

/// What of the request is needed should it fail.
struct Asked {
    id: String,
    method: Method,
    address: String,
    /// The page of ours it came from.
    from: Option<String>,
    reader: Reader,
    help: Option<HelpLine>,
}

impl Asked {
    async fn of(parts: &mut Parts) -> Self {
        let Ok(RequestId(id)) = RequestId::from_request_parts(parts, &()).await;
        let from = parts
            .headers
            .get(REFERER)
            .and_then(|v| v.to_str().ok())
            .and_then(|v| v.parse().ok());
        let from = from.as_ref().and_then(axum::http::Uri::path_and_query);
        Self {
            id,
            method: parts.method.clone(),
            address: parts
                .uri
                .path_and_query()
                .map_or("/", |p| p.as_str())
                .to_owned(),
            from: from.and_then(|p| relative(p.as_str())).map(str::to_owned),
            reader: Reader::of(parts),
            help: parts.extensions.get().cloned(),
        }
    }

    /// Where to go on after signing in: a page that was asked for, or the page a form stood on.
    fn next(&self) -> &str {
        if self.method.is_safe() {
            &self.address
        } else {
            self.from.as_deref().unwrap_or("/")
        }
    }
}

/// Layer of every group of pages.
pub async fn as_pages(State(app): State<App>, req: Request, next: Next) -> Response {
    let (mut parts, body) = req.into_parts();
    let asked = Asked::of(&mut parts).await;
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let failed = response.extensions_mut().remove::<Failed>();
    match failed.as_ref().map(|Failed(error)| &**error) {
        Some(AppError::SignIn(audience)) => sign_in(*audience, asked.next()).into_response(),
        Some(error) => {
            log(error);
            redrawn(&app, &asked, Some(error), response)
        }
        None if is_bare(&response) => redrawn(&app, &asked, None, response),
        None => response,
    }
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

fn log(error: &AppError) {
    match error {
        AppError::Accident(_) => tracing::error!(%error, "failed"),
        AppError::CrossSite | AppError::TooMany { .. } | AppError::Busy => {
            tracing::warn!(%error, "turned away")
        }
        _ => tracing::debug!(%error, "refused"),
    }
}

fn sign_in(audience: Audience, next: &str) -> Redirect {
    let place = match audience {
        Audience::Owner => "/in",
        Audience::Staff => "/staff/in",
    };
    let query: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("next", next)
        .finish();
    Redirect::to(if next == "/" {
        place.to_owned()
    } else {
        format!("{place}?{query}")
    })
}

/// An error of the router or a layer below, which nobody drew.
fn is_bare(response: &Response) -> bool {
    let status = response.status();
    let kind = response
        .headers()
        .get(CONTENT_TYPE)
        .map_or(b"text/plain".as_slice(), HeaderValue::as_bytes);
    (status.is_client_error() || status.is_server_error()) && kind.starts_with(b"text/plain")
}

#[derive(Template)]
#[template(path = "web/error.html")]
struct ErrorPage<'a> {
    frame: Frame,
    lead: String,
    /// What each field needs, when a form reached no page of its own.
    fields: Vec<String>,
    /// What happened to what they typed.
    kept: Option<&'static str>,
    id: Option<&'a str>,
}

fn redrawn(app: &App, asked: &Asked, error: Option<&AppError>, bare: Response) -> Response {
    let status = bare.status();
    let mut frame = Frame::public(app, asked.reader);
    if let Some(HelpLine {
        community,
        phone,
        emergency_phone,
        zone,
    }) = &asked.help
    {
        frame = frame.of_community(community, phone, emergency_phone, *zone);
    }
    if let Some(from) = asked.from.as_deref().filter(|_| !asked.method.is_safe()) {
        frame = frame.back(from, "web-error-back");
    }
    let word = word(status, error);
    let l = frame.l;
    let lead = match error {
        Some(AppError::Refused(message)) => l.m(message),
        Some(AppError::TooMany { retry_after }) => {
            l.n("web-error-many-lead", retry_after.div_ceil(60))
        }
        _ => l.t(&format!("web-error-{word}-lead")).into_owned(),
    };
    let fields = match error {
        Some(AppError::Invalid(errors)) => {
            errors.0.iter().map(|(_, message)| l.m(message)).collect()
        }
        _ => Vec::new(),
    };
    let page = ErrorPage {
        frame: frame.title(&format!("web-error-{word}-title")),
        lead,
        fields,
        kept: kept(status, &asked.method),
        id: status.is_server_error().then_some(&asked.id),
    };
    with_headers_of(&bare, page_as(status, page))
}

/// Which of the pages, by the middle of its messages' keys.
fn word(status: StatusCode, error: Option<&AppError>) -> &'static str {
    match (status, error) {
        (_, Some(AppError::Refused(_))) => "refused",
        (StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED, _) => "absent",
        (StatusCode::CONFLICT, _) => "stale",
        (StatusCode::PAYLOAD_TOO_LARGE, _) => "large",
        (StatusCode::UNPROCESSABLE_ENTITY, _) => "invalid",
        (StatusCode::TOO_MANY_REQUESTS, _) => "many",
        (StatusCode::FORBIDDEN, _) => "foreign",
        (StatusCode::SERVICE_UNAVAILABLE, _) => "busy",
        (status, _) if status.is_server_error() => "accident",
        _ => "unreadable",
    }
}

fn kept(status: StatusCode, method: &Method) -> Option<&'static str> {
    let wrote = !method.is_safe();
    match status {
        StatusCode::SERVICE_UNAVAILABLE if wrote => Some("web-error-try-again"),
        status if status.is_server_error() && wrote => Some("web-error-maybe-saved"),
        _ => None,
    }
}

/// `Allow`, `Retry-After` and cookies survive the drawing.
fn with_headers_of(bare: &Response, mut drawn: Response) -> Response {
    for (name, value) in bare.headers() {
        if !drawn.headers().contains_key(name) && name != "content-length" {
            drawn.headers_mut().append(name, value.clone());
        }
    }
    drawn
}
