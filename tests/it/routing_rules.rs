//! Rules in the database: seeded, drafted, published, rolled back, explained.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use ventanilla::{
    catalog::{CatalogCache, Kind},
    error::AppError,
    i18n::{Label, Lang},
    ids::{CommunityId, PersonId},
    routing::{self, Condition, Edit, Facts, Known, Rule, RulesCache, Test, VersionState},
};

use crate::support::TestApp;

pub async fn furnished() -> (TestApp, PgConnectionHandle) {
    let app = TestApp::start().await;
    app.app.furnish().await.expect("furnished");
    let conn = app.app.pool.acquire().await.expect("a connection");
    (app, conn)
}

pub type PgConnectionHandle = sqlx::pool::PoolConnection<sqlx::Postgres>;

async fn known(conn: &mut PgConnection) -> Known {
    let catalog = CatalogCache::default()
        .catalog(conn)
        .await
        .expect("the catalogue");
    routing::known(conn, &catalog, BTreeSet::new())
        .await
        .expect("what is known")
}

pub async fn ana(app: &TestApp) -> PersonId {
    sqlx::query_scalar("insert into person (name, created_at) values ('Ana', now()) returning id")
        .fetch_one(&app.pool)
        .await
        .map(PersonId)
        .expect("Ana")
}

pub async fn community(app: &TestApp) -> CommunityId {
    let sql = "insert into community (slug, name, zone, currency, language) values ('olivar', 'El Olivar', 'Europe/Madrid', 'EUR', 'es') returning id";
    sqlx::query_scalar(sql)
        .fetch_one(&app.pool)
        .await
        .map(CommunityId)
        .expect("El Olivar")
}

pub fn pool_rule() -> Rule {
    let mut rule = Rule::blank(Label::new("Pool", "Piscina", "泳池"), "cleaning");
    rule.on = true;
    rule.when = Condition::is(Test::Category(vec![
        "repair/shared-pool".parse().expect("a subject"),
    ]));
    rule
}

fn pool_matter(community: CommunityId, at: DateTime<Utc>) -> Facts {
    Facts {
        category: Some("shared-pool".to_owned()),
        ancestors: vec!["shared".to_owned()],
        ..Facts::bare(Kind::Repair, community, at.naive_utc())
    }
}

#[tokio::test]
async fn furnishing_twice_changes_nothing() {
    let (app, mut conn) = furnished().await;
    let count = |table: &'static str| {
        let pool = app.pool.clone();
        async move {
            let sql = sqlx::AssertSqlSafe(format!(
                "select count(*), max(xmin::text::bigint) from {table}"
            ));
            sqlx::query_as::<_, (i64, i64)>(sql)
                .fetch_one(&pool)
                .await
                .expect("a count")
        }
    };
    let mut before = Vec::new();
    for table in ["category", "department", "rule_set"] {
        before.push(count(table).await);
    }
    assert!(before.iter().all(|(rows, _)| *rows > 0));
    app.app.furnish().await.expect("furnished again");
    for (table, before) in ["category", "department", "rule_set"]
        .into_iter()
        .zip(before)
    {
        assert_eq!(count(table).await, before, "{table}");
    }
    let rules = routing::live_rules(&RulesCache::default(), &mut conn, CommunityId(1))
        .await
        .expect("rules");
    assert_eq!(routing::check(&rules, &known(&mut conn).await), []);
}

#[tokio::test]
async fn a_category_that_left_the_file_is_retired_not_deleted() {
    let (app, mut conn) = furnished().await;
    sqlx::query("insert into category (kind, slug, label) values ('repair', 'cellar', '{\"en\": \"Cellar\"}')")
        .execute(&app.pool)
        .await
        .expect("a category of before");
    app.app.furnish().await.expect("furnished");
    let catalog = CatalogCache::default()
        .catalog(&mut conn)
        .await
        .expect("the catalogue");
    assert!(
        catalog
            .find(Kind::Repair, "cellar")
            .is_some_and(|cellar| cellar.retired)
    );
    assert!(
        catalog
            .top(Kind::Repair)
            .all(|place| place.slug != "cellar")
    );
    assert_eq!(catalog.top(Kind::Repair).count(), 8);
}

