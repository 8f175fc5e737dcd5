//! A browser without JavaScript, on the router itself: keeps cookies, sends what the page's forms hold.

use std::{collections::BTreeMap, net::SocketAddr, sync::Mutex};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, header},
};
use tower::ServiceExt;
use ventanilla::web::Peer;

use super::Page;

const HOST: &str = "localhost:8080";

pub struct Browser {
    router: Router,
    cookies: Mutex<BTreeMap<String, String>>,
    language: &'static str,
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self {
            router,
            cookies: Mutex::default(),
            language: "en",
        }
    }

    /// What the browser says its reader prefers.
    #[must_use]
    pub fn in_language(mut self, language: &'static str) -> Self {
        self.language = language;
        self
    }

    pub async fn get(&self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty())).await
    }

    /// Posts these fields and nothing else.
    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body))).await
    }

    /// Fills in and sends a form of the page: what stands in it, with the named fields typed anew. A name that the form
    /// does not have is an error, except a button's.
    pub async fn submit(&self, page: &Page, form: &str, typed: &[(&str, &str)]) -> Page {
        let filled = page.form(form).filled(typed);
        let fields: Vec<(&str, &str)> = filled
            .fields
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        if filled.is_get {
            let query = form_urlencoded::Serializer::new(String::new())
                .extend_pairs(&fields)
                .finish();
            return self.get(&format!("{}?{query}", filled.action)).await;
        }
        if filled.is_multipart {
            return self.post_multipart(&filled.action, &fields, &[]).await;
        }
        self.post_form(&filled.action, &fields).await
    }

    pub async fn post_multipart(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Page {
        const BOUNDARY: &str = "----ventanilla-test-boundary";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        for (name, file, bytes) in files {
            body.extend(
                format!(
                    "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
                     Content-Type: application/octet-stream\r\n\r\n"
                )
                .bytes(),
            );
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(
            Request::post(path)
                .header(header::CONTENT_TYPE, kind)
                .body(Body::from(body)),
        )
        .await
    }

    /// The redirect's target, which must be one.
    pub async fn follow(&self, page: &Page) -> Page {
        assert!(
            page.status.is_redirection(),
            "no redirect but {}: {}",
            page.status,
            page.body
        );
        self.get(page.location()).await
    }

    /// Any request, with what a browser adds to it.
    pub async fn send(&self, request: Result<Request<Body>, axum::http::Error>) -> Page {
        let mut request = request.expect("a request");
        let from_page = request.method() != Method::GET;
        let headers = request.headers_mut();
        let cookies = self.cookie_header();
        let mut add = |name: header::HeaderName, value: &str| {
            if !headers.contains_key(&name) {
                headers.insert(name, value.parse().expect("a header"));
            }
        };
        add(header::HOST, HOST);
        add(header::ACCEPT, "text/html");
        add(header::ACCEPT_LANGUAGE, self.language);
        add(header::USER_AGENT, "Mozilla/5.0 (test)");
        add(
            header::HeaderName::from_static("sec-fetch-site"),
            if from_page { "same-origin" } else { "none" },
        );
        if from_page {
            add(header::ORIGIN, &format!("http://{HOST}"));
        }
        if !cookies.is_empty() {
            add(header::COOKIE, &cookies);
        }
        request
            .extensions_mut()
            .insert(Peer(SocketAddr::from(([127, 0, 0, 1], 40_000))));

        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("the router answers");
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        let bytes = axum::body::to_bytes(body, usize::MAX)
            .await
            .expect("a body");
        Page {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes: bytes.to_vec(),
        }
    }

    fn cookie_header(&self) -> String {
        let cookies = self.cookies.lock().expect("cookies");
        cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ")
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().expect("cookies");
        for set in headers.get_all(header::SET_COOKIE) {
            let set = set.to_str().expect("a readable cookie");
            let (name, value) = set
                .split(';')
                .next()
                .and_then(|pair| pair.split_once('='))
                .expect("name=value");
            if value.is_empty() || set.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
