//! The space of facts, cut into regions: which matters a condition holds for, and whether one condition covers another.
//!
//! A condition becomes an *or* of regions, each an *and* of one constraint to a fact. What is said of them is always right;
//! not everything that is true is found (two rules that together cover a third only by splitting one of its regions).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::{
    rule::Condition,
    test::Test,
    values::{Phrase, Subject},
};
use crate::{
    catalog::{Danger, Kind, Urgency},
    i18n::Lang,
    property::OccupancyRole,
    routing::Channel,
    text::Needle,
};

/// A condition that unfolds into more is not looked at: it would be slow, and no person wrote it.
const MOST_REGIONS: usize = 256;

const COMPLAINT: &str = Kind::Complaint.as_str();

/// What one fact may be. "" stands for *not known*.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Allowed {
    In(BTreeSet<String>),
    Out(BTreeSet<String>),
    /// Minutes of the day, days of a leap year.
    Cells(Vec<bool>),
    /// Days since the last: at most, more than. Never before is more than any.
    Since {
        most: Option<u32>,
        more: Option<u32>,
    },
}

impl Allowed {
    fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::In(a), Self::In(b)) => Self::In(a & b),
            (Self::In(a), Self::Out(b)) | (Self::Out(b), Self::In(a)) => Self::In(a - b),
            (Self::Out(a), Self::Out(b)) => Self::Out(a | b),
            (Self::Cells(a), Self::Cells(b)) => {
                Self::Cells(a.iter().zip(b).map(|(a, b)| *a && *b).collect())
            }
            (Self::Since { most: a, more: b }, Self::Since { most: c, more: d }) => Self::Since {
                most: [*a, *c].into_iter().flatten().min(),
                more: [*b, *d].into_iter().flatten().max(),
            },
            // one fact has one sort of constraint
            _ => Self::In(BTreeSet::new()),
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::In(set) => set.is_empty(),
            Self::Out(_) => false,
            Self::Cells(cells) => !cells.contains(&true),
            Self::Since { most, more } => {
                matches!((most, more), (Some(most), Some(more)) if most <= more)
            }
        }
    }

    fn is_within(&self, outer: &Self) -> bool {
        match (self, outer) {
            (Self::In(a), Self::In(b)) => a.is_subset(b),
            (Self::In(a), Self::Out(b)) => a.is_disjoint(b),
            (Self::Out(a), Self::Out(b)) => b.is_subset(a),
            (Self::Cells(a), Self::Cells(b)) => a.iter().zip(b).all(|(a, b)| !a || *b),
            (Self::Since { most: a, more: b }, Self::Since { most: c, more: d }) => {
                c.is_none_or(|c| a.is_some_and(|a| a <= c))
                    && d.is_none_or(|d| b.is_some_and(|b| b >= d))
            }
            _ => false,
        }
    }
}

/// Matters that fulfil one constraint to each fact.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Region {
    facts: BTreeMap<&'static str, Allowed>,
    /// One phrase of each set stands in the text.
    words: Vec<BTreeSet<String>>,
    /// None of these stands in the text.
    no_words: BTreeSet<String>,
}

impl Region {
    fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        for (fact, allowed) in &other.facts {
            both.restrict(fact, allowed.clone());
        }
        both.words.extend(other.words.iter().cloned());
        both.no_words.extend(other.no_words.iter().cloned());
        both
    }

    fn restrict(&mut self, fact: &'static str, allowed: Allowed) {
        let now = self
            .facts
            .get(fact)
            .map_or_else(|| allowed.clone(), |before| before.and(&allowed));
        self.facts.insert(fact, now);
    }

    /// Draws what one fact says of another: a category has a kind; only complaints are about somebody.
    fn settled(mut self) -> Self {
        if let Some(Allowed::In(subjects)) = self.facts.get("category") {
            let kinds = subjects
                .iter()
                .filter_map(|s| s.split_once('/'))
                .map(|(kind, _)| kind.to_owned());
            let kinds = Allowed::In(kinds.collect());
            self.restrict("kind", kinds);
        }
        for about in ["about_department", "about_person"] {
            if matches!(self.facts.get(about), Some(Allowed::In(_))) {
                self.restrict("kind", Allowed::In([COMPLAINT.to_owned()].into()));
            }
        }
        if let (Some(Allowed::In(kinds)), Some(Allowed::In(subjects))) = (
            self.facts.get("kind").cloned(),
            self.facts.get_mut("category"),
        ) {
            subjects.retain(|s| {
                s.split_once('/')
                    .is_some_and(|(kind, _)| kinds.contains(kind))
            });
        }
        self
    }

    fn is_empty(&self) -> bool {
        self.facts.values().any(Allowed::is_empty)
            || self.words.iter().any(|set| set.is_subset(&self.no_words))
    }

    /// Whether every matter of this region is one of the outer.
    pub(super) fn is_within(&self, outer: &Self) -> bool {
        outer.facts.iter().all(|(fact, allowed)| {
            self.facts
                .get(fact)
                .is_some_and(|mine| mine.is_within(allowed))
        }) && outer
            .words
            .iter()
            .all(|set| self.words.iter().any(|mine| mine.is_subset(set)))
            && outer.no_words.is_subset(&self.no_words)
    }

    /// Whether a matter of this region can be a complaint about this department (or person, by id).
    pub(super) fn may_be_about(&self, fact: &'static str, whom: &str) -> bool {
        let may = |fact: &str, value: &str| match self.facts.get(fact) {
            Some(Allowed::In(set)) => set.contains(value),
            Some(Allowed::Out(set)) => !set.contains(value),
            _ => true,
        };
        may("kind", COMPLAINT) && may(fact, whom)
    }
}

