//! What every answer carries, and how errors look.

mod sizes;

use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode},
    routing::{get, post},
};
use tower::ServiceExt;
use ventanilla::{
    app::App,
    error::{AppError, Result},
    web::{self, Form, POLICY, Peer, Upload},
};

use crate::support::{Page, TestApp};

const ALWAYS: [(&str, &str); 7] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// The house with a few rooms of our own: one that fails, one that panics, one that takes files.
fn house(app: &App) -> Router {
    let pages = Router::new()
        .route(
            "/fails",
            get(|| async { Err::<(), _>(AppError::from(anyhow::anyhow!("secret cause"))) }),
        )
        .route("/panics", get(async || -> () { panic!("secret panic") }))
        .route(
            "/form",
            post(|form: Form| async move { form.fields.get("words").len().to_string() }),
        )
        .route("/upload", post(upload));
    web::house(
        app,
        web::pages(app, pages),
        web::programs(Router::new().route("/api/fails", get(fails))),
    )
}

async fn fails() -> Result<()> {
    Err(anyhow::anyhow!("secret cause").into())
}

async fn upload(upload: Upload) -> String {
    let errors = upload.errors("photos");
    let refused: Vec<_> = errors
        .0
        .iter()
        .map(|(_, message)| message.key.to_string())
        .collect();
    let mut sizes = Vec::new();
    for photo in &upload.files {
        assert_eq!(photo.bytes().await.unwrap().len() as u64, photo.size);
        sizes.push(format!("{}={}", photo.name, photo.size));
    }
    format!(
        "{} {} {}",
        upload.fields.get("words"),
        sizes.join(","),
        refused.join(",")
    )
}

async fn ask(router: &Router, request: Request<Body>) -> Page {
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let body = String::from_utf8_lossy(&bytes).into_owned();
    Page {
        status: parts.status,
        headers: parts.headers,
        body,
        bytes: bytes.to_vec(),
    }
}

fn plain(method: Method, path: &str) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .header("host", "localhost:8080")
        .body(Body::empty())
        .unwrap()
}

fn from_here(path: &str, kind: &str, body: impl Into<Body>) -> Request<Body> {
    let request = Request::post(path)
        .header("host", "localhost:8080")
        .header("sec-fetch-site", "same-origin");
    request
        .header("content-type", kind)
        .body(body.into())
        .unwrap()
}

fn audit(page: &Page, what: &str) {
    for (name, value) in ALWAYS {
        assert_eq!(page.header(name), value, "{name} of {what}");
        assert_eq!(
            page.headers.get_all(name).iter().count(),
            1,
            "{name} of {what}"
        );
    }
    assert!(
        !page.header("cache-control").is_empty(),
        "cache-control of {what}"
    );
    assert_eq!(page.header("x-request-id").len(), 10, "{what}");
    assert!(!page.headers.contains_key("server"), "{what}");
    if !page.body.is_empty() {
        let kind = page.header("content-type");
        assert!(
            kind.starts_with("image/")
                || kind.contains("charset=utf-8")
                || kind == "application/json",
            "{what}: {kind}"
        );
    }
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let app = TestApp::start().await;
    let css = app.get("/in").await.attr("link[rel=stylesheet]", "href");
    for path in [
        "/in",
        "/nowhere",
        "/home",
        "/staff/me",
        "/staff/setup/x",
        &css,
        "/static/none.css",
        "/livez",
        "/readyz",
    ] {
        audit(&app.get(path).await, path);
    }
    let nowhere = app.get("/nowhere").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    assert_eq!(nowhere.text("h1"), "We cannot find this page");
    assert_eq!(app.get("/in").await.header("cache-control"), "no-store");
    assert!(
        app.get(&css)
            .await
            .header("cache-control")
            .contains("immutable")
    );
    assert!(
        !app.get("/in")
            .await
            .headers
            .contains_key("strict-transport-security")
    );

    let house = house(&app);
    for path in ["/fails", "/panics", "/form", "/api/fails"] {
        let page = ask(&house, plain(Method::GET, path)).await;
        audit(&page, path);
        assert!(!page.body.contains("secret"), "{path}");
    }
    for method in ["PUT", "DELETE", "TRACE", "OPTIONS", "PROPFIND"] {
        let page = ask(&house, plain(method.parse().unwrap(), "/in")).await;
        assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(page.header("allow"), "GET, HEAD, POST");
        audit(&page, method);
    }
    let far = format!("/{}", "a".repeat(5_000));
    let page = ask(&house, plain(Method::GET, &far)).await;
    assert_eq!(page.status, StatusCode::URI_TOO_LONG);
    audit(&page, "a long address");
}

