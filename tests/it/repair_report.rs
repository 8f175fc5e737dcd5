//! The 60-second path as an owner walks it without JavaScript, and what neighbours see of a shared place.

use ventanilla::{
    ids::PersonId,
    repair::{self, BestTime, GettingWorse, NewRepair},
    ticket::{Channel, Where},
};

use crate::support::{Browser, TestApp, World};

async fn started() -> (TestApp, World) {
    let t = TestApp::start_with(|config| config.demo = true).await;
    let w = World::of(&t).await;
    (t, w)
}

async fn as_owner(t: &TestApp, person: PersonId) -> Browser {
    let browser = t.browser().in_language("en");
    browser
        .post_form(&format!("/demo/as/{person}"), &[("side", "owner")])
        .await;
    browser
}

pub async fn lobby_light(t: &TestApp, w: &World) -> NewRepair {
    let mut conn = t.pool.acquire().await.expect("a connection");
    let catalog = t.app.catalog.catalog(&mut conn).await.expect("a catalogue");
    let category = catalog
        .find(ventanilla::catalog::Kind::Repair, "shared-lighting")
        .expect("a category");
    NewRepair {
        key: uuid::Uuid::new_v4(),
        place: Where::Shared {
            community: w.palmeras,
            building: Some(w.tower_2),
            area: Some(w.lobby),
            asset: None,
        },
        category: category.id,
        reporter: None,
        channel: Channel::Web,
        words: "El fluorescente de mi rellano, soy Elena".into(),
        language: ventanilla::i18n::Lang::Es,
        photos: vec![],
        getting_worse: GettingWorse::No,
        vulnerable: false,
        enter_when_out: false,
        best_time: BestTime::Any,
        urgency: None,
    }
}

#[tokio::test]
async fn three_taps_and_four_pages_make_a_report() {
    let (t, w) = started().await;
    let elena = as_owner(&t, w.elena).await;
    let place = elena.get("/report/repair").await;
    assert_eq!(place.status, 200, "{}", place.body);
    assert_eq!(place.count("button.tile"), 8);
    let what = elena
        .submit(
            &place,
            "form[action='/report/repair']",
            &[("place", "kitchen")],
        )
        .await;
    let what = elena.follow(&what).await;
    assert_eq!(what.status, 200, "{}", what.body);
    let last = elena
        .submit(
            &what,
            "form[action='/report/repair/last']",
            &[("what", "kitchen-drip")],
        )
        .await;
    assert_eq!(last.status, 200, "{}", last.body);
    assert!(
        last.text("dl.facts").contains("Gotea un grifo"),
        "{}",
        last.text("dl.facts")
    );
    assert!(!last.has(".danger"), "a drip is no emergency");
    let sent = elena.submit(&last, "form#report", &[]).await;
    let again = elena.submit(&last, "form#report", &[]).await;
    assert_eq!(sent.location(), again.location(), "one form, one ticket");
    assert_eq!(
        t.count("select count(*) from ticket where kind = 'repair'")
            .await,
        1
    );
    assert_eq!(t.count("select count(*) from repair").await, 1);
    t.run_jobs().await;
}

#[tokio::test]
async fn a_danger_shows_the_phone_first_and_the_form_goes_on() {
    let (t, w) = started().await;
    let elena = as_owner(&t, w.elena).await;
    let last = elena
        .get("/report/repair/last?place=kitchen&what=kitchen-gas")
        .await;
    assert_eq!(last.status, 200, "{}", last.body);
    assert!(
        last.text(".danger").contains("+34 910 000 112"),
        "{}",
        last.text(".danger")
    );
    assert!(last.has("form#report button.main"));
}

#[tokio::test]
async fn not_sure_needs_words_and_what_was_typed_stays() {
    let (t, w) = started().await;
    let elena = as_owner(&t, w.elena).await;
    let last = elena
        .get("/report/repair/last?place=kitchen&what=kitchen-unsure")
        .await;
    let wrong = elena
        .submit(
            &last,
            "form#report",
            &[("words", "no"), ("best", "morning")],
        )
        .await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.text("title").starts_with("Error:"),
        "{}",
        wrong.text("title")
    );
    assert!(wrong.has("a[href='#words']"));
    assert_eq!(wrong.text("textarea#words"), "no");
    assert!(wrong.has("input[value=morning][checked]"));
    assert_eq!(t.count("select count(*) from ticket").await, 0);
}

