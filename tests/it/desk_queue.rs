//! The queue, search and the pages of people and units, in every language.

use axum::http::StatusCode;

use crate::support::{TestApp, World};

#[tokio::test]
async fn views_hold_what_they_say_and_filters_narrow() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    let ana = t.at_work(w.ana).await;
    let has = async |query: &str| {
        ana.get(&format!("/desk?{query}"))
            .await
            .body
            .contains(number.as_str())
    };
    assert!(has("view=all").await);
    assert!(!has("view=untriaged").await);
    assert!(has("view=all&kind=repair&urgency=normal&text=GRIFO").await);
    assert!(!has("view=all&kind=complaint").await);
    assert!(!has("view=all&state=closed").await);
    assert!(
        has("view=all&community=x&after=spoilt").await,
        "what is spoilt narrows nothing"
    );
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_repetition() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    for _ in 0..53 {
        w.filed(&t).await;
    }
    let ana = t.at_work(w.ana).await;
    let first = ana.get("/desk?view=all").await;
    let second = ana.get(&first.attr(".pager-on", "href")).await;
    let mut all = [first.texts(".row .number"), second.texts(".row .number")].concat();
    assert_eq!(all.len(), 53);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 53);
}

#[tokio::test]
async fn words_find_the_newest_of_many_and_the_one_of_few() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let oldest = w.filed(&t).await;
    for _ in 0..27 {
        t.advance(chrono::TimeDelta::minutes(1));
        w.filed(&t).await;
    }
    sqlx::query("update ticket set terms = terms || '{cigarra}' where number = $1")
        .bind(oldest.as_str())
        .execute(&t.pool)
        .await
        .expect("a rare word");
    let filed: Vec<String> =
        sqlx::query_scalar("select number from ticket order by filed_at desc, id desc limit 25")
            .fetch_all(&t.pool)
            .await
            .expect("numbers");
    let ana = t.at_work(w.ana).await;
    let found = async |word: &str| {
        let page = ana.get(&format!("/desk/search?q={word}")).await;
        page.texts(".row .number")
    };
    assert_eq!(found("grifo").await, filed, "the newest 25, in their order");
    assert_eq!(found("cigarra").await, [oldest.to_string()]);
}

#[tokio::test]
async fn one_box_finds_numbers_people_units_and_words() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    sqlx::query("update person set phone = '+34 600 123 471' where id = $1")
        .bind(w.elena.0)
        .execute(&t.pool)
        .await
        .expect("a phone");
    let ana = t.at_work(w.ana).await;
    let typed = number.as_str().to_lowercase().replace('-', "");
    assert!(
        ana.get(&format!("/desk/search?q={typed}"))
            .await
            .location()
            .ends_with(number.as_str())
    );
    for asked in ["3471", "garcia", "elena%20g"] {
        let page = ana.get(&format!("/desk/search?q={asked}")).await;
        assert!(page.body.contains("Elena García"), "{asked}");
    }
    assert!(
        ana.get("/desk/search?q=2-A")
            .await
            .texts("a")
            .iter()
            .any(|a| a == "Tower 2 · 2-A")
    );
    assert!(
        ana.get("/desk/search?q=cocina%20grifo")
            .await
            .body
            .contains(number.as_str())
    );
    assert!(
        !ana.get("/desk/search?q=%E9%AD%8F")
            .await
            .body
            .contains("魏晨"),
        "people of another community"
    );
}

#[tokio::test]
async fn people_and_units_of_other_communities_are_not_found() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    w.filed(&t).await;
    let (ana, ling) = (t.at_work(w.ana).await, t.at_work(w.ling).await);
    for path in [
        format!("/desk/people/{}", w.elena),
        format!("/desk/units/{}", w.unit_2a),
    ] {
        assert_eq!(ana.get(&path).await.status, StatusCode::OK, "{path}");
        assert_eq!(
            ling.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn every_page_speaks_every_language() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    let number = w.filed(&t).await;
    let browser = t.at_work(w.luis).await;
    let ticket = format!("/desk/tickets/{number}");
    let why = browser.get(&ticket).await.attr(".clocks a", "href");
    let unit = format!("/desk/units/{}", w.unit_2a);
    let person = format!("/desk/people/{}", w.elena);
    for lang in ["en", "es", "zh"] {
        browser.post_form("/reading", &[("lang", lang)]).await;
        for path in [
            "/desk",
            "/desk/keys",
            "/desk/search?q=grifo",
            "/dept",
            &ticket,
            &why,
            &unit,
            &person,
        ] {
            let page = browser.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path} in {lang}");
            assert!(!page.body.contains('⟦'), "{path} in {lang}: {}", page.body);
        }
    }
}
