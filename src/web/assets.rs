//! Style sheets, scripts and icons, inside the binary, under addresses that change with their content.
//!
//! `assets::APP_CSS` is `/static/app.<hash>.css`: kept by browsers for a year, because another content has another address.

use axum::{
    body::Body,
    http::{
        HeaderMap, HeaderValue, Response, StatusCode, Uri,
        header::{
            ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
            VARY, X_CONTENT_TYPE_OPTIONS,
        },
    },
    response::IntoResponse,
};

use crate::error::AppError;

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

struct Asset {
    /// Path below `static/` without its ending.
    stem: &'static str,
    kind: &'static str,
    hash: &'static str,
    plain: &'static [u8],
    br: &'static [u8],
    gz: &'static [u8],
}

const FOR_A_YEAR: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// A page from before an update asks for an older content: it gets today's, but shall not keep it under that name.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// GET /static/{*path}
pub async fn serve(uri: Uri, headers: HeaderMap) -> Response<Body> {
    let Some((asset, hash)) = find(uri.path()) else {
        return AppError::NotFound.into_response();
    };
    let keep = if hash == Some(asset.hash) {
        FOR_A_YEAR
    } else {
        ASK_AGAIN
    };
    let (coding, bytes) = asset.best(headers.get(ACCEPT_ENCODING));
    let etag = format!("\"{}{coding}\"", asset.hash);
    let known = headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .any(|v| matches(v, &etag));

    let mut response = Response::new(if known {
        Body::empty()
    } else {
        Body::from(bytes)
    });
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let out = response.headers_mut();
    out.insert(CACHE_CONTROL, keep);
    out.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        out.insert(ETAG, etag);
    }
    if !known {
        out.insert(
            CONTENT_TYPE,
            HeaderValue::from_static(media_type(asset.kind)),
        );
        out.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        if !coding.is_empty() {
            out.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
    }
    response
}

/// The asset of `/static/app.<hash>.css` or `/static/app.css`, and the hash that was asked for.
fn find(path: &str) -> Option<(&'static Asset, Option<&str>)> {
    let (rest, kind) = path.strip_prefix("/static/")?.rsplit_once('.')?;
    let named = |stem: &str| ALL.iter().find(|a| a.kind == kind && a.stem == stem);
    let hashed = rest
        .rsplit_once('.')
        .and_then(|(stem, hash)| Some((named(stem)?, Some(hash))));
    hashed.or_else(|| Some((named(rest)?, None)))
}

impl Asset {
    fn best(&self, accepted: Option<&HeaderValue>) -> (&'static str, &'static [u8]) {
        let accepted = accepted.and_then(|v| v.to_str().ok()).unwrap_or("");
        let takes = |coding: &str| {
            accepted.split(',').any(|part| {
                let mut pieces = part.split(';').map(str::trim);
                pieces.next() == Some(coding)
                    && !pieces.any(|p| matches!(p, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
            })
        };
        match () {
            () if !self.br.is_empty() && takes("br") => ("br", self.br),
            () if !self.gz.is_empty() && takes("gzip") => ("gzip", self.gz),
            () => ("", self.plain),
        }
    }
}

fn matches(sent: &HeaderValue, etag: &str) -> bool {
    let Ok(sent) = sent.to_str() else {
        return false;
    };
    sent.split(',')
        .map(str::trim)
        .any(|one| one == "*" || one.trim_start_matches("W/") == etag)
}

fn media_type(kind: &str) -> &'static str {
    match kind {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn get(path: &str, headers: &[(axum::http::HeaderName, &'static str)]) -> Response<Body> {
        let headers = headers
            .iter()
            .map(|(n, v)| (n.clone(), HeaderValue::from_static(v)))
            .collect();
        serve(path.parse().unwrap(), headers).await
    }

    #[tokio::test]
    async fn a_hashed_address_is_kept_for_a_year_and_comes_small() {
        let response = get(APP_CSS, &[(ACCEPT_ENCODING, "gzip, deflate, br")]).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[CACHE_CONTROL], FOR_A_YEAR);
        assert_eq!(response.headers()[CONTENT_ENCODING], "br");
        assert_eq!(response.headers()[CONTENT_TYPE], "text/css; charset=utf-8");
        let response = get(APP_CSS, &[(ACCEPT_ENCODING, "gzip, br;q=0")]).await;
        assert_eq!(response.headers()[CONTENT_ENCODING], "gzip");
        assert!(
            !get(APP_CSS, &[])
                .await
                .headers()
                .contains_key(CONTENT_ENCODING)
        );
    }

    #[tokio::test]
    async fn what_the_browser_has_is_not_sent_again() {
        let first = get(APP_CSS, &[]).await;
        let etag = first.headers()[ETAG].to_str().unwrap().to_owned().leak();
        let again = get(APP_CSS, &[(IF_NONE_MATCH, etag)]).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    }

    #[tokio::test]
    async fn an_old_address_gets_todays_file_but_does_not_keep_it() {
        for path in ["/static/app.css", "/static/app.0123456789abcdef.css"] {
            let response = get(path, &[]).await;
            assert_eq!(response.status(), StatusCode::OK, "{path}");
            assert_eq!(response.headers()[CACHE_CONTROL], ASK_AGAIN);
        }
    }

    #[test]
    fn style_and_script_stay_light() {
        let gz = |name: &str| {
            let (stem, kind) = name.rsplit_once('.').unwrap();
            ALL.iter()
                .find(|a| a.stem == stem && a.kind == kind)
                .unwrap()
                .gz
                .len()
        };
        assert!(gz("app.css") <= 12 * 1024, "app.css {}", gz("app.css"));
        // the company's people load both
        let staff = gz("app.css") + gz("staff.css");
        assert!(staff <= 18 * 1024, "app.css and staff.css {staff}");
        assert!(gz("print.css") <= 3 * 1024, "print.css {}", gz("print.css"));
        assert!(gz("app.js") <= 10 * 1024, "app.js {}", gz("app.js"));
        assert!(gz("staff.js") <= 25 * 1024, "staff.js {}", gz("staff.js"));
    }
}
