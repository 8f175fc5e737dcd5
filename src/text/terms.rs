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
    let mut out = String::with_capacity(text.len());
    let mut before = Sort::Space;
    for c in text
        .nfkd()
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
    {
        let sort = Sort::of(c);
        if sort != before && before != Sort::Space && !out.ends_with(' ') {
            out.push(' ');
        }
        if sort != Sort::Space {
            out.push(c);
        }
        before = sort;
    }
    out.truncate(out.trim_end().len());
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Letter,
    Han,
    Space,
}

impl Sort {
    fn of(c: char) -> Self {
        match c {
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

fn each_term<'a>(folded: &'a str, mut take: impl FnMut(&'a str)) {
    for run in folded.split(' ').filter(|run| !run.is_empty()) {
        let mut starts = run
            .char_indices()
            .map(|(at, _)| at)
            .chain([run.len()])
            .collect::<Vec<_>>();
        let is_han = run.starts_with(|c| Sort::of(c) == Sort::Han);
        if is_han && starts.len() > 2 {
            for pair in starts.windows(3) {
                take(&run[pair[0]..pair[2]]);
            }
        } else {
            starts.truncate(LONGEST_TERM + 1);
            take(&run[..starts[starts.len() - 1]]);
        }
    }
}

/// A text made ready for many questions: does it have this word, this phrase, these characters?
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// Folded, with a space at both ends, so that a phrase is found at word boundaries only.
    padded: String,
    /// Sorted.
    terms: Vec<String>,
}

impl Folded {
    pub fn new(text: &str) -> Self {
        let mut terms = terms(text);
        terms.sort_unstable();
        Self {
            padded: format!(" {} ", fold(text)),
            terms,
        }
    }

    /// Whether the text has the phrase. Latin words match whole (`gas` is not in `gasto`) unless the phrase ends with
    /// `*` (`leak*` is in `leaking`); Chinese matches anywhere. The phrase is folded already; see [`fold`].
    pub fn has(&self, phrase: &str) -> bool {
        let (phrase, open_end) = match phrase.strip_suffix('*') {
            Some(stem) => (stem.trim_end(), true),
            None => (phrase, false),
        };
        if phrase.is_empty() {
            return false;
        }
        let is_han = |c| Sort::of(c) == Sort::Han;
        if !phrase.contains(' ') && !phrase.contains(is_han) {
            let at = self.terms.partition_point(|term| term.as_str() < phrase);
            return self
                .terms
                .get(at)
                .is_some_and(|term| term == phrase || (open_end && term.starts_with(phrase)));
        }
        // The first term of the phrase is nearly always missing: a look at the sorted list saves the scan.
        let mut first = None;
        each_term(phrase, |term| first = first.or(Some(term)));
        let Some(first) = first else { return false };
        let at = self.terms.partition_point(|term| term.as_str() < first);
        if first.chars().count() > 1
            && !self
                .terms
                .get(at)
                .is_some_and(|term| term.starts_with(first))
        {
            return false;
        }
        self.scan(phrase, open_end, is_han)
    }

    fn scan(&self, phrase: &str, open_end: bool, is_han: impl Fn(char) -> bool) -> bool {
        let from_boundary = !phrase.starts_with(&is_han);
        let to_boundary = !open_end && !phrase.ends_with(&is_han);
        self.padded.match_indices(phrase).any(|(at, found)| {
            (!from_boundary || self.padded[..at].ends_with(' '))
                && (!to_boundary || self.padded[at + found.len()..].starts_with(' '))
        })
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
    fn latin_words_match_whole_and_chinese_anywhere() {
        let text = Folded::new("The gasto is high; a pipe is Leaking. 三楼电梯坏了不动");
        assert!(!text.has("gas"));
        assert!(text.has("gasto"));
        assert!(text.has("leak*") && !text.has("leak"));
        assert!(text.has("pipe is") && !text.has("ipe is") && !text.has("pipe i"));
        assert!(text.has("电梯") && text.has("电梯坏了") && text.has("梯") && !text.has("梯电"));
        assert!(!text.has("") && !text.has("*"));
    }

    #[test]
    fn the_empty_text_has_nothing() {
        assert!(!Folded::new("").has("gas"));
        assert!(terms(" .,! ").is_empty());
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn a_text_has_each_of_its_terms(text in "[a-zé 漢字电梯坏]{0,40}") {
            let folded = Folded::new(&text);
            for term in terms(&text) {
                prop_assert!(folded.has(&term), "{term:?} in {text:?}");
            }
        }
    }
}
