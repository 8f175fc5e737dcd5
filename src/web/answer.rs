//! What handlers answer with: a page, the same page with its errors, or "now look there".

use askama::Template;
use axum::{
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION},
    },
    response::{IntoResponse, Response},
};

use crate::{error::AppError, i18n::Message};

/// A page. Never kept by browsers or proxies: nearly every page shows something personal.
pub fn page(template: impl Template) -> Response {
    page_as(StatusCode::OK, template)
}

/// The page of a form drawn again with what was typed and what is wrong with it: 422.
pub fn redraw(template: impl Template) -> Response {
    page_as(StatusCode::UNPROCESSABLE_ENTITY, template)
}

/// The page of a form, for the first time or again with what is wrong: the answer says which.
pub fn drawn(wrong: bool, template: impl Template) -> Response {
    if wrong {
        redraw(template)
    } else {
        page(template)
    }
}

pub fn page_as(status: StatusCode, template: impl Template) -> Response {
    match template.render() {
        Ok(html) => (
            status,
            [
                (
                    CONTENT_TYPE,
                    HeaderValue::from_static("text/html; charset=utf-8"),
                ),
                (CACHE_CONTROL, HeaderValue::from_static("no-store")),
            ],
            html,
        )
            .into_response(),
        Err(error) => AppError::from(error).into_response(),
    }
}

/// 303: the answer to every post that did something.
#[derive(Debug, Clone)]
pub struct Redirect {
    to: String,
    saying: Option<Message>,
}

impl Redirect {
    /// To a path of this site, such as `/desk`.
    pub fn to(path: impl Into<String>) -> Self {
        Self {
            to: path.into(),
            saying: None,
        }
    }

    /// With a sentence that the next page shows once.
    #[must_use]
    pub fn saying(self, message: Message) -> Self {
        Self {
            saying: Some(message),
            ..self
        }
    }
}

/// Rides on a redirect until the layer around puts it into the session.
#[derive(Debug, Clone)]
pub(super) struct Saying(pub Message);

impl IntoResponse for Redirect {
    fn into_response(self) -> Response {
        let Ok(location) = HeaderValue::from_str(&self.to) else {
            return AppError::Accident(anyhow::anyhow!("not a location: {:?}", self.to))
                .into_response();
        };
        let mut response = (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response();
        if let Some(message) = self.saying {
            response.extensions_mut().insert(Saying(message));
        }
        response
    }
}

/// `next` if it leads to a page of this site, else nothing: a sign-in link must not carry people elsewhere.
pub fn relative(next: &str) -> Option<&str> {
    let path = next.strip_prefix('/')?;
    let leads_away = path.starts_with(['/', '\\'])
        || next.len() > 2_000
        || next
            .chars()
            .any(|c| c.is_control() || c.is_whitespace() || c == '\\' || !c.is_ascii());
    (!leads_away).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn next_leads_only_to_pages_of_this_site() {
        for good in [
            "/",
            "/home",
            "/desk?state=new&page=2",
            "/r/R-7KQ4M2-8#e12",
            "/in?next=//x",
        ] {
            assert_eq!(relative(good), Some(good), "{good}");
        }
        for bad in [
            "",
            "home",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            " /home",
            "/ho me",
            "/\u{2028}/x",
            "http:/evil.example",
            "http:evil.example",
            "/\r\nSet-Cookie:a=b",
            "@evil.example",
            ".evil.example",
        ] {
            assert_eq!(relative(bad), None, "{bad:?}");
        }
    }
}
