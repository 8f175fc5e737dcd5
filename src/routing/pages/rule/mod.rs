//! One rule of the draft as a form.

mod form;

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use sqlx::PgConnection;

use super::{
    Whose,
    condition::{self, Row},
    draft::change,
    options, policies,
};
use crate::{
    app::App,
    catalog::Urgency,
    error::{AppError, FieldErrors, Result},
    i18n::Message,
    people::Admin,
    routing::{self, Condition, ConditionForm, Edit, Rule, Test},
    web::{self, Choice, Fields, Form, Frame, Nav, Redirect},
};
use form::{filled, read};

#[derive(Template)]
#[template(path = "routing/admin_rule.html")]
struct RulePage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    whose: Whose,
    /// Groups within groups are shown, not edited.
    nested: Option<String>,
    rows: Vec<Row>,
    joins: Vec<Choice>,
    facts: Vec<Choice>,
    departments: Vec<Choice>,
    assigns: Vec<Choice>,
    urgencies: Vec<Choice>,
    policies: Vec<Choice>,
    staff: Vec<Choice>,
}

/// GET /admin/rules/draft/rule?rule=ID; without one, a new rule.
pub async fn show(
    State(app): State<App>,
    admin: Admin,
    whose: Whose,
    query: Fields,
) -> Result<Response> {
    let mut conn = app.pool.acquire().await?;
    let draft = routing::load_draft(&mut conn, whose.0).await?;
    let before = find(&draft.rules, query.get("rule"))?;
    let mut fields = match &before {
        Some(rule) => filled(rule),
        None => Fields::from([("all", "all"), ("on", "yes"), ("assign", "least_loaded")]),
    };
    fields.set("seen", draft.saved_at.timestamp_micros().to_string());
    let typed = (fields, FieldErrors::default());
    draw(&app, &mut conn, &admin, whose, before.as_ref(), typed).await
}

/// POST /admin/rules/draft/rule: a row more, a row less, or the rule saved.
pub async fn save(
    State(app): State<App>,
    admin: Admin,
    whose: Whose,
    form: Form,
) -> Result<Response> {
    let mut conn = app.pool.acquire().await?;
    let draft = routing::load_draft(&mut conn, whose.0).await?;
    let before = find(&draft.rules, form.fields.get("rule"))?;
    let read = match condition::changed(&form.fields) {
        Some(fields) => Err((fields, FieldErrors::default())),
        None => read(&form.fields, before.as_ref()).map_err(|errors| (form.fields.clone(), errors)),
    };
    let rule = match read {
        Ok(rule) => rule,
        Err(typed) => return draw(&app, &mut conn, &admin, whose, before.as_ref(), typed).await,
    };
    drop(conn);
    let edit = match before {
        Some(_) => Edit::Replace(rule),
        None => Edit::Add(rule),
    };
    change(&app, whose, edit, form.fields.seen()?, admin.person_id).await?;
    let to = Redirect::to(whose.at("/admin/rules/draft"));
    Ok(to
        .saying(Message::new("routing-admin-saved"))
        .into_response())
}

fn find(rules: &[Rule], id: &str) -> Result<Option<Rule>> {
    if id.is_empty() {
        return Ok(None);
    }
    let rule = rules.iter().find(|rule| &*rule.id == id).cloned();
    rule.map(Some).ok_or(AppError::Stale)
}

async fn draw(
    app: &App,
    conn: &mut PgConnection,
    admin: &Admin,
    whose: Whose,
    before: Option<&Rule>,
    (fields, errors): (Fields, FieldErrors),
) -> Result<Response> {
    let title = match before {
        Some(_) => "routing-admin-rule-title",
        None => "routing-admin-new-title",
    };
    let frame = Frame::staff(app, admin)
        .title(title)
        .at(Nav::Admin)
        .back(whose.at("/admin/rules/draft"), "routing-admin-back-draft")
        .wrong_if(&errors);
    let l = frame.l;
    let nested: Option<&Condition> = before
        .map(|rule| &rule.when)
        .filter(|when| ConditionForm::of(when).is_none());
    let nested = match (nested, before) {
        (Some(when), Some(rule)) => {
            let catalog = app.catalog.catalog(&mut *conn).await?;
            let names =
                routing::names(&mut *conn, &catalog, &[], std::slice::from_ref(rule)).await?;
            Some(names.say(when, true, l))
        }
        _ => None,
    };
    let mut rows = Vec::new();
    for (n, row) in condition::sent(&fields).rows.into_iter().enumerate() {
        rows.push(Row {
            n,
            field: format!("value-{n}"),
            words: l.word("routing-fact", &row.fact).into_owned(),
            input: options::input(app, &mut *conn, whose, &row.fact, l).await?,
            fact: row.fact,
            is: row.is,
            values: row.values,
        });
    }
    let staff = options::staff(&mut *conn).await?;
    let strategy = |word: &str| Choice::new(word, l.word("routing-admin-choose", word));
    let mut assigns: Vec<_> = ["least_loaded", "round_robin", "head"].map(strategy).into();
    assigns.extend(staff.iter().cloned());
    let mut urgencies = vec![Choice::new("", l.t("routing-admin-as-suggested"))];
    urgencies.extend(
        Urgency::ALL
            .iter()
            .map(|u| Choice::new(u, l.word("urgency", u.as_str()))),
    );
    let mut choices = vec![Choice::new("", l.t("routing-admin-as-matched"))];
    let named = policies(app, &mut *conn).await?;
    choices.extend(
        named
            .iter()
            .map(|(slug, name)| Choice::new(slug, l.label(name))),
    );
    Ok(web::drawn(
        !errors.is_empty(),
        RulePage {
            nested,
            rows,
            joins: ["all", "any"]
                .map(|word| Choice::new(word, l.word("routing-admin-join", word)))
                .into(),
            facts: Test::FACTS
                .iter()
                .map(|fact| Choice::new(fact, l.word("routing-fact", fact)))
                .collect(),
            departments: options::departments(&mut *conn, l).await?,
            assigns,
            urgencies,
            policies: choices,
            staff,
            frame,
            fields,
            errors,
            whose,
        },
    ))
}
