//! "It is not fixed", with a photo of it.

use axum::http::StatusCode;
use uuid::Uuid;
use ventanilla::{
    i18n::Lang,
    ticket::{
        Number, Outcome, handoff,
        resolution::{self, Resolution},
    },
};

use crate::support::{TestApp, World, png};

async fn resolved(t: &TestApp, w: &World) -> Number {
    let number = w.filed(t).await;
    let by = w.engineer(w.luis);
    handoff::take(&t.app, &by, &number).await.expect("taken");
    let resolution = Resolution {
        key: Uuid::new_v4(),
        outcome: Outcome::Fixed,
        words: "Junta cambiada".to_owned(),
        language: Lang::Es,
        files: vec![],
        seen_version: None,
    };
    resolution::resolve(&t.app, &by, &number, resolution)
        .await
        .expect("resolved");
    number
}

#[tokio::test]
async fn a_photo_shows_what_is_not_fixed_and_stays_when_the_words_were_wrong() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = resolved(&t, &w).await;
    let elena = t.at_home(w.elena).await;
    let page = elena.get(&format!("/r/{number}")).await;
    let form = page.form("form[action$='/return']");
    assert!(form.is_multipart);
    let (action, photo) = (form.action, png());
    let files = [("still_photos", "drip.png", photo.as_slice())];
    let long = "mal ".repeat(1_000);
    let typed = [("key", &*Uuid::new_v4().to_string()), ("still", &long)];
    let wrong = elena.post_multipart(&action, &typed, &files).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("details[open] form[action$='/return']"));
    assert!(
        wrong
            .text("form[action$='/return'] legend")
            .contains("1 file")
    );

    let typed = [("still", "Sigue goteando")];
    for _ in 0..2 {
        let sent = elena
            .submit(&wrong, "form[action$='/return']", &typed)
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    }
    let page = elena.get(&format!("/r/{number}")).await;
    assert_eq!(page.count(".timeline img"), 1, "{}", page.body);
    let returned = t
        .count("select count(*) from event where kind = 'Returned'")
        .await;
    assert_eq!(returned, 1, "one form, one return");
    let luis = t.at_work(w.luis).await;
    let case = luis.get(&format!("/desk/tickets/{number}")).await;
    assert!(case.has("main img"), "whoever comes sees it");
    t.run_jobs().await;
}

#[tokio::test]
async fn a_photo_of_a_message_stays_as_well() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    let elena = t.at_home(w.elena).await;
    let photo = png();
    let files = [
        ("photos", "drip.png", photo.as_slice()),
        ("photos", "drip.exe", b"MZ"),
    ];
    let typed = [("key", &*Uuid::new_v4().to_string()), ("words", "")];
    let path = format!("/r/{number}/messages");
    let wrong = elena.post_multipart(&path, &typed, &files).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = elena.submit(&wrong, "form.write", &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let page = elena.follow(&sent).await;
    assert_eq!(page.count(".timeline img"), 1, "{}", page.body);
    t.run_jobs().await;
}

#[tokio::test]
async fn stars_sent_twice_from_one_page_are_one_entry() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = resolved(&t, &w).await;
    let elena = t.at_home(w.elena).await;
    let page = elena.get(&format!("/r/{number}")).await;
    for _ in 0..2 {
        let sent = elena
            .submit(&page, "form[action$='/rating']", &[("score", "5")])
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    }
    let rated = t
        .count("select count(*) from event where kind = 'Rated'")
        .await;
    assert_eq!(rated, 1);
    t.run_jobs().await;
}
