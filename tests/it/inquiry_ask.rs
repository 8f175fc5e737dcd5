//! A question on a single page.

use crate::support::{TestApp, World};

#[tokio::test]
async fn a_question_a_suggestion_and_praise_are_one_page_each() {
    let t = TestApp::start_with(|config| config.demo = true).await;
    let w = World::of(&t).await;
    let tomas = t.browser();
    tomas
        .post_form(&format!("/demo/as/{}", w.tomas), &[("side", "owner")])
        .await;
    let page = tomas.get("/report/ask").await;
    assert_eq!(page.status, 200, "{}", page.body);
    let form = "form[action='/report/ask']";
    let empty = tomas.submit(&page, form, &[("sort", "suggest")]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.has("input[value=suggest][checked]"));
    let sent = tomas
        .submit(&empty, form, &[("words", "Más bicis en el garaje")])
        .await;
    assert!(sent.location().ends_with("/sent"), "{}", sent.location());
    let page = tomas.get("/report/ask").await;
    let praise = tomas
        .submit(
            &page,
            form,
            &[("sort", "praise"), ("words", "Gracias a Luis")],
        )
        .await;
    assert!(praise.location().ends_with("/sent"));
    let kinds: Vec<String> = sqlx::query_scalar(
        "select kind || ' ' || coalesce(reporter_role, '') from ticket order by id",
    )
    .fetch_all(&t.pool)
    .await
    .expect("tickets");
    assert_eq!(kinds, ["suggestion tenant", "suggestion tenant"]);
    t.run_jobs().await;
}
