//! Sentences with ticket numbers in them, which must not be broken at their dashes.

use std::fmt::{self, Display};

use askama::FastWritable;

/// `{{ crate::web::numbered(sentence) }}`: the sentence, escaped, with every ticket number kept on one line.
pub fn numbered(sentence: impl Display) -> Numbered {
    Numbered(sentence.to_string())
}

#[derive(Debug, Clone)]
pub struct Numbered(String);

impl Display for Numbered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0.as_str();
        while let Some((before, number, after)) = next_number(rest) {
            write!(
                f,
                r#"{}<span class="number">{number}</span>"#,
                escaped(before)
            )?;
            rest = after;
        }
        write!(f, "{}", escaped(rest))
    }
}

impl FastWritable for Numbered {
    fn write_into(&self, out: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(write!(out, "{self}")?)
    }
}

impl askama::filters::HtmlSafe for Numbered {}

fn escaped(text: &str) -> impl Display {
    let escaped = askama::filters::escape(text, askama::filters::Html);
    escaped.unwrap_or_else(|never| match never {})
}

/// What stands before the first number, the number, and the rest.
fn next_number(text: &str) -> Option<(&str, &str, &str)> {
    text.char_indices().find_map(|(at, _)| {
        let number = text.get(at..at + LENGTH)?;
        let alone = text[..at]
            .chars()
            .next_back()
            .is_none_or(|before| !before.is_ascii_alphanumeric());
        (alone && is_number(number)).then(|| (&text[..at], number, &text[at + LENGTH..]))
    })
}

/// R-7KQ4M2-8
const LENGTH: usize = 10;

fn is_number(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, byte)| match at {
        1 | 8 => byte == b'-',
        _ => byte.is_ascii_uppercase() || (at > 1 && byte.is_ascii_digit()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(sentence: &str) -> String {
        numbered(sentence).to_string()
    }

    #[test]
    fn numbers_stay_on_one_line_and_the_rest_is_escaped() {
        assert_eq!(
            shown("您的报修 R-7KQ4M2-8 已<好>"),
            r#"您的报修 <span class="number">R-7KQ4M2-8</span> 已&#60;好&#62;"#
        );
        assert_eq!(shown("XR-7KQ4M2-8, no"), "XR-7KQ4M2-8, no");
        assert_eq!(shown(""), "");
    }
}
