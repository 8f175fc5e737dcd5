//! One policy of the draft as a form.

mod fields;
mod read;
mod rows;

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use sqlx::PgConnection;

use super::{category, draft::change, row::Rows};
use crate::{
    app::App,
    catalog::{Catalog, Kind, Urgency},
    error::{AppError, FieldErrors, Result},
    i18n::{L, Message},
    people::Admin,
    property::{OccupancyRole, Whose},
    sla::{self, Edit, Metric, Moment, Policy, Tier},
    web::{self, Choice, Fields, Form, Frame, Nav, Redirect},
};
use fields::{STEP, TERMS, UNITS, filled};
use read::read;
use rows::{PromiseRow, StepRow, blank, changed};

#[derive(Template)]
#[template(path = "sla/admin_policy.html")]
struct PolicyPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    whose: Whose,
    promises: Vec<PromiseRow>,
    steps: Vec<StepRow>,
    kinds: Vec<Choice>,
    categories: Vec<Choice>,
    urgencies: Vec<Choice>,
    occupancies: Vec<Choice>,
    metrics: Vec<Choice>,
    units: Vec<Choice>,
    moments: Vec<Choice>,
    stages: Vec<Choice>,
    ats: Vec<Choice>,
    tiers: Vec<Choice>,
}

/// GET /admin/promises/draft/policy?policy=SLUG; without one, a new policy.
pub async fn show(
    State(app): State<App>,
    admin: Admin,
    whose: Whose,
    query: Fields,
) -> Result<Response> {
    let mut conn = app.pool.acquire().await?;
    let draft = sla::load_draft(&mut conn, whose.0).await?;
    let before = find(&draft.policies, query.get("policy"))?;
    let mut fields = match &before {
        Some(policy) => filled(policy),
        None => blank(),
    };
    fields.set("seen", draft.saved_at.timestamp_micros().to_string());
    let errors = FieldErrors::default();
    draw(&app, &mut conn, &admin, whose, fields, errors).await
}

/// POST /admin/promises/draft/policy: a row more, a row less, or the policy saved.
pub async fn save(
    State(app): State<App>,
    admin: Admin,
    whose: Whose,
    form: Form,
) -> Result<Response> {
    let mut conn = app.pool.acquire().await?;
    let draft = sla::load_draft(&mut conn, whose.0).await?;
    let before = find(&draft.policies, form.fields.get("policy"))?;
    if let Some(fields) = changed(&form.fields) {
        let errors = FieldErrors::default();
        return draw(&app, &mut conn, &admin, whose, fields, errors).await;
    }
    let slug = before.as_ref().map(|policy| policy.slug.as_str());
    let policy = match read(&form.fields, slug) {
        Ok(policy) => policy,
        Err(errors) => return draw(&app, &mut conn, &admin, whose, form.fields, errors).await,
    };
    drop(conn);
    let edit = match before {
        Some(_) => Edit::Replace(policy),
        None => Edit::Add(policy),
    };
    change(&app, whose, edit, form.fields.seen()?, admin.person_id).await?;
    let to = Redirect::to(whose.at("/admin/promises/draft"));
    Ok(to.saying(Message::new("sla-admin-saved")).into_response())
}

fn find(policies: &[Policy], slug: &str) -> Result<Option<Policy>> {
    if slug.is_empty() {
        return Ok(None);
    }
    let found = policies.iter().find(|policy| policy.slug == slug).cloned();
    found.map(Some).ok_or(AppError::Stale)
}

async fn draw(
    app: &App,
    conn: &mut PgConnection,
    admin: &Admin,
    whose: Whose,
    fields: Fields,
    errors: FieldErrors,
) -> Result<Response> {
    let title = match fields.get("policy") {
        "" => "sla-admin-new-title",
        _ => "sla-admin-policy-title",
    };
    let frame = Frame::staff(app, admin)
        .title(title)
        .at(Nav::Admin)
        .back(whose.at("/admin/promises/draft"), "sla-admin-back-draft")
        .wrong_if(&errors);
    let l = frame.l;
    let catalog = app.catalog.catalog(conn).await?;
    let words = |group: &'static str, all: Vec<&'static str>| -> Vec<Choice> {
        let one = |word: &'static str| Choice::new(word, l.word(group, word));
        all.into_iter().map(one).collect()
    };
    let promises = Rows::sent(TERMS, &fields).rows;
    let promises = promises.iter().enumerate();
    let steps = 0..Rows::sent(STEP, &fields).rows.len();
    let page = PolicyPage {
        promises: promises
            .map(|(n, row)| PromiseRow::of(n, row, &errors, l))
            .collect(),
        steps: steps.map(StepRow::of).collect(),
        kinds: words("kind", Kind::ALL.iter().map(|k| k.as_str()).collect()),
        categories: categories(&fields, &catalog, l),
        urgencies: words("urgency", Urgency::ALL.iter().map(|u| u.as_str()).collect()),
        occupancies: words(
            "role",
            OccupancyRole::ALL.iter().map(|o| o.as_str()).collect(),
        ),
        metrics: words("metric", Metric::ALL.iter().map(|m| m.as_str()).collect()),
        units: words("sla-admin-unit", UNITS.to_vec()),
        moments: words("desk-moment", moments().collect()),
        stages: words("sla-admin-stage", vec!["1", "2"]),
        ats: words("sla-admin-at", vec!["warning", "breach", "every"]),
        tiers: words(
            "sla-admin-tier",
            Tier::ALL.iter().map(|t| t.as_str()).collect(),
        ),
        frame,
        fields,
        errors,
        whose,
    };
    Ok(web::drawn(!page.errors.is_empty(), page))
}

/// What can start a clock that people set: not the ends of a ticket, nor what we do by ourselves.
fn moments() -> impl Iterator<Item = &'static str> {
    let no = [Moment::Receipt, Moment::Closed, Moment::Apologised];
    let all = Moment::ALL
        .iter()
        .filter(move |moment| !no.contains(moment));
    all.map(|moment| moment.as_str())
}

/// Every category that is offered, all below a place in one, and what was chosen before.
fn categories(fields: &Fields, catalog: &Catalog, l: L) -> Vec<Choice> {
    let mut slugs: Vec<String> = Vec::new();
    let mut put = |slug: String| {
        if !slugs.contains(&slug) {
            slugs.push(slug);
        }
    };
    fields
        .all("categories")
        .for_each(|slug| put(slug.to_owned()));
    for category in catalog.iter().filter(|category| !category.retired) {
        let below = catalog
            .iter()
            .filter(|other| other.parent_slug.as_ref() == Some(&category.slug));
        let start = format!("{}-", category.slug);
        let slugs: Vec<_> = below.map(|below| below.slug.as_str()).collect();
        if !slugs.is_empty() && slugs.iter().all(|slug| slug.starts_with(&start)) {
            put(format!("{start}*"));
        } else {
            put(category.slug.clone());
        }
    }
    let choice = |slug: String| {
        let words = category(&slug, catalog, l);
        Choice::new(slug, words)
    };
    let mut choices: Vec<_> = slugs.into_iter().map(choice).collect();
    choices.sort_by(|a, b| a.words.cmp(&b.words));
    choices
}
