//! The draft: its policies in order with what is wrong with them, and putting it in force.

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::{DateTime, Utc};

use super::words::Line;
use crate::{
    app::App,
    error::{AppError, Result},
    i18n::Message,
    ids::PersonId,
    people::Admin,
    property::Whose,
    sla::{self, Edit},
    text::Words,
    web::{Form, Frame, Nav, Redirect, page},
};

#[derive(Template)]
#[template(path = "sla/admin_draft.html")]
struct DraftPage {
    frame: Frame,
    whose: Whose,
    seen: i64,
    policies: Vec<Line>,
    /// What is wrong with the list as a whole.
    faults: Vec<String>,
    /// How many findings keep it from going live.
    blocking: i64,
}

/// GET /admin/promises/draft
pub async fn show(State(app): State<App>, admin: Admin, whose: Whose) -> Result<Response> {
    let frame = Frame::staff(&app, &admin)
        .at(Nav::Admin)
        .back(whose.at("/admin/promises"), "sla-admin-back");
    let l = frame.l;
    let mut conn = app.pool.acquire().await?;
    let name = whose.name(&mut conn, l).await?;
    let draft = sla::load_draft(&mut conn, whose.0).await?;
    let catalog = app.catalog.catalog(&mut conn).await?;
    let findings = super::findings(&draft.policies, whose.0.is_none(), l);
    let blocking = findings.iter().filter(|found| found.blocks).count();
    Ok(page(DraftPage {
        whose,
        seen: draft.saved_at.timestamp_micros(),
        policies: Line::all(&draft.policies, &findings, &catalog, l),
        blocking: i64::try_from(blocking).unwrap_or(i64::MAX),
        faults: findings
            .into_iter()
            .filter(|found| found.slug.is_empty())
            .map(|found| found.words)
            .collect(),
        frame: frame.titled(l.a("sla-admin-draft-title", "whose", name)),
    }))
}

/// POST /admin/promises/draft: the draft there is, or one made of what is in force; with a preset, that in front of it.
pub async fn open(
    State(app): State<App>,
    admin: Admin,
    whose: Whose,
    form: Form,
) -> Result<Redirect> {
    let by = admin.person_id;
    let preset = form.fields.get("preset").to_owned();
    let adopted = !preset.is_empty();
    app.deed(move |d| {
        let preset = preset.clone();
        Box::pin(async move {
            let now = d.now;
            match preset.as_str() {
                "" => sla::open_draft(d.conn(), whose.0, by, now).await,
                slug => sla::adopt(d.conn(), whose.0, slug, by, now)
                    .await
                    .map(|_| ()),
            }
        })
    })
    .await?;
    let to = Redirect::to(whose.at("/admin/promises/draft"));
    Ok(match adopted {
        true => to.saying(Message::new("sla-admin-adopted")),
        false => to,
    })
}

/// POST /admin/promises/draft/edit: one policy up, down, copied, removed.
pub async fn edit(
    State(app): State<App>,
    admin: Admin,
    whose: Whose,
    form: Form,
) -> Result<Redirect> {
    let seen = form.fields.seen()?;
    let slug = form.fields.get("policy");
    let edit = match form.fields.get("do") {
        "up" => Edit::Up(slug.into()),
        "down" => Edit::Down(slug.into()),
        "copy" => Edit::Copy(slug.into()),
        "remove" => Edit::Remove(slug.into()),
        _ => return Err(AppError::NotFound),
    };
    let at = format!("{}#policy-{slug}", whose.at("/admin/promises/draft"));
    change(&app, whose, edit, seen, admin.person_id).await?;
    Ok(Redirect::to(at))
}

/// One change to the draft as the page had seen it.
pub(super) async fn change(
    app: &App,
    whose: Whose,
    edit: Edit,
    seen: DateTime<Utc>,
    by: PersonId,
) -> Result<()> {
    app.deed(move |d| {
        let edit = edit.clone();
        Box::pin(async move {
            let now = d.now;
            sla::edit_draft(d.conn(), whose.0, edit, seen, by, now).await
        })
    })
    .await
}

/// POST /admin/promises/draft/publish
pub async fn publish(
    State(app): State<App>,
    admin: Admin,
    whose: Whose,
    form: Form,
) -> Result<Redirect> {
    let by = admin.person_id;
    let note = Words::optional(form.fields.get("note"), 500).map_err(AppError::Refused)?;
    let note = note.map_or_else(String::new, Words::into_string);
    app.deed(move |d| {
        let note = note.clone();
        Box::pin(async move {
            let now = d.now;
            sla::publish(d.conn(), whose.0, &note, by, now).await
        })
    })
    .await?;
    app.sla.forget();
    let said = Message::new("sla-admin-published");
    Ok(Redirect::to(whose.at("/admin/promises")).saying(said))
}

/// POST /admin/promises/draft/discard
pub async fn discard(State(app): State<App>, _: Admin, whose: Whose, _: Form) -> Result<Redirect> {
    app.deed(move |d| Box::pin(async move { sla::discard_draft(d.conn(), whose.0).await }))
        .await?;
    let said = Message::new("sla-admin-discarded");
    Ok(Redirect::to(whose.at("/admin/promises")).saying(said))
}

impl DraftPage {
    fn policy_path(&self, policy: &Line) -> String {
        self.whose
            .at_one("/admin/promises/draft/policy", "policy", &policy.slug)
    }
}
