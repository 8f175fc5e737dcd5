//! `data/catalog.toml`, built into the binary: read, with what a problem takes over from its place filled in.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use serde::Deserialize;

use super::model::{Danger, Kind, Responsible, Season, Urgency};
use crate::i18n::{Label, Lang};

/// A category as the file has it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Written {
    pub kind: Kind,
    pub slug: String,
    pub parent_slug: Option<String>,
    pub label: Label,
    pub title: Label,
    pub icon: String,
    pub position: i32,
    pub responsible: Responsible,
    pub why: Label,
    pub urgency: Urgency,
    pub danger: Option<Danger>,
    pub self_help: Label,
    pub season: Option<Season>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    reason: BTreeMap<String, Label>,
    self_help: BTreeMap<String, Label>,
    repair: Vec<Node>,
    complaint: Vec<Node>,
    fee_dispute: Vec<Node>,
    inquiry: Vec<Node>,
    suggestion: Vec<Node>,
    service_order: Vec<Node>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Node {
    slug: String,
    label: Label,
    /// Where it stands alone, if the label would not say enough.
    title: Option<Label>,
    icon: String,
    urgency: Option<Urgency>,
    danger: Option<Danger>,
    responsible: Option<Responsible>,
    why: Option<String>,
    help: Option<String>,
    season: Option<Season>,
    #[serde(default)]
    below: Vec<Node>,
}

/// The catalogue of the product, parents before children, in the order of the file.
pub fn shipped() -> anyhow::Result<Vec<Written>> {
    read(include_str!("../../data/catalog.toml")).context("data/catalog.toml")
}

fn read(text: &str) -> anyhow::Result<Vec<Written>> {
    let file: File = toml::from_str(text)?;
    let mut list = Vec::new();
    for &kind in Kind::ALL {
        let top = match kind {
            Kind::Repair => &file.repair,
            Kind::Complaint => &file.complaint,
            Kind::FeeDispute => &file.fee_dispute,
            Kind::Inquiry => &file.inquiry,
            Kind::Suggestion => &file.suggestion,
            Kind::ServiceOrder => &file.service_order,
        };
        for place in top {
            list.push(written(&file, kind, None, place)?);
            for problem in &place.below {
                if !problem.below.is_empty() {
                    bail!("{}: the tree has two levels", problem.slug);
                }
                list.push(written(&file, kind, Some(place), problem)?);
            }
        }
    }
    for (position, written) in (0..).zip(&mut list) {
        written.position = position;
    }
    Ok(list)
}

fn written(file: &File, kind: Kind, parent: Option<&Node>, node: &Node) -> anyhow::Result<Written> {
    let named = |table: &BTreeMap<String, Label>, name: Option<&String>| match name {
        None => Ok(Label::default()),
        Some(name) => table
            .get(name)
            .cloned()
            .with_context(|| format!("{}: there is no {name:?}", node.slug)),
    };
    let why = node
        .why
        .as_ref()
        .or_else(|| parent.and_then(|parent| parent.why.as_ref()));
    let written = Written {
        kind,
        slug: node.slug.clone(),
        parent_slug: parent.map(|parent| parent.slug.clone()),
        label: node.label.clone(),
        title: node.title.clone().unwrap_or_else(|| node.label.clone()),
        icon: node.icon.clone(),
        position: 0,
        responsible: node
            .responsible
            .or_else(|| parent.and_then(|parent| parent.responsible))
            .unwrap_or(Responsible::Company),
        why: named(&file.reason, why)?,
        urgency: node.urgency.unwrap_or(Urgency::Normal),
        danger: node.danger,
        self_help: named(&file.self_help, node.help.as_ref())?,
        season: node.season,
    };
    for label in [
        &written.label,
        &written.title,
        &written.why,
        &written.self_help,
    ] {
        if !label.0.is_empty()
            && Lang::ALL
                .iter()
                .any(|lang| !label.0.contains_key(lang.code()))
        {
            bail!("{}: {label:?} misses a language", node.slug);
        }
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_file_reads_and_its_slugs_are_one_of_a_kind() {
        let list = shipped().expect("reads");
        let slugs: BTreeSet<_> = list.iter().map(|c| (c.kind, c.slug.as_str())).collect();
        assert_eq!(slugs.len(), list.len());
        assert!(
            list.iter().all(|c| !c.why.0.is_empty()),
            "everything says who answers for it"
        );
    }

    #[test]
    fn a_repair_is_eight_places_and_ends_with_not_sure() {
        let list = shipped().expect("reads");
        let places: Vec<_> = list
            .iter()
            .filter(|c| c.kind == Kind::Repair && c.parent_slug.is_none())
            .collect();
        assert_eq!(places.len(), 8);
        for place in places {
            let problems: Vec<_> = list
                .iter()
                .filter(|c| c.parent_slug.as_deref() == Some(&place.slug))
                .collect();
            assert!(problems.len() >= 4, "{}", place.slug);
            let unsure = problems.last().expect("problems");
            assert_eq!(unsure.slug, format!("{}-unsure", place.slug));
            for lang in Lang::ALL {
                let title = unsure.title.in_lang(lang);
                assert!(title.starts_with(place.label.in_lang(lang)), "{title}");
            }
        }
    }

    #[test]
    fn a_problem_takes_over_what_its_place_says() {
        let list = shipped().expect("reads");
        let find = |slug: &str| list.iter().find(|c| c.slug == slug).expect(slug);
        assert_eq!(find("door-stiff").responsible, Responsible::Owner);
        assert_eq!(find("door-bell").responsible, Responsible::Company);
        assert_eq!(find("kitchen-drip").why, find("kitchen").why);
        assert_eq!(find("heating-none").danger, Some(Danger::Cold));
    }

    #[test]
    fn grounds_and_abouts_are_those_of_the_tables() {
        let list = shipped().expect("reads");
        let of = |kind| {
            list.iter()
                .filter(|c| c.kind == kind)
                .map(|c| c.slug.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            of(Kind::FeeDispute),
            [
                "paid",
                "amount",
                "not_mine",
                "no_service",
                "unclear",
                "other"
            ]
        );
        let abouts = of(Kind::Complaint);
        for about in [
            "service",
            "staff",
            "department",
            "neighbour",
            "noise",
            "cleanliness",
            "safety",
            "decision",
            "other",
        ] {
            assert!(abouts.contains(&about), "{about}");
        }
    }
}