/// The regions a condition holds in, without those where nothing can be; `None` when there are too many to look at.
/// `below` gives a category and all under it.
pub(super) fn regions(
    condition: &Condition,
    below: &impl Fn(&Subject) -> Vec<Subject>,
) -> Option<Vec<Region>> {
    let list = unfold(condition, below)?;
    Some(
        list.into_iter()
            .map(Region::settled)
            .filter(|region| !region.is_empty())
            .collect(),
    )
}

fn unfold(condition: &Condition, below: &impl Fn(&Subject) -> Vec<Subject>) -> Option<Vec<Region>> {
    match condition {
        Condition::Is(test) => Some(vec![constraint(test, true, below)]),
        Condition::IsNot(test) => Some(vec![constraint(test, false, below)]),
        Condition::Any(parts) => {
            let mut list = Vec::new();
            for part in parts.iter() {
                list.extend(unfold(part, below)?);
                if list.len() > MOST_REGIONS {
                    return None;
                }
            }
            Some(list)
        }
        Condition::All(parts) => {
            let mut list = vec![Region::default()];
            for part in parts.iter() {
                let more = unfold(part, below)?;
                if list.len() * more.len() > MOST_REGIONS {
                    return None;
                }
                list = list
                    .iter()
                    .flat_map(|a| more.iter().map(|b| a.and(b)))
                    .collect();
            }
            Some(list)
        }
    }
}

fn constraint(test: &Test, is: bool, below: &impl Fn(&Subject) -> Vec<Subject>) -> Region {
    let mut region = Region::default();
    if let Test::Words(phrases) = test {
        let set = phrases
            .iter()
            .map(Phrase::needle)
            .filter(|needle| !needle.is_empty())
            .map(Needle::key)
            .collect();
        if is {
            region.words.push(set);
        } else {
            region.no_words = set;
        }
        return region;
    }
    let allowed = match test {
        Test::Kind(list) => closed(list, Kind::ALL, is, false),
        Test::Urgency(list) => closed(list, Urgency::ALL, is, false),
        Test::Channel(list) => closed(list, Channel::ALL, is, false),
        Test::Language(list) => closed(list, &Lang::ALL, is, false),
        Test::Weekday(list) => closed(list, &[1, 2, 3, 4, 5, 6, 7], is, false),
        Test::Danger(list) => closed(list, Danger::ALL, is, true),
        Test::OccupancyRole(list) => closed(list, OccupancyRole::ALL, is, true),
        Test::GettingWorse | Test::Vulnerable | Test::WorkingTime => {
            closed(&[true], &[true, false], is, false)
        }
        Test::Category(list) => open(&list.iter().flat_map(below).collect::<Vec<_>>(), is),
        Test::Community(list) => open(list, is),
        Test::Building(list) => open(list, is),
        Test::Unit(list) => open(list, is),
        Test::CommonArea(list) => open(list, is),
        Test::CommonAreaKind(list) | Test::AssetKind(list) | Test::AboutDepartment(list) => {
            open(list, is)
        }
        Test::Asset(list) => open(list, is),
        Test::AboutPerson(list) => open(list, is),
        Test::Time(hours) => cells(1_440, is, |minute| {
            NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).is_some_and(|at| hours.holds(at))
        }),
        Test::Season(season) => cells(366, is, |day| {
            NaiveDate::from_yo_opt(2024, day + 1)
                .is_some_and(|on| season.holds(on) && on.year() == 2024)
        }),
        Test::RepeatWithin(days) => Allowed::Since {
            most: is.then_some(*days),
            more: (!is).then_some(*days),
        },
        Test::Words(_) => return region,
    };
    region.facts.insert(test.fact(), allowed);
    region
}

/// Everything the fact can be is known, so "not" is a list too.
fn closed<T: ToString>(list: &[T], all: &[T], is: bool, may_be_unknown: bool) -> Allowed {
    let list: BTreeSet<_> = list.iter().map(T::to_string).collect();
    if is {
        return Allowed::In(list);
    }
    let unknown = may_be_unknown.then(String::new);
    Allowed::In(
        all.iter()
            .map(T::to_string)
            .chain(unknown)
            .filter(|value| !list.contains(value))
            .collect(),
    )
}

fn open<T: ToString>(list: &[T], is: bool) -> Allowed {
    let list = list.iter().map(T::to_string).collect();
    if is {
        Allowed::In(list)
    } else {
        Allowed::Out(list)
    }
}

fn cells(count: u32, is: bool, holds: impl Fn(u32) -> bool) -> Allowed {
    Allowed::Cells((0..count).map(|cell| holds(cell) == is).collect())
}
