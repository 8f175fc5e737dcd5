//! "Me too": a neighbour who follows what another reported hears how it goes on, and nothing else.

use uuid::Uuid;
use ventanilla::{
    i18n::Lang,
    repair,
    ticket::{By, conversation, handoff},
};

use crate::{
    notify_case::{Case, said},
    repair_report::lobby_light,
    support::Browser,
};

async fn follow(browser: &Browser, number: &str, on: &str) {
    let path = format!("/report/same/{number}");
    let key = Uuid::new_v4().to_string();
    let done = browser
        .post_form(&path, &[("key", &key), ("follow", on)])
        .await;
    assert_eq!(done.status, 303, "{}", done.body);
}

#[tokio::test]
async fn a_follower_hears_the_moves_and_neither_words_nor_names() {
    let c = Case::new().await;
    let (t, w) = (&c.t, &c.w);
    let new = lobby_light(t, w).await;
    let filing = repair::report(&t.app, &w.owner(w.elena), new)
        .await
        .expect("filed");
    let number = filing.number().clone();
    let olga = c.signed_in("olga@example.org").await;
    follow(&olga, number.as_str(), "yes").await;
    t.run_jobs().await;
    assert!(c.notices(w.olga).await.is_empty(), "nothing moved yet");

    let by: By = w.engineer(c.accountable().await);
    handoff::take(&t.app, &by, &number).await.expect("taken");
    conversation::answer(&t.app, &by, &number, said("Señora Elena, vamos el jueves"))
        .await
        .expect("answered");
    t.run_jobs().await;
    assert_eq!(c.notices(w.olga).await, ["neighbour"]);

    let page = olga.get("/notices/mine").await;
    let line = page.text("ul.news li");
    assert!(line.contains(number.as_str()), "{line}");
    assert!(!line.contains("Elena") && !line.contains("fluorescente"));
    let href = format!("/report/same/{number}");
    assert!(page.has(&format!("a[href='{href}']")), "{}", page.body);
    let card = olga.get(&href).await;
    assert_eq!(card.status, 200);
    assert!(!card.body.contains("Elena") && !card.body.contains("fluorescente"));
    assert_eq!(olga.get(&format!("/r/{number}")).await.status, 404);

    follow(&olga, number.as_str(), "no").await;
    assert!(!olga.get("/notices/mine").await.has("ul.news li a"));
    let resolution = ventanilla::ticket::resolution::Resolution {
        key: Uuid::new_v4(),
        outcome: ventanilla::ticket::Outcome::Fixed,
        words: "Cambiado".to_owned(),
        language: Lang::Es,
        files: vec![],
        seen_version: None,
    };
    ventanilla::ticket::resolution::resolve(&t.app, &by, &number, resolution)
        .await
        .expect("resolved");
    t.run_jobs().await;
    assert_eq!(c.notices(w.olga).await.len(), 1, "no longer followed");
    assert!(c.notices(w.wei).await.is_empty());
}
