//! The form of a policy, read: the policy, or every bad value with a sentence beside its field.

use std::collections::HashSet;

use super::{
    super::row::{Rows, field},
    fields::{STEP, TERMS},
};
use crate::{
    error::FieldErrors,
    i18n::{Label, Message},
    sla::{Allowance, Match, Moment, Policy, Rung, RungAt, Season, SeasonTarget, Target, Terms},
    web::{Fields, names},
};

/// Longer promises are typing mistakes.
const MOST_YEARS: u32 = 10;

/// The policy the form describes, under the slug it has, or everything that is wrong with it.
pub(super) fn read(fields: &Fields, slug: Option<&str>) -> Result<Policy, FieldErrors> {
    let mut errors = FieldErrors::default();
    let name = names::read(fields);
    if name.0.is_empty() {
        errors.push("name_en", Message::new("sla-admin-name-missing"));
    }
    let list = |name| {
        fields
            .all(name)
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let matches = Match {
        kinds: list("kinds"),
        categories: list("categories"),
        urgencies: list("urgencies"),
        occupancies: list("occupancies"),
        season: match fields.get("season") {
            "" => None,
            text => season(text).or_else(|| {
                errors.push("season", Message::new("sla-admin-season-wrong"));
                None
            }),
        },
    };
    let on_time_percent = match fields.get("on_time") {
        "" => None,
        text => percent(text, "on_time", &mut errors),
    };
    let promises = terms(fields, &mut errors);
    if promises.is_empty() && errors.is_empty() {
        errors.push("new_metric", Message::new("sla-admin-promise-missing"));
    }
    let ladder = steps(fields, &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Policy {
        slug: slug.map_or_else(|| slug_of(&name), str::to_owned),
        name,
        matches,
        promises,
        ladder,
        on_time_percent,
    })
}

fn slug_of(name: &Label) -> String {
    let name = name.0.get("en").or_else(|| name.0.values().next());
    let name = name.map_or("", String::as_str).to_lowercase();
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    match words.join("-") {
        slug if slug.is_empty() => "policy".to_owned(),
        slug => slug.chars().take(40).collect(),
    }
}

fn terms(fields: &Fields, errors: &mut FieldErrors) -> Vec<Terms> {
    let mut seen = HashSet::new();
    let mut list = Vec::new();
    for n in 0..Rows::sent(TERMS, fields).rows.len() {
        let of = |stem: &'static str| fields.get(field(stem, n));
        let target = target(of("count"), of("unit"), field("count", n), errors);
        let warn_percent = percent(of("warn"), field("warn", n), errors);
        let (Ok(metric), Ok(starts_on)) = (of("metric").parse(), of("start").parse::<Moment>())
        else {
            errors.push(field("metric", n), Message::new("sla-admin-choose"));
            continue;
        };
        let stage = if of("stage") == "2" { 2 } else { 1 };
        if !seen.insert((metric, starts_on, stage)) {
            errors.push(field("metric", n), Message::new("sla-admin-metric-twice"));
        }
        if starts_on.meets().contains(&metric) {
            errors.push(field("start", n), Message::new("sla-admin-starts-on-end"));
        }
        let extension = extension(fields, n, errors);
        let seasons = seasons(of("seasons"), field("seasons", n), errors);
        if let (Some(target), Some(warn_percent)) = (target, warn_percent) {
            list.push(Terms {
                metric,
                starts_on,
                target,
                seasons,
                warn_percent,
                extension,
                stage,
                repeats: fields.has(field("repeats", n)),
                receipt_counts: fields.has(field("receipt", n)),
            });
        }
    }
    list
}

fn extension(fields: &Fields, n: usize, errors: &mut FieldErrors) -> Option<Allowance> {
    let of = |stem: &'static str| fields.get(field(stem, n));
    if of("more_count").is_empty() {
        return None;
    }
    let max = target(
        of("more_count"),
        of("more_unit"),
        field("more_count", n),
        errors,
    );
    let count = match of("more_times") {
        "" => Some(1),
        text => text.parse().ok().filter(|times| (1..=9).contains(times)),
    };
    if count.is_none() {
        errors.push(
            field("more_times", n),
            Message::new("sla-admin-times-wrong"),
        );
    }
    Some(Allowance {
        max: max?,
        count: count?,
    })
}

/// `10-31 – 05-01 = 1 wd`, one to a line.
fn seasons(text: &str, at: &'static str, errors: &mut FieldErrors) -> Vec<SeasonTarget> {
    let mut list = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let read = line.split_once('=').and_then(|(of, target)| {
            let target = target.trim().parse().ok().filter(is_sane)?;
            Some(SeasonTarget {
                season: season(of)?,
                target,
            })
        });
        match read {
            Some(of) => list.push(of),
            None => {
                let wrong = Message::new("sla-admin-season-line").with("text", line);
                errors.push(at, wrong);
            }
        }
    }
    list
}

