//! A rule as it is stored: conditions over facts, and what follows when they hold.

use std::{fmt, str::FromStr, sync::Arc};

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use super::facts::Channel;
use crate::{
    catalog::{Danger, Kind, Season, Urgency},
    i18n::{Label, Lang},
    ids::{AssetId, BuildingId, CommonAreaId, CommunityId, PersonId, RuleSetId, UnitId},
    people::duty::Strategy,
    property::OccupancyRole,
    text::{Needle, UnknownWord},
};

/// Rules in the order they are asked: a community's own first, then the company's.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RuleSet {
    pub rules: Vec<Rule>,
}

impl RuleSet {
    /// A community's own rules, then the company's.
    pub fn layered(mut own: Vec<Rule>, company: &[Rule]) -> Self {
        own.extend_from_slice(company);
        Self { rules: own }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// One in its set, and the same through all versions of it: figures per rule hang on it.
    pub id: Arc<str>,
    pub name: Label,
    #[serde(default = "yes")]
    pub on: bool,
    pub when: Condition,
    pub then: Action,
    /// The stored version it was read from.
    #[serde(skip)]
    pub set: Option<RuleSetId>,
}

fn yes() -> bool {
    true
}

/// True or false of any facts. Cheap to clone: decisions keep the parts they rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Holds when every part does; with no parts, always.
    All(Arc<[Condition]>),
    /// Holds when one part does; with no parts, never.
    Any(Arc<[Condition]>),
    Is(Arc<Test>),
    IsNot(Arc<Test>),
}

impl Condition {
    pub fn always() -> Self {
        Self::All(Arc::new([]))
    }

    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::All(parts.into_iter().collect())
    }

    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::Any(parts.into_iter().collect())
    }

    pub fn is(test: Test) -> Self {
        Self::Is(Arc::new(test))
    }

    pub fn is_not(test: Test) -> Self {
        Self::IsNot(Arc::new(test))
    }

    /// Every test in it.
    pub fn tests(&self) -> Vec<&Test> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::tests).collect(),
            Self::Is(test) | Self::IsNot(test) => vec![test],
        }
    }
}

/// One question about one fact. Those with a list hold when the fact is one of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    Kind(Vec<Kind>),
    /// The category or one above it.
    Category(Vec<Subject>),
    Community(Vec<CommunityId>),
    Building(Vec<BuildingId>),
    Unit(Vec<UnitId>),
    CommonArea(Vec<CommonAreaId>),
    CommonAreaKind(Vec<String>),
    Asset(Vec<AssetId>),
    AssetKind(Vec<String>),
    Danger(Vec<Danger>),
    GettingWorse,
    Vulnerable,
    Urgency(Vec<Urgency>),
    Channel(Vec<Channel>),
    Language(Vec<Lang>),
    /// Local time of day, from the first until before the second, over midnight where the second is the earlier.
    Time(Hours),
    /// 1 = Monday … 7 = Sunday.
    Weekday(Vec<u8>),
    /// Local date, by month and day.
    Season(Season),
    /// The community's working calendar is open.
    WorkingTime,
    OccupancyRole(Vec<OccupancyRole>),
    /// The same category at the same place at most so many days ago.
    RepeatWithin(u32),
    /// One of these words or phrases stands in the text.
    Words(Vec<Phrase>),
    AboutDepartment(Vec<String>),
    AboutPerson(Vec<PersonId>),
}

impl Test {
    /// Every fact, in the order the editor offers them.
    pub const FACTS: [&str; 24] = [
        "kind",
        "category",
        "community",
        "building",
        "unit",
        "common_area",
        "common_area_kind",
        "asset",
        "asset_kind",
        "danger",
        "getting_worse",
        "vulnerable",
        "urgency",
        "channel",
        "language",
        "time",
        "weekday",
        "season",
        "working_time",
        "occupancy_role",
        "repeat_within",
        "words",
        "about_department",
        "about_person",
    ];

    /// The name of the fact it looks at: the stored word, and the end of its message keys.
    pub fn fact(&self) -> &'static str {
        match self {
            Self::Kind(_) => "kind",
            Self::Category(_) => "category",
            Self::Community(_) => "community",
            Self::Building(_) => "building",
            Self::Unit(_) => "unit",
            Self::CommonArea(_) => "common_area",
            Self::CommonAreaKind(_) => "common_area_kind",
            Self::Asset(_) => "asset",
            Self::AssetKind(_) => "asset_kind",
            Self::Danger(_) => "danger",
            Self::GettingWorse => "getting_worse",
            Self::Vulnerable => "vulnerable",
            Self::Urgency(_) => "urgency",
            Self::Channel(_) => "channel",
            Self::Language(_) => "language",
            Self::Time(_) => "time",
            Self::Weekday(_) => "weekday",
            Self::Season(_) => "season",
            Self::WorkingTime => "working_time",
            Self::OccupancyRole(_) => "occupancy_role",
            Self::RepeatWithin(_) => "repeat_within",
            Self::Words(_) => "words",
            Self::AboutDepartment(_) => "about_department",
            Self::AboutPerson(_) => "about_person",
        }
    }
}

/// A category by kind and slug: `repair/kitchen-gas`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Subject {
    pub kind: Kind,
    pub slug: String,
}

