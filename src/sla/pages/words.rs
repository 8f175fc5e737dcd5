//! A policy in plain words.

use super::{Finding, category};
use crate::{
    catalog::Catalog,
    i18n::L,
    sla::{Match, Policy, Rung, RungAt, Season, Terms},
};

/// A policy as the pages say it.
pub(super) struct Line {
    pub slug: String,
    pub name: String,
    /// Which tickets it is for.
    pub holds: String,
    pub promises: Vec<Promised>,
    /// Who hears of a promise in danger, a sentence each.
    pub ladder: Vec<String>,
    pub on_time: Option<i64>,
    pub findings: Vec<String>,
}

pub(super) struct Promised {
    pub metric: String,
    pub target: String,
    pub starts: String,
    pub warns: String,
    /// Seasons, repetition, extensions, the second stage.
    pub more: Vec<String>,
}

impl Line {
    pub fn of(policy: &Policy, catalog: &Catalog, l: L) -> Self {
        Self {
            slug: policy.slug.clone(),
            name: l.label(&policy.name).to_owned(),
            holds: holds(&policy.matches, catalog, l),
            promises: policy
                .promises
                .iter()
                .map(|terms| promised(terms, l))
                .collect(),
            ladder: policy.ladder.iter().map(|rung| step(rung, l)).collect(),
            on_time: policy.on_time_percent.map(i64::from),
            findings: Vec::new(),
        }
    }

    /// All of them, each with what is to be pointed out about it.
    pub fn all(policies: &[Policy], findings: &[Finding], catalog: &Catalog, l: L) -> Vec<Self> {
        let line = |policy: &Policy| {
            let about = findings.iter().filter(|found| found.slug == policy.slug);
            Self {
                findings: about.map(|found| found.words.clone()).collect(),
                ..Self::of(policy, catalog, l)
            }
        };
        policies.iter().map(line).collect()
    }
}

fn holds(matches: &Match, catalog: &Catalog, l: L) -> String {
    if matches.is_everything() {
        return l.t("sla-admin-everything").into_owned();
    }
    let comma = l.t("routing-comma");
    let words = |group: &'static str, list: &[String]| {
        let said: Vec<_> = list.iter().map(|word| l.word(group, word)).collect();
        said.join(&comma)
    };
    let mut parts = Vec::new();
    if !matches.kinds.is_empty() {
        parts.push(words("kind", &matches.kinds));
    }
    if !matches.categories.is_empty() {
        let list = matches.categories.iter();
        let list: Vec<_> = list.map(|asked| category(asked, catalog, l)).collect();
        parts.push(l.a("sla-admin-for-categories", "list", list.join(&comma)));
    }
    if !matches.urgencies.is_empty() {
        let list = words("urgency", &matches.urgencies);
        parts.push(l.a("sla-admin-for-urgencies", "list", list));
    }
    if !matches.occupancies.is_empty() {
        let list = words("role", &matches.occupancies);
        parts.push(l.a("sla-admin-for-roles", "list", list));
    }
    if let Some(of) = matches.season {
        parts.push(l.a("sla-admin-for-season", "season", season(of, l)));
    }
    parts.join(" · ")
}

fn season(of: Season, l: L) -> String {
    let (from, to) = of.ends();
    format!("{} – {}", l.day_of_year(from), l.day_of_year(to))
}

fn promised(terms: &Terms, l: L) -> Promised {
    let mut more: Vec<_> = terms
        .seasons
        .iter()
        .map(|of| {
            let target = l.m(&of.target.message());
            let season = season(of.season, l);
            l.aa("sla-admin-in-season", "season", season, "target", target)
        })
        .collect();
    if terms.stage > 1 {
        more.push(l.t("sla-admin-second-stage").into_owned());
    }
    if let Some(allowance) = &terms.extension {
        more.push(l.aa(
            "sla-admin-extended",
            "target",
            l.m(&allowance.max.message()),
            "count",
            i64::from(allowance.count),
        ));
    }
    if terms.repeats {
        more.push(l.t("sla-admin-repeated").into_owned());
    }
    if terms.receipt_counts {
        more.push(l.t("sla-admin-receipt-meets").into_owned());
    }
    Promised {
        metric: l.word("metric", terms.metric.as_str()).into_owned(),
        target: l.m(&terms.target.message()),
        starts: l.word("desk-moment", terms.starts_on.as_str()).into_owned(),
        warns: l.percent(i64::from(terms.warn_percent)),
        more,
    }
}

fn step(rung: &Rung, l: L) -> String {
    let to = l.word("sla-admin-tier", rung.to.as_str());
    match &rung.at {
        RungAt::Warning => l.a("sla-admin-tell-warning", "to", to),
        RungAt::Breach => l.a("sla-admin-tell-breach", "to", to),
        RungAt::Every(after) => {
            let target = l.m(&after.message());
            l.aa("sla-admin-tell-every", "target", target, "to", to)
        }
    }
}
