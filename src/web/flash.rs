//! A sentence that the next page shows once.

use axum::{
    extract::{FromRequestParts, Request},
    http::{Method, header::ACCEPT, request::Parts},
    middleware::Next,
    response::Response,
};
use tower_sessions::Session;

use super::answer::Saying;
use crate::i18n::Message;

const KEY: &str = "flash";

/// Layer inside the session's: keeps what a redirect says for the page it leads to.
pub async fn keep(session: Session, req: Request, next: Next) -> Response {
    let mut response = next.run(req).await;
    if let Some(Saying(message)) = response.extensions_mut().remove::<Saying>()
        && let Err(error) = session.insert(KEY, &message).await
    {
        // the deed is done and the page says so itself: the sentence is a courtesy
        tracing::warn!(%error, "sentence for the next page lost");
    }
    response
}

/// For pages read signed out; pages of somebody signed in get it with their viewer.
#[derive(Debug, Clone)]
pub struct Flash(pub Option<Message>);

impl<S: Sync> FromRequestParts<S> for Flash {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(for_page(parts).await))
    }
}

/// The sentence left for the next page, gone with this call. Photos, fragments and posts leave it for the page.
pub async fn for_page(parts: &Parts) -> Option<Message> {
    if !shows_a_page(parts) {
        return None;
    }
    let session = parts.extensions.get::<Session>()?;
    // looked at first, because a removal writes the session even when there is nothing to remove
    session.get_value(KEY).await.ok()??;
    session.remove(KEY).await.ok()?
}

fn shows_a_page(parts: &Parts) -> bool {
    let header = |name: &str| parts.headers.get(name).and_then(|v| v.to_str().ok());
    parts.method == Method::GET
        && match header("sec-fetch-dest") {
            Some(destination) => destination == "document",
            None => header(ACCEPT.as_str()).is_none_or(|a| a == "*/*" || a.contains("text/html")),
        }
}
