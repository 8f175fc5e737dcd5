//! What makes a list of policies unfit to be published: said before it goes live, all faults at once.

use std::collections::HashSet;

use super::policy::{Policy, RungAt};
use crate::i18n::Message;

const KINDS: [&str; 6] = [
    "complaint",
    "repair",
    "fee_dispute",
    "suggestion",
    "inquiry",
    "service_order",
];
const URGENCIES: [&str; 4] = ["emergency", "urgent", "normal", "low"];
const OCCUPANCIES: [&str; 5] = ["owner", "co_owner", "tenant", "household", "agent"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    Empty,
    /// No policy holds for what the others leave: some ticket would be promised nothing.
    NoFallback,
    SlugTwice(String),
    /// A policy before it matches everything it could match.
    Unreachable {
        slug: String,
        after: String,
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
    /// "Every …" counts from the breach, so a ladder has one such step at the most, and last.
    Ladder(String),
}

impl Fault {
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new("sla-fault-empty"),
            Self::NoFallback => Message::new("sla-fault-no-fallback"),
            Self::SlugTwice(slug) => Message::new("sla-fault-slug-twice").with("policy", slug),
            Self::Unreachable { slug, after } => Message::new("sla-fault-unreachable")
                .with("policy", slug)
                .with("after", after),
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
    for policy in policies {
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
        }
        faults.extend(unknown_words(policy));
        faults.extend(promise_faults(policy));
        let steady = policy
            .ladder
            .iter()
            .position(|rung| matches!(rung.at, RungAt::Every(_)));
        if steady.is_some_and(|at| at + 1 != policy.ladder.len()) {
            faults.push(Fault::Ladder(slug()));
        }
    }
    faults
}

fn unknown_words(policy: &Policy) -> impl Iterator<Item = Fault> {
    let asked = &policy.matches;
    let unknown = |words: &'_ [String], known: &'static [&'static str]| {
        words
            .iter()
            .filter(|word| !known.contains(&word.as_str()))
            .cloned()
            .collect::<Vec<_>>()
    };
    [
        unknown(&asked.kinds, &KINDS),
        unknown(&asked.urgencies, &URGENCIES),
        unknown(&asked.occupancies, &OCCUPANCIES),
    ]
    .into_iter()
    .flatten()
    .map(|word| Fault::UnknownWord {
        slug: policy.slug.clone(),
        word,
    })
}

fn promise_faults(policy: &Policy) -> Vec<Fault> {
    let mut faults = Vec::new();
    if policy.promises.is_empty() {
        faults.push(Fault::NoPromises(policy.slug.clone()));
    }
    let mut seen = HashSet::new();
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
