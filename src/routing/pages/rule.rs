//! One rule of the draft as a form.

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
    i18n::{Label, Lang, Message},
    people::Admin,
    routing::{self, Action, Assign, Condition, ConditionForm, Edit, Rule, Test},
    web::{self, Choice, Fields, Form, Frame, Nav, Redirect},
};

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
pub async fn show(State(app): State<App>, admin: Admin, query: Fields) -> Result<Response> {
    let whose = Whose::of(&query)?;
    let mut conn = app.pool.acquire().await?;
    let draft = routing::draft(&mut conn, whose.0)
        .await?
        .ok_or(routing::Refusal::NoDraft)?;
    let before = find(&draft.rules, query.get("rule"))?;
    let mut fields = match &before {
        Some(rule) => filled(rule),
        None => Fields::from([("all", "all"), ("on", "yes"), ("assign", "least_loaded")]),
    };
    fields.set("seen", draft.saved_at.timestamp_micros().to_string());
    draw(
        &app,
        &mut conn,
        &admin,
        whose,
        before.as_ref(),
        fields,
        FieldErrors::default(),
    )
    .await
}

/// POST /admin/rules/draft/rule: a row more, a row less, or the rule saved.
pub async fn save(
    State(app): State<App>,
    admin: Admin,
    query: Fields,
    form: Form,
) -> Result<Response> {
    let whose = Whose::of(&query)?;
    let mut conn = app.pool.acquire().await?;
    let draft = routing::draft(&mut conn, whose.0)
        .await?
        .ok_or(routing::Refusal::NoDraft)?;
    let before = find(&draft.rules, form.fields.get("rule"))?;
    if let Some(fields) = condition::changed(&form.fields) {
        return draw(
            &app,
            &mut conn,
            &admin,
            whose,
            before.as_ref(),
            fields,
            FieldErrors::default(),
        )
        .await;
    }
    let rule = match read(&form.fields, before.as_ref()) {
        Ok(rule) => rule,
        Err(errors) => {
            return draw(
                &app,
                &mut conn,
                &admin,
                whose,
                before.as_ref(),
                form.fields,
                errors,
            )
            .await;
        }
    };
    drop(conn);
    let edit = match before {
        Some(_) => Edit::Replace(rule),
        None => Edit::Add(rule),
    };
    change(&app, whose, edit, form.fields.seen()?, admin.person_id).await?;
    let said = Message::new("routing-admin-saved");
    Ok(Redirect::to(whose.at("/admin/rules/draft"))
        .saying(said)
        .into_response())
}

fn find(rules: &[Rule], id: &str) -> Result<Option<Rule>> {
    if id.is_empty() {
        return Ok(None);
    }
    let rule = rules.iter().find(|rule| &*rule.id == id).cloned();
    rule.map(Some).ok_or(AppError::Stale)
}

const NAMES: [(&str, &str); 3] = [("name_en", "en"), ("name_es", "es"), ("name_zh", "zh")];

fn filled(rule: &Rule) -> Fields {
    let mut fields = Fields::default();
    fields.set("rule", &*rule.id);
    for (field, lang) in NAMES {
        fields.set(field, rule.name.0.get(lang).cloned().unwrap_or_default());
    }
    if let Some(form) = ConditionForm::of(&rule.when) {
        fields = condition::with_rows(&fields, &form);
    }
    let then = &rule.then;
    fields.set("department", &then.department);
    fields.set(
        "assign",
        match then.assign {
            Assign::LeastLoaded => "least_loaded".to_owned(),
            Assign::RoundRobin => "round_robin".to_owned(),
            Assign::Head => "head".to_owned(),
            Assign::Person(id) => id.to_string(),
        },
    );
    fields.set("urgency", then.urgency.map_or("", Urgency::as_str));
    fields.set("policy", then.policy.clone().unwrap_or_default());
    fields.set("tags", then.tags.join(", "));
    for watcher in &then.watchers {
        fields.push("watchers", watcher.to_string());
    }
    for (field, is) in [("review", then.needs_review), ("on", rule.on)] {
        if is {
            fields.set(field, "yes");
        }
    }
    fields
}

fn read(fields: &Fields, before: Option<&Rule>) -> Result<Rule, FieldErrors> {
    let mut errors = FieldErrors::default();
    let names = NAMES
        .iter()
        .map(|(field, lang)| ((*lang).to_owned(), fields.get(field).to_owned()));
    let names: std::collections::BTreeMap<_, _> =
        names.filter(|(_, name)| !name.is_empty()).collect();
    if names.is_empty() {
        errors.push("name_en", Message::new("routing-admin-name-missing"));
    }
    let nested = before.filter(|rule| ConditionForm::of(&rule.when).is_none());
    let when = match nested {
        Some(rule) => rule.when.clone(),
        None => condition::read(fields, &mut errors),
    };
    let department = fields.get("department").to_owned();
    if department.is_empty() {
        errors.push(
            "department",
            Message::new("routing-admin-department-missing"),
        );
    }
    let assign = match fields.get("assign") {
        "round_robin" => Assign::RoundRobin,
        "head" => Assign::Head,
        id => id.parse().map_or(Assign::LeastLoaded, Assign::Person),
    };
    let tags = fields
        .get("tags")
        .split([',', '，'])
        .map(str::trim)
        .filter(|tag| !tag.is_empty());
    let then = Action {
        assign,
        urgency: fields.get("urgency").parse().ok(),
        policy: Some(fields.get("policy").to_owned()).filter(|slug| !slug.is_empty()),
        tags: tags.map(str::to_owned).collect(),
        watchers: fields
            .all("watchers")
            .filter_map(|id| id.parse().ok())
            .collect(),
        needs_review: fields.has("review"),
        ..Action::to(&department)
    };
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Rule {
        id: before.map_or_else(|| "rule".into(), |rule| rule.id.clone()),
        name: Label(names),
        on: fields.has("on"),
        when,
        then,
        set: None,
    })
}

async fn draw(
    app: &App,
    conn: &mut PgConnection,
    admin: &Admin,
    whose: Whose,
    before: Option<&Rule>,
    fields: Fields,
    errors: FieldErrors,
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

impl RulePage {
    /// Each language's field and what its readers call it.
    fn names(&self) -> [(&'static str, &'static str); 3] {
        [
            ("name_en", Lang::En.own_name()),
            ("name_es", Lang::Es.own_name()),
            ("name_zh", Lang::Zh.own_name()),
        ]
    }
}
