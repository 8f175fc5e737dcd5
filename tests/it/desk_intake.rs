//! By phone and over the counter.

use axum::http::StatusCode;
use ventanilla::{
    catalog::{self, Kind},
    i18n::Label,
    ids::CategoryId,
    property,
};

use crate::support::{TestApp, World};

async fn category(t: &TestApp, kind: Kind, slug: &str) -> CategoryId {
    let mut conn = t.pool.acquire().await.expect("a connection");
    catalog::find(&t.app.catalog, &mut conn, kind, slug)
        .await
        .expect("a query")
        .expect("a category")
        .id
}

#[tokio::test]
async fn a_call_becomes_a_ticket_and_the_promise_is_read_back() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let drip = category(&t, Kind::Repair, "kitchen-drip").await.to_string();
    let ana = t.at_work(w.ana).await;
    let found = ana.get("/desk/new?q=elena").await;
    let page = ana.get(&found.link("Elena García")).await;
    assert_eq!(
        page.attr("input[name=person]", "value"),
        w.elena.to_string()
    );
    let typed = [
        ("subject", drip.as_str()),
        ("words", "Gotea el grifo"),
        ("place", &format!("unit:{}", w.unit_2a)),
    ];
    let saved = ana
        .submit(&page, "form[method=post][action='/desk/new']", &typed)
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let said = ana.follow(&saved).await;
    assert!(
        said.text(".receipt").contains("Su") || said.text(".receipt").contains("Tenemos"),
        "in the caller's language"
    );
    assert!(
        said.count(".receipt p") >= 3,
        "number, department and promises: {}",
        said.text(".receipt")
    );
    let ticket = ana.get(&saved.location().replace("/read-back", "")).await;
    assert!(ticket.text(".case-line").contains("Phone"));
    assert!(ticket.text(".case-rail").contains("Elena García"));

    let again = ana
        .submit(&page, "form[method=post][action='/desk/new']", &typed)
        .await;
    assert_eq!(again.location(), saved.location(), "one call, one ticket");
    let elena = t.at_home(w.elena).await;
    assert!(elena.get("/home").await.body.contains("Gotea"));
}

#[tokio::test]
async fn somebody_new_is_kept_with_name_and_phone_once() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let lobby = format!("shared:{}:{}:{}", w.palmeras, w.tower_2, w.lobby);
    let light = category(&t, Kind::Repair, "shared-lighting")
        .await
        .to_string();
    let ana = t.at_work(w.ana).await;
    let page = ana.get("/desk/new?new=yes").await;
    let typed = [
        ("name", "Rosa Nueva"),
        ("phone", "+34 600 111 222"),
        ("place", &lobby),
        ("subject", &light),
        ("words", "No hay luz"),
    ];
    let wrong = ana
        .submit(
            &page,
            "form[method=post][action='/desk/new']",
            &[("name", ""), ("words", "No hay luz")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.text("textarea[name=words]"), "No hay luz");
    for _ in 0..2 {
        let saved = ana
            .submit(&page, "form[method=post][action='/desk/new']", &typed)
            .await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    }
    let known = t
        .count("select count(*) from person where name = 'Rosa Nueva'")
        .await;
    assert_eq!(known, 1);
}

#[tokio::test]
async fn another_communitys_places_are_not_there() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let drip = category(&t, Kind::Repair, "kitchen-drip").await.to_string();
    let ana = t.at_work(w.ana).await;
    let place = format!("unit:{}", w.jade_unit);
    let sent = ana
        .post_form(
            "/desk/new",
            &[("subject", &drip), ("words", "Gotea"), ("place", &place)],
        )
        .await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    assert_eq!(
        ana.get(&format!("/desk/new?person={}", w.wei)).await.status,
        StatusCode::NOT_FOUND
    );
    let luis = t.at_work(w.luis).await;
    assert_eq!(
        luis.get("/desk/new").await.status,
        StatusCode::NOT_FOUND,
        "intake is the desk's"
    );
}

const FORM: &str = "form[method=post][action='/desk/new']";

#[tokio::test]
async fn a_complaint_by_phone_is_not_there_for_the_department_it_is_about() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let staff = category(&t, Kind::Complaint, "department")
        .await
        .to_string();
    let ana = t.at_work(w.ana).await;
    let page = ana.get(&format!("/desk/new?person={}", w.elena)).await;
    let typed = [
        ("subject", staff.as_str()),
        ("whom", &format!("department-{}", w.engineering)),
        ("words", "They never come when they say"),
        ("place", &format!("unit:{}", w.unit_2a)),
    ];
    let saved = ana.submit(&page, FORM, &typed).await;
    let number = saved
        .location()
        .trim_start_matches("/desk/tickets/")
        .trim_end_matches("/read-back")
        .to_owned();
    assert!(number.starts_with('C'), "{}", saved.body);
    assert_eq!(ana.follow(&saved).await.status, StatusCode::OK);
    let about: (String, Option<i64>) = sqlx::query_as(
        "select c.about, c.about_department_id from complaint c join ticket t on t.id = c.ticket_id where t.number = $1",
    )
    .bind(&number)
    .fetch_one(&t.pool)
    .await
    .expect("a complaint");
    assert_eq!(about, ("department".to_owned(), Some(w.engineering.0)));
    let marta = t.at_work(w.marta).await;
    let hidden = marta.get(&format!("/desk/tickets/{number}")).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND, "she leads it");
    t.run_jobs().await;
}

