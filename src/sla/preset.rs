//! Presets: promises taken from laws, regulators' codes and published pledges, as dated data. None of it is legal advice.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::policy::Policy;
use crate::{i18n::Label, text::text_enum};

text_enum! {
    /// How far the figures of a preset can be trusted.
    pub enum Mark {
        /// The primary text was read.
        Verified => "verified",
        /// From secondary sources: to be checked before it is relied on.
        Unverified => "unverified",
        /// Nobody's law: what this house suggests.
        House => "house",
    }
}

/// One file of `data/presets`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    pub slug: String,
    pub name: Label,
    /// ISO 3166 code of where it holds; none where it holds anywhere.
    #[serde(default)]
    pub jurisdiction: Option<String>,
    /// The language of the source.
    pub language: String,
    /// What it is taken from: a title in its own language, a description in ours.
    pub source: Label,
    /// When these figures were taken down: what a source says later is not here.
    pub taken_on: NaiveDate,
    pub mark: Mark,
    /// Parts that are less sure than the mark says.
    #[serde(default)]
    pub unverified: Vec<Label>,
    /// What the promises cannot express, for the administrator who adopts it.
    #[serde(default)]
    pub note: Option<Label>,
    pub policies: Vec<Policy>,
}

impl Preset {
    fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Its policies in front of those in force. Policies of the same slug are replaced; the rest stays, so that what the
    /// preset does not speak of is promised what it was promised before. What holds for every ticket stays last, and alone.
    pub fn over(&self, live: &[Policy]) -> Vec<Policy> {
        let ours = |policy: &&Policy| !self.policies.iter().any(|own| own.slug == policy.slug);
        let (fallbacks, policies): (Vec<_>, Vec<_>) = self
            .policies
            .iter()
            .chain(live.iter().filter(ours))
            .partition(|policy| policy.matches.is_everything());
        let fallback = fallbacks.into_iter().take(1);
        policies.into_iter().chain(fallback).cloned().collect()
    }
}

const FILES: &[&str] = &[
    include_str!("../../data/presets/default.toml"),
    include_str!("../../data/presets/uk-ho-code.toml"),
    include_str!("../../data/presets/uk-awaab.toml"),
    include_str!("../../data/presets/uk-rtr-1994.toml"),
    include_str!("../../data/presets/uk-s22.toml"),
    include_str!("../../data/presets/cn-bj-2025-grade-1.toml"),
    include_str!("../../data/presets/cn-bj-2025-grade-2.toml"),
    include_str!("../../data/presets/cn-bj-2025-grade-3.toml"),
    include_str!("../../data/presets/hk-pledge.toml"),
    include_str!("../../data/presets/nyc-hpd.toml"),
    include_str!("../../data/presets/us-fl-condo.toml"),
    include_str!("../../data/presets/ru-416.toml"),
    include_str!("../../data/presets/es-10-2025.toml"),
];

static PRESETS: LazyLock<Vec<Preset>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|text| Preset::read(text).expect("a test reads every preset file"))
        .collect()
});

/// Every preset; the house default first.
pub fn presets() -> &'static [Preset] {
    &PRESETS
}

pub fn preset(slug: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.slug == slug)
}

