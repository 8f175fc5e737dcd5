//! How to call and reach a person.

use unicode_normalization::UnicodeNormalization;

use super::words::{Words, clean};
use crate::i18n::Message;

macro_rules! parsed {
    ($name:ident) => {
        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }

            pub fn into_string(self) -> String {
                self.0
            }

            /// `None` when nothing was typed.
            pub fn optional(typed: &str) -> Result<Option<Self>, Message> {
                if clean(typed).is_empty() {
                    Ok(None)
                } else {
                    Self::parse(typed).map(Some)
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;
            fn try_from(typed: String) -> Result<Self, String> {
                Self::parse(&typed).map_err(|message| message.key.to_string())
            }
        }

        impl From<$name> for String {
            fn from(parsed: $name) -> Self {
                parsed.0
            }
        }
    };
}

/// A person's name as they write it: 1 to 120 characters on one line, any script.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FullName(String);

impl FullName {
    pub const LIMIT: usize = 120;

    pub fn parse(typed: &str) -> Result<Self, Message> {
        let name = Words::line(typed, 1..=Self::LIMIT)?;
        // the column counts code points
        if name.as_str().chars().count() > Self::LIMIT {
            return Err(Message::new("form-too-long")
                .with("limit", Self::LIMIT)
                .with("used", name.as_str().chars().count()));
        }
        Ok(Self(name.into_string()))
    }
}

/// An address mail can be sent to, in lower case: two spellings of one mailbox are one person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    pub fn parse(typed: &str) -> Result<Self, Message> {
        let address: String = clean(typed).nfkc().collect::<String>().to_ascii_lowercase();
        if address.is_empty() {
            return Err(Message::new("form-empty"));
        }
        let fine = address.len() <= 254
            && address
                .rsplit_once('@')
                .is_some_and(|(local, domain)| is_local_part(local) && is_domain(domain));
        if fine {
            Ok(Self(address))
        } else {
            Err(Message::new("form-email"))
        }
    }
}

/// RFC 5321 dot-string; quoted local parts are legal and used by nobody.
fn is_local_part(local: &str) -> bool {
    local.len() <= 64
        && local.split('.').all(|atom| {
            !atom.is_empty()
                && atom
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
        })
}

fn is_domain(domain: &str) -> bool {
    domain.contains('.')
        && domain.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
        && domain
            .rsplit('.')
            .next()
            .is_some_and(|top| top.bytes().any(|b| b.is_ascii_alphabetic()))
}

/// A telephone number: digits, after a `+` when one was typed. 5 to 15 digits (ITU-T E.164 allows no more).
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

impl Phone {
    pub fn parse(typed: &str) -> Result<Self, Message> {
        let typed: String = clean(typed).nfkc().collect();
        if typed.is_empty() {
            return Err(Message::new("form-empty"));
        }
        let mut number = String::with_capacity(16);
        for c in typed.chars() {
            match c {
                '0'..='9' => number.push(c),
                '+' if number.is_empty() => number.push('+'),
                ' ' | '-' | '.' | '/' | '(' | ')' | '\u{2010}'..='\u{2015}' => {}
                _ => return Err(Message::new("form-phone")),
            }
        }
        let digits = number.trim_start_matches('+').len();
        if (5..=15).contains(&digits) {
            Ok(Self(number))
        } else {
            Err(Message::new("form-phone"))
        }
    }
}

parsed!(FullName);
parsed!(Email);
parsed!(Phone);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_script_are_names() {
        for name in ["Zhang Wei", "张伟", "José Ángel Ñíguez", "X Æ A-12"] {
            assert_eq!(FullName::parse(name).expect(name).as_str(), name);
        }
        assert!(FullName::parse(&"x".repeat(121)).is_err());
        assert!(FullName::parse("  ").is_err());
    }

    #[test]
    fn mail_addresses_are_lower_case_and_whole() {
        assert_eq!(
            Email::parse(" Ana.Ruiz+home@Example.ORG ")
                .expect("fine")
                .as_str(),
            "ana.ruiz+home@example.org"
        );
        assert_eq!(
            Email::parse("ana＠example.org")
                .expect("a full-width sign is a sign")
                .as_str(),
            "ana@example.org"
        );
        for bad in [
            "ana",
            "ana@",
            "@example.org",
            "ana@localhost",
            "a b@example.org",
            "ana@-x.org",
            "ana..b@example.org",
            "a@b.c\nBcc: x@y.z",
            "a@1.2.3.4",
        ] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Email::optional(" "), Ok(None));
    }

    #[test]
    fn phones_keep_plus_and_digits() {
        assert_eq!(
            Phone::parse("+34 (91) 555-44.71").expect("fine").as_str(),
            "+34915554471"
        );
        assert_eq!(
            Phone::parse("１３８ ００１３ ８０００")
                .expect("full width")
                .as_str(),
            "13800138000"
        );
        for bad in [
            "1234",
            "+1234567890123456",
            "call me",
            "91+5554471",
            "555 4471 ext 3",
        ] {
            assert!(Phone::parse(bad).is_err(), "{bad}");
        }
    }
}
