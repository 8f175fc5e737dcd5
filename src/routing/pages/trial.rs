//! What the draft would have done with the tickets of the past.

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::{DateTime, Timelike, Utc};

use super::{Whose, assigned};
use crate::{
    app::App,
    error::Result,
    i18n::L,
    people::Admin,
    routing::{self, Names, Route},
    web::{Fields, Frame, Nav, page},
};

/// How many tickets may be looked at, and how many rows are shown.
const CHOICES: [u16; 3] = [100, 500, 2_000];
const MOST_ROWS: usize = 200;

#[derive(Template)]
#[template(path = "routing/admin_trial.html")]
struct TrialPage {
    frame: Frame,
    whose: Whose,
    last: u16,
    looked_at: usize,
    moved: usize,
    right: usize,
    wrong: usize,
    rows: Vec<Row>,
}

struct Row {
    number: String,
    filed_at: DateTime<Utc>,
    before: String,
    after: String,
    now: String,
    comes_right: bool,
    goes_wrong: bool,
}

impl TrialPage {
    fn choices(&self) -> [u16; 3] {
        CHOICES
    }
}

/// GET /admin/rules/draft/trial?last=500
pub async fn show(
    State(app): State<App>,
    admin: Admin,
    whose: Whose,
    query: Fields,
) -> Result<Response> {
    let asked = query.get("last").parse().unwrap_or(CHOICES[1]);
    let last = if CHOICES.contains(&asked) {
        asked
    } else {
        CHOICES[1]
    };
    let frame = Frame::staff(&app, &admin)
        .at(Nav::Admin)
        .back(whose.at("/admin/rules/draft"), "routing-admin-back-draft");
    let l = frame.l;
    let mut conn = app.pool.acquire().await?;
    let name = whose.name(&mut conn, l).await?;
    let draft = routing::load_draft(&mut conn, whose.0).await?;
    let settings = app.sla.settings(&mut conn).await?;
    let open =
        |community, at: DateTime<Utc>| {
            settings.calendar_of(community).is_some_and(|stored| {
                let local = at.with_timezone(&stored.calendar.zone).naive_local();
                let minute = local.hour() * 60 + local.minute();
                stored.calendar.hours_on(local.date()).iter().any(|w| {
                    u32::from(w.from_minute()) <= minute && minute < u32::from(w.to_minute())
                })
            })
        };
    let past = routing::past(&mut conn, whose.0, last, open).await?;
    let live = routing::live_layers(&mut conn).await?;
    let changed = live.with(whose.0, draft.rules.clone());
    let trial = routing::try_it(&live, &changed, &past);
    let rules: Vec<_> = live
        .company
        .iter()
        .chain(live.own.values().flatten())
        .chain(&draft.rules)
        .cloned()
        .collect();
    let catalog = app.catalog.catalog(&mut conn).await?;
    let names = routing::names(&mut conn, &catalog, &[], &rules).await?;
    let rows = trial.moved.iter().take(MOST_ROWS).map(|moved| Row {
        number: moved.number.clone(),
        filed_at: moved.filed_at,
        before: said(&moved.before, &moved.after, &names, l),
        after: said(&moved.after, &moved.before, &names, l),
        now: department(moved.department_now.as_deref(), &names, l),
        comes_right: moved.comes_right(),
        goes_wrong: moved.goes_wrong(),
    });
    let rows = rows.collect();
    Ok(page(TrialPage {
        frame: frame.titled(l.a("routing-admin-trial-title", "whose", name)),
        whose,
        last,
        looked_at: trial.looked_at,
        moved: trial.moved.len(),
        right: trial
            .moved
            .iter()
            .filter(|moved| moved.comes_right())
            .count(),
        wrong: trial
            .moved
            .iter()
            .filter(|moved| moved.goes_wrong())
            .count(),
        rows,
    }))
}

fn department(slug: Option<&str>, names: &Names, l: L) -> String {
    match slug {
        Some(slug) => names.department(slug, l),
        None => l.t("routing-admin-to-desk").into_owned(),
    }
}

/// The department, and of the rest only what differs.
fn said(route: &Route, other: &Route, names: &Names, l: L) -> String {
    let mut parts = vec![department(route.department.as_deref(), names, l)];
    if let Some(assign) = route.assign
        && route.assign != other.assign
    {
        parts.push(assigned(assign, names, l));
    }
    if route.urgency != other.urgency {
        parts.push(l.word("urgency", route.urgency.as_str()).into_owned());
    }
    if let Some(policy) = &route.policy
        && route.policy != other.policy
    {
        parts.push(policy.clone());
    }
    if route.needs_review && !other.needs_review {
        parts.push(l.t("routing-admin-then-review").into_owned());
    }
    parts.join(" · ")
}
