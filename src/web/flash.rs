//! A sentence that the next page shows once.

use axum::{extract::Request, middleware::Next, response::Response};
use tower_sessions::Session;

use crate::i18n::Message;

const KEY: &str = "flash";

/// Rides on a redirect until [`keep`] puts it into the session.
#[derive(Debug, Clone)]
pub(super) struct Saying(pub Message);

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

/// The sentence left for this page, gone with this call.
pub async fn take(session: &Session) -> Option<Message> {
    // looked at first, because a removal writes the session even when there is nothing to remove
    session.get_value(KEY).await.ok()??;
    session.remove(KEY).await.ok()?
}
