//! An administrator changes the rules and the next report goes by them; a head sends somebody on holiday.

use ventanilla::{
    ids::PersonId,
    people::{self, Role},
};

use crate::support::{Browser, TestApp, World};

async fn started() -> (TestApp, World) {
    let t = TestApp::start_with(|config| config.demo = true).await;
    let w = World::of(&t).await;
    let mut conn = t.pool.acquire().await.expect("a connection");
    people::grant(&mut conn, w.hugo, Role::Admin, None)
        .await
        .expect("an administrator");
    (t, w)
}

async fn signed_in(t: &TestApp, person: PersonId) -> Browser {
    let browser = t.browser().in_language("en");
    browser
        .post_form(&format!("/demo/as/{person}"), &[("side", "staff")])
        .await;
    browser
}

/// A dripping tap, reported by the owner of 2-A.
async fn file(t: &TestApp, w: &World) -> (String, Option<i64>) {
    let elena = t.browser().in_language("en");
    elena
        .post_form(&format!("/demo/as/{}", w.elena), &[("side", "owner")])
        .await;
    let last = elena
        .get("/report/repair/last?place=kitchen&what=kitchen-drip")
        .await;
    let sent = elena.submit(&last, "form#report", &[]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    sqlx::query_as(
        "select d.slug, t.accountable_id from ticket t join department d on d.id = t.department_id
         order by t.id desc limit 1",
    )
    .fetch_one(&t.pool)
    .await
    .expect("a ticket")
}

#[tokio::test]
async fn a_rule_is_drafted_tried_published_and_followed() {
    let (t, w) = started().await;
    assert_eq!(file(&t, &w).await.0, "engineering");

    let hugo = signed_in(&t, w.hugo).await;
    let start = hugo.get("/admin").await;
    assert_eq!(start.status, 200, "{}", start.body);
    let live = hugo
        .get(&start.attr("a[href='/admin/rules']", "href"))
        .await;
    assert_eq!(live.status, 200, "{}", live.body);
    let rules = live.count("tbody tr[id^='rule-']");
    assert!(rules > 3, "the shipped rules");
    let own = hugo
        .get(&format!("/admin/rules?community={}", w.palmeras))
        .await;
    assert_eq!(own.count("tbody tr[id^='rule-']"), 0);

    let opened = hugo.submit(&own, "form#change", &[]).await;
    let draft = hugo.follow(&opened).await;
    assert_eq!(draft.status, 200, "{}", draft.body);
    let blank = hugo.get(&draft.link("Add a rule")).await;
    let rowed = hugo
        .submit(
            &blank,
            "form#rule",
            &[("new_fact", "category"), ("do", "add")],
        )
        .await;
    assert_eq!(rowed.status, 200, "{}", rowed.body);
    let wrong = hugo
        .submit(
            &rowed,
            "form#rule",
            &[("department", "cleaning"), ("do", "save")],
        )
        .await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.count("#summary li"), 2, "no name, no category");
    let filled = [
        ("name_en", "Taps"),
        ("value-0", "repair/kitchen-drip"),
        ("do", "save"),
    ];
    let saved = hugo.submit(&wrong, "form#rule", &filled).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let draft = hugo.follow(&saved).await;
    assert!(draft.text("tr#rule-rule").contains("Taps"));
    assert_eq!(
        file(&t, &w).await.0,
        "engineering",
        "a draft changes nothing"
    );

    let trial = hugo.get(&draft.link("Try it")).await;
    assert_eq!(trial.status, 200, "{}", trial.body);
    assert_eq!(trial.count("tbody tr"), 2, "{}", trial.body);
    assert!(trial.text("#sum").starts_with("2 of the last 2 tickets"));

    let published = hugo
        .submit(
            &draft,
            "form#publish",
            &[("note", "Taps are for the cleaners")],
        )
        .await;
    assert_eq!(published.status, 303, "{}", published.body);
    assert_eq!(file(&t, &w).await.0, "cleaning");

    let ana = signed_in(&t, w.ana).await;
    assert_eq!(ana.get("/admin/rules").await.status, 404);
}

#[tokio::test]
async fn a_draft_goes_up_down_off_and_back() {
    let (t, w) = started().await;
    let hugo = signed_in(&t, w.hugo).await;
    let live = hugo.get("/admin/rules").await;
    let names = |page: &crate::support::Page| page.texts("tbody tr[id^='rule-'] th");
    let first = names(&live);
    let draft = hugo
        .follow(&hugo.submit(&live, "form#change", &[]).await)
        .await;
    let move_first = "tbody tr:first-child form";
    t.advance(chrono::TimeDelta::seconds(1));
    let moved = hugo.submit(&draft, move_first, &[("do", "down")]).await;
    assert_eq!(moved.status, 303, "{}", moved.body);
    let stale = hugo.submit(&draft, move_first, &[("do", "remove")]).await;
    assert_eq!(stale.status, 409, "an older page writes over nothing");
    let draft = hugo.get("/admin/rules/draft").await;
    assert_eq!(names(&draft)[..2], [first[1].clone(), first[0].clone()]);
    hugo.submit(&draft, move_first, &[("do", "off")]).await;
    let draft = hugo.get("/admin/rules/draft").await;
    assert!(names(&draft)[0].ends_with("Off"));
    hugo.submit(&draft, "form#publish", &[]).await;
    let live = hugo.get("/admin/rules").await;
    assert!(names(&live)[0].ends_with("Off"));
    let back = hugo
        .submit(
            &live,
            "form[action='/admin/rules/back']",
            &[("version", &version(&live))],
        )
        .await;
    assert_eq!(back.status, 303, "{}", back.body);
    assert_eq!(names(&hugo.get("/admin/rules").await), first);
}

