//! How soon a matter matters: from what it is about, the safety answers and the season, never from a free choice alone.

use chrono::NaiveDate;

use crate::catalog::{Category, Danger, Urgency};

/// Suggests the urgency. A danger or a yes never makes it less urgent than it was without.
pub fn urgency(
    category: Option<&Category>,
    danger: Option<Danger>,
    getting_worse: bool,
    vulnerable: bool,
    on: NaiveDate,
) -> Urgency {
    let in_season = category.is_none_or(|category| category.is_in_season(on));
    let mut urgency = category.map_or(Urgency::Normal, |category| category.urgency);
    if !in_season {
        urgency = later(urgency, Urgency::Normal);
    }
    let danger = danger
        .or(category.and_then(|category| category.danger))
        .filter(|danger| *danger != Danger::Cold || in_season);
    match danger {
        Some(Danger::Gas | Danger::Fire | Danger::Electric | Danger::Trapped) => Urgency::Emergency,
        Some(Danger::Water | Danger::Cold) if getting_worse || vulnerable => Urgency::Emergency,
        Some(Danger::Lock) if vulnerable => Urgency::Emergency,
        Some(Danger::Water | Danger::Lock | Danger::Cold) => sooner(urgency, Urgency::Urgent),
        None if getting_worse || vulnerable => one_step(urgency),
        None => urgency,
    }
}

/// A small thing that grows is an ordinary one, an ordinary one an urgent one; an emergency needs a danger.
fn one_step(urgency: Urgency) -> Urgency {
    match urgency {
        Urgency::Low => Urgency::Normal,
        Urgency::Normal | Urgency::Urgent => Urgency::Urgent,
        Urgency::Emergency => Urgency::Emergency,
    }
}

// `Urgency` is ordered soonest first.
fn sooner(a: Urgency, b: Urgency) -> Urgency {
    a.min(b)
}

fn later(a: Urgency, b: Urgency) -> Urgency {
    a.max(b)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        catalog::{Kind, Responsible},
        i18n::Label,
        ids::CategoryId,
    };

    fn category(urgency: Urgency, danger: Option<Danger>, season: Option<&str>) -> Category {
        Category {
            id: CategoryId(1),
            kind: Kind::Repair,
            slug: "heating-none".to_owned(),
            parent_slug: None,
            label: Label::default(),
            title: Label::default(),
            icon: String::new(),
            position: 0,
            responsible: Responsible::Company,
            why: Label::default(),
            urgency,
            danger,
            self_help: Label::default(),
            season: season.map(|season| season.parse().expect("a season")),
            retired: false,
        }
    }

    fn on(month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, 15).expect("a day")
    }

    #[test]
    fn no_heating_is_urgent_in_winter_and_an_emergency_with_an_infant() {
        let heating = category(Urgency::Urgent, Some(Danger::Cold), Some("10-31/05-01"));
        assert_eq!(
            urgency(Some(&heating), None, false, false, on(1)),
            Urgency::Urgent
        );
        assert_eq!(
            urgency(Some(&heating), None, false, true, on(1)),
            Urgency::Emergency
        );
        assert_eq!(
            urgency(Some(&heating), None, false, false, on(7)),
            Urgency::Normal
        );
    }

    #[test]
    fn gas_is_an_emergency_whatever_the_category_says() {
        let lamp = category(Urgency::Low, None, None);
        assert_eq!(
            urgency(Some(&lamp), Some(Danger::Gas), false, false, on(7)),
            Urgency::Emergency
        );
        assert_eq!(
            urgency(None, Some(Danger::Trapped), false, false, on(7)),
            Urgency::Emergency
        );
    }

    #[test]
    fn what_gets_worse_goes_one_step_up() {
        let lamp = category(Urgency::Low, None, None);
        assert_eq!(
            urgency(Some(&lamp), None, true, false, on(7)),
            Urgency::Normal
        );
        assert_eq!(urgency(None, None, true, false, on(7)), Urgency::Urgent);
        let leak = category(Urgency::Urgent, Some(Danger::Water), None);
        assert_eq!(
            urgency(Some(&leak), None, true, false, on(7)),
            Urgency::Emergency
        );
    }

    proptest! {
        #[test]
        fn an_answer_never_makes_it_less_urgent(
            base in proptest::sample::select(Urgency::ALL),
            danger in proptest::option::of(proptest::sample::select(Danger::ALL)),
            answer in proptest::sample::select(Danger::ALL),
            month in 1u32..=12,
            (worse, vulnerable) in any::<(bool, bool)>(),
        ) {
            let category = category(base, danger, Some("10-31/05-01"));
            let plain = urgency(Some(&category), None, false, false, on(month));
            prop_assert!(urgency(Some(&category), None, worse, vulnerable, on(month)) <= plain);
            if danger.is_none() {
                prop_assert!(urgency(Some(&category), Some(answer), worse, vulnerable, on(month)) <= plain);
            }
        }
    }
}
