//! Who may go where: every route with every member of the cast. A route that has no row here fails.

use std::{collections::BTreeSet, fs, io::Cursor, path::Path};

use axum::http::StatusCode;
use ventanilla::{catalog::Kind, fees, people, people::Role, ticket::Place};

use crate::support::{Browser, Page, TestApp, World};

/// Who is let in; names are of the cast.
#[derive(Debug, Clone, Copy)]
enum May {
    Anyone,
    /// Who holds a link or a half-finished sign-in; the cast holds none.
    Keyed,
    /// On the owners' side.
    Owners(&'static str),
    /// On the company's side.
    Staff(&'static str),
    /// On both; for everybody else, strangers too, it is not there.
    Both(&'static str),
}
use May::{Anyone, Both, Keyed, Owners, Staff};

const OWNERS: &str = "elena tomas olga wei";
/// Elena's repair at home, with Engineering.
const HOME: &str = "elena tomas";
/// The people of the building whose lobby it is.
const NEIGHBOURS: &str = "elena tomas olga";
const STAFF: &str = "ana ling luis marta sofia hugo admin";
const CASE: &str = "ana luis marta hugo";
const DISPUTE: &str = "ana sofia hugo";
const FINANCE: &str = "sofia hugo";
const COMPLAINT: &str = "ana hugo";
const HEADS: &str = "marta sofia hugo";
const DESK: &str = "ana ling";
const DEPARTMENT: &str = "ana ling luis marta sofia hugo";
const PALMERAS: &str = "ana hugo luis marta sofia";

const ROWS: &[(&str, May)] = &[
    ("GET /", Anyone),
    ("GET /again", Keyed),
    ("GET /in", Anyone),
    ("POST /in", Anyone),
    ("GET /in/code", Anyone),
    ("POST /in/code", Anyone),
    ("GET /staff/in", Anyone),
    ("POST /staff/in", Anyone),
    ("GET /staff/in/code", Anyone),
    ("POST /staff/in/code", Anyone),
    ("GET /staff/setup", Keyed),
    ("POST /staff/setup", Keyed),
    ("GET /staff/setup/code", Keyed),
    ("POST /staff/setup/code", Keyed),
    ("GET /staff/setup/{token}", Keyed),
    ("POST /out", Anyone),
    ("GET /demo", Anyone),
    ("POST /demo/as/{person}", Anyone),
    ("GET /live", Anyone),
    ("GET /livez", Anyone),
    ("GET /readyz", Anyone),
    ("POST /reading", Anyone),
    ("GET /style", Anyone),
    ("GET /style/staff", Anyone),
    ("GET /static/{*path}", Anyone),
    ("GET /files/{id}", Both("elena tomas ana luis marta hugo")),
    (
        "GET /files/{id}/thumb",
        Both("elena tomas ana luis marta hugo"),
    ),
    ("GET /me/devices", Owners(OWNERS)),
    ("POST /me/devices/{id}/out", Owners(OWNERS)),
    ("GET /notices/mine", Owners(OWNERS)),
    ("POST /notices/mine", Owners(OWNERS)),
    ("GET /home", Owners(OWNERS)),
    ("GET /report", Owners(OWNERS)),
    ("GET /report/repair", Owners(OWNERS)),
    ("POST /report/repair", Owners(OWNERS)),
    ("GET /report/repair/what", Owners(OWNERS)),
    ("GET /report/repair/last", Owners(OWNERS)),
    ("POST /report/repair/last", Owners(OWNERS)),
    ("GET /report/same", Owners(OWNERS)),
    ("GET /report/same/{number}", Owners(NEIGHBOURS)),
    ("POST /report/same/{number}", Owners(NEIGHBOURS)),
    ("GET /r/{number}", Owners(HOME)),
    ("GET /r/{number}/sent", Owners(HOME)),
    ("POST /r/{number}/messages", Owners(HOME)),
    ("POST /r/{number}/rating", Owners(HOME)),
    ("POST /r/{number}/return", Owners(HOME)),
    ("POST /r/{number}/withdrawal", Owners(HOME)),
    ("GET /r/{number}/promises/{id}", Owners(HOME)),
    ("GET /fees", Owners(OWNERS)),
    ("GET /report/fee", Owners(OWNERS)),
    ("GET /statement/{unit}", Owners("elena")),
    ("GET /report/fee/why", Owners("elena")),
    ("POST /report/fee/why", Owners("elena")),
    ("GET /report/fee/explained", Owners("elena")),
    ("GET /report/fee/proof", Owners("elena")),
    ("POST /report/fee/proof", Owners("elena")),
    ("POST /report/fee/change", Owners("elena")),
    ("POST /report/fee/check", Owners("elena")),
    ("GET /staff", Staff(STAFF)),
    ("GET /staff/me", Staff(STAFF)),
    ("POST /staff/me/{id}/out", Staff(STAFF)),
    ("GET /desk/notices", Staff(STAFF)),
    ("POST /desk/notices", Staff(STAFF)),
    ("GET /desk", Staff(STAFF)),
    ("GET /desk/keys", Staff(STAFF)),
    ("GET /desk/search", Staff(STAFF)),
    ("GET /desk/new", Staff(DESK)),
    ("POST /desk/new", Staff(DESK)),
    ("GET /desk/people/{id}", Staff(PALMERAS)),
    ("GET /desk/units/{id}", Staff(PALMERAS)),
    ("GET /desk/tickets/{number}", Staff(CASE)),
    ("GET /desk/tickets/{number}/read-back", Staff("ana")),
    ("GET /desk/tickets/{number}/promises/{id}", Staff(CASE)),
    ("POST /desk/tickets/{number}/messages", Staff(CASE)),
    ("POST /desk/tickets/{number}/public-notes", Staff(CASE)),
    ("POST /desk/tickets/{number}/route", Staff(CASE)),
    ("POST /desk/tickets/{number}/review", Staff(CASE)),
    ("POST /desk/tickets/{number}/urgency", Staff(CASE)),
    ("POST /desk/tickets/{number}/work", Staff(CASE)),
    ("POST /desk/tickets/{number}/handoff", Staff(CASE)),
    ("POST /desk/tickets/{number}/handoff/answer", Staff(CASE)),
    ("POST /desk/tickets/{number}/hold", Staff(CASE)),
    ("POST /desk/tickets/{number}/hold/end", Staff(CASE)),
    ("POST /desk/tickets/{number}/progress", Staff(CASE)),
    ("POST /desk/tickets/{number}/resolution", Staff(CASE)),
    ("POST /desk/tickets/{number}/refusal", Staff(CASE)),
    ("POST /desk/tickets/{number}/duplicate", Staff(CASE)),
    ("POST /desk/tickets/{number}/reopening", Staff(CASE)),
    ("POST /desk/tickets/{number}/watch", Staff(CASE)),
    ("GET /desk/tickets/{number}/decision", Staff(DISPUTE)),
    ("POST /desk/tickets/{number}/decision", Staff(DISPUTE)),
    ("GET /dept", Staff(DEPARTMENT)),
    ("POST /drafts", Staff(CASE)),
    ("GET /finance/approvals", Staff(FINANCE)),
    ("POST /finance/approvals/{number}", Staff(FINANCE)),
    ("GET /help", Anyone),
    ("GET /me", Owners(OWNERS)),
    ("POST /me", Owners(OWNERS)),
    ("GET /report/ask", Owners(OWNERS)),
    ("POST /report/ask", Owners(OWNERS)),
    ("GET /report/complaint", Owners(OWNERS)),
    ("POST /report/complaint", Owners(OWNERS)),
    ("GET /report/complaint/sent", Owners(OWNERS)),
    ("GET /r/{number}/escalate", Owners("elena")),
    ("POST /r/{number}/escalate", Owners("elena")),
    ("GET /desk/tickets/{number}/answer", Staff(COMPLAINT)),
    ("POST /desk/tickets/{number}/answer", Staff(COMPLAINT)),
    ("GET /desk/tickets/{number}/extension", Staff(COMPLAINT)),
    ("POST /desk/tickets/{number}/extension", Staff(COMPLAINT)),
    ("GET /dept/board", Staff(HEADS)),
    ("GET /dept/board/list", Staff(HEADS)),
    ("POST /dept/board/hands", Staff(HEADS)),
    ("GET /manage", Staff("hugo")),
    ("GET /dept/people", Staff(HEADS)),
    ("POST /dept/people/{person}/shifts", Staff("marta")),
    (
        "POST /dept/people/{person}/shifts/{id}/remove",
        Staff("marta"),
    ),
    ("POST /dept/people/{person}/absences", Staff("marta")),
    (
        "POST /dept/people/{person}/absences/{id}/end",
        Staff("marta"),
    ),
    ("GET /admin", Staff("admin")),
    ("GET /admin/rules", Staff("admin")),
    ("POST /admin/rules/back", Staff("admin")),
    ("GET /admin/rules/draft", Staff("admin")),
    ("POST /admin/rules/draft", Staff("admin")),
    ("POST /admin/rules/draft/edit", Staff("admin")),
    ("GET /admin/rules/draft/rule", Staff("admin")),
    ("POST /admin/rules/draft/rule", Staff("admin")),
    ("GET /admin/rules/draft/trial", Staff("admin")),
    ("POST /admin/rules/draft/publish", Staff("admin")),
    ("POST /admin/rules/draft/discard", Staff("admin")),
];

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

/// What the routes are tried on.
struct Things {
    repair: String,
    shared: String,
    dispute: String,
    complaint: String,
    luis: String,
    promise: i64,
    charge: i64,
    file: String,
    note: String,
    unit: String,
    elena: String,
    style_sheet: String,
}

impl Things {
    async fn of(t: &TestApp, w: &World) -> Self {
        let repair = w.filed(t).await.to_string();
        let mut lobby = w
            .matter(
                t,
                Kind::Repair,
                "shared-lighting",
                "No hay luz en el portal",
            )
            .await;
        lobby.place = Place {
            unit: None,
            common_area: Some(w.lobby),
            ..w.home()
        };
        let shared = w.file(t, lobby).await.number().to_string();
        let charges = "community,building,unit,reference,name,period,due,amount,paid,explanation\n\
                       palmeras,Tower 2,2-A,F-1,Cuota,2026-11,2026-11-05,120.00,0,\n\
                       palmeras,Tower 2,2-A,F-2,Derrama,2026-11,2026-11-10,900.00,0,\n";
        fees::import::import(&t.app, charges.as_bytes(), false)
            .await
            .expect("charges");
        let elena = signed_in(t, w.elena.0, "owner").await;
        let disputed = elena
            .post_form(
                "/report/fee/check",
                &[
                    ("unit", &w.unit_2a.to_string()),
                    ("line", &charge(t, "F-2").await.to_string()),
                    ("said", &format!("{}~other~~~", charge(t, "F-2").await)),
                ],
            )
            .await;
        let dispute = disputed
            .location()
            .split('/')
            .nth(2)
            .unwrap_or_else(|| panic!("no dispute: {} {}", disputed.status, disputed.body));
        let picture = image::RgbImage::from_pixel(40, 30, image::Rgb([200, 30, 30]));
        let mut png = Vec::new();
        picture
            .write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png)
            .expect("a picture");
        let said = elena
            .post_multipart(
                &format!("/r/{repair}/messages"),
                &[("words", "Así está")],
                &[("photos", "grifo.png", &png)],
            )
            .await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
        let complaint = [
            ("unit", w.unit_2a.to_string()),
            ("words", "El portal lleva semanas sin limpiar".to_owned()),
            ("about", "cleanliness".to_owned()),
            ("answer_by", "email".to_owned()),
            ("best", "any".to_owned()),
            ("go", "send".to_owned()),
        ];
        let complaint: Vec<_> = complaint.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let complained = elena
            .post_multipart("/report/complaint", &complaint, &[])
            .await;
        let luis = signed_in(t, w.luis.0, "staff").await;
        let case = format!("/desk/tickets/{repair}");
        let noted = [
            ("as", "note"),
            ("words", "La llave está detrás de la nevera"),
        ];
        luis.post_form(&format!("{case}/messages"), &noted).await;
        let note = luis.get(&case).await.attr("button[name=note]", "value");
        let front = t.get("/").await;
        Self {
            promise: number_from(
                t,
                "select p.id from promise p join ticket t on t.id = p.ticket_id where t.number = $1 order by p.id limit 1",
                &repair,
            )
            .await,
            charge: charge(t, "F-1").await,
            file: sqlx::query_scalar("select id::text from file limit 1")
                .fetch_one(&t.pool)
                .await
                .expect("a file"),
            unit: w.unit_2a.to_string(),
            elena: w.elena.to_string(),
            style_sheet: front
                .attr("link[rel=stylesheet]", "href")
                .trim_start_matches("/static/")
                .to_owned(),
            complaint: complained
                .location()
                .split('/')
                .nth(2)
                .unwrap_or_else(|| panic!("no complaint: {}", complained.body))
                .to_owned(),
            luis: w.luis.to_string(),
            dispute: dispute.to_owned(),
            note,
            repair,
            shared,
        }
    }

    /// The address of the real thing, and of one that never was.
    fn addresses(&self, route: &str) -> (String, String) {
        let path = route.split_once(' ').expect("a method").1;
        let number = if path.contains("/decision") || path.contains("/approvals") {
            &self.dispute
        } else if ["/answer", "/extension", "/escalate"]
            .iter()
            .any(|end| path.ends_with(end) && !path.contains("handoff"))
        {
            &self.complaint
        } else if path.contains("/same") {
            &self.shared
        } else {
            &self.repair
        };
        let id = match path {
            _ if path.starts_with("/files") => self.file.clone(),
            _ if path.contains("/promises") => self.promise.to_string(),
            _ if path.contains("/units") => self.unit.clone(),
            _ if path.contains("/people") => self.elena.clone(),
            _ if path.starts_with("/dept") => "1".to_owned(),
            _ => "others".to_owned(),
        };
        let never_file = "00000000-0000-4000-8000-000000000000";
        let fill = |number: &str, id: &str, unit: &str| {
            path.replace("{number}", number)
                .replace("{id}", id)
                .replace("{unit}", unit)
                .replace(
                    "{person}",
                    if path.starts_with("/dept") {
                        &self.luis
                    } else {
                        &self.elena
                    },
                )
                .replace("{token}", "0123456789abcdef")
                .replace("{*path}", &self.style_sheet)
        };
        let mut real = fill(number, &id, &self.unit);
        if path.starts_with("/report/fee/") {
            let (unit, charge) = (&self.unit, self.charge);
            real = format!("{real}?unit={unit}&line={charge}&about={charge}");
        }
        let never_id = if path.starts_with("/files") {
            never_file
        } else {
            "987654321"
        };
        (real, fill("R-7KQ4M2-8", never_id, "987654321"))
    }

    fn fields(&self, route: &str) -> Vec<(&'static str, String)> {
        match route {
            "POST /drafts" => vec![("place", self.repair.clone())],
            _ if route.starts_with("POST /report/fee/") => vec![
                ("unit", self.unit.clone()),
                ("line", self.charge.to_string()),
                ("said", format!("{}~other~~~", self.charge)),
            ],
            _ if route.ends_with("/public-notes") => vec![("note", self.note.clone())],
            _ => vec![],
        }
    }
}

async fn charge(t: &TestApp, reference: &str) -> i64 {
    number_from(t, "select id from charge where reference = $1", reference).await
}

async fn number_from(t: &TestApp, sql: &'static str, of: &str) -> i64 {
    sqlx::query_scalar(sql)
        .bind(of)
        .fetch_one(&t.pool)
        .await
        .expect("a row")
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
            let kept_out = status == StatusCode::NOT_FOUND || status.is_redirection();
            (!kept_out).then(|| format!("let in without a key: {status}"))
        }
        Owners(_) if side != "owner" => to_sign_in("/in"),
        Staff(_) if side != "staff" => to_sign_in("/staff/in"),
        Owners(names) | Staff(names) | Both(names) if is_named(names) => entered(),
        Owners(_) | Staff(_) | Both(_) => absent(),
    }
}
