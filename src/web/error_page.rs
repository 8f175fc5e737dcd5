//! How an error looks to people: what happened, what became of what they typed, whom to ring. Visitors see the request's
//! id, never the cause. The page asks nothing of the database, which may be what is broken.

use std::sync::{Arc, PoisonError, RwLock};

use askama::Template;
use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderValue, Method, StatusCode, header::CONTENT_TYPE, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{
    Frame, Reader, Redirect, Viewer,
    failed::{Failed, log, with_headers_of},
    page_as,
    reader::came_from,
    watch::RequestId,
};
use crate::{
    app::App,
    error::{AppError, Audience},
};

/// Whom to ring, put into the request once the visitor's community is known.
#[derive(Debug, Clone)]
pub struct HelpLine {
    pub community: String,
    pub phone: String,
    pub emergency_phone: String,
    pub zone: chrono_tz::Tz,
}

/// Whom to ring, for visitors nobody knows yet: every community's line, as last read. The error page asks nothing of the database.
#[derive(Default)]
pub struct HelpLines(RwLock<Arc<[HelpLine]>>);

impl HelpLines {
    pub fn keep(&self, lines: impl IntoIterator<Item = HelpLine>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = lines.into_iter().collect();
    }

    pub fn all(&self) -> Arc<[HelpLine]> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// Somebody of the company who is signed in, put into the request once known: an error finds them in their own frame.
#[derive(Clone)]
pub struct AtWork(pub Arc<dyn Viewer + Send + Sync>);

/// What of the request is needed should it fail.
struct Asked {
    id: String,
    method: Method,
    address: String,
    /// The page of ours it came from.
    from: Option<String>,
    reader: Reader,
    help: Option<HelpLine>,
    staff: Option<AtWork>,
}

impl Asked {
    async fn of(parts: &mut Parts) -> Self {
        let Ok(RequestId(id)) = RequestId::from_request_parts(parts, &()).await;
        Self {
            id,
            method: parts.method.clone(),
            address: parts
                .uri
                .path_and_query()
                .map_or("/", |p| p.as_str())
                .to_owned(),
            from: came_from(&parts.headers),
            reader: Reader::of(parts),
            help: parts.extensions.get().cloned(),
            staff: parts.extensions.get().cloned(),
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
    told: Told<'a>,
}

/// The same for somebody of the company, with a way back to their work.
#[derive(Template)]
#[template(path = "web/error_staff.html")]
struct StaffErrorPage<'a> {
    frame: Frame,
    told: Told<'a>,
    work: &'static str,
}

/// What the page says.
struct Told<'a> {
    lead: String,
    /// What each field needs, when a form reached no page of its own.
    fields: Vec<String>,
    /// What happened to what they typed.
    kept: Option<&'static str>,
    id: Option<&'a str>,
    /// Of the communities, when it is not known which one they belong to.
    lines: Arc<[HelpLine]>,
}

fn redrawn(app: &App, asked: &Asked, error: Option<&AppError>, bare: Response) -> Response {
    let status = bare.status();
    let mut frame = match &asked.staff {
        Some(AtWork(staff)) => Frame::staff(app, staff),
        None => Frame::public(app, asked.reader),
    };
    let all = app.help_lines.all();
    let (theirs, lines) = match (&asked.help, &*all) {
        (Some(line), _) | (None, [line]) => (Some(line), Arc::default()),
        (None, _) => (None, all.clone()),
    };
    if let Some(line) = theirs {
        let (phone, emergency_phone) = (&line.phone, &line.emergency_phone);
        frame = frame.of_community(&line.community, phone, emergency_phone, line.zone);
    }
    if let Some(from) = asked.from.as_deref().filter(|_| !asked.method.is_safe()) {
        frame = frame.back(from, "web-error-back");
    }
    let word = word(status, error);
    let l = frame.l;
    let told = Told {
        lead: match error {
            Some(AppError::Refused(message)) => l.m(message),
            Some(AppError::TooMany { retry_after }) => {
                l.n("web-error-many-lead", retry_after.div_ceil(60))
            }
            _ => l.t(&format!("web-error-{word}-lead")).into_owned(),
        },
        fields: match error {
            Some(AppError::Invalid(errors)) => {
                errors.0.iter().map(|(_, message)| l.m(message)).collect()
            }
            _ => Vec::new(),
        },
        kept: kept(status, &asked.method),
        id: status.is_server_error().then_some(&asked.id),
        lines,
    };
    let frame = frame.title(&format!("web-error-{word}-title"));
    let page = match &asked.staff {
        None => page_as(status, ErrorPage { frame, told }),
        Some(_) => page_as(
            status,
            StaffErrorPage {
                work: frame.nav.first().map_or("/desk/notices", |nav| nav.href()),
                frame,
                told,
            },
        ),
    };
    with_headers_of(&bare, page)
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
