//! The rows of a condition in the form of a rule, as they are sent and as they are drawn.

use crate::{
    error::FieldErrors,
    i18n::L,
    routing::{Condition, ConditionForm, ConditionRow, Test},
    web::{Choice, Fields},
};

/// Where an error about a row is shown; also the most rows a form has.
const ROWS: [&str; 16] = [
    "value-0", "value-1", "value-2", "value-3", "value-4", "value-5", "value-6", "value-7",
    "value-8", "value-9", "value-10", "value-11", "value-12", "value-13", "value-14", "value-15",
];

/// How the values of a fact are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// A plain yes or no.
    Nothing,
    OneOf(Vec<Choice>),
    Line,
    /// One to a line.
    Lines,
}

/// A row as it is drawn.
pub(super) struct Row {
    pub n: usize,
    pub field: String,
    pub fact: String,
    pub words: String,
    pub is: bool,
    pub input: Input,
    pub values: Vec<String>,
}

impl Row {
    pub fn is_chosen(&self, value: &str) -> bool {
        self.values.iter().any(|chosen| chosen == value)
    }

    pub fn text(&self) -> String {
        self.values.join("\n")
    }

    /// A short list is ticked, a long one is chosen from.
    pub fn is_short(&self) -> bool {
        matches!(&self.input, Input::OneOf(choices) if choices.len() <= 8)
    }

    pub fn choices(&self) -> &[Choice] {
        match &self.input {
            Input::OneOf(choices) => choices,
            Input::Nothing | Input::Line | Input::Lines => &[],
        }
    }

    pub fn is_line(&self) -> bool {
        self.input == Input::Line
    }

    pub fn is_lines(&self) -> bool {
        self.input == Input::Lines
    }

    pub fn hint(&self, l: &L) -> String {
        match self.fact.as_str() {
            "time" => l.t("routing-form-time").into_owned(),
            "season" => l.t("routing-form-season").into_owned(),
            "repeat_within" => l.t("routing-form-days").into_owned(),
            "words" => l.t("routing-form-words").into_owned(),
            _ => String::new(),
        }
    }
}

/// The rows that were sent.
pub(super) fn sent(fields: &Fields) -> ConditionForm {
    let row = |n: usize| {
        let fact = fields.get(&format!("fact-{n}")).to_owned();
        let name = format!("value-{n}");
        let values = fields.all(&name);
        let values = values.flat_map(|value| value.lines().map(|line| line.trim().to_owned()));
        (!fact.is_empty()).then(|| ConditionRow {
            is: fields.get(&format!("is-{n}")) != "not",
            values: values.filter(|value| !value.is_empty()).collect(),
            fact,
        })
    };
    ConditionForm {
        all: fields.get("all") != "any",
        rows: (0..ROWS.len()).filter_map(row).collect(),
    }
}

/// The fields with these rows in the place of those they had.
pub(super) fn with_rows(fields: &Fields, form: &ConditionForm) -> Fields {
    let is_row = |name: &str| {
        ["fact-", "is-", "value-"]
            .iter()
            .any(|start| name.starts_with(start))
    };
    let mut changed: Fields = fields
        .iter()
        .filter(|(name, _)| !is_row(name))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    changed.set("all", if form.all { "all" } else { "any" });
    for (n, row) in form.rows.iter().enumerate() {
        changed.push(format!("fact-{n}"), &row.fact);
        changed.push(format!("is-{n}"), if row.is { "is" } else { "not" });
        for value in &row.values {
            changed.push(format!("value-{n}"), value);
        }
    }
    changed
}

/// What the buttons beside the rows ask for: one more, or one less. `None`: the form is to be saved.
pub(super) fn changed(fields: &Fields) -> Option<Fields> {
    let mut form = sent(fields);
    match fields.get("do") {
        "add" => {
            let fact = fields.get("new_fact");
            if Test::FACTS.contains(&fact) && form.rows.len() < ROWS.len() {
                form.rows.push(ConditionRow {
                    fact: fact.to_owned(),
                    is: true,
                    values: Vec::new(),
                });
            }
        }
        other => {
            let n: usize = other.strip_prefix("drop-")?.parse().ok()?;
            if n < form.rows.len() {
                form.rows.remove(n);
            }
        }
    }
    Some(with_rows(fields, &form))
}

pub(super) fn read(fields: &Fields, errors: &mut FieldErrors) -> Condition {
    match sent(fields).condition() {
        Ok(condition) => condition,
        Err(faults) => {
            for (n, message) in faults {
                errors.push(ROWS.get(n).copied().unwrap_or("all"), message);
            }
            Condition::always()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_added_at_the_end_and_dropped_where_they_stand() {
        let fields = Fields::from([
            ("all", "any"),
            ("fact-0", "kind"),
            ("is-0", "is"),
            ("value-0", "repair"),
            ("fact-1", "words"),
            ("is-1", "not"),
            ("value-1", "agua\nfuga*"),
            ("do", "add"),
            ("new_fact", "working_time"),
        ]);
        let more = sent(&changed(&fields).expect("a changed form"));
        assert!(!more.all);
        let facts: Vec<_> = more.rows.iter().map(|row| row.fact.as_str()).collect();
        assert_eq!(facts, ["kind", "words", "working_time"]);
        assert_eq!(more.rows[1].values, ["agua", "fuga*"]);

        let mut fields = with_rows(&fields, &more);
        fields.set("do", "drop-0");
        let less = sent(&changed(&fields).expect("a changed form"));
        assert_eq!(less.rows, more.rows[1..]);

        fields.set("do", "save");
        assert_eq!(changed(&fields), None);
    }
}
