//! The engine against brute force: step through the minutes of UTC one by one, ask each for its local time, count.
//!
//! Nothing here shares a method with the engine: no conversion from local time to instants, no intervals, no merging,
//! no steady days. A few thousand random cases run with every test; `bin/oracle` sets `VENTANILLA_ORACLE_CASES`.

mod cases;
mod count;
mod wall;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::*;
use cases::{Case, case};
use count::Oracle;
use wall::{DAYS_AFTER, WALLS};

fn agrees(case: &Case) -> Result<(), TestCaseError> {
    let Case {
        place,
        calendar,
        start,
        target,
        pauses,
        percent,
    } = case;
    let oracle = Oracle::new(&WALLS[*place], calendar, pauses);
    let from = start.timestamp();
    let expected = match *target {
        Target::WallMinutes(n) => oracle.count(from, i64::from(n) * 60, false),
        Target::WorkMinutes(n) => oracle.count(from, i64::from(n) * 60, true),
        Target::WorkDays(n) => oracle.count_days(from, n),
    };
    let found = due(*start, *target, calendar, pauses);
    prop_assert_eq!(
        &found.as_ref().map(|due| due.at).map_err(Clone::clone),
        &due_at(*start, *target, calendar, pauses)
    );
    let Ok(expected) = expected else {
        // past the months the oracle knows: the engine must not have answered within them
        let known = WALLS[*place].middle + TimeDelta::days(DAYS_AFTER - 10);
        let early = found.is_ok_and(|due| due.at.is_some_and(|at| at.date_naive() < known));
        prop_assert!(!early, "the engine answers before the oracle");
        return Ok(());
    };
    let found = found.map_err(|fault| TestCaseError::fail(fault.to_string()))?;
    prop_assert_eq!(found.at.map(|at| at.timestamp()), expected);
    if let Some(at) = found.at {
        prop_assert_eq!(at.timestamp_subsec_nanos(), 0);
        round_trip(case, at)?;
        told(case, at, &found.trace)?;
    }

    let share = |seconds: i64| seconds * i64::from(*percent) / 100;
    let warn = share_of(*start, *target, *percent, calendar, pauses)
        .unwrap()
        .map(|at| at.timestamp());
    match (*target, expected) {
        (Target::WallMinutes(n), _) => prop_assert_eq!(
            warn,
            oracle.count(from, share(i64::from(n) * 60), false).unwrap()
        ),
        (Target::WorkMinutes(n), _) => prop_assert_eq!(
            warn,
            oracle.count(from, share(i64::from(n) * 60), true).unwrap()
        ),
        (Target::WorkDays(_), None) => prop_assert_eq!(warn, None),
        (Target::WorkDays(_), Some(end)) => {
            let worked = oracle.passed(from, end).unwrap();
            prop_assert_eq!(
                elapsed(calendar, *start, found.at.unwrap(), pauses)
                    .unwrap()
                    .num_seconds(),
                worked
            );
            // a share of seconds can end between two of them, and two seconds can be a night apart
            let around = [share(worked), share(worked) + 1]
                .map(|n| oracle.count(from, n.min(worked), true).unwrap());
            prop_assert!(
                around[0] <= warn && warn <= around[1],
                "{warn:?} not in {around:?}"
            );
        }
    }
    Ok(())
}

/// The time passed between start and due is the target.
fn round_trip(case: &Case, at: DateTime<Utc>) -> Result<(), TestCaseError> {
    match case.target {
        Target::WallMinutes(n) => {
            prop_assert_eq!(
                elapsed_wall(case.start, at, &case.pauses).unwrap(),
                TimeDelta::minutes(i64::from(n))
            );
        }
        Target::WorkMinutes(n) => {
            prop_assert_eq!(
                elapsed(&case.calendar, case.start, at, &case.pauses).unwrap(),
                TimeDelta::minutes(i64::from(n))
            );
        }
        Target::WorkDays(_) => {}
    }
    Ok(())
}

/// The trace accounts for the whole target and ends at the due instant.
fn told(case: &Case, at: DateTime<Utc>, trace: &Trace) -> Result<(), TestCaseError> {
    prop_assert!(
        trace
            .windows
            .windows(2)
            .all(|pair| pair[0].to <= pair[1].from)
    );
    prop_assert!(
        trace
            .skipped
            .windows(2)
            .all(|pair| pair[0].date < pair[1].date)
    );
    prop_assert!(
        trace
            .pauses
            .windows(2)
            .all(|pair| pair[0].to.is_some_and(|to| to < pair[1].from))
    );
    match case.target {
        Target::WorkMinutes(n) if n > 0 => {
            prop_assert_eq!(
                trace.windows.iter().map(|used| used.seconds).sum::<i64>(),
                i64::from(n) * 60
            );
            prop_assert_eq!(trace.windows.last().unwrap().to, at);
        }
        Target::WorkDays(n) if n > 0 => {
            prop_assert_eq!(
                trace.days.last().map(|day| (day.number, day.closes)),
                Some((n, at))
            );
            let dates = trace.days.len() + trace.skipped.len();
            let span = trace.days.last().unwrap().date
                - case.start.with_timezone(&case.calendar.zone).date_naive();
            prop_assert_eq!(dates as i64, span.num_days());
        }
        _ => {}
    }
    Ok(())
}

#[test]
fn the_engine_agrees_with_counting_minute_by_minute() {
    let cases = std::env::var("VENTANILLA_ORACLE_CASES").map_or(2_000, |n| n.parse().unwrap());
    let threads =
        std::thread::available_parallelism().map_or(1, |n| u32::try_from(n.get()).unwrap());
    let config = ProptestConfig {
        cases: cases / threads + 1,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| proptest!(config.clone(), |(case in case())| agrees(&case)?));
        }
    });
}
