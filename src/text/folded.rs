//! A text made ready for many questions: does it have this word, this phrase, these characters?

use super::terms::{Sort, each_term, fold};

/// A folded text with its terms in order, so that most questions are answered by a binary search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// With a space at both ends, so that a phrase is found at word boundaries only.
    padded: String,
    /// Where the terms stand in it, in the order of their letters, each once.
    terms: Vec<(u32, u32)>,
}

/// What is looked for. Latin words match whole (`gas` is not in `gasto`) unless written with a `*` at the end (`leak*` is
/// in `leaking`); Chinese matches anywhere; accents and case do not matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle {
    folded: String,
    open_end: bool,
    /// Its first pair or word, unless the whole is one word: nearly always missing from the text, and cheap to look up.
    first: Option<String>,
}

impl Needle {
    pub fn new(written: &str) -> Self {
        let folded = fold(written);
        let mut first = None;
        let mut count = 0;
        each_term(&folded, |term| {
            count += 1;
            first = first.or(Some(term));
        });
        let first = first
            .filter(|first| count > 1 || folded.starts_with(is_han) || first.len() < folded.len());
        Self {
            open_end: written.trim_end().ends_with('*'),
            first: first.map(str::to_owned),
            folded,
        }
    }

    /// One of signs alone is found nowhere.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// The same for what matches the same.
    pub fn key(&self) -> String {
        if self.open_end {
            format!("{}*", self.folded)
        } else {
            self.folded.clone()
        }
    }
}

impl Folded {
    pub fn new(text: &str) -> Self {
        let padded = format!(" {} ", fold(text));
        let mut terms = Vec::new();
        let start = padded.as_ptr().addr();
        each_term(&padded, |term| {
            let from = term.as_ptr().addr() - start;
            // A text of four thousand million bytes comes through no door.
            terms.push((from as u32, (from + term.len()) as u32));
        });
        let term = |(from, to): (u32, u32)| &padded[from as usize..to as usize];
        terms.sort_unstable_by(|a, b| term(*a).cmp(term(*b)));
        terms.dedup_by(|a, b| term(*a) == term(*b));
        Self { padded, terms }
    }

    /// Whether it stands in the text.
    pub fn has(&self, needle: &Needle) -> bool {
        match &needle.first {
            None if needle.is_empty() => false,
            None => self.has_term(&needle.folded, needle.open_end),
            // a single character may stand inside a pair; an open end may cut the first word
            Some(first) => {
                (first.chars().nth(1).is_none() || self.has_term(first, true)) && self.scan(needle)
            }
        }
    }

    fn has_term(&self, term: &str, open_end: bool) -> bool {
        let at = self.terms.partition_point(|known| self.term(*known) < term);
        let found = self.terms.get(at).map(|known| self.term(*known));
        found.is_some_and(|known| known == term || (open_end && known.starts_with(term)))
    }

    fn term(&self, (from, to): (u32, u32)) -> &str {
        &self.padded[from as usize..to as usize]
    }

    fn scan(&self, needle: &Needle) -> bool {
        let from_boundary = !needle.folded.starts_with(is_han);
        let to_boundary = !needle.open_end && !needle.folded.ends_with(is_han);
        self.padded
            .match_indices(&needle.folded)
            .any(|(at, found)| {
                (!from_boundary || self.padded[..at].ends_with(' '))
                    && (!to_boundary || self.padded[at + found.len()..].starts_with(' '))
            })
    }
}

fn is_han(c: char) -> bool {
    Sort::of(c) == Sort::Han
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::terms;

    fn has(text: &str, needle: &str) -> bool {
        Folded::new(text).has(&Needle::new(needle))
    }

    #[test]
    fn latin_words_match_whole_and_chinese_anywhere() {
        let text = "The gasto is high; a pipe is Leaking. 三楼电梯坏了不动";
        for there in [
            "gasto",
            "LEAK*",
            "pipe is",
            "pípe  is",
            "电梯",
            "电梯坏了",
            "梯",
            "leaking 三楼",
            "pipe is leak*",
        ] {
            assert!(has(text, there), "{there}");
        }
        for not_there in [
            "gas",
            "leak",
            "ipe is",
            "pipe i",
            "梯电",
            "",
            "*",
            "!!",
            "电梯不",
            "gas*o",
        ] {
            assert!(!has(text, not_there), "{not_there}");
        }
    }

    #[test]
    fn the_empty_text_has_nothing() {
        assert!(!has("", "gas") && !has("", "水") && !has("", ""));
    }

    #[test]
    fn a_word_longer_than_any_term_is_still_found() {
        let long = "x".repeat(90);
        assert!(has(&format!("a {long} b"), &long));
        assert!(!has(&format!("a {long}y b"), &long));
    }

    proptest! {
        #[test]
        fn a_text_has_each_of_its_terms(text in "[a-zé 漢字电梯坏]{0,40}") {
            for term in terms(&text) {
                prop_assert!(has(&text, &term), "{term:?} in {text:?}");
            }
        }

        #[test]
        fn the_quick_way_finds_what_a_plain_search_finds(text in "[ab 电梯]{0,20}", needle in "[ab 电梯]{1,6}") {
            let (padded, needle) = (format!(" {} ", fold(&text)), fold(&needle));
            let bound = |c: Option<char>, edge: bool| c.is_none_or(is_han) || edge;
            let plain = !needle.is_empty() && padded.match_indices(&needle).any(|(at, found)| {
                bound(needle.chars().next(), padded[..at].ends_with(' '))
                    && bound(needle.chars().last(), padded[at + found.len()..].starts_with(' '))
            });
            prop_assert_eq!(has(&text, &needle), plain);
        }
    }
}