fn version(live: &crate::support::Page) -> String {
    live.attr("form[action='/admin/rules/back'] button", "value")
}

#[tokio::test]
async fn whoever_is_away_gets_no_ticket() {
    let (t, w) = started().await;
    let marta = signed_in(&t, w.marta).await;
    let (_, first) = file(&t, &w).await;
    let first = first.map(PersonId).expect("somebody answers for it");
    // the same person would be next again once the others have had theirs
    for away in [w.luis, w.paco, w.marta]
        .into_iter()
        .filter(|person| *person != first)
    {
        let added = absent(&marta, away).await;
        assert_eq!(added.status, 303, "{}", added.body);
    }
    assert_eq!(file(&t, &w).await.1, Some(first.0), "the only one there");
    let page = marta.get("/dept/people").await;
    let end = page.attr(
        &format!("#person-{} form[action$='/end']", w.luis_or(first)),
        "action",
    );
    marta.post_form(&end, &[]).await;
    absent(&marta, first).await;
    assert_eq!(file(&t, &w).await.1, Some(w.luis_or(first).0));

    let ana = signed_in(&t, w.ana).await;
    assert_eq!(ana.get("/dept/people").await.status, 404);
    let strange = absent(&marta, w.ana).await;
    assert_eq!(strange.status, 404, "not of her department");
}

async fn absent(head: &Browser, person: PersonId) -> crate::support::Page {
    let path = format!("/dept/people/{person}/absences");
    head.post_form(&path, &[("first", "2026-11-23"), ("last", "2026-11-27")])
        .await
}

impl World {
    /// Luis, or Paco when Luis is this one.
    fn luis_or(&self, taken: PersonId) -> PersonId {
        if taken == self.luis {
            self.paco
        } else {
            self.luis
        }
    }
}

#[tokio::test]
async fn shifts_are_added_and_removed() {
    let (t, w) = started().await;
    let marta = signed_in(&t, w.marta).await;
    let path = format!("/dept/people/{}/shifts", w.luis);
    let wrong = marta
        .post_form(
            &path,
            &[("weekday", "1"), ("from", "14:00"), ("to", "09:00")],
        )
        .await;
    assert_eq!(wrong.status, 422);
    let added = marta
        .post_form(
            &path,
            &[("weekday", "1"), ("from", "09:00"), ("to", "14:00")],
        )
        .await;
    assert_eq!(added.status, 303, "{}", added.body);
    let page = marta.get("/dept/people").await;
    let luis = format!("#person-{}", w.luis);
    assert!(
        page.text(&luis).contains("lunes 9:00–14:00")
            || page.text(&luis).contains("lunes 09:00–14:00"),
        "{}",
        page.text(&luis)
    );
    let remove = page.attr(&format!("{luis} form[action$='/remove']"), "action");
    marta.post_form(&remove, &[]).await;
    assert!(
        !marta
            .get("/dept/people")
            .await
            .has(&format!("{luis} form[action$='/remove']"))
    );
}

#[tokio::test]
async fn tags_and_sorts_of_places_are_words_of_the_readers_language() {
    let (t, w) = started().await;
    for (language, tag, kind) in [
        ("en", "Tags: Danger", "Garden"),
        ("es", "Etiquetas: Peligro", "Jardín"),
        ("zh", "标签：有危险", "花园"),
    ] {
        let hugo = t.browser().in_language(language);
        hugo.post_form(&format!("/demo/as/{}", w.hugo), &[("side", "staff")])
            .await;
        hugo.post_form("/reading", &[("lang", language)]).await;
        let rules = hugo.get("/admin/rules").await;
        let said = rules.text("tbody");
        assert!(said.contains(tag) && said.contains(kind), "{said}");
        assert!(!said.contains("garden") && !said.contains("out-of-hours"));
    }
}

#[tokio::test]
async fn each_field_of_a_shift_and_an_absence_says_what_belongs_there() {
    let (t, w) = started().await;
    let marta = signed_in(&t, w.marta).await;
    for (noun, typed) in [
        ("shifts", [("from", ""), ("to", "")]),
        ("absences", [("first", ""), ("last", "")]),
    ] {
        let path = format!("/dept/people/{}/{noun}", w.luis);
        let wrong = marta.post_form(&path, &typed).await;
        assert_eq!(wrong.status, 422);
        let mut said = wrong.texts("#summary li");
        for (name, _) in typed {
            let field = wrong.attr(&format!("#summary a[href='#{name}']"), "href");
            assert!(wrong.has(&format!("details[open] {field}")), "{name}");
        }
        let all = said.len();
        said.dedup();
        assert_eq!(said.len(), all, "{said:?}");
    }
}
