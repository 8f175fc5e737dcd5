//! A policy as the fields of a form.

use super::super::row::Rows;
use crate::{
    sla::{Policy, Rung, RungAt, Season, Target, Terms},
    web::{Fields, names},
};

/// Of a promise.
pub(super) const TERMS: &[&str] = &[
    "metric",
    "count",
    "unit",
    "start",
    "warn",
    "stage",
    "more_count",
    "more_unit",
    "more_times",
    "seasons",
    "repeats",
    "receipt",
];
/// Of a step of the ladder.
pub(super) const STEP: &[&str] = &["at", "every_count", "every_unit", "to"];
pub(super) const UNITS: [&str; 6] = ["wh", "wd", "wmin", "min", "h", "d"];

pub(super) fn fresh_terms() -> Fields {
    Fields::from([
        ("metric", "first_response"),
        ("count", ""),
        ("unit", "wh"),
        ("start", "filed"),
        ("warn", "80"),
        ("stage", "1"),
    ])
}

pub(super) fn fresh_step() -> Fields {
    Fields::from([("at", "breach"), ("to", "head"), ("every_unit", "wh")])
}

/// The form of a policy there is.
pub(super) fn filled(policy: &Policy) -> Fields {
    let mut fields = Fields::default();
    fields.set("policy", &policy.slug);
    names::fill(&mut fields, &policy.name);
    let asked = &policy.matches;
    for (name, list) in [
        ("kinds", &asked.kinds),
        ("categories", &asked.categories),
        ("urgencies", &asked.urgencies),
        ("occupancies", &asked.occupancies),
    ] {
        for word in list {
            fields.push(name, word);
        }
    }
    fields.set("season", asked.season.map_or_else(String::new, written));
    let on_time = policy.on_time_percent.map(|percent| percent.to_string());
    fields.set("on_time", on_time.unwrap_or_default());
    let promises = Rows::of(TERMS, policy.promises.iter().map(of_terms));
    let ladder = Rows::of(STEP, policy.ladder.iter().map(of_step));
    ladder.into(promises.into(fields))
}

/// `10-31 – 05-01`: month and day, as the hint says.
fn written(season: Season) -> String {
    season.to_string().replace("..", " – ")
}

fn length(fields: &mut Fields, count: &str, unit: &str, target: Target) {
    let text = target.to_string();
    let (number, of) = text.split_once(' ').unwrap_or((&text, "min"));
    fields.set(count, number);
    fields.set(unit, of);
}

fn of_terms(terms: &Terms) -> Fields {
    let mut fields = Fields::default();
    fields.set("metric", terms.metric.as_str());
    length(&mut fields, "count", "unit", terms.target);
    fields.set("start", terms.starts_on.as_str());
    fields.set("warn", terms.warn_percent.to_string());
    fields.set("stage", terms.stage.to_string());
    if let Some(allowance) = &terms.extension {
        length(&mut fields, "more_count", "more_unit", allowance.max);
        fields.set("more_times", allowance.count.to_string());
    }
    let seasons = terms.seasons.iter();
    let seasons: Vec<_> = seasons
        .map(|of| format!("{} = {}", written(of.season), of.target))
        .collect();
    fields.set("seasons", seasons.join("\n"));
    for (name, is) in [
        ("repeats", terms.repeats),
        ("receipt", terms.receipt_counts),
    ] {
        if is {
            fields.set(name, "yes");
        }
    }
    fields
}

fn of_step(rung: &Rung) -> Fields {
    let mut fields = Fields::from([("to", rung.to.as_str())]);
    match rung.at {
        RungAt::Warning => fields.set("at", "warning"),
        RungAt::Breach => fields.set("at", "breach"),
        RungAt::Every(target) => {
            fields.set("at", "every");
            length(&mut fields, "every_count", "every_unit", target);
        }
    }
    fields
}
