//! Languages, messages, dates, numbers.
//!
//! [`Lang`] is the language somebody reads; [`L`] is what pages and mails hold: a language together with the instant it
//! is read at, so that it can leave out the year that goes without saying. In a template:
//!
//! ```text
//! {{ frame.l.t("desk-queue-title") }}                       a sentence
//! {{ frame.l.n("desk-queue-left", left) }}                  one with a count: { $count -> [one] … *[other] … }
//! {{ frame.l.a("desk-hello", "name", person) }}             one with a named value
//! {{ frame.l.aa("home-visit", "day", day, "who", name) }}   one with two
//! {{ frame.l.moment(due_at, zone) }}                        Tue 24 Nov, 10:00 · mar 24 nov, 10:00 · 11月24日 周二 10:00
//! ```

#[cfg(test)]
mod complete;
mod figures;
mod given;
mod say;
mod when;

use std::{borrow::Cow, fmt};

use chrono::{DateTime, Utc};

pub use given::Given;
pub use say::{Arg, exists, missing};

/// A language people read the product in. `zh` is Simplified Chinese.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    En,
    Es,
    Zh,
}

impl Lang {
    pub const ALL: [Self; 3] = [Self::En, Self::Es, Self::Zh];

    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::Zh => "zh",
        }
    }

    /// The value of HTML's `lang`; Chinese names its script, because fonts differ.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::Zh => "zh-Hans",
        }
    }

    /// What its own readers call it.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
            Self::Zh => "中文",
        }
    }

    /// Reads `en`, `es-MX`, `zh-Hans-CN`, …; anything else is `None`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "es" => Some(Self::Es),
            "zh" => Some(Self::Zh),
            _ => None,
        }
    }

    /// The best of an `Accept-Language` header: highest weight first, then the order written.
    pub fn from_accept(header: &str) -> Option<Self> {
        let mut best: Option<(Self, f32)> = None;
        for part in header.split(',').take(20) {
            let mut pieces = part.split(';');
            let Some(lang) = pieces.next().and_then(|code| Self::from_code(code.trim())) else {
                continue;
            };
            let weight = pieces
                .find_map(|p| p.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.trim().parse().unwrap_or(0.0));
            if weight > 0.0 && best.is_none_or(|(_, so_far)| weight > so_far) {
                best = Some((lang, weight));
            }
        }
        best.map(|(lang, _)| lang)
    }

    /// This language, read at `now`: what pages and mails hold.
    pub fn at(self, now: DateTime<Utc>) -> L {
        L {
            lang: self,
            now: Some(now),
        }
    }

    /// This language for something that is read for years, such as a letter: dates always show their year.
    pub fn lasting(self) -> L {
        L {
            lang: self,
            now: None,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::str::FromStr for Lang {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|lang| lang.code() == s)
            .ok_or(())
    }
}

/// A language and the instant it is read at. See the module's head for what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct L {
    pub lang: Lang,
    now: Option<DateTime<Utc>>,
}

impl L {
    pub fn code(&self) -> &'static str {
        self.lang.code()
    }

    /// A name kept in every language, in this one.
    pub fn label<'a>(&self, label: &'a Label) -> &'a str {
        label.in_lang(self.lang)
    }
}

/// A sentence for a person, not yet in a language: a Fluent key and its arguments.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Message {
    pub key: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(Cow<'static, str>, Value)>,
}

/// What a message can carry, kept as a fact until the reader's language is known.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    Text(String),
    /// Counts and figures: plurals look at these.
    Number(i64),
    /// Minor units and ISO 4217 code.
    Money(i64, String),
    Label(Label),
    /// Another message, such as the word for a state.
    Word(String),
    Moment(DateTime<Utc>, chrono_tz::Tz),
    Day(chrono::NaiveDate),
}

const UNDONE_AT: &str = "undone-at";

impl Message {
    pub const fn new(key: &'static str) -> Self {
        Self {
            key: Cow::Borrowed(key),
            args: Vec::new(),
        }
    }

    /// For keys put together from a word of ours, such as a state.
    pub fn of(key: String) -> Self {
        Self {
            key: Cow::Owned(key),
            args: Vec::new(),
        }
    }

    #[must_use]
    pub fn with(self, name: &'static str, value: impl fmt::Display) -> Self {
        self.value(name, Value::Text(value.to_string()))
    }

    /// What it tells of can be taken back: the address that does so rides along.
    #[must_use]
    pub fn undone_at(self, address: impl Into<String>) -> Self {
        self.value(UNDONE_AT, Value::Text(address.into()))
    }

    pub fn undo(&self) -> Option<&str> {
        self.args.iter().find_map(|(name, value)| match value {
            Value::Text(address) if name == UNDONE_AT => Some(address.as_str()),
            _ => None,
        })
    }

    /// A number: it chooses the plural and is written the reader's way.
    #[must_use]
    pub fn count(self, name: &'static str, value: impl TryInto<i64>) -> Self {
        self.value(name, Value::Number(value.try_into().unwrap_or(i64::MAX)))
    }

    #[must_use]
    pub fn value(mut self, name: &'static str, value: Value) -> Self {
        self.args.push((Cow::Borrowed(name), value));
        self
    }
}

/// A name kept in every language, as stored in jsonb: `{"en": "Lift", "es": "Ascensor", "zh": "电梯"}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Label(pub std::collections::BTreeMap<String, String>);

impl Label {
    pub fn new(en: &str, es: &str, zh: &str) -> Self {
        Self(
            [("en", en), ("es", es), ("zh", zh)]
                .map(|(k, v)| (k.to_owned(), v.to_owned()))
                .into(),
        )
    }

    /// The name in this language, else in English, else in any.
    pub fn in_lang(&self, lang: Lang) -> &str {
        self.0
            .get(lang.code())
            .or_else(|| self.0.get("en"))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_first_choice_we_speak_is_taken() {
        assert_eq!(
            Lang::from_accept("fr-FR, es-MX;q=0.8, en;q=0.5"),
            Some(Lang::Es)
        );
        assert_eq!(
            Lang::from_accept("en;q=0.3,zh-Hans-CN;q=0.9"),
            Some(Lang::Zh)
        );
        assert_eq!(Lang::from_accept("zh-TW"), Some(Lang::Zh));
        assert_eq!(Lang::from_accept("en;q=0, de"), None);
        assert_eq!(Lang::from_accept(""), None);
    }

    #[test]
    fn a_message_survives_being_stored() {
        let message = Message::new("frame-new-rows")
            .count("count", 3)
            .with("name", "Ana");
        let stored = serde_json::to_string(&message).unwrap();
        assert_eq!(serde_json::from_str::<Message>(&stored).unwrap(), message);
    }
}
