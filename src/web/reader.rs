//! How the person in front of the page wants to read it: language, light or dark, size of text, keyboard shortcuts.
//! Kept in cookies, so that it holds before sign-in and on error pages too.

use axum::{
    extract::FromRequestParts,
    http::{
        HeaderMap, HeaderValue, Uri,
        header::{ACCEPT_LANGUAGE, COOKIE, REFERER, SET_COOKIE},
        request::Parts,
    },
    response::{IntoResponse, Response},
};

use super::{Fields, Redirect, relative};
use crate::{app::App, i18n::Lang};

/// The language of the account, put into the request's extensions once somebody is known to be signed in.
#[derive(Debug, Clone, Copy)]
pub struct AccountLang(pub Lang);

/// The language spoken where the request arrives, when neither cookie, account nor browser names one.
#[derive(Debug, Clone, Copy)]
pub struct HomeLang(pub Lang);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reader {
    pub lang: Lang,
    /// `None` follows the device.
    pub theme: Option<Theme>,
    pub size: TextSize,
    /// Single-letter shortcuts of the staff pages (WCAG 2.1.4: they can be switched off).
    pub keys_off: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextSize {
    #[default]
    Ordinary,
    Larger,
    Largest,
}

impl TextSize {
    /// Hundredths of the ordinary size.
    pub fn percent(self) -> u8 {
        match self {
            Self::Ordinary => 100,
            Self::Larger => 125,
            Self::Largest => 150,
        }
    }
}

impl From<Lang> for Reader {
    fn from(lang: Lang) -> Self {
        Self {
            lang,
            ..Self::default()
        }
    }
}

impl Reader {
    /// Cookie, then account, then browser, then the house's own language.
    pub fn of(parts: &Parts) -> Self {
        let account = parts.extensions.get::<AccountLang>().map(|a| a.0);
        let house = parts.extensions.get::<HomeLang>().map(|h| h.0);
        let accepted = || Lang::from_accept(parts.headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?);
        let lang = cookie(&parts.headers, "lang").and_then(Lang::from_code);
        Self {
            lang: lang
                .or(account)
                .or_else(accepted)
                .or(house)
                .unwrap_or_default(),
            theme: match cookie(&parts.headers, "theme") {
                Some("light") => Some(Theme::Light),
                Some("dark") => Some(Theme::Dark),
                _ => None,
            },
            size: match cookie(&parts.headers, "size") {
                Some("125") => TextSize::Larger,
                Some("150") => TextSize::Largest,
                _ => TextSize::Ordinary,
            },
            keys_off: cookie(&parts.headers, "keys") == Some("off"),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(parts))
    }
}

impl<S: Sync> FromRequestParts<S> for Lang {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Reader::of(parts).lang)
    }
}

/// Keeps one choice in the browser, for the answer that leaves now.
pub fn keep(app: &App, response: &mut Response, name: &str, chosen: &str) {
    if let Ok(value) = HeaderValue::from_str(&kept(name, chosen, app.config.is_https())) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

/// `lang`, `theme` (light, dark, device), `size` (100, 125, 150), `keys` (on, off), each if it is sent;
/// then back to where the form stood. What is not one of these is not kept.
pub fn choose(app: &App, headers: &HeaderMap, fields: &Fields) -> Response {
    let mut response = Redirect::to(back(headers, fields)).into_response();
    let choices: [(&str, &[&str]); 4] = [
        ("lang", &["en", "es", "zh"]),
        ("theme", &["light", "dark", "device"]),
        ("size", &["100", "125", "150"]),
        ("keys", &["on", "off"]),
    ];
    for (name, allowed) in choices {
        let chosen = fields.get(name);
        if allowed.contains(&chosen) {
            keep(app, &mut response, name, chosen);
        }
    }
    response
}

/// A cookie for a year. It says nothing about the person, so it needs no server side.
fn kept(name: &str, value: &str, is_https: bool) -> String {
    let secure = if is_https { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}")
}

/// The page the form stood on: named by the form, else by the browser, else the front door.
fn back(headers: &HeaderMap, fields: &Fields) -> String {
    if let Some(next) = relative(fields.get("next")) {
        return next.to_owned();
    }
    came_from(headers).unwrap_or_else(|| "/".to_owned())
}

/// The page of ours that a request came from, as the browser says.
pub(super) fn came_from(headers: &HeaderMap) -> Option<String> {
    let from: Uri = headers.get(REFERER)?.to_str().ok()?.parse().ok()?;
    relative(from.path_and_query()?.as_str()).map(str::to_owned)
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(n, value)| (n == name).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(headers: &[(&str, &str)], account: Option<Lang>) -> Reader {
        let mut request = axum::http::Request::new(());
        for (name, value) in headers {
            let name: axum::http::HeaderName = name.parse().unwrap();
            request.headers_mut().append(name, value.parse().unwrap());
        }
        let mut parts = request.into_parts().0;
        account.map(|lang| parts.extensions.insert(AccountLang(lang)));
        Reader::of(&parts)
    }

    #[test]
    fn what_was_chosen_here_counts_before_account_and_browser() {
        let browser = ("accept-language", "zh-CN");
        assert_eq!(reader(&[browser], None).lang, Lang::Zh);
        assert_eq!(reader(&[browser], Some(Lang::En)).lang, Lang::En);
        assert_eq!(
            reader(&[browser, ("cookie", "a=b; lang=es")], Some(Lang::En)).lang,
            Lang::Es
        );
        assert_eq!(
            reader(&[browser, ("cookie", "lang=xx")], None).lang,
            Lang::Zh
        );
        assert_eq!(reader(&[], None).lang, Lang::En);
    }

    #[test]
    fn look_and_keys_come_from_their_cookies() {
        let chosen = reader(&[("cookie", "theme=dark; size=150; keys=off")], None);
        assert_eq!(
            (chosen.theme, chosen.size.percent(), chosen.keys_off),
            (Some(Theme::Dark), 150, true)
        );
        assert_eq!(
            reader(&[("cookie", "theme=pink; size=900")], None),
            Reader::default()
        );
    }
}
