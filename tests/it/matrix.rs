//! Who may go where: every route with every member of the cast. A route that has no row here fails.

use std::{collections::BTreeSet, fs, path::Path};

use axum::http::StatusCode;
use ventanilla::{people, people::Role};

use crate::support::{Browser, Page, TestApp, World};

mod table;
mod things;

use table::*;
use things::Things;

/// Every route in the source as "METHOD /path"; the loopback address for figures is another server.
fn registered() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ext| ext == "rs")
                && !path.ends_with("src/web/metrics.rs")
            {
                routes_in(&fs::read_to_string(path).expect("source"), &mut found);
            }
        }
    }
    found
}

fn routes_in(source: &str, found: &mut BTreeSet<String>) {
    for call in source.split(".route(").skip(1) {
        let mut depth = 1;
        let end = call
            .find(|c| {
                depth += i32::from(c == '(') - i32::from(c == ')');
                depth == 0
            })
            .expect("a closed call");
        let mut parts = call[..end].splitn(3, '"');
        let (Some(_), Some(path), Some(handlers)) = (parts.next(), parts.next(), parts.next())
        else {
            panic!("a route without its path: {}", &call[..end]);
        };
        for (word, method) in [("get(", "GET"), ("post(", "POST")] {
            if handlers
                .match_indices(word)
                .any(|(at, _)| handlers[..at].ends_with([' ', '.', '\n']))
            {
                found.insert(format!("{method} {path}"));
            }
        }
    }
}

#[test]
fn every_route_has_its_row() {
    let rows: BTreeSet<String> = ROWS.iter().map(|(route, _)| (*route).to_owned()).collect();
    assert_eq!(rows.len(), ROWS.len(), "a route has two rows");
    let registered = registered();
    let missing: Vec<_> = registered.difference(&rows).collect();
    let stale: Vec<_> = rows.difference(&registered).collect();
    assert!(
        missing.is_empty() && stale.is_empty(),
        "who may go there? {missing:#?}\nno such route: {stale:#?}"
    );
}

async fn signed_in(t: &TestApp, person: i64, side: &str) -> Browser {
    let browser = t.browser();
    let entered = browser
        .post_form(&format!("/demo/as/{person}"), &[("side", side)])
        .await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{person} {side}");
    browser
}

async fn visit(browser: &Browser, route: &str, path: &str, fields: &[(&str, String)]) -> Page {
    if route.starts_with("GET") {
        return browser.get(path).await;
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let uploads = [
        "POST /report/repair",
        "POST /report/fee/proof",
        "POST /report/complaint",
        "POST /report/ask",
    ]
    .contains(&route)
        || [
            "/messages",
            "/resolution",
            "/progress",
            "ts/{number}/answer",
        ]
        .iter()
        .any(|end| route.ends_with(end));
    if uploads {
        return browser.post_multipart(path, &fields, &[]).await;
    }
    browser.post_form(path, &fields).await
}

/// The page without what differs from one request to the next.
fn plain(page: &Page, path: &str) -> String {
    page.body
        .replace(path, "")
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| word.len() < 16)
        .collect::<Vec<_>>()
        .join(" ")
}

#[tokio::test]
async fn everybody_gets_what_is_theirs_and_nothing_else() {
    let t = TestApp::start_with(|config| config.demo = true).await;
    let w = World::of(&t).await;
    let admin = admin(&t).await;
    let things = Things::of(&t, &w).await;
    let cast = [
        ("elena", w.elena.0, "owner"),
        ("tomas", w.tomas.0, "owner"),
        ("olga", w.olga.0, "owner"),
        ("wei", w.wei.0, "owner"),
        ("ana", w.ana.0, "staff"),
        ("ling", w.ling.0, "staff"),
        ("luis", w.luis.0, "staff"),
        ("marta", w.marta.0, "staff"),
        ("sofia", w.sofia.0, "staff"),
        ("hugo", w.hugo.0, "staff"),
        ("admin", admin, "staff"),
    ];
    let mut wrong = Vec::new();
    for (route, may) in ROWS {
        // a stream without an end; `live_hub` has who hears what
        if *route == "GET /live" {
            continue;
        }
        let (real, never) = things.addresses(route);
        let fields = things.fields(route);
        let nobody = visit(&t.browser(), route, &real, &fields).await;
        if let Some(fault) = fault(may, "", "", &nobody) {
            wrong.push(format!("nobody: {route}: {fault}"));
        }
        for (name, person, side) in cast {
            let browser = signed_in(&t, person, side).await;
            let page = visit(&browser, route, &real, &fields).await;
            if let Some(fault) = fault(may, name, side, &page) {
                wrong.push(format!("{name}: {route}: {fault}"));
            }
            if page.status == StatusCode::NOT_FOUND && never != real && route.starts_with("GET") {
                let none = visit(&browser, route, &never, &fields).await;
                if none.status != StatusCode::NOT_FOUND
                    || plain(&none, &never) != plain(&page, &real)
                {
                    wrong.push(format!(
                        "{name}: {route}: another's differs from one that never was ({})",
                        none.status
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

async fn admin(t: &TestApp) -> i64 {
    let mut conn = t.pool.acquire().await.expect("a connection");
    let new = people::NewPerson {
        name: "Iris Soler",
        email: Some("iris@company.example"),
        ..people::NewPerson::default()
    };
    let iris = people::add_person(&mut conn, &new, t.now())
        .await
        .expect("a person");
    sqlx::query("insert into staff_account (person_id, login, created_at) values ($1, 'iris', $2)")
        .bind(iris.0)
        .bind(t.now())
        .execute(&mut *conn)
        .await
        .expect("an account");
    people::grant(&mut conn, iris, Role::Admin, None)
        .await
        .expect("a role");
    iris.0
}

/// What is wrong with this answer for this person, if anything is.
fn fault(may: &May, name: &str, side: &str, page: &Page) -> Option<String> {
    let status = page.status;
    let to_sign_in = |sign_in: &str| {
        let there = page.location();
        let fits = status == StatusCode::SEE_OTHER
            && (there == sign_in || there.starts_with(&format!("{sign_in}?")));
        (!fits).then(|| format!("{status} {there} instead of {sign_in}"))
    };
    let entered = || {
        let refused = status.is_server_error()
            || [StatusCode::NOT_FOUND, StatusCode::FORBIDDEN].contains(&status)
            || ["/in", "/staff/in"]
                .iter()
                .any(|sign_in| page.location().split('?').next() == Some(sign_in));
        refused.then(|| format!("kept out: {status} {}", page.location()))
    };
    let absent = || {
        (status != StatusCode::NOT_FOUND).then(|| format!("let in: {status} {}", page.location()))
    };
    let is_named = |names: &str| names.split(' ').any(|one| one == name);
    match may {
        Anyone => {
            let refused = status.is_server_error()
                || [StatusCode::NOT_FOUND, StatusCode::FORBIDDEN].contains(&status);
            refused.then(|| format!("kept out: {status}"))
        }
        Keyed => {
            let is_refused =
                [StatusCode::NOT_FOUND, StatusCode::TOO_MANY_REQUESTS].contains(&status);
            let kept_out = is_refused || status.is_redirection();
            (!kept_out).then(|| format!("let in without a key: {status}"))
        }
        Owners(_) if side != "owner" => to_sign_in("/in"),
        Staff(_) if side != "staff" => to_sign_in("/staff/in"),
        Owners(names) | Staff(names) | Both(names) if is_named(names) => entered(),
        Owners(_) | Staff(_) | Both(_) => absent(),
    }
}
