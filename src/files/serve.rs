//! A kept file as an answer. Whoever calls this has asked the ticket's room whether the viewer may see it.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::Kept;
use crate::{
    app::App,
    error::{AppError, Result},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    Full,
    /// At most 320 pixels a side; photos only.
    Thumb,
}

/// Photos are shown in the page and kept by the browser on condition that it asks again each time (so a lost permission
/// shows at once); papers are saved, never shown in the page, never kept.
pub async fn serve(
    app: &App,
    file: &Kept,
    variant: Variant,
    asked: &HeaderMap,
) -> Result<Response> {
    let digest = match variant {
        Variant::Full => file.sha256,
        Variant::Thumb => file.thumb_sha256.ok_or(AppError::NotFound)?,
    };
    let photo = file.is_photo();
    let etag = format!("\"{}\"", digest.hex());
    let known = asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .any(|seen| seen.as_bytes() == etag.as_bytes());
    let (status, body) = if photo && known {
        (StatusCode::NOT_MODIFIED, Body::empty())
    } else {
        (StatusCode::OK, Body::from(app.files.read(digest).await?))
    };
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_str(&file.media_type)?,
    );
    headers.insert(
        header::CONTENT_DISPOSITION,
        disposition(if photo { "inline" } else { "attachment" }, &file.name)?,
    );
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; sandbox"),
    );
    if photo {
        headers.insert(header::ETAG, HeaderValue::from_str(&etag)?);
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        );
    } else {
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-store"),
        );
    }
    Ok(response)
}

/// RFC 6266: a plain name for old readers, the real one percent-encoded (RFC 8187) for the others.
fn disposition(how: &str, name: &str) -> Result<HeaderValue> {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') {
                c
            } else {
                '_'
            }
        })
        .collect();
    let encoded: String = name
        .bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_') {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect();
    Ok(HeaderValue::from_str(&format!(
        "{how}; filename=\"{plain}\"; filename*=UTF-8''{encoded}"
    ))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_script_and_with_tricks_fit_the_header() {
        assert_eq!(
            disposition("attachment", "三楼 \"x\"\r\nA: b.pdf").unwrap(),
            "attachment; filename=\"__ _x___A_ b.pdf\"; filename*=UTF-8''%E4%B8%89%E6%A5%BC%20%22x%22%0D%0AA%3A%20b.pdf"
        );
    }
}
