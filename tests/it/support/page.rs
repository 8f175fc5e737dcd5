use axum::http::{HeaderMap, StatusCode};
use scraper::{ElementRef, Html, Selector};

use super::form::Filled;

/// An answer, read by CSS selector.
#[derive(Debug)]
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Page {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("")
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn html(&self) -> Html {
        Html::parse_document(&self.body)
    }

    /// The words of the first match, with single spaces. There must be one.
    pub fn text(&self, selector: &str) -> String {
        let found = self.texts(selector).into_iter().next();
        found.unwrap_or_else(|| {
            panic!(
                "no {selector} on a page with status {}:\n{}",
                self.status, self.body
            )
        })
    }

    /// The words of every match.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.html().select(&parse(selector)).map(words).collect()
    }

    pub fn has(&self, selector: &str) -> bool {
        self.html().select(&parse(selector)).next().is_some()
    }

    pub fn count(&self, selector: &str) -> usize {
        self.html().select(&parse(selector)).count()
    }

    /// An attribute of the first match. There must be one.
    pub fn attr(&self, selector: &str, name: &str) -> String {
        let html = self.html();
        let found = html
            .select(&parse(selector))
            .next()
            .and_then(|e| e.value().attr(name));
        found
            .unwrap_or_else(|| {
                panic!(
                    "no {selector} with {name} on a page with status {}:\n{}",
                    self.status, self.body
                )
            })
            .to_owned()
    }

    /// Where the first link with these words leads.
    pub fn link(&self, words_of_it: &str) -> String {
        let html = self.html();
        let found = html
            .select(&parse("a[href]"))
            .find(|a| words(*a) == words_of_it);
        found
            .and_then(|a| a.value().attr("href"))
            .unwrap_or_else(|| panic!("no link {words_of_it:?} on:\n{}", self.body))
            .to_owned()
    }

    pub fn form(&self, selector: &str) -> Filled {
        let html = self.html();
        let Some(form) = html.select(&parse(selector)).next() else {
            panic!(
                "no {selector} on a page with status {}:\n{}",
                self.status, self.body
            )
        };
        Filled::read(form)
    }
}

pub fn parse(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"))
}

pub fn words(element: ElementRef<'_>) -> String {
    element
        .text()
        .flat_map(str::split_whitespace)
        .collect::<Vec<_>>()
        .join(" ")
}
