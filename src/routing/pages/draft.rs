//! The draft: its rules in order with what is wrong with them, and putting it in force.

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::{DateTime, Utc};

use super::{Line, Whose, known};
use crate::{
    app::App,
    error::{AppError, Result},
    i18n::Message,
    people::Admin,
    routing::{self, Edit, RuleSet},
    text::Words,
    web::{Form, Frame, Nav, Redirect, page},
};

#[derive(Template)]
#[template(path = "routing/admin_draft.html")]
struct DraftPage {
    frame: Frame,
    whose: Whose,
    seen: i64,
    rules: Vec<Line>,
    /// How many findings keep it from going live.
    blocking: usize,
}

/// GET /admin/rules/draft
pub async fn show(State(app): State<App>, admin: Admin, whose: Whose) -> Result<Response> {
    let frame = Frame::staff(&app, &admin)
        .at(Nav::Admin)
        .back(whose.at("/admin/rules"), "routing-admin-back-live");
    let l = frame.l;
    let mut conn = app.pool.acquire().await?;
    let name = whose.name(&mut conn, l).await?;
    let draft = routing::load_draft(&mut conn, whose.0).await?;
    let catalog = app.catalog.catalog(&mut conn).await?;
    let names = routing::names(&mut conn, &catalog, &[], &draft.rules).await?;
    let set = RuleSet { rules: draft.rules };
    let findings = routing::check(&set, &known(&app, &mut conn).await?);
    let rules = set.rules.iter().map(|rule| {
        let about = findings.iter().filter(|finding| finding.rule == rule.id);
        Line {
            findings: about
                .map(|finding| finding.problem.say(&set, &names, l))
                .collect(),
            ..Line::of(rule, &names, l)
        }
    });
    let rules = rules.collect();
    Ok(page(DraftPage {
        frame: frame.titled(l.a("routing-admin-draft-title", "whose", name)),
        whose,
        seen: draft.saved_at.timestamp_micros(),
        rules,
        blocking: findings
            .iter()
            .filter(|finding| finding.problem.blocks())
            .count(),
    }))
}

/// POST /admin/rules/draft: the draft there is, or one made of the rules in force.
pub async fn open(State(app): State<App>, admin: Admin, whose: Whose, _: Form) -> Result<Redirect> {
    let by = admin.person_id;
    app.deed(move |d| {
        Box::pin(async move {
            let now = d.now;
            routing::open_draft(d.conn(), whose.0, by, now).await
        })
    })
    .await?;
    Ok(Redirect::to(whose.at("/admin/rules/draft")))
}

/// POST /admin/rules/draft/edit: one rule up, down, on, off, copied, removed.
pub async fn edit(
    State(app): State<App>,
    admin: Admin,
    whose: Whose,
    form: Form,
) -> Result<Redirect> {
    let by = admin.person_id;
    let seen = form.fields.seen()?;
    let rule = form.fields.get("rule");
    let edit = match form.fields.get("do") {
        "up" => Edit::Up(rule.into()),
        "down" => Edit::Down(rule.into()),
        "on" => Edit::Switch(rule.into(), true),
        "off" => Edit::Switch(rule.into(), false),
        "copy" => Edit::Copy(rule.into()),
        "remove" => Edit::Remove(rule.into()),
        _ => return Err(AppError::NotFound),
    };
    let at = format!("{}#rule-{rule}", whose.at("/admin/rules/draft"));
    change(&app, whose, edit, seen, by).await?;
    Ok(Redirect::to(at))
}

pub(super) async fn change(
    app: &App,
    whose: Whose,
    edit: Edit,
    seen: DateTime<Utc>,
    by: crate::ids::PersonId,
) -> Result<()> {
    app.deed(move |d| {
        let edit = edit.clone();
        Box::pin(async move {
            let now = d.now;
            routing::edit_draft(d.conn(), whose.0, edit, seen, by, now).await
        })
    })
    .await?;
    Ok(())
}

/// POST /admin/rules/draft/publish
pub async fn publish(
    State(app): State<App>,
    admin: Admin,
    whose: Whose,
    form: Form,
) -> Result<Redirect> {
    let by = admin.person_id;
    let note = Words::optional(form.fields.get("note"), 500).map_err(AppError::Refused)?;
    let note = note.map_or_else(String::new, Words::into_string);
    let known = known(&app, &mut *app.pool.acquire().await?).await?;
    app.deed(move |d| {
        let (known, note) = (known.clone(), note.clone());
        Box::pin(async move {
            let now = d.now;
            routing::publish(d.conn(), whose.0, &known, &note, by, now).await
        })
    })
    .await?;
    app.routing.forget();
    Ok(Redirect::to(whose.at("/admin/rules")).saying(Message::new("routing-admin-published")))
}

/// POST /admin/rules/draft/discard
pub async fn discard(State(app): State<App>, _: Admin, whose: Whose, _: Form) -> Result<Redirect> {
    app.deed(move |d| Box::pin(async move { routing::discard_draft(d.conn(), whose.0).await }))
        .await?;
    Ok(Redirect::to(whose.at("/admin/rules")).saying(Message::new("routing-admin-discarded")))
}

impl DraftPage {
    fn rule_path(&self, rule: &Line) -> String {
        self.whose
            .at_one("/admin/rules/draft/rule", "rule", &rule.id)
    }
}
