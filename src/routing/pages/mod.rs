//! The editor of the rules: what is in force, the draft and its trial, the versions.

mod condition;
mod draft;
mod live;
mod options;
mod rule;
mod trial;

use std::collections::BTreeSet;

use axum::{
    Router,
    routing::{get, post},
};
use sqlx::PgConnection;

use crate::{
    app::App,
    error::Result,
    i18n::L,
    property::{self, Whose},
    routing::{Assign, Known, Names, Rule, db},
};

pub fn admin_routes() -> Router<App> {
    Router::new()
        .route("/admin/rules", get(live::show))
        .route("/admin/rules/draft", get(draft::show).post(draft::open))
        .route("/admin/rules/draft/edit", post(draft::edit))
        .route("/admin/rules/draft/rule", get(rule::show).post(rule::save))
        .route("/admin/rules/draft/trial", get(trial::show))
        .route("/admin/rules/draft/publish", post(draft::publish))
        .route("/admin/rules/draft/discard", post(draft::discard))
        .route("/admin/rules/back", post(live::back))
}

/// What rules may name today. The policies are those that promises are made by.
async fn known(app: &App, conn: &mut PgConnection) -> Result<Known> {
    let catalog = app.catalog.catalog(&mut *conn).await?;
    let policies = policies(app, &mut *conn).await?;
    let slugs = policies.into_iter().map(|(slug, _)| slug).collect();
    db::known(conn, &catalog, slugs).await
}

/// The live policies of the company and of every community: slug and name.
async fn policies(app: &App, conn: &mut PgConnection) -> Result<Vec<(String, crate::i18n::Label)>> {
    let settings = app.sla.settings(&mut *conn).await?;
    let communities = property::communities(conn).await?;
    let whose = std::iter::once(None).chain(communities.iter().map(|community| Some(community.id)));
    let mut seen = BTreeSet::new();
    Ok(whose
        .filter_map(|whose| settings.live(whose))
        .flat_map(|set| &set.policies)
        .filter(|policy| seen.insert(policy.slug.clone()))
        .map(|policy| (policy.slug.clone(), policy.name.clone()))
        .collect())
}

/// A rule as the pages say it.
struct Line {
    id: String,
    name: String,
    is_on: bool,
    when: String,
    then: Vec<String>,
    findings: Vec<String>,
}

impl Line {
    fn of(rule: &Rule, names: &Names, l: L) -> Self {
        Self {
            id: rule.id.to_string(),
            name: l.label(&rule.name).to_owned(),
            is_on: rule.on,
            when: names.say(&rule.when, true, l),
            then: action(rule, names, l),
            findings: Vec::new(),
        }
    }
}

/// What follows when a rule holds, a sentence each.
fn action(rule: &Rule, names: &Names, l: L) -> Vec<String> {
    let then = &rule.then;
    let department = names.department(&then.department, l);
    let mut said = vec![
        l.a("routing-admin-then-department", "department", department),
        assigned(then.assign, names, l),
    ];
    if let Some(urgency) = then.urgency {
        said.push(l.a(
            "routing-admin-then-urgency",
            "urgency",
            l.word("urgency", urgency.as_str()),
        ));
    }
    if let Some(policy) = &then.policy {
        said.push(l.a("routing-admin-then-policy", "policy", policy));
    }
    let comma = l.t("routing-comma");
    if !then.tags.is_empty() {
        let tags: Vec<_> = then
            .tags
            .iter()
            .map(|tag| l.word_or_written("tag", tag))
            .collect();
        said.push(l.a("routing-admin-then-tags", "tags", tags.join(&comma)));
    }
    if !then.watchers.is_empty() {
        let people: Vec<_> = then.watchers.iter().map(|id| person(*id, names)).collect();
        said.push(l.a("routing-admin-then-watchers", "people", people.join(&comma)));
    }
    if then.needs_review {
        said.push(l.t("routing-admin-then-review").into_owned());
    }
    said
}

fn assigned(assign: Assign, names: &Names, l: L) -> String {
    match assign {
        Assign::LeastLoaded => l.t("routing-admin-assign-least_loaded").into_owned(),
        Assign::RoundRobin => l.t("routing-admin-assign-round_robin").into_owned(),
        Assign::Head => l.t("routing-admin-assign-head").into_owned(),
        Assign::Person(id) => l.a("routing-admin-assign-person", "name", person(id, names)),
    }
}

fn person(id: crate::ids::PersonId, names: &Names) -> String {
    names
        .people
        .get(&id)
        .cloned()
        .unwrap_or_else(|| format!("#{id}"))
}
