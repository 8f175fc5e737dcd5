//! An administrator adopts, drafts, tries, publishes and takes back what owners are promised.

use ventanilla::{
    people::{self, Role},
    sla,
};

use crate::support::{Browser, Page, TestApp, World};

pub async fn started() -> (TestApp, World, Browser) {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let mut conn = t.pool.acquire().await.expect("a connection");
    people::grant(&mut conn, w.hugo, Role::Admin, None)
        .await
        .expect("an administrator");
    drop(conn);
    let hugo = t.at_work(w.hugo).await;
    (t, w, hugo)
}

/// What a dripping tap in 2-A is promised now: metric and target.
async fn filed(t: &TestApp, w: &World) -> Vec<(String, String)> {
    w.filed(t).await;
    sqlx::query_as(
        "select metric, target from promise where ticket_id = (select max(id) from ticket) order by id",
    )
    .fetch_all(&t.pool)
    .await
    .expect("promises")
}

fn says(promised: &[(String, String)], metric: &str) -> String {
    let found = promised.iter().find(|(of, _)| of == metric);
    found.map_or_else(String::new, |(_, target)| target.clone())
}

async fn opened(hugo: &Browser, path: &str) -> Page {
    let live = hugo.get(path).await;
    assert_eq!(live.status, 200, "{}", live.body);
    let draft = hugo
        .follow(&hugo.submit(&live, "form#change", &[]).await)
        .await;
    assert_eq!(draft.status, 200, "{}", draft.body);
    draft
}

#[tokio::test]
async fn a_promise_is_drafted_tried_published_and_taken_back() {
    let (t, w, hugo) = started().await;
    assert_eq!(says(&filed(&t, &w).await, "first_response"), "4 wh");

    let start = hugo.get("/admin").await;
    let live = hugo
        .get(&start.attr("a[href='/admin/promises']", "href"))
        .await;
    let repair = live.text("#policy-repair");
    assert!(repair.contains("First answer 4 working hours"), "{repair}");
    assert!(repair.contains("we tell the head of the department"));

    let draft = opened(&hugo, "/admin/promises").await;
    let form = hugo.get(&draft.link("Repair")).await;
    assert_eq!(form.status, 200, "{}", form.body);
    let bad = [
        ("count-0", "soon"),
        ("warn-0", "120"),
        ("name_en", "Repairs"),
        ("do", "save"),
    ];
    let wrong = hugo.submit(&form, "form#policy-form", &bad).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.count("#summary li"), 2);
    assert!(wrong.has("#count-0-wrong") && wrong.has("#warn-0-wrong"));
    assert_eq!(wrong.attr("#count-0", "value"), "soon", "kept as typed");
    assert_eq!(wrong.attr("#name_en", "value"), "Repairs");
    let good = [
        ("count-0", "2"),
        ("unit-0", "wh"),
        ("warn-0", "75"),
        ("do", "save"),
    ];
    let saved = hugo.submit(&wrong, "form#policy-form", &good).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    assert_eq!(
        says(&filed(&t, &w).await, "first_response"),
        "4 wh",
        "a draft changes nothing"
    );

    let draft = hugo.get("/admin/promises/draft").await;
    let trial = hugo.get(&draft.link("What would change")).await;
    assert_eq!(trial.status, 200, "{}", trial.body);
    assert!(
        trial.text("#sum").starts_with("2 of the last 2 tickets"),
        "{}",
        trial.text("#sum")
    );
    assert_eq!(trial.count("#trials > li"), 2);
    assert!(trial.text("#trials > li").contains("2 working hours"));

    let published = hugo
        .submit(&draft, "form#publish", &[("note", "Sooner")])
        .await;
    assert_eq!(published.status, 303, "{}", published.body);
    assert_eq!(says(&filed(&t, &w).await, "first_response"), "2 wh");
    let live = hugo.get("/admin/promises").await;
    assert!(
        live.text("#policy-repair")
            .contains("warning after 75% of the time")
    );
    let version = live.text(".versions li");
    assert!(version.contains("Version 2 In force") && version.ends_with("Sooner"));
    assert!(version.contains("Hugo"), "{version}");

    let first = live.attr("form[action='/admin/promises/back'] button", "value");
    let back = hugo
        .submit(
            &live,
            "form[action='/admin/promises/back']",
            &[("version", &first)],
        )
        .await;
    assert_eq!(back.status, 303, "{}", back.body);
    assert_eq!(says(&filed(&t, &w).await, "first_response"), "4 wh");

    let ana = t.at_work(w.ana).await;
    assert_eq!(ana.get("/admin/promises").await.status, 404);
}

