//! The rules in force, how each fares, and the versions before.

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::TimeDelta;

use super::{Line, Whose, known};
use crate::{
    app::App,
    error::{AppError, Result},
    i18n::Message,
    ids::RuleSetId,
    people::Admin,
    property::OfWhom,
    routing::{self, RuleFigure, RuleSet, Version, VersionState, db},
    web::{Form, Frame, Nav, Redirect, page},
};

/// How far back the share of wrongly sent tickets looks.
const DAYS: i64 = 90;

#[derive(Template)]
#[template(path = "routing/admin_live.html")]
struct LivePage {
    frame: Frame,
    whose: Whose,
    places: Vec<OfWhom>,
    rules: Vec<Live>,
    has_draft: bool,
    versions: Vec<Version>,
}

struct Live {
    line: Line,
    figure: Option<RuleFigure>,
}

/// GET /admin/rules
pub async fn show(State(app): State<App>, admin: Admin, whose: Whose) -> Result<Response> {
    let frame = Frame::staff(&app, &admin)
        .at(Nav::Admin)
        .back("/admin", "routing-admin-back");
    let l = frame.l;
    let mut conn = app.pool.acquire().await?;
    let name = whose.name(&mut conn, l).await?;
    let rules = match db::live(&mut conn, whose.0).await? {
        Some(live) => db::load(&mut conn, live).await?,
        None => Vec::new(),
    };
    let catalog = app.catalog.catalog(&mut conn).await?;
    let names = routing::names(&mut conn, &catalog, &[], &rules).await?;
    let findings = routing::check(
        &RuleSet {
            rules: rules.clone(),
        },
        &known(&app, &mut conn).await?,
    );
    let from = frame.now - TimeDelta::days(DAYS);
    let figures = routing::rule_figures(&mut conn, whose.0, from, frame.now).await?;
    let set = RuleSet { rules };
    let live = set.rules.iter().map(|rule| {
        let about = findings.iter().filter(|finding| finding.rule == rule.id);
        Live {
            line: Line {
                findings: about
                    .map(|finding| finding.problem.say(&set, &names, l))
                    .collect(),
                ..Line::of(rule, &names, l)
            },
            figure: figures
                .iter()
                .find(|figure| *figure.rule == *rule.id)
                .cloned(),
        }
    });
    let live = live.collect();
    let places = whose.others(&mut conn, "/admin/rules", l).await?;
    Ok(page(LivePage {
        frame: frame.titled(l.a("routing-admin-title", "whose", name)),
        whose,
        places,
        rules: live,
        has_draft: routing::draft(&mut conn, whose.0).await?.is_some(),
        versions: routing::versions(&mut conn, whose.0).await?,
    }))
}

/// POST /admin/rules/back: an earlier version in force again.
pub async fn back(
    State(app): State<App>,
    admin: Admin,
    whose: Whose,
    form: Form,
) -> Result<Redirect> {
    let to: RuleSetId = form
        .fields
        .get("version")
        .parse()
        .map_err(|_| AppError::NotFound)?;
    let by = admin.person_id;
    let known = known(&app, &mut *app.pool.acquire().await?).await?;
    app.deed(move |d| {
        let known = known.clone();
        Box::pin(async move {
            let now = d.now;
            routing::roll_back(d.conn(), whose.0, to, &known, by, now).await
        })
    })
    .await?;
    app.routing.forget();
    Ok(Redirect::to(whose.at("/admin/rules")).saying(Message::new("routing-admin-rolled-back")))
}

impl LivePage {
    fn is_past(&self, version: &Version) -> bool {
        version.state == VersionState::Past
    }
}
