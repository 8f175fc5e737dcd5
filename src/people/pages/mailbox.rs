//! The demo's mailbox: every mail that would have been sent, for whoever looks. In the demo only.

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::demo::only_in_demo;
use crate::{
    app::App,
    error::{FieldErrors, Result},
    mail::{self, Letter},
    text::Email,
    web::{Fields, Frame, Query, Reader, page, relative},
};

const HERE: &str = "/demo/mail";

#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    to: Option<String>,
    before: Option<i64>,
    /// The page that waits for a code.
    from: Option<Waiting>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Waiting {
    In,
    Track,
}

impl Waiting {
    fn path(self) -> &'static str {
        match self {
            Self::In => "/in/code",
            Self::Track => "/track/code",
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Track => "track",
        }
    }
}

#[derive(Template)]
#[template(path = "people/mailbox.html")]
struct MailboxPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    mails: Vec<Mail>,
    /// This page as it was asked for: to look again.
    again: String,
    /// The same, of every address; empty when it is.
    all: String,
    older: String,
}

/// A letter, ready to print.
struct Mail {
    to: String,
    subject: String,
    at: DateTime<Utc>,
    code: Option<String>,
    words: Vec<Piece>,
    /// Only what went to this address.
    only: String,
}

/// A run of a letter's words; with a link when they are the address of a page of ours.
#[derive(Debug, PartialEq, Eq)]
struct Piece {
    words: String,
    href: Option<String>,
}

/// GET /demo/mail, with `to` of one address, below `before`, `from` the page that waits for a code.
pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    only_in_demo(&app)?;
    let typed = wanted.to.as_deref().unwrap_or_default().trim();
    let to = Email::parse(typed).map_or_else(|_| typed.to_owned(), |to| to.as_str().to_owned());
    let mut conn = app.pool.acquire().await?;
    let asked = Some(to.as_str()).filter(|to| !to.is_empty());
    let letters = mail::list_letters(&mut conn, asked, wanted.before).await?;
    let (back, words) = wanted.from.map_or(("/demo", "people-demo-title"), |from| {
        (from.path(), "people-mailbox-back")
    });
    let frame = Frame::public(&app, reader)
        .title("people-mailbox-title")
        .back(back, words);
    let mut fields = Fields::default();
    fields.set("to", to.as_str());
    if let Some(from) = wanted.from {
        fields.set("from", from.as_str());
    }
    let older = letters.last().filter(|_| letters.len() == mail::LETTERS);
    let base = &app.config.base_url;
    Ok(page(MailboxPage {
        frame,
        fields,
        errors: FieldErrors::default(),
        again: here(&to, wanted.from, wanted.before),
        all: if to.is_empty() {
            String::new()
        } else {
            here("", wanted.from, None)
        },
        older: older.map_or_else(String::new, |last| here(&to, wanted.from, Some(last.id))),
        mails: letters
            .into_iter()
            .map(|letter| Mail::of(letter, base, wanted.from))
            .collect(),
    }))
}

impl Mail {
    fn of(letter: Letter, base: &str, from: Option<Waiting>) -> Self {
        Self {
            code: code_in(&letter.subject).map(str::to_owned),
            words: pieces(&letter.body, base),
            only: here(&letter.to_address, from, None),
            to: letter.to_address,
            subject: letter.subject,
            at: letter.sent_at,
        }
    }
}

/// The address of this page.
fn here(to: &str, from: Option<Waiting>, before: Option<i64>) -> String {
    let mut asked = form_urlencoded::Serializer::new(String::new());
    if !to.is_empty() {
        asked.append_pair("to", to);
    }
    if let Some(from) = from {
        asked.append_pair("from", from.as_str());
    }
    if let Some(before) = before {
        asked.append_pair("before", &before.to_string());
    }
    match asked.finish() {
        asked if asked.is_empty() => HERE.to_owned(),
        asked => format!("{HERE}?{asked}"),
    }
}

/// A sign-in code as subjects carry it: "123 456".
fn code_in(subject: &str) -> Option<&str> {
    let is_code = |part: &str| {
        part.char_indices().all(|(at, c)| match at {
            3 => c == ' ',
            _ => c.is_ascii_digit(),
        })
    };
    (0..subject.len())
        .filter_map(|at| subject.get(at..at + 7))
        .find(|part| is_code(part))
}

/// The words of a letter, with the addresses of this server's pages apart. No other address becomes a link.
fn pieces(body: &str, base: &str) -> Vec<Piece> {
    let (mut pieces, mut plain, mut rest) = (Vec::new(), String::new(), body);
    while let Some(at) = rest.find(base) {
        let (before, found) = rest.split_at(at);
        plain.push_str(before);
        let length = base.len() + path_length(&found[base.len()..]);
        let (words, after) = found.split_at(length);
        let path = Some(&words[base.len()..]).filter(|path| !path.is_empty());
        match relative(path.unwrap_or("/")) {
            Some(path) => {
                pieces.push(Piece::plain(std::mem::take(&mut plain)));
                pieces.push(Piece {
                    words: words.to_owned(),
                    href: Some(path.to_owned()),
                });
            }
            None => plain.push_str(words),
        }
        rest = after;
    }
    plain.push_str(rest);
    pieces.push(Piece::plain(plain));
    pieces.retain(|piece| !piece.words.is_empty());
    pieces
}

/// How far an address goes on; what ends a sentence does not belong to it.
fn path_length(text: &str) -> usize {
    let end = text.find(|c: char| !c.is_ascii_graphic() || matches!(c, '"' | '<' | '>'));
    let path = &text[..end.unwrap_or(text.len())];
    path.trim_end_matches(['.', ',', ';', ':', '!', '?', ')'])
        .len()
}

impl Piece {
    fn plain(words: String) -> Self {
        Self { words, href: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_server_become_links() {
        let links = |body: &str| -> Vec<(String, String)> {
            pieces(body, "http://localhost:8080")
                .into_iter()
                .filter_map(|piece| Some((piece.words, piece.href?)))
                .collect()
        };
        let link = |words: &str, href: &str| vec![(words.to_owned(), href.to_owned())];
        assert_eq!(
            links("See\nhttp://localhost:8080/t/ab_c-1.\nBye"),
            link("http://localhost:8080/t/ab_c-1", "/t/ab_c-1")
        );
        assert_eq!(
            links("在 http://localhost:8080。"),
            link("http://localhost:8080", "/")
        );
        for other in [
            "https://evil.example/x",
            "http://localhost:8080.evil.example/x",
            "http://localhost:80801/x",
            "http://localhost:8080//evil.example",
            "http://localhost:8080@evil.example",
        ] {
            assert!(links(other).is_empty(), "{other}");
        }
        let body = "a http://localhost:8080/r/1?x=2 b http://localhost:80801 c";
        let whole: String = pieces(body, "http://localhost:8080")
            .into_iter()
            .map(|piece| piece.words)
            .collect();
        assert_eq!(whole, body);
    }

    #[test]
    fn a_code_is_found_in_any_language() {
        assert_eq!(code_in("Your code: 123 456"), Some("123 456"));
        assert_eq!(code_in("您的验证码：123 456"), Some("123 456"));
        assert_eq!(code_in("R-7KQ4M2-8: 12 345 minutes"), None);
    }
}
