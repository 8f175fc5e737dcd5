//! The pure engines: `cargo bench --bench engine`. Figures and goals are in `benches/README.md`.

use std::hint::black_box;

use chrono::{DateTime, Utc};
use criterion::{Criterion, criterion_group, criterion_main};
use ventanilla::{
    catalog::Kind,
    i18n::Label,
    ids::{BuildingId, CommunityId},
    routing::{Action, Facts, Rule, RuleSet, choose},
    sla::{Calendar, Pause, Target, due, due_at, elapsed, share_of},
    text::Folded,
};

/// Two windows a day, a short Friday, fourteen holidays a year.
fn ordinary() -> Calendar {
    let mut calendar: Calendar = r#"
        zone = "Europe/Madrid"
        [week]
        mon = ["09:00-14:00", "16:00-19:00"]
        tue = ["09:00-14:00", "16:00-19:00"]
        wed = ["09:00-14:00", "16:00-19:00"]
        thu = ["09:00-14:00", "16:00-19:00"]
        fri = ["09:00-15:00"]
    "#
    .parse()
    .expect("a calendar");
    for year in 2025..2029 {
        for day in [
            "01-01", "01-06", "03-19", "04-03", "05-01", "05-02", "05-15", "08-15", "10-12",
            "11-01", "11-09", "12-06", "12-08", "12-25",
        ] {
            calendar.add_holiday(format!("{year}-{day}").parse().expect("a date"), "holiday");
        }
    }
    calendar
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn promises(c: &mut Criterion) {
    let calendar = ordinary();
    let start = at("2026-11-23T10:12:00Z");
    let over_the_change = at("2026-10-19T10:12:00Z");
    let pauses = [
        Pause {
            from: at("2026-11-24T09:00:00Z"),
            to: Some(at("2026-11-25T12:00:00Z")),
        },
        Pause {
            from: at("2026-11-30T09:00:00Z"),
            to: Some(at("2026-12-01T19:00:00Z")),
        },
    ];
    let mut group = c.benchmark_group("due");
    let mut case = |name: &str, start, target, pauses: &[Pause]| {
        group.bench_function(name, |b| {
            b.iter(|| due_at(black_box(start), black_box(target), &calendar, pauses));
        });
    };
    case("10 wd", start, Target::WorkDays(10), &[]);
    case(
        "10 wd over a clock change",
        over_the_change,
        Target::WorkDays(10),
        &[],
    );
    case(
        "10 wd with two pauses",
        start,
        Target::WorkDays(10),
        &pauses,
    );
    case("4 wh", start, Target::WorkMinutes(240), &[]);
    case("80 wh", start, Target::WorkMinutes(4_800), &[]);
    case("15 min", start, Target::WallMinutes(15), &[]);
    group.bench_function("10 wd with its trace", |b| {
        b.iter(|| due(black_box(start), Target::WorkDays(10), &calendar, &pauses));
    });
    group.bench_function("80 % of 10 wd", |b| {
        b.iter(|| share_of(black_box(start), Target::WorkDays(10), 80, &calendar, &[]));
    });
    group.bench_function("time elapsed in two weeks", |b| {
        b.iter(|| elapsed(&calendar, black_box(start), at("2026-12-07T10:12:00Z"), &[]));
    });
    group.finish();
}

/// Two hundred rules of mixed conditions of which only the last holds: the worst a filing can meet.
fn rules(c: &mut Criterion) {
    let kinds = [
        r#"{"all":[{"is":{"kind":["repair"]}},{"is":{"category":["complaint/noise","repair/shared-lift"]}}]}"#,
        r#"{"all":[{"is":{"kind":["repair"]}},{"is":{"building":[7,8,9]}},{"is_not":"working_time"}]}"#,
        r#"{"all":[{"is":{"kind":["repair"]}},{"any":[{"is":{"words":["gas leak","smoke","spark*","电梯坏"]}},{"is":{"danger":["gas"]}}]}]}"#,
        r#"{"all":[{"is":{"kind":["repair","inquiry"]}},{"is":{"time":"22:00-07:00"}},{"is":{"weekday":[6,7]}}]}"#,
        r#"{"all":[{"is":{"channel":["web"]}},{"is":{"language":["zh"]}},{"is":{"repeat_within":30}}]}"#,
    ];
    let rule = |n: usize, when: &str| Rule {
        id: format!("rule-{n}").into(),
        name: Label::new("A rule", "Una regla", "规则"),
        on: true,
        when: serde_json::from_str(when).expect("a condition"),
        then: Action::to("engineering"),
        set: None,
    };
    let mut list: Vec<_> = (0..199).map(|n| rule(n, kinds[n % kinds.len()])).collect();
    list.push(rule(199, r#"{"is":{"kind":["repair"]}}"#));
    let set = RuleSet { rules: list };
    let words = "Since yesterday water has been dripping from the ceiling of our bathroom, and it is slowly getting \
                 worse. We put a bucket under it. 天花板一直在滴水，已经两天了，请尽快派人来看。 "
        .repeat(4);
    let facts = Facts {
        category: Some("bathroom-drip".to_owned()),
        ancestors: vec!["bathroom".to_owned()],
        building: Some(BuildingId(3)),
        text: Folded::new(&words),
        ..Facts::bare(
            Kind::Repair,
            CommunityId(1),
            at("2026-11-24T10:12:00Z").naive_utc(),
        )
    };
    assert!(choose(&set, &facts).why.len() == 200);
    let mut group = c.benchmark_group("choose");
    group.bench_function("200 rules, the last holds", |b| {
        b.iter(|| choose(&set, black_box(&facts)));
    });
    group.bench_function("800 characters made ready", |b| {
        b.iter(|| Folded::new(black_box(&words)));
    });
    group.finish();
}

criterion_group!(engines, promises, rules);
criterion_main!(engines);
