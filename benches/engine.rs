//! The pure engines: `cargo bench --bench engine`. Figures and goals are in `benches/README.md`.

use std::hint::black_box;

use chrono::{DateTime, Utc};
use criterion::{Criterion, criterion_group, criterion_main};
use ventanilla::sla::{Calendar, Pause, Target, due, due_at, elapsed, share_of};

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

criterion_group!(engines, promises);
criterion_main!(engines);
