//! Messages: Fluent, one file per room and language under `locales/`.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
    sync::{Mutex, PoisonError, RwLock},
};

use fluent_templates::{
    fluent_bundle::{
        FluentValue,
        types::{FluentNumber, FluentNumberOptions},
    },
    static_loader,
};
use unic_langid::{LanguageIdentifier, langid};

use super::{L, Label, Lang, Message, Value, figures};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "en",
        // Isolation marks would stand in mails, file names and copied text.
        customise: |bundle| {
            bundle.set_use_isolating(false);
            let chinese_or_english = bundle.locales.first().is_none_or(|l| l.language.as_str() != "es");
            bundle.set_formatter(Some(if chinese_or_english { with_commas } else { with_points }));
        },
    };
}

/// Plain messages, once looked up, by language: a board prints hundreds of them.
static PLAIN: [RwLock<Option<HashMap<String, &'static str>>>; 3] =
    [RwLock::new(None), RwLock::new(None), RwLock::new(None)];

static MISSING: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

const fn id(lang: Lang) -> LanguageIdentifier {
    match lang {
        Lang::En => langid!("en"),
        Lang::Es => langid!("es"),
        Lang::Zh => langid!("zh"),
    }
}

impl L {
    /// The message without arguments.
    pub fn t(&self, key: &str) -> Cow<'static, str> {
        let plain = &PLAIN[self.lang as usize];
        let known = plain.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = known.as_ref().and_then(|map| map.get(key)) {
            return Cow::Borrowed(text);
        }
        drop(known);
        let Some(text) = look_up(self.lang, key, None) else {
            return Cow::Owned(gap(self.lang, key));
        };
        // Only messages that exist are kept, so this grows no further than the message files.
        let text: &'static str = text.leak();
        let mut known = plain.write().unwrap_or_else(PoisonError::into_inner);
        known.get_or_insert_default().insert(key.to_owned(), text);
        Cow::Borrowed(text)
    }

    /// The message with a number called `count`.
    pub fn n(&self, key: &str, count: impl Arg) -> String {
        self.say(key, [("count", count.value(*self))])
    }

    /// The message with one named value.
    pub fn a(&self, key: &str, name: &'static str, value: impl Arg) -> String {
        self.say(key, [(name, value.value(*self))])
    }

    /// The message with two named values.
    pub fn aa(
        &self,
        key: &str,
        name: &'static str,
        value: impl Arg,
        name_2: &'static str,
        value_2: impl Arg,
    ) -> String {
        self.say(
            key,
            [(name, value.value(*self)), (name_2, value_2.value(*self))],
        )
    }

    /// The message with three named values.
    #[expect(
        clippy::too_many_arguments,
        reason = "templates have no other way to pass a list"
    )]
    pub fn aaa(
        &self,
        key: &str,
        name: &'static str,
        value: impl Arg,
        name_2: &'static str,
        value_2: impl Arg,
        name_3: &'static str,
        value_3: impl Arg,
    ) -> String {
        self.say(
            key,
            [
                (name, value.value(*self)),
                (name_2, value_2.value(*self)),
                (name_3, value_3.value(*self)),
            ],
        )
    }

    /// The reader's word for a stored one: `word("state", "in_progress")` says the message `state-in_progress`.
    pub fn word(&self, of: &str, stored: &str) -> Cow<'static, str> {
        self.t(&format!("{of}-{stored}"))
    }

    /// The same where administrators may store words of their own, which are said as they wrote them.
    pub fn word_or_written(&self, of: &str, stored: &str) -> String {
        look_up(self.lang, &format!("{of}-{stored}"), None).unwrap_or_else(|| stored.to_owned())
    }

    /// A message made elsewhere.
    pub fn m(&self, message: &Message) -> String {
        if message.args.is_empty() {
            return self.t(&message.key).into_owned();
        }
        let args = message
            .args
            .iter()
            .map(|(name, value)| (name.clone(), value.value(*self)))
            .collect();
        look_up(self.lang, &message.key, Some(&args))
            .unwrap_or_else(|| gap(self.lang, &message.key))
    }

    fn say<const N: usize>(&self, key: &str, args: [(&'static str, FluentValue<'_>); N]) -> String {
        let args = args
            .into_iter()
            .map(|(name, value)| (Cow::Borrowed(name), value))
            .collect();
        look_up(self.lang, key, Some(&args)).unwrap_or_else(|| gap(self.lang, key))
    }
}