#[tokio::test]
async fn over_https_the_browser_is_told_to_stay_there() {
    let app = TestApp::start_with(|config| config.base_url = "https://desk.example".into()).await;
    let page = app.get("/in").await;
    assert_eq!(
        page.header("strict-transport-security"),
        "max-age=31536000; includeSubDomains"
    );
    let asked = app.post_form("/in", &[("email", "ana@example.org")]).await;
    let set = asked.header("set-cookie");
    assert!(set.starts_with("__Host-session="), "{set}");
    for flag in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(set.contains(flag), "{set}");
    }
    assert!(!set.contains("Domain"), "{set}");
}

#[tokio::test]
async fn a_fault_of_ours_shows_its_number_and_never_its_cause() {
    let app = TestApp::start().await;
    let house = house(&app);
    for path in ["/fails", "/panics"] {
        let page = ask(&house, plain(Method::GET, path)).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(page.body.contains(page.header("x-request-id")));
        assert!(page.bytes.len() <= 6 * 1024, "{} bytes", page.bytes.len());
    }
    let json = ask(&house, plain(Method::GET, "/api/fails")).await;
    assert_eq!(json.status, StatusCode::INTERNAL_SERVER_ERROR);
    let told: serde_json::Value = serde_json::from_str(&json.body).unwrap();
    assert_eq!(
        told,
        serde_json::json!({ "error": "accident", "request": json.header("x-request-id") })
    );
}

#[tokio::test]
async fn without_the_database_people_are_asked_back_in_their_language() {
    let app = TestApp::start().await;
    app.post_form("/in", &[("email", "ana@example.org")]).await;
    app.app.pool.close().await;
    app.app.readers.close();
    for (language, words) in [
        ("en", "Try again in a few seconds"),
        ("es", "dentro de unos segundos"),
        ("zh", "请过几秒再试"),
    ] {
        let mut request = plain(Method::GET, "/in/code");
        request
            .headers_mut()
            .insert("cookie", "session=AAAAAAAAAAAAAAAAAAAAAA".parse().unwrap());
        request
            .headers_mut()
            .insert("accept-language", language.parse().unwrap());
        let page = app.browser().send(Ok(request)).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(page.body.contains(words), "{}", page.body);
        assert!((2..=6).contains(&page.header("retry-after").parse::<u32>().unwrap()));
        audit(&page, language);
    }
    assert_eq!(app.get("/livez").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_changes_something_must_come_from_our_pages() {
    let app = TestApp::start().await;
    let house = house(&app);
    let post = |headers: &[(&str, &str)]| {
        let mut request = Request::post("/form").header("host", "localhost:8080");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("words=abc"))
            .unwrap()
    };
    let refused: [&[(&str, &str)]; 8] = [
        &[],
        &[("sec-fetch-site", "cross-site")],
        &[
            ("sec-fetch-site", "same-site"),
            ("origin", "http://localhost:8080"),
        ],
        &[("origin", "null")],
        &[("origin", "http://evil.example")],
        &[("origin", "http://localhost:8080.evil.example")],
        &[("referer", "http://evil.example/?http://localhost:8080/")],
        &[("origin", "http://localhost")],
    ];
    for headers in refused {
        let page = ask(&house, post(headers)).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{headers:?}");
        audit(&page, "a foreign post");
    }
    let accepted: [&[(&str, &str)]; 3] = [
        &[("sec-fetch-site", "same-origin")],
        &[("origin", "http://localhost:8080")],
        &[("referer", "http://localhost:8080/in")],
    ];
    for headers in accepted {
        let page = ask(&house, post(headers)).await;
        assert_eq!(
            (page.status, page.body.as_str()),
            (StatusCode::OK, "3"),
            "{headers:?}"
        );
    }
}

#[tokio::test]
async fn limits_count_by_the_true_address() {
    let app = TestApp::start().await;
    let wrong = |spoofed: &str| {
        let mut request = from_here(
            "/staff/in",
            "application/x-www-form-urlencoded",
            "login=eva&password=x",
        );
        request
            .headers_mut()
            .insert("x-forwarded-for", spoofed.parse().unwrap());
        request
            .extensions_mut()
            .insert(Peer(([203, 0, 113, 9], 4_000).into()));
        request
    };
    let router = ventanilla::routes::router(&app.app);
    for n in 0..5 {
        let page = ask(&router, wrong(&format!("198.51.100.{n}"))).await;
        assert!(page.body.contains("do not go together"));
    }
    let sixth = ask(&router, wrong("198.51.100.77")).await;
    assert!(
        sixth.body.contains("tried too often"),
        "another header is not another place"
    );
}
