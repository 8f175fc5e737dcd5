//! Amounts in minor units of a currency.

use crate::i18n::Message;

/// 9,999,999.99, the most a form takes.
pub const MOST: i64 = 999_999_999;

/// How many decimals a currency (ISO 4217) has.
pub fn decimals(currency: &str) -> u32 {
    match currency {
        "CLP" | "ISK" | "JPY" | "KRW" | "PYG" | "VND" => 0,
        _ => 2,
    }
}

/// Reads an amount as people type it, in hundredths: `1,234.50`, `1.234,50`, `1234,5`, `€ 12`, `￥1,234.50`.
///
/// A single mark followed by exactly three digits (`1.234`, `1,234`) could be thousands or decimals; money has no third
/// decimal, so it is thousands.
pub fn parse(typed: &str) -> Result<i64, Message> {
    let plain: String = typed.chars().filter_map(plain).collect();
    let figures = plain
        .trim_start_matches(CURRENCY)
        .trim_end_matches(CURRENCY);
    if figures.is_empty() {
        return Err(Message::new("money-missing"));
    }
    let unreadable = || Message::new("money-unreadable");
    if !figures
        .chars()
        .all(|c| c.is_ascii_digit() || c == '.' || c == ',')
        || !figures.contains(|c: char| c.is_ascii_digit())
    {
        return Err(unreadable());
    }
    let (whole, cents) = split(figures).ok_or_else(unreadable)?;
    let whole = ungroup(whole).ok_or_else(unreadable)?;
    if whole.len() > 7 {
        return Err(Message::new("money-too-much"));
    }
    let whole: i64 = if whole.is_empty() {
        0
    } else {
        whole.parse().map_err(|_| unreadable())?
    };
    let cents: i64 = match cents.len() {
        0 => 0,
        1 => cents.parse::<i64>().map_err(|_| unreadable())? * 10,
        _ => cents.parse().map_err(|_| unreadable())?,
    };
    match whole * 100 + cents {
        0 => Err(Message::new("money-nothing")),
        amount => Ok(amount),
    }
}

const CURRENCY: &[char] = &[
    '€', '$', '¥', '£', 'E', 'U', 'R', 'S', 'D', 'C', 'N', 'Y', 'M', 'X', 'B', '元',
];

/// Full-width forms become plain ones, spaces and the Swiss apostrophe go.
fn plain(c: char) -> Option<char> {
    match c {
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(c) - 0xff10, 10),
        '，' => Some(','),
        '．' | '。' => Some('.'),
        '￥' => Some('¥'),
        '＄' => Some('$'),
        '\'' | '’' => None,
        c if c.is_whitespace() => None,
        c => Some(c.to_ascii_uppercase()),
    }
}

/// The whole part, still grouped, and the decimals: the last mark parts them when one or two digits follow it.
fn split(figures: &str) -> Option<(&str, &str)> {
    let Some(last) = figures.rfind(['.', ',']) else {
        return Some((figures, ""));
    };
    let (whole, rest) = (&figures[..last], &figures[last + 1..]);
    let mark = figures.as_bytes()[last];
    match rest.len() {
        0 => Some((whole, "")),
        // The decimal mark stands once.
        1 | 2 if !whole.as_bytes().contains(&mark) => Some((whole, rest)),
        3 if !whole.is_empty() => Some((figures, "")),
        _ => None,
    }
}

/// Takes the thousands marks out; they must all be the same and stand at thousands.
fn ungroup(whole: &str) -> Option<String> {
    let Some(at) = whole.find(['.', ',']) else {
        return Some(whole.trim_start_matches('0').to_owned());
    };
    let mut groups = whole.split(char::from(whole.as_bytes()[at]));
    let first = groups.next()?;
    let well_formed = (1..=3).contains(&first.len())
        && groups
            .clone()
            .all(|g| g.len() == 3 && !g.contains(['.', ',']));
    well_formed.then(|| groups.fold(first.to_owned(), |all, g| all + g))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(typed: &str) -> String {
        parse(typed).unwrap_err().key.into_owned()
    }

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (typed, minor) in [
            ("12", 1_200),
            ("12.5", 1_250),
            ("12,50", 1_250),
            ("1,234.50", 123_450),
            ("1.234,50", 123_450),
            ("1 234,50 €", 123_450),
            ("￥1,234.50", 123_450),
            ("１２．５０元", 1_250),
            ("$1,234", 123_400),
            ("1.234", 123_400),
            ("US$ 0.01", 1),
            (".50", 50),
            ("12.", 1_200),
            ("1,234,567.89", 123_456_789),
            ("1.234.567,89", 123_456_789),
            ("9,999,999.99", MOST),
            ("0012", 1_200),
        ] {
            assert_eq!(parse(typed), Ok(minor), "{typed}");
        }
    }

    #[test]
    fn what_is_no_amount_is_said_plainly() {
        assert_eq!(key(""), "money-missing");
        assert_eq!(key(" € "), "money-missing");
        assert_eq!(key("0.00"), "money-nothing");
        assert_eq!(key("10,000,000"), "money-too-much");
        for typed in [
            "abc",
            "-5",
            "1,23,456",
            "1.2.3",
            "1,2345",
            "1.234,5678",
            "12,34,5.00",
            "1..2",
            ",",
            "5e3",
        ] {
            assert_eq!(key(typed), "money-unreadable", "{typed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_we_write_we_read(minor in 1..=MOST) {
            for lang in crate::i18n::Lang::ALL {
                for currency in ["EUR", "USD", "CNY", "MXN"] {
                    let written = lang.lasting().money(minor, currency);
                    proptest::prop_assert_eq!(parse(&written), Ok(minor), "{}", written);
                }
            }
        }

        #[test]
        fn nothing_typed_breaks_it(typed in ".{0,24}") {
            if let Ok(minor) = parse(&typed) {
                proptest::prop_assert!((1..=MOST).contains(&minor));
            }
        }
    }
}
