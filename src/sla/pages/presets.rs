//! The presets to choose from, each with its source.

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::NaiveDate;

use super::words::Line;
use crate::{
    app::App,
    error::Result,
    people::Admin,
    property::Whose,
    sla::{self, Mark},
    web::{Frame, Nav, page},
};

#[derive(Template)]
#[template(path = "sla/admin_presets.html")]
struct PresetsPage {
    frame: Frame,
    whose: Whose,
    presets: Vec<Card>,
    has_draft: bool,
}

struct Card {
    slug: &'static str,
    name: String,
    mark: Mark,
    source: &'static str,
    /// Whose language the source is in, when it is not the page's.
    source_lang: &'static str,
    taken_on: NaiveDate,
    note: String,
    unverified: Vec<&'static str>,
    policies: Vec<Line>,
}

/// GET /admin/promises/presets
pub async fn show(State(app): State<App>, admin: Admin, whose: Whose) -> Result<Response> {
    let frame = Frame::staff(&app, &admin)
        .at(Nav::Admin)
        .back(whose.at("/admin/promises"), "sla-admin-back");
    let l = frame.l;
    let mut conn = app.pool.acquire().await?;
    let name = whose.name(&mut conn, l).await?;
    let catalog = app.catalog.catalog(&mut conn).await?;
    let presets = sla::presets().iter().map(|preset| Card {
        slug: &preset.slug,
        name: l.label(&preset.name).to_owned(),
        mark: preset.mark,
        source: l.label(&preset.source),
        source_lang: if preset.source.0.contains_key(l.lang.code()) {
            l.lang.tag()
        } else {
            &preset.language
        },
        taken_on: preset.taken_on,
        note: preset
            .note
            .as_ref()
            .map_or_else(String::new, |note| l.label(note).to_owned()),
        unverified: preset.unverified.iter().map(|part| l.label(part)).collect(),
        policies: Line::all(&preset.policies, &[], &catalog, l),
    });
    Ok(page(PresetsPage {
        whose,
        presets: presets.collect(),
        has_draft: sla::draft(&mut conn, whose.0).await?.is_some(),
        frame: frame.titled(l.a("sla-admin-presets-title", "whose", name)),
    }))
}

impl Card {
    fn mark_icon(&self) -> &'static str {
        match self.mark {
            Mark::Verified => "circle-check",
            Mark::Unverified => "alert-triangle",
            Mark::House => "home",
        }
    }
}
