//! Promises and working calendars, as administrators see and change them.

mod calendar;
mod draft;
mod live;
mod policy;
mod presets;
mod row;
mod trial;
mod words;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{
    app::App,
    catalog::Catalog,
    i18n::L,
    sla::{Policy, faults},
};

pub fn admin_routes() -> Router<App> {
    Router::new()
        .route("/admin/promises", get(live::show))
        .route("/admin/promises/back", post(live::back))
        .route("/admin/promises/presets", get(presets::show))
        .route("/admin/promises/draft", get(draft::show).post(draft::open))
        .route("/admin/promises/draft/edit", post(draft::edit))
        .route(
            "/admin/promises/draft/policy",
            get(policy::show).post(policy::save),
        )
        .route("/admin/promises/draft/trial", get(trial::show))
        .route("/admin/promises/draft/publish", post(draft::publish))
        .route("/admin/promises/draft/discard", post(draft::discard))
        .route(
            "/admin/calendars",
            get(calendar::list).post(calendar::choose),
        )
        .route(
            "/admin/calendars/{id}",
            get(calendar::edit::show).post(calendar::edit::save),
        )
        .route(
            "/admin/calendars/{id}/holidays",
            post(calendar::files::holidays),
        )
        .route(
            "/admin/calendars/{id}/file",
            get(calendar::files::export).post(calendar::files::import),
        )
}

/// Something to point out in a list of policies.
struct Finding {
    /// The policy it is about; empty when it is about the list.
    slug: String,
    words: String,
    blocks: bool,
}

/// What is wrong with a list, by the names people gave.
fn findings(policies: &[Policy], total: bool, l: L) -> Vec<Finding> {
    let name = |slug: &str| {
        let found = policies.iter().find(|policy| policy.slug == slug);
        found.map_or_else(|| slug.to_owned(), |p| l.label(&p.name).to_owned())
    };
    let found = faults(policies, total).into_iter().map(|fault| Finding {
        slug: fault.slug().unwrap_or_default().to_owned(),
        blocks: fault.blocks(),
        words: l.m(&fault.named(name).message()),
    });
    found.collect()
}

/// A category as people know it; a slug that ends in `*` is everything below one.
fn category(asked: &str, catalog: &Catalog, l: L) -> String {
    let find = |slug: &str| catalog.iter().find(|category| category.slug == slug);
    if let Some(above) = asked.strip_suffix("-*").and_then(find) {
        return l.a("sla-admin-all-of", "category", l.label(&above.label));
    }
    let Some(category) = find(asked) else {
        return asked.to_owned();
    };
    let above = catalog.parent(category);
    let above = above.map(|above| l.label(&above.label).to_owned());
    let name = l.label(&category.label).to_owned();
    let parts: Vec<_> = above.into_iter().chain([name]).collect();
    parts.join(" › ")
}
