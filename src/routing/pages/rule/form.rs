//! A rule as the fields of its form, and back.

use super::super::condition;
use crate::{
    catalog::Urgency,
    error::FieldErrors,
    i18n::Message,
    routing::{Action, Assign, ConditionForm, Rule},
    web::{Fields, names},
};

/// The form of a rule there is.
pub(super) fn filled(rule: &Rule) -> Fields {
    let mut fields = Fields::default();
    fields.set("rule", &*rule.id);
    names::fill(&mut fields, &rule.name);
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

/// The rule the form describes, or everything that is wrong with it.
pub(super) fn read(fields: &Fields, before: Option<&Rule>) -> Result<Rule, FieldErrors> {
    let mut errors = FieldErrors::default();
    let name = names::read(fields);
    if name.0.is_empty() {
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
        name,
        on: fields.has("on"),
        when,
        then,
        set: None,
    })
}
