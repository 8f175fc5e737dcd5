//! What makes a list of policies unfit to be published: said before it goes live, all faults at once.

use std::{collections::HashSet, str::FromStr};

use super::{
    ladder::RungAt,
    policy::{Policy, Terms},
    target::Target,
};
use crate::{
    catalog::{Kind, Urgency},
    i18n::Message,
    property::OccupancyRole,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    Empty,
    /// No policy holds for what the others leave: some ticket would be promised nothing.
    NoFallback,
    SlugTwice(String),
    /// A policy before it holds for everything.
    Unreachable {
        slug: String,
        after: String,
    },
    /// A policy before it holds for every ticket it could hold for: it does no harm, and no good.
    Covered {
        slug: String,
        by: String,
    },
    NoPromises(String),
    /// Two clocks of one policy that could not be told apart.
    PromiseTwice {
        slug: String,
        metric: &'static str,
    },
    /// A clock that is started by what meets it.
    StartsOnItsEnd {
        slug: String,
        metric: &'static str,
    },
    UnknownWord {
        slug: String,
        word: String,
    },
    Percent(String),
    /// A target of nothing would be broken as soon as it is made.
    NoTime(String),
    /// "Every …" counts from the breach: a ladder has one such length, and its steps come last.
    Ladder(String),
}

impl Fault {
    /// Whether it keeps a list from being published, or is only pointed out.
    pub fn blocks(&self) -> bool {
        !matches!(self, Self::Covered { .. })
    }

    /// The policy it is about; none when it is about the list.
    pub fn slug(&self) -> Option<&str> {
        match self {
            Self::Empty | Self::NoFallback => None,
            Self::SlugTwice(slug)
            | Self::Unreachable { slug, .. }
            | Self::Covered { slug, .. }
            | Self::NoPromises(slug)
            | Self::PromiseTwice { slug, .. }
            | Self::StartsOnItsEnd { slug, .. }
            | Self::UnknownWord { slug, .. }
            | Self::Percent(slug)
            | Self::NoTime(slug)
            | Self::Ladder(slug) => Some(slug),
        }
    }

    /// The same with the names people read in the place of slugs.
    #[must_use]
    pub fn named(mut self, name: impl Fn(&str) -> String) -> Self {
        match &mut self {
            Self::Empty | Self::NoFallback => {}
            Self::Unreachable { slug, after: other } | Self::Covered { slug, by: other } => {
                (*slug, *other) = (name(slug), name(other));
            }
            Self::SlugTwice(slug)
            | Self::NoPromises(slug)
            | Self::PromiseTwice { slug, .. }
            | Self::StartsOnItsEnd { slug, .. }
            | Self::UnknownWord { slug, .. }
            | Self::Percent(slug)
            | Self::NoTime(slug)
            | Self::Ladder(slug) => *slug = name(slug),
        }
        self
    }

    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new("sla-fault-empty"),
            Self::NoFallback => Message::new("sla-fault-no-fallback"),
            Self::SlugTwice(slug) => Message::new("sla-fault-slug-twice").with("policy", slug),
            Self::Unreachable { slug, after } => Message::new("sla-fault-unreachable")
                .with("policy", slug)
                .with("after", after),
            Self::Covered { slug, by } => Message::new("sla-fault-covered")
                .with("policy", slug)
                .with("by", by),
            Self::NoPromises(slug) => Message::new("sla-fault-no-promises").with("policy", slug),
            Self::PromiseTwice { slug, metric } => Message::new("sla-fault-promise-twice")
                .with("policy", slug)
                .with("metric", metric),
            Self::StartsOnItsEnd { slug, metric } => Message::new("sla-fault-starts-on-its-end")
                .with("policy", slug)
                .with("metric", metric),
            Self::UnknownWord { slug, word } => Message::new("sla-fault-unknown-word")
                .with("policy", slug)
                .with("word", word),
            Self::NoTime(slug) => Message::new("sla-fault-no-time").with("policy", slug),
            Self::Percent(slug) => Message::new("sla-fault-percent").with("policy", slug),
            Self::Ladder(slug) => Message::new("sla-fault-ladder").with("policy", slug),
        }
    }
}

/// Everything wrong with the list. `total`: it is the company's, so it must hold for every ticket; a community's own list
/// may leave tickets to the company's.
pub fn faults(policies: &[Policy], total: bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    if policies.is_empty() {
        faults.push(Fault::Empty);
    } else if total
        && !policies
            .last()
            .is_some_and(|last| last.matches.is_everything())
    {
        faults.push(Fault::NoFallback);
    }
    let mut slugs = HashSet::new();
    let mut everything: Option<&str> = None;
    for (at, policy) in policies.iter().enumerate() {
        let slug = || policy.slug.clone();
        if !slugs.insert(policy.slug.as_str()) {
            faults.push(Fault::SlugTwice(slug()));
        }
        if let Some(after) = everything {
            faults.push(Fault::Unreachable {
                slug: slug(),
                after: after.to_owned(),
            });
        } else if policy.matches.is_everything() {
            everything = Some(&policy.slug);
        } else if let Some(before) = policies[..at]
            .iter()
            .find(|before| before.matches.covers(&policy.matches))
        {
            faults.push(Fault::Covered {
                slug: slug(),
                by: before.slug.clone(),
            });
        }
        faults.extend(unknown_words(policy));
        faults.extend(promise_faults(policy));
        let first = policy
            .ladder
            .iter()
            .position(|rung| matches!(rung.at, RungAt::Every(_)));
        if first.is_some_and(|first| {
            policy.ladder[first..]
                .iter()
                .any(|rung| rung.at != policy.ladder[first].at)
        }) {
            faults.push(Fault::Ladder(slug()));
        }
    }
    faults
}

