//! An entry of the audit log in a sentence.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use crate::{audit::Line, i18n::L, people::Department, property::Community};

pub(super) struct Told {
    pub at: DateTime<Utc>,
    pub who: String,
    pub what: String,
}

impl Told {
    pub fn of(line: Line, departments: &[Department], communities: &[Community], l: L) -> Self {
        let data = &line.data;
        let named = |name: &str| data[name].as_i64();
        let text = |name: &str| data[name].as_str().unwrap_or_default();
        let department = departments
            .iter()
            .find(|department| Some(department.id.0) == named("department"))
            .map_or("", |department| l.label(&department.name));
        let community = communities
            .iter()
            .find(|community| Some(community.id.0) == named("community"))
            .map_or_else(
                || l.t("register-everywhere").into_owned(),
                |community| community.name.clone(),
            );
        let key = format!("register-did-{}", line.action);
        let what = match line.action.as_str() {
            "role_given" | "role_taken" => {
                let role = l.word("register-role", text("role")).into_owned();
                l.aa(&key, "role", role, "where", community)
            }
            "joined" | "left" | "head_named" | "head_ended" => l.a(&key, "department", department),
            "invited" | "link_sent" => l.a(&key, "login", text("login")),
            "corrected" => l.a(&key, "fields", fields(&data["fields"], l)),
            "home_added" => l.aa(
                &key,
                "place",
                text("name"),
                "role",
                l.word("role", text("role")).into_owned(),
            ),
            "home_ended" => {
                let day = text("until").parse::<NaiveDate>().ok();
                let day = day.map_or_else(String::new, |day| l.day(day));
                l.aa(&key, "place", text("name"), "day", day)
            }
            _ => l.t(&key).into_owned(),
        };
        Self {
            at: line.at,
            who: line
                .actor
                .unwrap_or_else(|| l.t("register-command-line").into_owned()),
            what,
        }
    }
}

fn fields(names: &Value, l: L) -> String {
    let names = names.as_array().map(Vec::as_slice).unwrap_or_default();
    let words: Vec<_> = names
        .iter()
        .filter_map(Value::as_str)
        .map(|name| l.word("register-field", name).into_owned())
        .collect();
    words.join(&l.t("register-comma"))
}