/// What holds until somebody publishes something else.
pub fn house_default() -> &'static Preset {
    &PRESETS[0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sla::{
        matching::{Facts, pick},
        metric::{Metric, Moment},
        validate::{Fault, faults},
    };

    fn on(date: &str) -> NaiveDate {
        date.parse().unwrap()
    }

    fn repair<'a>(category: &'a str, urgency: &'a str, date: &str) -> Facts<'a> {
        Facts {
            kind: "repair",
            category: Some(category),
            urgency,
            occupancy: Some("owner"),
            on: on(date),
        }
    }

    /// The promise of a preset for these facts, as written.
    fn promised(
        preset: &str,
        facts: &Facts<'_>,
        metric: Metric,
        starts_on: Moment,
    ) -> Option<String> {
        let policies = &super::preset(preset).unwrap().policies;
        let terms = pick(policies, facts)?.terms(metric, starts_on, 1)?;
        Some(terms.target.to_string())
    }

    #[test]
    fn every_preset_file_reads_and_is_unlike_the_others() {
        let mut slugs: Vec<_> = FILES
            .iter()
            .map(|text| {
                Preset::read(text).map_or_else(|fault| panic!("{fault}\n{text}"), |p| p.slug)
            })
            .collect();
        assert_eq!(slugs[0], "default");
        slugs.sort();
        slugs.dedup();
        assert_eq!(slugs.len(), FILES.len());
    }

    #[test]
    fn every_preset_may_be_published_over_the_house_default() {
        for preset in presets() {
            let mut found = faults(&preset.over(&house_default().policies), true);
            found.retain(Fault::blocks);
            assert_eq!(found, [], "{}", preset.slug);
        }
    }

    #[test]
    fn the_house_default_holds_for_every_ticket_and_a_law_alone_does_not() {
        assert_eq!(faults(&house_default().policies, true), []);
        let law = super::preset("uk-ho-code").unwrap();
        assert_eq!(faults(&law.policies, true), [Fault::NoFallback]);
    }

    #[test]
    fn every_preset_is_named_in_every_language_with_its_source() {
        for preset in presets() {
            for lang in ["en", "es", "zh"] {
                assert!(preset.name.0.contains_key(lang), "{}", preset.slug);
                assert!(
                    preset.policies.iter().all(|p| p.name.0.contains_key(lang)),
                    "{}",
                    preset.slug
                );
                assert!(
                    preset
                        .note
                        .as_ref()
                        .is_none_or(|note| note.0.contains_key(lang)),
                    "{}",
                    preset.slug
                );
            }
            assert!(!preset.source.0.is_empty());
        }
    }

    #[test]
    fn heating_is_owed_in_one_working_day_in_winter_and_in_three_in_summer() {
        for (date, target) in [
            ("2026-10-30", "3 wd"),
            ("2026-10-31", "1 wd"),
            ("2027-01-15", "1 wd"),
            ("2027-05-01", "1 wd"),
            ("2027-05-02", "3 wd"),
        ] {
            let facts = repair("heating-none", "urgent", date);
            let found = promised("uk-rtr-1994", &facts, Metric::Resolve, Moment::Filed);
            assert_eq!(found.as_deref(), Some(target), "{date}");
        }
    }

    #[test]
    fn wall_hours_and_working_days_live_in_one_case() {
        let facts = repair("rooms-damp", "normal", "2026-11-24");
        let damp = |metric, start| promised("uk-awaab", &facts, metric, start);
        assert_eq!(
            damp(Metric::Investigate, Moment::Filed).as_deref(),
            Some("10 wd")
        );
        assert_eq!(
            damp(Metric::UpdateOwner, Moment::Investigated).as_deref(),
            Some("3 wd")
        );
        assert_eq!(
            damp(Metric::MakeSafe, Moment::Investigated).as_deref(),
            Some("5 wd")
        );
        assert_eq!(
            damp(Metric::Attend, Moment::Investigated).as_deref(),
            Some("84 d")
        );
    }

    #[test]
    fn a_repair_has_two_deadlines_done_and_proven() {
        let facts = repair("rooms-crack", "normal", "2026-11-24");
        assert_eq!(
            promised("nyc-hpd", &facts, Metric::Resolve, Moment::Filed).as_deref(),
            Some("90 d")
        );
        assert_eq!(
            promised("nyc-hpd", &facts, Metric::Certify, Moment::Resolved).as_deref(),
            Some("14 d")
        );
    }

    #[test]
    fn a_complaint_has_two_stages_and_a_bounded_extension() {
        let code = &super::preset("uk-ho-code").unwrap().policies[0];
        let first = code.terms(Metric::Answer, Moment::Acknowledged, 1).unwrap();
        let second = code.terms(Metric::Answer, Moment::Acknowledged, 2).unwrap();
        assert_eq!(
            (first.target.to_string(), second.target.to_string()),
            ("10 wd".into(), "20 wd".into())
        );
        let more = first.extension.as_ref().unwrap();
        assert_eq!((more.max.to_string(), more.count), ("10 wd".into(), 1));
    }

    #[test]
    fn percentages_on_time_are_for_the_boards_by_grade() {
        let of = |grade: &str| {
            super::preset(grade)
                .unwrap()
                .policies
                .iter()
                .find_map(|p| p.on_time_percent)
        };
        assert_eq!(of("cn-bj-2025-grade-1"), Some(80));
        assert_eq!(of("cn-bj-2025-grade-2"), Some(90));
        assert_eq!(of("cn-bj-2025-grade-3"), Some(95));
    }

    #[test]
    fn what_comes_from_secondary_sources_says_so() {
        for (slug, mark) in [
            ("default", Mark::House),
            ("uk-ho-code", Mark::Verified),
            ("uk-rtr-1994", Mark::Verified),
            ("uk-s22", Mark::Verified),
            ("hk-pledge", Mark::Verified),
            ("uk-awaab", Mark::Unverified),
            ("cn-bj-2025-grade-1", Mark::Unverified),
            ("nyc-hpd", Mark::Unverified),
            ("us-fl-condo", Mark::Unverified),
            ("ru-416", Mark::Unverified),
            ("es-10-2025", Mark::Unverified),
        ] {
            assert_eq!(super::preset(slug).unwrap().mark, mark, "{slug}");
        }
    }

    #[test]
    fn every_category_a_preset_names_is_in_the_catalogue() {
        let known = crate::catalog::shipped_names();
        for policy in presets().iter().flat_map(|preset| &preset.policies) {
            for slug in &policy.matches.categories {
                let there = known.iter().any(|(kind, name)| {
                    name == slug && policy.matches.kinds.contains(&kind.to_string())
                });
                assert!(there, "{}: {slug}", policy.slug);
            }
        }
    }
}
