//! The rows of a policy's form: its promises and the steps of its ladder, one more, one less.

use super::{
    super::row::{self, Rows, field},
    fields::{STEP, TERMS, fresh_step, fresh_terms},
};
use crate::{error::FieldErrors, i18n::L, sla::Metric, web::Fields};

/// More is no policy but a mistake.
const MOST_PROMISES: usize = 20;
const MOST_STEPS: usize = 10;

/// The names of a row's fields.
pub struct PromiseRow {
    pub n: usize,
    pub words: String,
    pub metric: &'static str,
    pub count: &'static str,
    pub unit: &'static str,
    pub start: &'static str,
    pub warn: &'static str,
    pub stage: &'static str,
    pub more_count: &'static str,
    pub more_unit: &'static str,
    pub more_times: &'static str,
    pub seasons: &'static str,
    pub repeats: &'static str,
    pub receipt: &'static str,
    /// Something rarer is said or wrong: shown unfolded.
    pub is_open: bool,
}

pub struct StepRow {
    pub n: usize,
    pub at: &'static str,
    pub every_count: &'static str,
    pub every_unit: &'static str,
    pub to: &'static str,
}

impl PromiseRow {
    pub fn of(n: usize, row: &Fields, errors: &FieldErrors, l: L) -> Self {
        let rare = ["more_count", "more_times", "seasons"];
        let said = ["more_count", "seasons", "repeats", "receipt"];
        let is_open = row.get("stage") == "2"
            || said.iter().any(|stem| !row.get(stem).is_empty())
            || rare.iter().any(|stem| errors.of(field(stem, n)).is_some());
        Self {
            n,
            words: l.word("metric", row.get("metric")).into_owned(),
            metric: field("metric", n),
            count: field("count", n),
            unit: field("unit", n),
            start: field("start", n),
            warn: field("warn", n),
            stage: field("stage", n),
            more_count: field("more_count", n),
            more_unit: field("more_unit", n),
            more_times: field("more_times", n),
            seasons: field("seasons", n),
            repeats: field("repeats", n),
            receipt: field("receipt", n),
            is_open,
        }
    }
}

impl StepRow {
    pub fn of(n: usize) -> Self {
        Self {
            n,
            at: field("at", n),
            every_count: field("every_count", n),
            every_unit: field("every_unit", n),
            to: field("to", n),
        }
    }
}

/// The form of a new policy.
pub(super) fn blank() -> Fields {
    let promises = Rows::of(TERMS, vec![fresh_terms()]);
    let steps = Rows::of(
        STEP,
        vec![
            Fields::from([
                ("at", "warning"),
                ("to", "accountable"),
                ("every_unit", "wh"),
            ]),
            fresh_step(),
        ],
    );
    steps.into(promises.into(Fields::default()))
}

/// What the buttons beside the rows ask for. `None`: the form is to be saved.
pub(super) fn changed(fields: &Fields) -> Option<Fields> {
    let asked = fields.get("do");
    let mut promises = Rows::sent(TERMS, fields);
    let mut steps = Rows::sent(STEP, fields);
    match asked {
        "add" if promises.rows.len() < MOST_PROMISES => {
            let mut fresh = fresh_terms();
            if let Ok(metric) = fields.get("new_metric").parse::<Metric>() {
                fresh.set("metric", metric.as_str());
            }
            promises.rows.push(fresh);
        }
        "add-step" if steps.rows.len() < MOST_STEPS => steps.rows.push(fresh_step()),
        "add" | "add-step" => {}
        other => {
            let list = match row::dropped(other, "drop-") {
                Some(n) => (&mut promises.rows, n),
                None => (&mut steps.rows, row::dropped(other, "drop-step-")?),
            };
            let (rows, n) = list;
            if n < rows.len() {
                rows.remove(n);
            }
        }
    }
    Some(steps.into(promises.into(fields.clone())))
}