type Args<'a> = HashMap<Cow<'static, str>, FluentValue<'a>>;

fn look_up(lang: Lang, key: &str, args: Option<&Args<'_>>) -> Option<String> {
    LOCALES.lookup_single_language(&id(lang), key, args).ok()
}

/// What stands where a message is missing: the English one, else a mark nobody overlooks. A test finds none.
fn gap(lang: Lang, key: &str) -> String {
    let new = MISSING
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(format!("{lang}: {key}"));
    if new {
        tracing::error!(%lang, key, "message missing");
    }
    if lang != Lang::En
        && let Some(english) = look_up(Lang::En, key, None)
    {
        return english;
    }
    format!("⟦{key}⟧")
}

/// Every message asked for and not found since the start, as `lang: key`.
pub fn missing() -> Vec<String> {
    MISSING
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .iter()
        .cloned()
        .collect()
}

/// Whether this language has the message; its arguments are not looked at.
pub fn exists(lang: Lang, key: &str) -> bool {
    let args: Option<&Args<'_>> = None;
    match LOCALES.lookup_single_language(&id(lang), key, args) {
        Ok(_) => true,
        // The error's type is not public. Found, but an argument is wanted:
        Err(error) => error.to_string().starts_with("Fluent errors"),
    }
}

/// What can stand in a message. Templates pass references, hence the blanket for `&T`.
pub trait Arg {
    fn value(&self, l: L) -> FluentValue<'_>;
}

impl<T: Arg + ?Sized> Arg for &T {
    fn value(&self, l: L) -> FluentValue<'_> {
        (**self).value(l)
    }
}

macro_rules! texts {
    ($($t:ty),+) => {$(impl Arg for $t {
        fn value(&self, _: L) -> FluentValue<'_> {
            FluentValue::String(Cow::Borrowed(self))
        }
    })+};
}
texts!(str, String, Cow<'_, str>);

macro_rules! numbers {
    ($($t:ty),+) => {$(impl Arg for $t {
        fn value(&self, _: L) -> FluentValue<'_> {
            FluentValue::from(*self)
        }
    })+};
}
numbers!(i16, i32, i64, u8, u16, u32, u64, usize);

impl Arg for Label {
    fn value(&self, l: L) -> FluentValue<'_> {
        FluentValue::String(Cow::Borrowed(self.in_lang(l.lang)))
    }
}

impl Arg for Message {
    fn value(&self, l: L) -> FluentValue<'_> {
        FluentValue::String(Cow::Owned(l.m(self)))
    }
}

impl Arg for Value {
    fn value(&self, l: L) -> FluentValue<'_> {
        match self {
            // A figure that came as text still chooses the plural, but is never regrouped: it may be a house number.
            Self::Text(text) => match text.parse::<i64>() {
                Ok(n) if n.to_string() == *text => FluentValue::Number(FluentNumber {
                    value: n as f64,
                    options: FluentNumberOptions {
                        use_grouping: false,
                        ..Default::default()
                    },
                }),
                _ => FluentValue::String(Cow::Borrowed(text)),
            },
            Self::Number(n) => FluentValue::from(*n),
            Self::Money(minor, currency) => {
                FluentValue::String(Cow::Owned(l.money(*minor, currency)))
            }
            Self::Label(label) => label.value(l),
            Self::Word(key) => FluentValue::String(l.t(key)),
            Self::Moment(at, zone) => FluentValue::String(Cow::Owned(l.moment(at, zone))),
            Self::Day(day) => FluentValue::String(Cow::Owned(l.day(day))),
        }
    }
}

fn with_commas<M>(value: &FluentValue, _: &M) -> Option<String> {
    grouped(value, ',', 4)
}

fn with_points<M>(value: &FluentValue, _: &M) -> Option<String> {
    grouped(value, '.', 5)
}

fn grouped(value: &FluentValue, mark: char, from: usize) -> Option<String> {
    match value {
        FluentValue::Number(n) if n.value.fract() == 0.0 && n.options.use_grouping => {
            Some(figures::group(n.value as i64, mark, from))
        }
        FluentValue::Number(n) if n.value.fract() == 0.0 => Some((n.value as i64).to_string()),
        _ => None,
    }
}
