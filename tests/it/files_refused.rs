//! Files that came with a form in which something else was wrong: kept, shown, taken out one by one, sent with the next try.

use axum::http::StatusCode;
use uuid::Uuid;
use ventanilla::{catalog, catalog::Kind};

use crate::support::{Page, TestApp, World, png};

const PAPER: &[u8] = b"%PDF-1.4\nreceipt\n%%EOF\n";

fn refused(page: &Page, form: &str, files: usize) {
    assert_eq!(
        page.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        page.body
    );
    let kept = format!("{form} input[type=checkbox][checked]");
    let shown = page.count(&format!("{form} .shots label"));
    assert_eq!(shown, files, "{}", page.body);
    assert!(page.count(&kept) >= files);
}

async fn of_tickets(t: &TestApp) -> i64 {
    t.count("select count(*) from file where ticket_id is not null")
        .await
}

#[tokio::test]
async fn two_photos_of_an_empty_question_are_shown_one_is_taken_out_and_the_other_sent() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let elena = t.at_home(w.elena).await;
    let photo = png();
    let files = [
        ("files", "one.png", photo.as_slice()),
        ("files", "two.png", photo.as_slice()),
    ];
    let page = elena
        .get(&format!("/report/ask?unit={}", w.unit_2a))
        .await
        .form("form[action='/report/ask']");
    let typed: Vec<_> = page
        .fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let wrong = elena.post_multipart("/report/ask", &typed, &files).await;
    refused(&wrong, "form[action='/report/ask']", 2);
    let first = wrong.attr(".shots img", "src");
    assert_eq!(elena.get(&first).await.status, StatusCode::OK);
    let wei = t.at_home(w.wei).await;
    assert_eq!(wei.get(&first).await.status, StatusCode::NOT_FOUND);

    let one = wrong.attr("input[name=file]", "value");
    let typed = [("words", "When is the pool open?"), ("file", &one)];
    let sent = elena
        .submit(&wrong, "form[action='/report/ask']", &typed)
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert_eq!(of_tickets(&t).await, 1, "the other was taken out");
    t.advance(chrono::TimeDelta::hours(25));
    t.sweep().await;
    let left = t.count("select count(*) from file").await;
    assert_eq!(left, 1, "what nobody sent is swept");
    t.run_jobs().await;
}

#[tokio::test]
async fn papers_of_a_complaint_wait_for_its_words() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let elena = t.at_home(w.elena).await;
    let unit = w.unit_2a.to_string();
    let papers = [("files", "letter.pdf", PAPER)];
    let key = Uuid::new_v4().to_string();
    let typed = [("unit", &*unit), ("key", &key), ("step", "words")];
    let path = "/report/complaint";
    let wrong = elena.post_multipart(path, &typed, &papers).await;
    refused(&wrong, "form[action='/report/complaint']", 1);
    let words = [("words", "The stairs are never cleaned.")];
    let next = elena
        .submit(&wrong, "form[action='/report/complaint']", &words)
        .await;
    assert_eq!(next.attr("input[name=file]", "type"), "hidden");
    t.run_jobs().await;
}

#[tokio::test]
async fn what_was_handed_over_the_counter_is_filed_with_the_matter() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let ana = t.at_work(w.ana).await;
    let mut conn = t.pool.acquire().await.expect("a connection");
    let drip = catalog::find(&t.app.catalog, &mut conn, Kind::Repair, "kitchen-drip")
        .await
        .expect("a query")
        .expect("a category");
    drop(conn);
    let form = "form[method=post][action='/desk/new']";
    let place = format!("unit:{}", w.unit_2a);
    let (person, subject) = (w.elena.to_string(), drip.id.to_string());
    let typed = [
        ("person", &*person),
        ("place", &place),
        ("subject", &subject),
        ("words", ""),
    ];
    let files = [("files", "invoice.pdf", PAPER)];
    let wrong = ana.post_multipart("/desk/new", &typed, &files).await;
    refused(&wrong, form, 1);
    let sent = ana.submit(&wrong, form, &[("words", "Gotea")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert_eq!(of_tickets(&t).await, 1);
    t.run_jobs().await;
}

#[tokio::test]
async fn photos_of_an_act_of_staff_stay_in_its_form() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    let luis = t.at_work(w.luis).await;
    let path = format!("/desk/tickets/{number}");
    let case = luis.get(&path).await;
    luis.submit(&case, "form[action$='/work']", &[]).await;
    let photo = png();
    let files = [("seen_photos", "pipe.png", photo.as_slice())];
    let wrong = luis
        .post_multipart(&format!("{path}/progress"), &[("seen_words", "")], &files)
        .await;
    refused(&wrong, "form[action$='/progress']", 1);
    assert_eq!(wrong.count("form[action$='/messages'] .shots label"), 0);
    let typed = [("seen_what", "visited")];
    let sent = luis
        .submit(&wrong, "form[action$='/progress']", &typed)
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert_eq!(of_tickets(&t).await, 1);

    // somebody else was faster: the photo stays with the words on the page that says so
    let case = luis.get(&path).await;
    let ana = t.at_work(w.ana).await;
    let note = [("as", "note"), ("words", "Look at the valve")];
    ana.submit(&ana.get(&path).await, "#composer", &note).await;
    let form = case.form("#composer");
    let mut typed: Vec<_> = form
        .fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| *name != "words" && *name != "as")
        .collect();
    typed.extend([("words", "On my way"), ("as", "reply")]);
    let files = [("photos", "pipe.png", photo.as_slice())];
    let stale = luis.post_multipart(&form.action, &typed, &files).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
    assert_eq!(stale.count(".shots label"), 1);
    let sent = luis.submit(&stale, "form[action$='/messages']", &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert_eq!(of_tickets(&t).await, 2);
    t.run_jobs().await;
}