#[tokio::test]
async fn a_draft_is_published_for_one_community_and_rolled_back_in_one_step() {
    let (app, mut conn) = furnished().await;
    let (ana, olivar, now) = (ana(&app).await, community(&app).await, app.now());
    let known = known(&mut conn).await;
    let matter = pool_matter(olivar, now);
    let cache = RulesCache::default();

    let draft = routing::open_draft(&mut conn, Some(olivar), ana, now)
        .await
        .expect("a draft");
    assert_eq!(draft.rules, []);
    let rules = routing::edit_draft(
        &mut conn,
        Some(olivar),
        Edit::Add(pool_rule()),
        draft.saved_at,
        ana,
        now,
    )
    .await
    .expect("edited");
    assert_eq!(rules.len(), 1);
    let live = routing::live_rules(&cache, &mut conn, olivar)
        .await
        .expect("rules");
    assert_eq!(
        routing::choose(&live, &matter)
            .action
            .map(|action| action.department)
            .as_deref(),
        Some("engineering")
    );

    let first = routing::publish(
        &mut conn,
        Some(olivar),
        &known,
        "The pool is cleaned by us",
        ana,
        now,
    )
    .await
    .expect("published");
    cache.forget();
    let live = routing::live_rules(&cache, &mut conn, olivar)
        .await
        .expect("rules");
    let decision = routing::choose(&live, &matter);
    assert_eq!(
        decision.rule.as_ref().and_then(|rule| rule.set),
        Some(first)
    );
    assert_eq!(
        decision.action.map(|action| action.department).as_deref(),
        Some("cleaning")
    );
    let elsewhere = routing::live_rules(&cache, &mut conn, CommunityId(olivar.0 + 1))
        .await
        .expect("rules");
    assert_eq!(
        routing::choose(&elsewhere, &matter)
            .action
            .map(|action| action.department)
            .as_deref(),
        Some("engineering")
    );

    let draft = routing::open_draft(&mut conn, Some(olivar), ana, now)
        .await
        .expect("a copy of what is live");
    assert_eq!(draft.rules.len(), 1);
    routing::edit_draft(
        &mut conn,
        Some(olivar),
        Edit::Remove("rule".into()),
        draft.saved_at,
        ana,
        now + TimeDelta::minutes(1),
    )
    .await
    .expect("removed");
    let second = routing::publish(&mut conn, Some(olivar), &known, "", ana, now)
        .await
        .expect("published");
    routing::roll_back(&mut conn, Some(olivar), first, &known, ana, now)
        .await
        .expect("rolled back");

    let versions = routing::versions(&mut conn, Some(olivar))
        .await
        .expect("versions");
    let history: Vec<_> = versions
        .iter()
        .map(|v| (v.version, v.state, v.rules))
        .collect();
    assert_eq!(
        history,
        [
            (3, VersionState::Live, 1),
            (2, VersionState::Past, 0),
            (1, VersionState::Past, 1)
        ]
    );
    assert_eq!(versions[1].id, second);
    assert_eq!(versions[0].note, "The pool is cleaned by us");
}

#[tokio::test]
async fn a_draft_that_changed_meanwhile_is_not_written_over() {
    let (app, mut conn) = furnished().await;
    let (ana, now) = (ana(&app).await, app.now());
    let draft = routing::open_draft(&mut conn, None, ana, now)
        .await
        .expect("a draft");
    let later = now + TimeDelta::seconds(1);
    routing::edit_draft(
        &mut conn,
        None,
        Edit::Add(pool_rule()),
        draft.saved_at,
        ana,
        later,
    )
    .await
    .expect("edited");
    let stale = routing::edit_draft(
        &mut conn,
        None,
        Edit::Add(pool_rule()),
        draft.saved_at,
        ana,
        later,
    )
    .await;
    assert!(matches!(stale, Err(AppError::Stale)));
    routing::discard_draft(&mut conn, None)
        .await
        .expect("discarded");
    assert_eq!(routing::draft(&mut conn, None).await.expect("none"), None);
}

#[tokio::test]
async fn a_rule_that_leads_to_nobody_is_not_published() {
    let (app, mut conn) = furnished().await;
    let (ana, now) = (ana(&app).await, app.now());
    let known = known(&mut conn).await;
    assert!(
        matches!(routing::publish(&mut conn, None, &known, "", ana, now).await, Err(AppError::Refused(m)) if m.key == "routing-refusal-no-draft")
    );
    let draft = routing::open_draft(&mut conn, None, ana, now)
        .await
        .expect("a draft");
    let mut rule = pool_rule();
    rule.then.department = "carpenters".to_owned();
    routing::edit_draft(&mut conn, None, Edit::Add(rule), draft.saved_at, ana, now)
        .await
        .expect("edited");
    assert!(
        matches!(routing::publish(&mut conn, None, &known, "", ana, now).await, Err(AppError::Refused(m)) if m.key == "routing-refusal-unfit")
    );
}

#[tokio::test]
async fn a_decision_is_explained_with_the_names_of_things() {
    let (app, mut conn) = furnished().await;
    let olivar = community(&app).await;
    let cache = CatalogCache::default();
    let catalog = cache.catalog(&mut conn).await.expect("the catalogue");
    let rules = routing::live_rules(&RulesCache::default(), &mut conn, olivar)
        .await
        .expect("rules");
    let decision = routing::choose(&rules, &pool_matter(olivar, app.now()));
    let names = routing::names_for(&mut conn, &catalog, &decision)
        .await
        .expect("names");
    let explained = routing::explain(&decision, &names, Lang::Es.at(app.now()));
    assert_eq!(
        explained.sentence,
        "La regla «Averías» lo envió a Mantenimiento"
    );
    assert_eq!(
        explained.passed_over[0].0,
        "Alguien atrapado en un ascensor"
    );
    let pests = explained
        .passed_over
        .iter()
        .find(|(rule, _)| rule == "Suciedad, basura y plagas")
        .expect("asked");
    assert_eq!(
        pests.1,
        "No trata de «Zona común: Suciedad, basura o plagas» o «Dormitorio o salón: Insectos o ratones»"
    );
}