#[tokio::test]
async fn nothing_chosen_goes_back_to_what_was_not() {
    let (t, w) = started().await;
    let elena = as_owner(&t, w.elena).await;
    let what = elena
        .get("/report/repair/last?place=kitchen&what=nonsense")
        .await;
    assert_eq!(what.status, 422);
    assert!(what.has("a[href='#what']"));
    let elsewhere = elena
        .get(&format!("/report/repair?unit={}", w.unit_2b))
        .await;
    assert_eq!(elsewhere.status, 404, "somebody else's home is not there");
}

#[tokio::test]
async fn a_neighbour_sees_that_it_is_known_and_nothing_of_who_reported_it() {
    let (t, w) = started().await;
    let new = lobby_light(&t, &w).await;
    let filing = repair::report(&t.app, &w.owner(w.elena), new)
        .await
        .expect("reported");
    let number = filing.number().clone();

    let olga = as_owner(&t, w.olga).await;
    let same = olga
        .get("/report/same?place=shared&what=shared-lighting")
        .await;
    assert_eq!(same.status, 200, "{}", same.body);
    assert_eq!(same.count("li.card"), 1);
    assert!(
        !same.body.contains("Elena") && !same.body.contains("rellano"),
        "{}",
        same.body
    );
    let card = olga
        .submit(&same, "li.card form", &[("follow", "yes")])
        .await;
    let card = olga.follow(&card).await;
    assert_eq!(card.status, 200, "{}", card.body);
    assert!(card.has("button[value=no]"), "{}", card.body);
    assert_eq!(t.count("select count(*) from watcher").await, 1);
    assert_eq!(
        t.count("select count(*) from ticket").await,
        1,
        "no second ticket"
    );

    let wei = as_owner(&t, w.wei).await;
    assert_eq!(
        wei.get(&format!("/report/same/{number}")).await.status,
        404,
        "another community"
    );
    t.run_jobs().await;
}

#[tokio::test]
async fn nobody_reports_for_a_home_that_is_not_theirs() {
    let (t, w) = started().await;
    let mut new = lobby_light(&t, &w).await;
    new.place = Where::Unit(w.unit_2b);
    assert!(
        repair::report(&t.app, &w.owner(w.elena), new.clone())
            .await
            .is_err()
    );
    assert!(
        repair::report(&t.app, &w.owner(w.wei), new.clone())
            .await
            .is_err()
    );
    new.reporter = Some(w.olga);
    new.channel = Channel::Phone;
    let filing = repair::report(&t.app, &w.at_desk(), new)
        .await
        .expect("the desk files for her");
    let (reporter, filed_by, role): (i64, i64, String) =
        sqlx::query_as("select reporter_id, filed_by, reporter_role from ticket where number = $1")
            .bind(filing.number().as_str())
            .fetch_one(&t.pool)
            .await
            .expect("a ticket");
    assert_eq!(
        (reporter, filed_by, role.as_str()),
        (w.olga.0, w.ana.0, "owner")
    );
    t.run_jobs().await;
}

#[tokio::test]
async fn not_sure_is_called_by_its_place_wherever_it_stands_alone() {
    let (t, w) = started().await;
    let elena = as_owner(&t, w.elena).await;
    let last = elena
        .get("/report/repair/last?place=kitchen&what=kitchen-unsure")
        .await;
    let sent = elena
        .submit(&last, "form#report", &[("words", "It smells")])
        .await;
    let number = sent
        .location()
        .split('/')
        .nth(2)
        .expect("a number")
        .to_owned();
    t.run_jobs().await;
    elena.post_form("/reading", &[("lang", "en")]).await;
    let title = "Kitchen: not sure what is wrong";
    for path in [
        "/home",
        "/notices/mine",
        &format!("/r/{number}"),
        &format!("/r/{number}/sent"),
    ] {
        let page = elena.get(path).await;
        assert!(page.text("body").contains(title), "{path}: {}", page.body);
    }
    let ana = t.at_work(w.ana).await;
    for path in [
        "/desk?view=all",
        &format!("/desk/tickets/{number}"),
        "/desk/search?q=smells",
    ] {
        let page = ana.get(path).await;
        assert!(page.text("main").contains(title), "{path}: {}", page.body);
    }
}
