//! What people typed, read once at the door and cleaned of what no field can mean.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, header::CONTENT_TYPE, request::Parts},
};
use chrono::{DateTime, Utc};
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

use crate::error::{AppError, Result};

/// Most an ordinary form may weigh, in bytes; photos come by [`super::Upload`].
pub const FORM_LIMIT: usize = 256 * 1024;

/// Name → values as typed, in the order sent. Cleaned: NFC, line ends as `\n`, without control and bidi-override
/// characters, which PostgreSQL refuses or readers cannot see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `a=1&b=2`, as forms and query strings are written.
    pub fn parse(encoded: &[u8]) -> Self {
        form_urlencoded::parse(encoded)
            .map(|(name, value)| (name.into_owned(), clean(&value)))
            .collect()
    }

    /// The first value without the space around it; empty when the field is absent.
    pub fn get(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The first value with the space around it: passwords.
    pub fn raw(&self, name: &str) -> &str {
        self.all_raw(name).next().unwrap_or("")
    }

    /// Every value of this name, in order: checkboxes, rows of a table.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.all_raw(name).map(str::trim)
    }

    /// Was this field sent at all: ticked, or the button that was pressed.
    pub fn has(&self, name: &str) -> bool {
        self.all_raw(name).next().is_some()
    }

    /// Was this value among those sent: redraws a ticked box.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|sent| sent == value)
    }

    /// Sets a field, replacing what it held: to fill in a form before it is first shown.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(n, _)| n != name);
        self.push(name, value);
    }

    /// The same with several values: files that were taken in.
    pub fn set_all(&mut self, name: &str, values: &[impl ToString]) {
        self.0.retain(|(n, _)| n != name);
        for value in values {
            self.push(name, value.to_string());
        }
    }

    /// Takes out every field whose name does not please.
    pub fn keep(&mut self, pleases: impl Fn(&str) -> bool) {
        self.0.retain(|(name, _)| pleases(name));
    }

    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// When what the form changes was last saved, in microseconds since 1970: what the page had seen.
    pub fn seen(&self) -> Result<DateTime<Utc>> {
        let micros = self.get("seen").parse().map_err(|_| AppError::Stale)?;
        DateTime::from_timestamp_micros(micros).ok_or(AppError::Stale)
    }

    /// Only the fields of these names: what one page of several passes on to the next, and nothing a stranger added.
    #[must_use]
    pub fn only(&self, names: &[&str]) -> Self {
        let kept = self
            .0
            .iter()
            .filter(|(name, _)| names.contains(&name.as_str()));
        Self(kept.cloned().collect())
    }

    /// All but the fields of these names: what stays hidden on a page that asks for those.
    #[must_use]
    pub fn without(&self, names: &[&str]) -> Self {
        let kept = self
            .0
            .iter()
            .filter(|(name, _)| !names.contains(&name.as_str()));
        Self(kept.cloned().collect())
    }

    /// As an address carries them: `a=1&b=2`.
    pub fn to_query(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(self.iter())
            .finish()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The idempotency key minted when the form was drawn; a new one when it is absent or spoilt.
    pub(super) fn key(&self) -> Uuid {
        self.get("key").parse().unwrap_or_else(|_| Uuid::new_v4())
    }

    fn all_raw(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }
}

impl FromIterator<(String, String)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Fields {
    fn from(pairs: [(&str, &str); N]) -> Self {
        pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), clean(value)))
            .collect()
    }
}

/// The query string: filters and pages. Whatever it holds, it never fails.
impl<S: Sync> FromRequestParts<S> for Fields {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::parse(parts.uri.query().unwrap_or("").as_bytes()))
    }
}

/// A submitted form without files.
#[derive(Debug, Clone)]
pub struct Form {
    pub fields: Fields,
    /// One key, one effect: pass it to the deed.
    pub key: Uuid,
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = AppError;

    async fn from_request(req: Request, state: &S) -> Result<Self> {
        if !is_form(req.headers()) {
            return Err(AppError::Unreadable);
        }
        let body = body(req, state).await?;
        let fields = Fields::parse(&body);
        Ok(Self {
            key: fields.key(),
            fields,
        })
    }
}

pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    media_type(headers).eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

pub(crate) fn is_multipart(headers: &HeaderMap) -> bool {
    media_type(headers).eq_ignore_ascii_case("multipart/form-data")
}

fn media_type(headers: &HeaderMap) -> &str {
    let value = headers
        .get(CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("");
    value.split(';').next().unwrap_or("").trim()
}

pub(crate) async fn body<S: Send + Sync>(req: Request, state: &S) -> Result<Bytes> {
    Bytes::from_request(req, state).await.map_err(|refused| {
        if refused.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
            AppError::TooLarge
        } else {
            AppError::Unreadable
        }
    })
}

pub(super) fn clean(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    let mut after_return = false;
    for c in typed.nfc() {
        match c {
            '\r' => out.push('\n'),
            '\n' if after_return => {}
            '\n' | '\t' => out.push(c),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
        after_return = c == '\r';
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_every_value_of_a_repeated_name_and_trims_what_it_shows() {
        let fields = Fields::parse(b"tag=a&tag=+b+&note=%20hi%0D%0Athere%20");
        assert_eq!(fields.all("tag").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(fields.get("tag"), "a");
        assert_eq!(fields.get("note"), "hi\nthere");
        assert_eq!(fields.raw("note"), " hi\nthere ");
        assert_eq!(fields.get("absent"), "");
        assert!(fields.is("tag", "b") && !fields.has("absent"));
    }

    #[test]
    fn drops_what_cannot_be_stored_or_seen() {
        assert_eq!(clean("a\0b\u{7}c\u{202e}d\te\rf"), "abcd\te\nf");
        // e + combining acute becomes one letter
        assert_eq!(clean("Jose\u{301}"), "José");
    }

    #[test]
    fn a_spoilt_key_is_a_new_key() {
        let key = Uuid::new_v4();
        assert_eq!(Fields::from([("key", key.to_string().as_str())]).key(), key);
        assert_ne!(
            Fields::from([("key", "x")]).key(),
            Fields::from([("key", "x")]).key()
        );
    }
}