impl FromStr for Subject {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let (kind, slug) = text
            .split_once('/')
            .ok_or_else(|| UnknownWord(text.chars().take(80).collect()))?;
        Ok(Self {
            kind: kind.parse()?,
            slug: slug.to_owned(),
        })
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind, self.slug)
    }
}

/// `22:00-07:00`, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hours {
    pub from: NaiveTime,
    pub until: NaiveTime,
}

impl Hours {
    /// The same time twice is the whole day: `00:00-24:00`.
    pub fn holds(self, at: NaiveTime) -> bool {
        if self.from < self.until {
            self.from <= at && at < self.until
        } else {
            self.from <= at || at < self.until
        }
    }
}

impl FromStr for Hours {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let time = |text: &str| match text.trim() {
            "24:00" => Some(NaiveTime::MIN),
            text => NaiveTime::parse_from_str(text, "%H:%M").ok(),
        };
        text.split_once(['-', '–'])
            .and_then(|(from, until)| {
                Some(Self {
                    from: time(from)?,
                    until: time(until)?,
                })
            })
            .ok_or_else(|| UnknownWord(text.chars().take(80).collect()))
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}-{}",
            self.from.format("%H:%M"),
            self.until.format("%H:%M")
        )
    }
}

/// A word or phrase as somebody wrote it, and ready for matching. A `*` at its end leaves the end of the word open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Phrase {
    written: String,
    needle: Needle,
}

impl Phrase {
    pub fn needle(&self) -> &Needle {
        &self.needle
    }

    pub fn as_str(&self) -> &str {
        &self.written
    }
}

impl From<String> for Phrase {
    fn from(written: String) -> Self {
        let needle = Needle::new(&written);
        Self { written, needle }
    }
}

impl From<Phrase> for String {
    fn from(phrase: Phrase) -> Self {
        phrase.written
    }
}

macro_rules! through_string {
    ($($name:ident),+) => {$(
        impl TryFrom<String> for $name {
            type Error = UnknownWord;
            fn try_from(text: String) -> Result<Self, UnknownWord> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }
    )+};
}
through_string!(Subject, Hours);

/// What a rule does with a matter that its conditions hold for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// By slug.
    pub department: String,
    #[serde(default)]
    pub assign: Assign,
    /// Instead of the suggested one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<Urgency>,
    /// Instead of the policy that matches by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub watchers: Vec<PersonId>,
    /// The desk looks at it all the same.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needs_review: bool,
}

impl Action {
    pub fn to(department: &str) -> Self {
        Self {
            department: department.to_owned(),
            assign: Assign::default(),
            urgency: None,
            policy: None,
            tags: Vec::new(),
            watchers: Vec::new(),
            needs_review: false,
        }
    }
}

/// How the department picks who answers for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assign {
    #[default]
    LeastLoaded,
    RoundRobin,
    Head,
    Person(PersonId),
}

impl Assign {
    pub fn strategy(self) -> Strategy {
        match self {
            Self::LeastLoaded => Strategy::LeastLoaded,
            Self::RoundRobin => Strategy::RoundRobin,
            Self::Head => Strategy::Head,
            Self::Person(person) => Strategy::Person(person),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_is_short_json_and_comes_back_the_same() {
        let condition = Condition::all([
            Condition::is(Test::Category(vec![Subject {
                kind: Kind::Repair,
                slug: "shared-lift".to_owned(),
            }])),
            Condition::is_not(Test::WorkingTime),
            Condition::any([
                Condition::is(Test::Time("22:00-07:00".parse().expect("hours"))),
                Condition::is(Test::Words(vec![
                    "Fuga*".to_owned().into(),
                    "电梯".to_owned().into(),
                ])),
            ]),
        ]);
        let json = serde_json::to_string(&condition).expect("serialises");
        assert_eq!(
            json,
            r#"{"all":[{"is":{"category":["repair/shared-lift"]}},{"is_not":"working_time"},{"any":[{"is":{"time":"22:00-07:00"}},{"is":{"words":["Fuga*","电梯"]}}]}]}"#
        );
        assert_eq!(
            serde_json::from_str::<Condition>(&json).expect("deserialises"),
            condition
        );
    }

    #[test]
    fn hours_are_half_open_and_run_over_midnight() {
        let night: Hours = "22:00-07:00".parse().expect("hours");
        let at = |h, m| NaiveTime::from_hms_opt(h, m, 0).expect("a time");
        assert!(night.holds(at(22, 0)) && night.holds(at(0, 0)) && night.holds(at(6, 59)));
        assert!(!night.holds(at(7, 0)) && !night.holds(at(21, 59)));
        let late: Hours = "18:00-24:00".parse().expect("hours");
        assert!(late.holds(at(23, 59)) && !late.holds(at(0, 0)));
        let day: Hours = "00:00-24:00".parse().expect("hours");
        assert!(day.holds(at(0, 0)) && day.holds(at(23, 59)));
        assert!("25:00-26:00".parse::<Hours>().is_err());
    }

    #[test]
    fn an_unknown_word_in_a_stored_rule_is_refused() {
        for bad in [
            r#"{"is":{"kind":["repairs"]}}"#,
            r#"{"is":{"colour":["red"]}}"#,
            r#"{"is":{"category":["kitchen"]}}"#,
            r#"{"none":[]}"#,
        ] {
            assert!(serde_json::from_str::<Condition>(bad).is_err(), "{bad}");
        }
    }
}
