//! Names of the fields in the rows of a form.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use crate::web::Fields;

/// The most rows a form has.
pub(super) const MOST: usize = 400;

static NAMES: Mutex<BTreeMap<(&str, usize), &str>> = Mutex::new(BTreeMap::new());

/// `count-3`. Errors name their field for as long as the program runs, so each name is made once and kept: as many as the
/// forms have columns, times [`MOST`].
pub(super) fn field(stem: &'static str, n: usize) -> &'static str {
    let n = n.min(MOST);
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    names
        .entry((stem, n))
        .or_insert_with(|| format!("{stem}-{n}").leak())
}

/// What a button beside a row asks for: `drop-3`.
pub(super) fn dropped(asked: &str, start: &str) -> Option<usize> {
    asked.strip_prefix(start)?.parse().ok()
}

/// The rows of a form: what stands in each, by the stems of its fields. A row is there when its first field is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rows {
    stems: &'static [&'static str],
    pub rows: Vec<Fields>,
}

impl Rows {
    pub fn of(stems: &'static [&'static str], rows: impl IntoIterator<Item = Fields>) -> Self {
        Self {
            stems,
            rows: rows.into_iter().collect(),
        }
    }

    pub fn sent(stems: &'static [&'static str], fields: &Fields) -> Self {
        let row = |n: usize| {
            let of = |stem: &'static str| {
                let values = fields.all(field(stem, n));
                values.map(move |value| (stem.to_owned(), value.to_owned()))
            };
            stems.iter().flat_map(|stem| of(stem)).collect()
        };
        let there = |n: &usize| fields.has(field(stems[0], *n));
        Self::of(stems, (0..MOST).take_while(there).map(row))
    }

    /// The form with these rows in the place of those it had.
    pub fn into(self, mut fields: Fields) -> Fields {
        let stems = self.stems;
        fields.keep(|name| {
            let stem = name.rsplit_once('-').map_or(name, |(stem, _)| stem);
            !stems.contains(&stem)
        });
        for (n, row) in self.rows.into_iter().enumerate() {
            for (stem, value) in row.iter() {
                fields.push(format!("{stem}-{n}"), value);
            }
        }
        fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_dropped_where_it_stands_and_the_others_move_up() {
        let form = Fields::from([
            ("name", "x"),
            ("date-0", "a"),
            ("hours-0", ""),
            ("date-1", "b"),
            ("hours-1", "09:00-14:00"),
            ("date-2", "c"),
        ]);
        let mut rows = Rows::sent(&["date", "hours"], &form);
        assert_eq!(rows.rows.len(), 3);
        rows.rows.remove(0);
        let form = rows.into(form);
        assert_eq!(
            (form.get("date-0"), form.get("hours-0"), form.get("date-1")),
            ("b", "09:00-14:00", "c")
        );
        assert!(form.get("name") == "x" && !form.has("date-2"));
        assert_eq!(dropped("drop-12", "drop-"), Some(12));
    }
}