fn unknown_words(policy: &Policy) -> impl Iterator<Item = Fault> {
    let asked = &policy.matches;
    [
        unknown::<Kind>(&asked.kinds),
        unknown::<Urgency>(&asked.urgencies),
        unknown::<OccupancyRole>(&asked.occupancies),
    ]
    .into_iter()
    .flatten()
    .map(|word| Fault::UnknownWord {
        slug: policy.slug.clone(),
        word,
    })
}

fn unknown<T: FromStr>(words: &[String]) -> Vec<String> {
    words
        .iter()
        .filter(|word| word.parse::<T>().is_err())
        .cloned()
        .collect()
}

/// The lengths of time a promise is made of.
fn lengths(terms: &Terms) -> impl Iterator<Item = Target> {
    let seasons = terms.seasons.iter().map(|season| season.target);
    seasons
        .chain([terms.target])
        .chain(terms.extension.as_ref().map(|allowed| allowed.max))
}

fn is_nothing(target: Target) -> bool {
    matches!(
        target,
        Target::WallMinutes(0) | Target::WorkMinutes(0) | Target::WorkDays(0)
    )
}

fn promise_faults(policy: &Policy) -> Vec<Fault> {
    let mut faults = Vec::new();
    if policy.promises.is_empty() {
        faults.push(Fault::NoPromises(policy.slug.clone()));
    }
    let mut seen = HashSet::new();
    let steps = policy.ladder.iter().filter_map(|rung| match rung.at {
        RungAt::Every(target) => Some(target),
        RungAt::Warning | RungAt::Breach => None,
    });
    if policy
        .promises
        .iter()
        .flat_map(lengths)
        .chain(steps)
        .any(is_nothing)
    {
        faults.push(Fault::NoTime(policy.slug.clone()));
    }
    for terms in &policy.promises {
        let metric = terms.metric.as_str();
        if !seen.insert((terms.metric, terms.starts_on, terms.stage)) {
            faults.push(Fault::PromiseTwice {
                slug: policy.slug.clone(),
                metric,
            });
        }
        if terms.starts_on.meets().contains(&terms.metric) {
            faults.push(Fault::StartsOnItsEnd {
                slug: policy.slug.clone(),
                metric,
            });
        }
        if !(1..=100).contains(&terms.warn_percent) || !(1..=2).contains(&terms.stage) {
            faults.push(Fault::Percent(policy.slug.clone()));
        }
    }
    if policy
        .on_time_percent
        .is_some_and(|percent| !(1..=100).contains(&percent))
    {
        faults.push(Fault::Percent(policy.slug.clone()));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults_of(promises: &str) -> Vec<Fault> {
        let text = format!("slug = \"p\"\nname = {{ en = \"P\" }}\n{promises}");
        let policy: Policy = toml::from_str(&text).unwrap_or_else(|fault| panic!("{fault}"));
        faults(&[policy], true)
    }

    #[test]
    fn a_sound_policy_has_no_fault() {
        assert_eq!(
            faults_of(r#"promises = [{ metric = "answer", target = "10 wd" }]"#),
            []
        );
    }

    #[test]
    fn a_list_of_nothing_is_no_list() {
        assert_eq!(faults(&[], true), [Fault::Empty]);
    }

    #[test]
    fn two_clocks_that_could_not_be_told_apart_are_refused() {
        let twice = r#"promises = [{ metric = "answer", target = "10 wd" }, { metric = "answer", target = "5 wd" }]"#;
        assert_eq!(
            faults_of(twice),
            [Fault::PromiseTwice {
                slug: "p".into(),
                metric: "answer"
            }]
        );
    }

    #[test]
    fn a_clock_started_by_what_meets_it_is_refused() {
        let circle =
            r#"promises = [{ metric = "resolve", starts_on = "resolved", target = "1 wd" }]"#;
        assert_eq!(
            faults_of(circle),
            [Fault::StartsOnItsEnd {
                slug: "p".into(),
                metric: "resolve"
            }]
        );
    }

    #[test]
    fn words_nobody_knows_and_lengths_of_nothing_are_refused() {
        let unknown = "match = { kinds = [\"repairs\"] }\npromises = [{ metric = \"resolve\", target = \"0 wd\" }]";
        let found = faults_of(unknown);
        assert!(found.contains(&Fault::UnknownWord {
            slug: "p".into(),
            word: "repairs".into()
        }));
        assert!(found.contains(&Fault::NoTime("p".into())));
    }

    #[test]
    fn what_stands_after_everything_is_never_reached() {
        let all: Policy = toml::from_str(
            "slug = \"all\"\nname = { en = \"All\" }\npromises = [{ metric = \"answer\", target = \"5 wd\" }]",
        )
        .unwrap();
        let never = Policy {
            slug: "never".into(),
            ..all.clone()
        };
        assert_eq!(
            faults(&[all, never], true),
            [Fault::Unreachable {
                slug: "never".into(),
                after: "all".into()
            }]
        );
    }
}
