//! The promises in force, and the versions before.

use askama::Template;
use axum::{extract::State, response::Response};

use super::words::Line;
use crate::{
    app::App,
    error::{AppError, Result},
    i18n::Message,
    ids::PolicySetId,
    people::Admin,
    property::{OfWhom, Whose},
    sla::{self, Version},
    web::{Form, Frame, Nav, Redirect, page},
};

#[derive(Template)]
#[template(path = "sla/admin_promises.html")]
struct PromisesPage {
    frame: Frame,
    whose: Whose,
    places: Vec<OfWhom>,
    policies: Vec<Line>,
    has_draft: bool,
    versions: Vec<Version>,
}

/// GET /admin/promises
pub async fn show(State(app): State<App>, admin: Admin, whose: Whose) -> Result<Response> {
    let frame = Frame::staff(&app, &admin)
        .at(Nav::Admin)
        .back("/admin", "nav-admin");
    let l = frame.l;
    let mut conn = app.pool.acquire().await?;
    let name = whose.name(&mut conn, l).await?;
    let settings = app.sla.settings(&mut conn).await?;
    let catalog = app.catalog.catalog(&mut conn).await?;
    let policies = settings.live(whose.0).map_or(&[][..], |set| &set.policies);
    let findings = match policies {
        [] => Vec::new(),
        some => super::findings(some, whose.0.is_none(), l),
    };
    Ok(page(PromisesPage {
        places: whose.others(&mut conn, "/admin/promises", l).await?,
        policies: Line::all(policies, &findings, &catalog, l),
        has_draft: sla::draft(&mut conn, whose.0).await?.is_some(),
        versions: sla::versions(&mut conn, whose.0).await?,
        whose,
        frame: frame.titled(l.a("sla-admin-title", "whose", name)),
    }))
}

impl PromisesPage {
    /// The name of the preset a version was made with.
    fn preset(&self, slug: &str) -> String {
        let known = sla::preset(slug);
        known.map_or_else(
            || slug.to_owned(),
            |preset| self.frame.l.label(&preset.name).to_owned(),
        )
    }
}

/// POST /admin/promises/back: an earlier version in force again.
pub async fn back(
    State(app): State<App>,
    admin: Admin,
    whose: Whose,
    form: Form,
) -> Result<Redirect> {
    let by = admin.person_id;
    let to = form.fields.get("version");
    let to: PolicySetId = to.parse().map_err(|_| AppError::NotFound)?;
    app.deed(move |d| {
        Box::pin(async move {
            let now = d.now;
            sla::roll_back(d.conn(), whose.0, to, by, now).await
        })
    })
    .await?;
    app.sla.forget();
    let said = Message::new("sla-admin-rolled-back");
    Ok(Redirect::to(whose.at("/admin/promises")).saying(said))
}
