//! A name in every language as fields of a form, one each.

use super::Fields;
use crate::i18n::{Label, Lang};

const FIELDS: [(&str, Lang); 3] = [
    ("name_en", Lang::En),
    ("name_es", Lang::Es),
    ("name_zh", Lang::Zh),
];

/// Each language's field and what its readers call it.
pub fn asked() -> [(&'static str, &'static str); 3] {
    FIELDS.map(|(field, lang)| (field, lang.own_name()))
}

pub fn fill(fields: &mut Fields, name: &Label) {
    for (field, lang) in FIELDS {
        let name = name.0.get(lang.code());
        fields.set(field, name.cloned().unwrap_or_default());
    }
}

/// Only in the languages in which there is one: it may be empty.
pub fn read(fields: &Fields) -> Label {
    let names = FIELDS.map(|(field, lang)| (lang.code().to_owned(), fields.get(field).to_owned()));
    Label(
        names
            .into_iter()
            .filter(|(_, name)| !name.is_empty())
            .collect(),
    )
}