#[tokio::test]
async fn a_charge_that_looks_wrong_is_taken_down_with_its_line() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    crate::fees_dispute::charged(&t).await;
    let paid = category(&t, Kind::FeeDispute, "paid").await.to_string();
    let ana = t.at_work(w.ana).await;
    let page = ana.get(&format!("/desk/new?person={}", w.elena)).await;
    let place = format!("unit:{}", w.unit_2a);
    let mut typed = vec![
        ("subject", paid.as_str()),
        ("words", "I paid it on Monday"),
        ("place", place.as_str()),
    ];
    let wrong = ana.submit(&page, FORM, &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("a[href='#charge']") && wrong.has("details[open] input[name=charge]"));
    let line = wrong.attr("input[name=charge]", "value");
    typed.push(("charge", line.as_str()));
    let saved = ana.submit(&wrong, FORM, &typed).await;
    assert!(
        saved.location().starts_with("/desk/tickets/F"),
        "{}",
        saved.body
    );
    let held = t
        .count("select count(*) from dispute_line where released_at is null")
        .await;
    assert_eq!(held, 1);
    t.run_jobs().await;
}

#[tokio::test]
async fn the_home_that_was_found_stays_with_somebody_new() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let drip = category(&t, Kind::Repair, "kitchen-drip").await.to_string();
    let ana = t.at_work(w.ana).await;
    let found = ana.get("/desk/new?q=2-B").await;
    let home = ana.get(&found.link("Tower 2 · 2-B")).await;
    let new = ana.get(&home.link("Somebody new")).await;
    let place = format!("unit:{}", w.unit_2b);
    assert_eq!(new.attr("select[name=place] option", "value"), place);
    let typed = [("name", ""), ("subject", &drip), ("words", "Gotea")];
    let wrong = ana.submit(&new, FORM, &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let typed = [("name", "Rosa Nueva"), ("words", "Gotea el grifo")];
    let saved = ana.submit(&wrong, FORM, &typed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let unit: Option<i64> = sqlx::query_scalar("select unit_id from ticket")
        .fetch_one(&t.pool)
        .await
        .expect("a ticket");
    assert_eq!(unit, Some(w.unit_2b.0));
}

#[tokio::test]
async fn a_lift_is_named_by_phone_as_in_the_owners_form() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let name = Label::new("Lift B", "Ascensor B", "B 号电梯");
    let mut conn = t.pool.acquire().await.expect("a connection");
    let lift = property::add_asset(
        &mut conn,
        w.palmeras,
        Some(w.tower_2),
        None,
        "lift",
        &name,
        None,
    )
    .await
    .expect("a lift");
    drop(conn);
    let stands = category(&t, Kind::Repair, "shared-lift").await.to_string();
    let ana = t.at_work(w.ana).await;
    let page = ana.get(&format!("/desk/new?person={}", w.elena)).await;
    let offered = page.texts("select[name=place] option");
    assert!(
        offered.contains(&"Tower 2 · Lift B".to_owned()),
        "{offered:?}"
    );
    let place = format!("shared:{}:{}::{lift}", w.palmeras, w.tower_2);
    let typed = [
        ("subject", stands.as_str()),
        ("place", &place),
        ("words", "It stands still between floors"),
    ];
    let saved = ana.submit(&page, FORM, &typed).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let asset: Option<i64> = sqlx::query_scalar("select asset_id from ticket")
        .fetch_one(&t.pool)
        .await
        .expect("a ticket");
    assert_eq!(asset, Some(lift.0));
    let theirs = format!("shared:{}:{}::{lift}", w.palmeras, w.tower_2.0 + 1);
    let sent = ana
        .post_form(
            "/desk/new",
            &[
                ("subject", &stands),
                ("words", "Elsewhere"),
                ("place", &theirs),
            ],
        )
        .await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn sixty_searches_a_minute_are_enough_wherever_one_searches() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let ana = t.at_work(w.ana).await;
    for n in 0..60 {
        let path = ["/desk/search?q=elena", "/desk/new?q=elena"][n % 2];
        assert_eq!(ana.get(path).await.status, StatusCode::OK, "{n}");
    }
    for path in ["/desk/search?q=olga", "/desk/new?q=olga"] {
        let refused = ana.get(path).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
        assert!(!refused.header("retry-after").is_empty());
        assert!(!refused.body.contains("Olga"));
    }
    assert_eq!(
        ana.get("/desk/new").await.status,
        StatusCode::OK,
        "work goes on"
    );
    let luis = t.at_work(w.luis).await;
    assert_eq!(luis.get("/desk/search?q=olga").await.status, StatusCode::OK);
    t.advance(chrono::TimeDelta::minutes(1));
    assert_eq!(ana.get("/desk/search?q=olga").await.status, StatusCode::OK);
}