#[tokio::test]
async fn a_preset_with_its_source_goes_into_a_draft_and_then_in_force() {
    let (t, w, hugo) = started().await;
    let own = format!("/admin/promises?community={}", w.palmeras);
    let live = hugo.get(&own).await;
    assert_eq!(live.count(".policy"), 0);
    let presets = hugo.get(&live.link("Presets")).await;
    assert_eq!(presets.count(".policy"), sla::presets().len());
    let card = presets.text("#preset-uk-rtr-1994");
    assert!(
        card.contains("SI 1994/133") && card.contains("Source read"),
        "{card}"
    );
    let beijing = presets.text("#preset-cn-bj-2025-grade-1");
    assert!(beijing.contains("Check the source first"), "{beijing}");

    let adopted = hugo
        .submit(
            &presets,
            "#preset-cn-bj-2025-grade-1 form",
            &[("preset", "cn-bj-2025-grade-1")],
        )
        .await;
    assert_eq!(adopted.status, 303, "{}", adopted.body);
    let draft = hugo.follow(&adopted).await;
    assert!(draft.count(".policy") >= 2, "{}", draft.body);
    let published = hugo.submit(&draft, "form#publish", &[]).await;
    assert_eq!(published.status, 303, "{}", published.body);
    let promised = filed(&t, &w).await;
    assert_eq!(says(&promised, "resolve"), "", "{promised:?}");
    assert!(!promised.is_empty());
    let live = hugo.get(&own).await;
    assert!(live.text(".versions li").contains("In force"));
    // the company's stay as they were
    assert!(hugo.get("/admin/promises").await.has("#policy-repair"));
}

#[tokio::test]
async fn policies_are_ordered_added_copied_and_removed_and_what_is_wrong_is_pointed_out() {
    let (t, w, hugo) = started().await;
    let draft = opened(&hugo, "/admin/promises").await;
    let names = |page: &Page| page.texts(".policy h2");
    let before = names(&draft);
    let first = ".policy:first-child form";
    t.advance(chrono::TimeDelta::seconds(1));
    let moved = hugo.submit(&draft, first, &[("do", "down")]).await;
    assert_eq!(moved.status, 303, "{}", moved.body);
    let stale = hugo.submit(&draft, first, &[("do", "remove")]).await;
    assert_eq!(stale.status, 409, "an older page writes over nothing");
    let draft = hugo.get("/admin/promises/draft").await;
    assert_eq!(names(&draft)[..2], [before[1].clone(), before[0].clone()]);

    // a copy behind the original is never used; it is pointed out and keeps nothing from being published
    hugo.submit(&draft, first, &[("do", "copy")]).await;
    let draft = hugo.get("/admin/promises/draft").await;
    assert_eq!(draft.count(".policy .note"), 1);
    assert!(draft.has("form#publish"));

    // without the last policy, which holds for everything, some ticket would be promised nothing
    t.advance(chrono::TimeDelta::seconds(1));
    hugo.submit(&draft, ".policy:last-child form", &[("do", "remove")])
        .await;
    let draft = hugo.get("/admin/promises/draft").await;
    assert!(!draft.has("form#publish"));
    assert!(draft.text("main > .note").contains("Add a last policy"));
    let refused = hugo.post_form("/admin/promises/draft/publish", &[]).await;
    assert_eq!(refused.status, 409);

    let form = hugo.get(&draft.link("Add a policy")).await;
    let more = [("new_metric", "answer"), ("do", "add")];
    let form = hugo.submit(&form, "form#policy-form", &more).await;
    assert_eq!(form.count("fieldset[id^='promise-']"), 2);
    let form = hugo
        .submit(&form, "form#policy-form", &[("do", "drop-0")])
        .await;
    assert_eq!(form.text("#promise-0 legend"), "Written answer");
    let filled = [
        ("name_en", "Everything else"),
        ("count-0", "5"),
        ("unit-0", "wd"),
        ("seasons-0", "07-01 – 08-31 = 8 wd"),
        ("more_count-0", "5"),
        ("more_unit-0", "wd"),
        ("do", "save"),
    ];
    let saved = hugo.submit(&form, "form#policy-form", &filled).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let draft = hugo.get("/admin/promises/draft").await;
    let last = draft.text("#policy-everything-else");
    assert!(last.contains("Every ticket"), "{last}");
    assert!(last.contains("1 Jul – 31 Aug: 8 working days"), "{last}");
    assert!(last.contains("Can be extended once"), "{last}");
    let published = hugo.submit(&draft, "form#publish", &[]).await;
    assert_eq!(published.status, 303, "{}", published.body);
    filed(&t, &w).await;

    let draft = opened(&hugo, "/admin/promises").await;
    hugo.submit(&draft, "form#discard", &[]).await;
    assert_eq!(hugo.get("/admin/promises/draft").await.status, 409);
}
