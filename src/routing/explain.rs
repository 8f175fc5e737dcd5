//! A decision in plain words, in the reader's language.

use std::collections::HashMap;

use super::{
    choose::{About, Decision, Outcome},
    rule::Condition,
    test::Test,
    values::Subject,
};
use crate::{
    i18n::{L, Label},
    ids::{AssetId, BuildingId, CommonAreaId, CommunityId, PersonId, RuleSetId, UnitId},
};

/// What the things a rule speaks of are called. What is missing is called by its number or slug.
#[derive(Debug, Default)]
pub struct Names {
    pub rules: HashMap<(Option<RuleSetId>, String), Label>,
    pub departments: HashMap<String, Label>,
    pub categories: HashMap<Subject, Label>,
    pub people: HashMap<PersonId, String>,
    pub communities: HashMap<CommunityId, String>,
    pub buildings: HashMap<BuildingId, String>,
    pub units: HashMap<UnitId, String>,
    pub common_areas: HashMap<CommonAreaId, Label>,
    pub assets: HashMap<AssetId, Label>,
}

/// For the ticket page: what was decided, and what became of every rule that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// "The rule “Repairs” sent it to Engineering", or that no rule held.
    pub sentence: String,
    /// What made the rule hold.
    pub because: Vec<String>,
    /// The earlier rules, in order: name and why not.
    pub passed_over: Vec<(String, String)>,
}

pub fn explain(decision: &Decision, names: &Names, l: L) -> Explained {
    let mut explained = Explained {
        sentence: match (&decision.rule, &decision.action) {
            (Some(rule), Some(action)) => {
                let department = names.department(&action.department, l);
                l.aa(
                    "routing-went",
                    "rule",
                    l.label(&rule.name),
                    "department",
                    department,
                )
            }
            _ => l.t("routing-to-desk").into_owned(),
        },
        because: Vec::new(),
        passed_over: Vec::new(),
    };
    for step in &decision.why {
        let why = match &step.outcome {
            Outcome::Matched(held) => {
                explained.because = held
                    .iter()
                    .map(|condition| names.say(condition, true, l))
                    .collect();
                continue;
            }
            Outcome::Off => l.t("routing-off").into_owned(),
            Outcome::Conflict(About::Department) => l.t("routing-conflict-department").into_owned(),
            Outcome::Conflict(About::Person) => l.t("routing-conflict-person").into_owned(),
            Outcome::Failed(condition) => names.say(condition, false, l),
        };
        explained
            .passed_over
            .push((names.rule(step.set, &step.rule, l), why));
    }
    explained
}

impl Names {
    pub fn rule(&self, set: Option<RuleSetId>, id: &str, l: L) -> String {
        self.rules
            .get(&(set, id.to_owned()))
            .map_or_else(|| id.to_owned(), |name| l.label(name).to_owned())
    }

    pub fn department(&self, slug: &str, l: L) -> String {
        self.departments
            .get(slug)
            .map_or_else(|| slug.to_owned(), |name| l.label(name).to_owned())
    }

    /// The condition as a sentence; with `holds` false, its opposite.
    pub fn say(&self, condition: &Condition, holds: bool, l: L) -> String {
        match condition {
            Condition::Is(test) => self.say_test(test, holds, l),
            Condition::IsNot(test) => self.say_test(test, !holds, l),
            Condition::All(parts) if parts.is_empty() => l.t("routing-always").into_owned(),
            Condition::Any(parts) if parts.is_empty() => l.t("routing-never").into_owned(),
            // "not all of them" is "one of them not", and the other way round
            Condition::All(parts) => self.say_parts(parts, holds, holds, l),
            Condition::Any(parts) => self.say_parts(parts, holds, !holds, l),
        }
    }

    fn say_parts(&self, parts: &[Condition], holds: bool, together: bool, l: L) -> String {
        let parts: Vec<_> = parts
            .iter()
            .enumerate()
            .map(|(nth, part)| match (nth, self.say(part, holds, l)) {
                (0, words) => words,
                (_, words) => inside(&words),
            })
            .collect();
        join(
            parts,
            if together {
                "routing-and"
            } else {
                "routing-or"
            },
            l,
        )
    }

