//! A request that changes something must come from our own pages. Fails closed: what cannot be told is refused.

use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, Uri,
        header::{HOST, ORIGIN, REFERER},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{app::App, error::AppError};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// For pages. Not for routes that are called with a token in a header, which no browser adds by itself.
pub async fn own_pages_only(State(app): State<App>, req: Request, next: Next) -> Response {
    if req.method().is_safe() || is_own(req.headers(), &app.config.base_url) {
        next.run(req).await
    } else {
        AppError::CrossSite.into_response()
    }
}

/// For photos and papers: other sites may not show them, not even to somebody signed in here.
pub async fn no_embedding(req: Request, next: Next) -> Response {
    match text(req.headers(), &SEC_FETCH_SITE) {
        Some("cross-site" | "same-site") => AppError::NotFound.into_response(),
        _ => next.run(req).await,
    }
}

/// Browsers say where a request comes from in Sec-Fetch-Site; over plain http and in old ones only in Origin or Referer.
fn is_own(headers: &HeaderMap, base_url: &str) -> bool {
    if headers.contains_key(&SEC_FETCH_SITE) {
        return matches!(text(headers, &SEC_FETCH_SITE), Some("same-origin" | "none"));
    }
    let from = if headers.contains_key(ORIGIN) {
        text(headers, &ORIGIN)
    } else {
        text(headers, &REFERER)
    };
    let Some(from) = from.and_then(|from| from.parse::<Uri>().ok()) else {
        return false;
    };
    let Some(authority) = from.authority().map(|a| a.as_str()) else {
        return false;
    };
    let own = base_url.split_once("://").map(|(_, authority)| authority);
    text(headers, &HOST) == Some(authority) || own == Some(authority)
}

/// The one value of this header; none if it is sent twice.
fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() {
        None
    } else {
        value.to_str().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(headers: &[(&str, &str)]) -> bool {
        let mut map = HeaderMap::new();
        map.insert(HOST, "desk.example:8080".parse().unwrap());
        for (name, value) in headers {
            map.append(name.parse::<HeaderName>().unwrap(), value.parse().unwrap());
        }
        is_own(&map, "https://desk.example")
    }

    #[test]
    fn our_own_pages_pass() {
        assert!(own(&[("sec-fetch-site", "same-origin")]));
        assert!(own(&[("origin", "http://desk.example:8080")]));
        assert!(own(&[("origin", "https://desk.example")]));
        assert!(own(&[("referer", "http://desk.example:8080/report?x=1")]));
    }

    #[test]
    fn everything_else_is_refused() {
        assert!(!own(&[]));
        assert!(!own(&[
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://desk.example")
        ]));
        assert!(!own(&[("sec-fetch-site", "same-site")]));
        assert!(!own(&[
            ("sec-fetch-site", "same-origin"),
            ("sec-fetch-site", "same-origin")
        ]));
        assert!(!own(&[("origin", "null")]));
        assert!(!own(&[
            ("origin", "null"),
            ("referer", "https://desk.example/")
        ]));
        assert!(!own(&[("origin", "https://evil.example")]));
        assert!(!own(&[("origin", "https://desk.example.evil.example")]));
        assert!(!own(&[("origin", "https://desk.example@evil.example")]));
        assert!(!own(&[(
            "referer",
            "https://evil.example/https://desk.example/"
        )]));
        assert!(!own(&[("referer", "/relative")]));
    }
}
