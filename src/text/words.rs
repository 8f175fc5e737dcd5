//! What somebody wrote: trimmed, normalised, without invisible tricks, and not longer than the box allows.

use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::i18n::Message;

const EMPTY: &str = "form-empty";

/// Text of a known length in characters as people count them (grapheme clusters): a family emoji is one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct Words(String);

impl Words {
    /// Reads text that must be there. Several lines are fine; line ends become `\n`.
    pub fn parse(typed: &str, length: RangeInclusive<usize>) -> Result<Self, Message> {
        let text = clean(typed);
        if !shows(&text) {
            return Err(Message::new(EMPTY));
        }
        let used = count(&text);
        if used < *length.start() {
            return Err(Message::new("form-too-short").with("least", length.start()));
        }
        // A cluster may carry any number of combining marks; nobody writes 32 bytes to every character.
        if used > *length.end() || text.len() > length.end().saturating_mul(32) {
            return Err(Message::new("form-too-long")
                .with("limit", length.end())
                .with("used", used));
        }
        Ok(Self(text))
    }

    /// The same where a sentence of its own, `missing`, says what is wanted.
    pub fn wanted(
        typed: &str,
        length: RangeInclusive<usize>,
        missing: &'static str,
    ) -> Result<Self, Message> {
        Self::parse(typed, length).map_err(|message| match message.key.as_ref() {
            EMPTY => Message::new(missing),
            _ => message,
        })
    }

    /// Reads text that may be left out: `None` when nothing visible was typed.
    pub fn optional(typed: &str, limit: usize) -> Result<Option<Self>, Message> {
        if shows(&clean(typed)) {
            Self::parse(typed, 1..=limit).map(Some)
        } else {
            Ok(None)
        }
    }

    /// The same on one line: line ends and runs of blanks become one space.
    pub fn line(typed: &str, length: RangeInclusive<usize>) -> Result<Self, Message> {
        Self::parse(
            &clean(typed)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            length,
        )
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }

    /// How many characters, as people count them.
    pub fn count(&self) -> usize {
        count(&self.0)
    }
}

impl std::fmt::Display for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Words {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<Words> for String {
    fn from(words: Words) -> Self {
        words.0
    }
}

fn count(text: &str) -> usize {
    text.graphemes(true).count()
}

/// NFC, trimmed, without control characters and the marks that turn text around or hide in it.
pub(super) fn clean(typed: &str) -> String {
    let text: String = typed
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !is_trick(*c))
        .nfc()
        .collect();
    text.trim().to_owned()
}

fn is_trick(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        // bidirectional embeddings, overrides and isolates: they make "exe.gpj" look like "jpg.exe"
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        // no width and no use in running text; the joiners 200C and 200D are needed by scripts and emoji
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' => true,
        _ => c.is_control(),
    }
}

/// Whether a reader would see anything at all.
fn shows(text: &str) -> bool {
    text.chars().any(|c| {
        !c.is_whitespace()
            && !matches!(c, '\u{AD}' | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200C}'..='\u{200F}' | '\u{2800}'
                | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(result: Result<Words, Message>) -> String {
        result.expect_err("refused").key.to_string()
    }

    #[test]
    fn text_is_trimmed_and_composed() {
        let words = Words::parse("  el ban\u{303}o\r\ngotea \u{0}", 1..=100).expect("fine");
        assert_eq!(words.as_str(), "el ba\u{f1}o\ngotea");
    }

    #[test]
    fn marks_that_turn_text_around_are_taken_out() {
        assert_eq!(
            Words::parse("photo\u{202E}gpj.exe", 1..=100)
                .expect("fine")
                .as_str(),
            "photogpj.exe"
        );
    }

    #[test]
    fn length_is_counted_as_people_count() {
        let family = "👩\u{200D}👩\u{200D}👧";
        assert_eq!(
            Words::parse(&family.repeat(10), 1..=10)
                .expect("ten")
                .count(),
            10
        );
        assert_eq!(key(Words::parse(&"家".repeat(11), 1..=10)), "form-too-long");
        assert_eq!(key(Words::parse("no", 3..=10)), "form-too-short");
    }

    #[test]
    fn what_cannot_be_seen_is_empty() {
        for nothing in ["", " \n\t ", "\u{200D}\u{200B}", "\u{3164}", "\u{3000}"] {
            assert_eq!(
                key(Words::parse(nothing, 1..=10)),
                "form-empty",
                "{nothing:?}"
            );
            assert_eq!(Words::optional(nothing, 10), Ok(None));
        }
    }

    #[test]
    fn a_mountain_of_marks_on_one_letter_is_too_long() {
        assert_eq!(
            key(Words::parse(
                &format!("a{}", "\u{315}".repeat(5_000)),
                1..=10
            )),
            "form-too-long"
        );
    }

    #[test]
    fn a_line_has_no_line_ends() {
        assert_eq!(
            Words::line(" Lift\n B\u{3000}2 ", 1..=100)
                .expect("fine")
                .as_str(),
            "Lift B 2"
        );
    }
}