fn season(text: &str) -> Option<Season> {
    let text = text.replace(['–', '—'], "..").replace(" - ", "..");
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    text.parse().ok()
}

fn steps(fields: &Fields, errors: &mut FieldErrors) -> Vec<Rung> {
    let mut list: Vec<Rung> = Vec::new();
    for n in 0..Rows::sent(STEP, fields).rows.len() {
        let of = |stem: &'static str| fields.get(field(stem, n));
        let at = match of("at") {
            "warning" => Some(RungAt::Warning),
            "breach" => Some(RungAt::Breach),
            _ => {
                let name = field("every_count", n);
                target(of("every_count"), of("every_unit"), name, errors).map(RungAt::Every)
            }
        };
        let Ok(to) = of("to").parse() else {
            errors.push(field("to", n), Message::new("sla-admin-choose"));
            continue;
        };
        let Some(at) = at else { continue };
        let repeating = list.iter().find(|rung| matches!(rung.at, RungAt::Every(_)));
        if repeating.is_some_and(|rung| rung.at != at) {
            errors.push(field("at", n), Message::new("sla-admin-step-order"));
        }
        list.push(Rung { at, to });
    }
    list
}

fn target(count: &str, unit: &str, at: &'static str, errors: &mut FieldErrors) -> Option<Target> {
    let wrong = match count.parse::<u32>() {
        Err(_) | Ok(0) => "sla-admin-count-wrong",
        Ok(count) => match format!("{count} {unit}").parse::<Target>() {
            Ok(target) if is_sane(&target) => return Some(target),
            _ => "sla-admin-count-long",
        },
    };
    errors.push(at, Message::new(wrong));
    None
}

fn is_sane(target: &Target) -> bool {
    const DAYS: u32 = MOST_YEARS * 365;
    match *target {
        Target::WallMinutes(n) | Target::WorkMinutes(n) => (1..=DAYS * 24 * 60).contains(&n),
        Target::WorkDays(n) => (1..=DAYS).contains(&n),
    }
}

fn percent(text: &str, at: &'static str, errors: &mut FieldErrors) -> Option<u8> {
    let number = text.trim_end_matches(['%', '％']).trim().parse().ok();
    let percent = number.filter(|percent| (1..=100).contains(percent));
    if percent.is_none() {
        errors.push(at, Message::new("sla-admin-percent-wrong"));
    }
    percent
}

#[cfg(test)]
mod tests {
    use super::{super::fields::filled, *};
    use crate::sla::presets;

    #[test]
    fn every_policy_of_every_preset_comes_back_from_its_form() {
        for policy in presets().iter().flat_map(|preset| &preset.policies) {
            let read = read(&filled(policy), Some(&policy.slug));
            assert_eq!(read.as_ref(), Ok(policy), "{}", policy.slug);
        }
    }

    fn wrong(field: &str, value: &str) -> Vec<&'static str> {
        let complaint = &presets()[0].policies[3];
        let mut fields = filled(complaint);
        fields.set(field, value);
        let errors = read(&fields, None).expect_err("an error");
        errors.0.into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn every_bad_value_is_named_beside_its_field() {
        for (field, value) in [
            ("count-0", "0"),
            ("count-1", "four"),
            ("count-1", "99999999"),
            ("warn-1", "101"),
            ("more_count-1", "-1"),
            ("more_times-1", "12"),
            ("seasons-0", "10-31 = 1 wd"),
            ("season", "winter"),
            ("on_time", "0"),
            ("every_count-3", ""),
        ] {
            assert_eq!(wrong(field, value), [field], "{value}");
        }
        assert_eq!(wrong("start-0", "acknowledged"), ["start-0"]);
        // the answer after the review would be the first answer again
        assert_eq!(wrong("stage-3", "1"), ["metric-3"]);
    }
}
