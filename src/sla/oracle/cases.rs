//! Random calendars, starts, targets and pauses, thick around the changes of clocks.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::collection::vec;
use proptest::prelude::*;

use super::super::*;
use super::wall::{PLACES, WALLS};

#[derive(Debug, Clone)]
pub struct Case {
    pub place: usize,
    pub calendar: Calendar,
    pub start: DateTime<Utc>,
    pub target: Target,
    pub pauses: Vec<Pause>,
    pub percent: u32,
}

fn hours() -> impl Strategy<Value = Hours> {
    let minute = prop_oneof![6 => (0u16..=96).prop_map(|n| n * 15), 2 => 0u16..=240, 1 => Just(1440u16), 1 => Just(0u16)];
    // cuts in order make windows; a cut used twice makes windows that touch
    let random = (vec(minute, 2..=6), any::<bool>()).prop_map(|(mut cuts, touch)| {
        cuts.sort_unstable();
        cuts.dedup();
        let step = if touch { 1 } else { 2 };
        let windows = (0..cuts.len().saturating_sub(1))
            .step_by(step)
            .filter_map(|i| Window::new(cuts[i], cuts[i + 1]).ok());
        Hours::new(windows.collect()).unwrap()
    });
    let usual = prop_oneof![
        Just(&["09:00-17:00"][..]),
        Just(&["09:00-14:00", "16:00-19:00"][..]),
        Just(&["00:00-24:00"][..]),
        Just(&["00:00-06:00", "22:00-24:00"][..]),
        Just(&["02:15-02:45"][..]),
        Just(&[][..]),
    ]
    .prop_map(|texts| Hours::parse(texts).unwrap());
    prop_oneof![3 => usual, 2 => random]
}

fn calendar(place: usize) -> impl Strategy<Value = Calendar> {
    let wall = &WALLS[place];
    let date = (-30i64..60).prop_map(|days| wall.middle + TimeDelta::days(days));
    let week = prop_oneof![
        8 => proptest::array::uniform7(hours()),
        1 => Just(std::array::from_fn(|_| Hours::CLOSED)),
    ];
    (week, proptest::collection::btree_map(date, hours(), 0..8)).prop_map(|(week, dates)| {
        Calendar {
            zone: wall.zone,
            week,
            dates,
            names: Default::default(),
        }
    })
}

fn second(place: usize) -> impl Strategy<Value = DateTime<Utc>> {
    let noon = WALLS[place].middle.and_hms_opt(12, 0, 0).unwrap().and_utc();
    let minutes = prop_oneof![2 => -35 * 1440i64..30 * 1440, 1 => -3 * 1440i64..1440];
    (minutes, prop_oneof![3 => Just(0i64), 1 => 0i64..60])
        .prop_map(move |(minutes, seconds)| noon + TimeDelta::seconds(minutes * 60 + seconds))
}

fn pauses(place: usize) -> impl Strategy<Value = Vec<Pause>> {
    let length = prop_oneof![3 => (0i64..3 * 1440).prop_map(|n| Some(n * 60)), 3 => (0i64..200_000).prop_map(Some), 1 => Just(None)];
    let pause = (second(place), length).prop_map(|(from, length)| Pause {
        from,
        to: length.map(|n| from + TimeDelta::seconds(n)),
    });
    prop_oneof![2 => Just(Vec::new()), 3 => vec(pause, 1..5)]
}

pub fn case() -> impl Strategy<Value = Case> {
    let target = prop_oneof![
        (0u32..20_000).prop_map(Target::WallMinutes),
        (0u32..3_000).prop_map(Target::WorkMinutes),
        (0u32..48).prop_map(|n| Target::WorkMinutes(n * 60)),
        (0u32..14).prop_map(Target::WorkDays),
    ];
    (0..PLACES.len())
        .prop_flat_map(move |place| {
            (
                Just(place),
                calendar(place),
                second(place),
                target.clone(),
                pauses(place),
                1u32..=20,
            )
        })
        .prop_map(|(place, calendar, start, target, pauses, fifths)| Case {
            place,
            calendar,
            start,
            target,
            pauses,
            percent: fifths * 5,
        })
}
