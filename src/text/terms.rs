//! Words for finding: lower case, without accents, Chinese as pairs of characters.
//!
//! PostgreSQL's text search makes one token of a Chinese sentence; pairs in a `text[]` under GIN find any two characters
//! that stand together.

use std::collections::HashSet;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// More than any form lets through; an imported novel is cut here.
const MOST_TERMS: usize = 4_000;
const LONGEST_TERM: usize = 60;

/// Lower case, no accents, full width as half width, anything but letters and digits as one space; Han and kana stand
/// apart from the Latin around them.
pub fn fold(text: &str) -> String {
    let mut folding = Folding {
        out: String::with_capacity(text.len()),
        before: Sort::Space,
    };
    for c in text.chars() {
        // Marks are dropped, so no character waits for the ones after it, and each can be folded alone.
        if c.is_ascii() {
            folding.push(c.to_ascii_lowercase());
        } else {
            for c in std::iter::once(c)
                .nfkd()
                .flat_map(char::to_lowercase)
                .nfkd()
            {
                if !is_combining_mark(c) {
                    folding.push(c);
                }
            }
        }
    }
    folding.out.truncate(folding.out.trim_end().len());
    folding.out
}

struct Folding {
    out: String,
    before: Sort,
}

impl Folding {
    fn push(&mut self, c: char) {
        let sort = Sort::of(c);
        if sort != self.before && self.before != Sort::Space && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
        if sort != Sort::Space {
            self.out.push(c);
        }
        self.before = sort;
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Letter,
    Han,
    Space,
}

impl Sort {
    pub(super) fn of(c: char) -> Self {
        match c {
            'a'..='z' | '0'..='9' => Self::Letter,
            '\0'..='\x7f' => Self::Space,
            '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30FF}'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}' => Self::Han,
            c if c.is_alphanumeric() => Self::Letter,
            _ => Self::Space,
        }
    }
}

/// The terms of a text, each once, in the order met: the `ticket.terms` column, and the same for what is searched.
/// A run of Chinese gives every pair of neighbours; one character alone stands for itself.
pub fn terms(text: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut list = Vec::new();
    each_term(&fold(text), |term| {
        if list.len() < MOST_TERMS && seen.insert(term.to_owned()) {
            list.push(term.to_owned());
        }
    });
    list
}

/// Every term of a folded text, in order, repeated ones too.
pub(super) fn each_term<'a>(folded: &'a str, mut take: impl FnMut(&'a str)) {
    for run in folded.split(' ') {
        let mut starts = run.char_indices().map(|(at, _)| at);
        let Some(first) = run.chars().next() else {
            continue;
        };
        if Sort::of(first) != Sort::Han {
            let end = starts.nth(LONGEST_TERM).unwrap_or(run.len());
            take(&run[..end]);
            continue;
        }
        let after_second = starts.skip(2).chain([run.len()]);
        if run.len() == first.len_utf8() {
            take(run);
        } else {
            let pairs = run.char_indices().map(|(at, _)| at).zip(after_second);
            pairs.for_each(|(from, to)| take(&run[from..to]));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accents_case_and_width_do_not_matter() {
        assert_eq!(
            fold("¡El ASCENSOR está  averiado! Ｌｉｆｔ nº2"),
            "el ascensor esta averiado lift no2"
        );
        assert_eq!(fold("Señora Núñez"), "senora nunez");
    }

    #[test]
    fn chinese_becomes_pairs_and_latin_stays_whole() {
        assert_eq!(
            terms("三楼电梯B坏了"),
            ["三楼", "楼电", "电梯", "b", "坏了"]
        );
        assert_eq!(terms("水"), ["水"]);
        assert_eq!(terms("leak, leak; LEAK"), ["leak"]);
    }

    #[test]
    fn signs_alone_have_no_terms() {
        assert!(terms(" .,! ").is_empty());
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