    fn say_test(&self, test: &Test, is: bool, l: L) -> String {
        let key = format!("routing-{}-{}", if is { "is" } else { "not" }, test.fact());
        match self.values(test, l) {
            Some(values) => l.a(&key, "list", join(values, "routing-or", l)),
            None => l.t(&key).into_owned(),
        }
    }

    /// The values a test asks for, each in words; none for a test that is a plain yes or no.
    pub fn values(&self, test: &Test, l: L) -> Option<Vec<String>> {
        let word = |group: &str, word: &str| l.t(&format!("{group}-{word}")).into_owned();
        Some(match test {
            Test::GettingWorse | Test::Vulnerable | Test::WorkingTime => return None,
            Test::Kind(list) => list
                .iter()
                .map(|kind| word("kind", kind.as_str()))
                .collect(),
            Test::Category(list) => list
                .iter()
                .map(|subject| self.category(subject, l))
                .collect(),
            Test::Community(list) => called(list, |id| self.communities.get(id).cloned()),
            Test::Building(list) => called(list, |id| self.buildings.get(id).cloned()),
            Test::Unit(list) => called(list, |id| self.units.get(id).cloned()),
            Test::CommonArea(list) => called(list, |id| {
                self.common_areas
                    .get(id)
                    .map(|name| l.label(name).to_owned())
            }),
            Test::Asset(list) => called(list, |id| {
                self.assets.get(id).map(|name| l.label(name).to_owned())
            }),
            Test::CommonAreaKind(list) | Test::AssetKind(list) => list
                .iter()
                .map(|kind| l.word_or_written("place-kind", kind))
                .collect(),
            Test::Danger(list) => list
                .iter()
                .map(|danger| word("routing-danger", danger.as_str()))
                .collect(),
            Test::Urgency(list) => list
                .iter()
                .map(|urgency| word("urgency", urgency.as_str()))
                .collect(),
            Test::Channel(list) => list
                .iter()
                .map(|channel| word("channel", channel.as_str()))
                .collect(),
            Test::Language(list) => list.iter().map(|lang| lang.own_name().to_owned()).collect(),
            Test::Time(hours) => vec![hours.to_string().replace('-', "–")],
            Test::Weekday(list) => list
                .iter()
                .map(|day| word("routing-weekday", &day.to_string()))
                .collect(),
            Test::Season(season) => vec![season.to_string().replace('/', " – ")],
            Test::OccupancyRole(list) => list
                .iter()
                .map(|role| word("role", role.as_str()))
                .collect(),
            Test::RepeatWithin(days) => vec![l.n("span-days", *days)],
            Test::Words(list) => list
                .iter()
                .map(|phrase| l.a("routing-quoted", "words", phrase.as_str()))
                .collect(),
            Test::AboutDepartment(list) => {
                list.iter().map(|slug| self.department(slug, l)).collect()
            }
            Test::AboutPerson(list) => called(list, |id| self.people.get(id).cloned()),
        })
    }

    /// In quotation marks: labels have commas and *or* of their own.
    fn category(&self, subject: &Subject, l: L) -> String {
        let name = self.categories.get(subject).map(|label| l.label(label));
        name.map_or_else(
            || subject.to_string(),
            |name| l.a("routing-quoted", "words", name),
        )
    }
}

fn called<T: std::fmt::Display>(list: &[T], name: impl Fn(&T) -> Option<String>) -> Vec<String> {
    list.iter()
        .map(|id| name(id).unwrap_or_else(|| format!("#{id}")))
        .collect()
}

/// A sentence as it goes on another one.
fn inside(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// `a, b or c`
fn join(mut parts: Vec<String>, last_by: &str, l: L) -> String {
    let Some(last) = parts.pop() else {
        return l.t("routing-nothing").into_owned();
    };
    if parts.is_empty() {
        last
    } else {
        l.aa(
            last_by,
            "first",
            parts.join(&l.t("routing-comma")),
            "last",
            last,
        )
    }
}
