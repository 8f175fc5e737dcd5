//! The engine against brute force: step through the minutes of UTC one by one, ask each for its local time, count.
//!
//! Nothing here shares a method with the engine: no conversion from local time to instants, no intervals, no merging,
//! no steady days. A few thousand random cases run with every test; `bin/oracle` sets `VENTANILLA_ORACLE_CASES`.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// Zones and the middle of the months in which their clocks do something, or never do.
const PLACES: [(&str, &str); 34] = [
    ("UTC", "2026-02-01"),
    ("Asia/Shanghai", "2026-02-17"),
    ("Asia/Kolkata", "2026-01-26"),
    ("Asia/Kathmandu", "2026-10-20"),
    ("Europe/Madrid", "2026-03-29"),
    ("Europe/Madrid", "2026-10-25"),
    ("Europe/London", "2027-03-28"),
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    // clocks change by half an hour
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-10-04"),
    ("Asia/Pyongyang", "2015-08-15"),
    ("Asia/Pyongyang", "2018-05-05"),
    ("America/Caracas", "2016-05-01"),
    // by two hours
    ("Antarctica/Troll", "2026-03-29"),
    ("Antarctica/Troll", "2026-10-25"),
    // midnight is skipped, or happens twice
    ("America/Sao_Paulo", "2018-11-04"),
    ("America/Sao_Paulo", "2019-02-17"),
    ("Asia/Beirut", "2022-03-27"),
    ("Asia/Beirut", "2022-10-30"),
    ("America/Havana", "2026-03-08"),
    ("America/Havana", "2026-11-01"),
    ("Asia/Tehran", "2022-03-22"),
    ("Asia/Tehran", "2022-09-22"),
    ("America/Asuncion", "2023-10-01"),
    ("America/Scoresbysund", "2024-03-31"),
    // one minute past midnight
    ("America/St_Johns", "2010-11-07"),
    ("America/St_Johns", "2011-03-13"),
    // back and forth within weeks
    ("Africa/Casablanca", "2026-03-01"),
    ("Africa/El_Aaiun", "2025-03-15"),
    // a date is left out
    ("Pacific/Apia", "2011-12-30"),
    ("Pacific/Fakaofo", "2011-12-30"),
    ("Pacific/Kwajalein", "1993-08-21"),
    ("Pacific/Chatham", "2026-04-05"),
];
const DAYS_BEFORE: i64 = 40;
const DAYS_AFTER: i64 = 75;

/// What the clock on the wall shows in each minute of some months.
struct Wall {
    zone: Tz,
    middle: NaiveDate,
    /// The first minute, in minutes since 1970 UTC.
    first: i64,
    /// Local time of each minute from there, in minutes since 1970 as if local were UTC.
    local: Vec<i64>,
    /// The first and the last minute that showed a local time.
    shown: HashMap<i64, (usize, usize)>,
}

impl Wall {
    fn of(zone: &str, middle: &str) -> Self {
        let zone: Tz = zone.parse().unwrap();
        let middle: NaiveDate = middle.parse().unwrap();
        let noon = middle.and_hms_opt(12, 0, 0).unwrap().and_utc();
        let (from, to) = (
            noon - TimeDelta::days(DAYS_BEFORE),
            noon + TimeDelta::days(DAYS_AFTER),
        );
        let minutes = from.timestamp() / 60..to.timestamp() / 60;
        let shown = |minute: i64| {
            let at = DateTime::from_timestamp(minute * 60, 0).unwrap();
            at.with_timezone(&zone)
                .naive_local()
                .and_utc()
                .timestamp()
                .div_euclid(60)
        };
        let mut wall = Self {
            zone,
            middle,
            first: minutes.start,
            local: minutes.map(shown).collect(),
            shown: HashMap::new(),
        };
        for (minute, local) in wall.local.iter().enumerate() {
            wall.shown.entry(*local).or_insert((minute, minute)).1 = minute;
        }
        wall
    }

    /// The minute at which a local edge happens.
    fn edge(&self, local: i64, opening: bool) -> usize {
        match self.shown.get(&local) {
            Some((first, _)) if opening => *first,
            Some((_, last)) => *last,
            None => self.local.iter().position(|shown| *shown > local).unwrap(),
        }
    }
}

static WALLS: LazyLock<Vec<Wall>> = LazyLock::new(|| {
    PLACES
        .iter()
        .map(|(zone, middle)| Wall::of(zone, middle))
        .collect()
});

struct Oracle<'a> {
    wall: &'a Wall,
    calendar: &'a Calendar,
    pauses: &'a [Pause],
    /// Whether each minute is working time.
    working: Vec<bool>,
    /// Local dates with working time, each with the minute its last window ends.
    days: Vec<(NaiveDate, usize)>,
}

/// The months end before the answer.
#[derive(Debug)]
struct Beyond;

impl<'a> Oracle<'a> {
    fn new(wall: &'a Wall, calendar: &'a Calendar, pauses: &'a [Pause]) -> Self {
        let mut oracle = Self {
            wall,
            calendar,
            pauses,
            working: vec![false; wall.local.len()],
            days: Vec::new(),
        };
        let first = wall.middle - TimeDelta::days(DAYS_BEFORE - 2);
        for date in first
            .iter_days()
            .take((DAYS_BEFORE + DAYS_AFTER - 5) as usize)
        {
            oracle.mark(date);
        }
        oracle
    }

    fn mark(&mut self, date: NaiveDate) {
        let weekday = date.weekday().num_days_from_monday() as usize;
        let hours = self
            .calendar
            .dates
            .get(&date)
            .unwrap_or(&self.calendar.week[weekday]);
        let midnight = date.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp() / 60;
        let mut last = None;
        let mut any = false;
        for window in hours.iter() {
            let opens = self
                .wall
                .edge(midnight + i64::from(window.from_minute()), true);
            let closes = self
                .wall
                .edge(midnight + i64::from(window.to_minute()), false);
            if opens < closes {
                self.working[opens..closes].fill(true);
                any = true;
            }
            last = Some(closes);
        }
        if let (Some(closes), true) = (last, any) {
            self.days.push((date, closes));
        }
    }

    fn paused(&self, second: i64) -> bool {
        self.pauses.iter().any(|pause| {
            pause.from.timestamp() <= second && pause.to.is_none_or(|to| second < to.timestamp())
        })
    }

    fn counts(&self, second: i64, work: bool) -> Result<bool, Beyond> {
        let minute =
            usize::try_from(second.div_euclid(60) - self.wall.first).map_err(|_| Beyond)?;
        let working = *self.working.get(minute).ok_or(Beyond)? || !work;
        Ok(working && !self.paused(second))
    }

    /// Whether start or a pause cuts this minute, so that its seconds must be asked one by one.
    fn cut(&self, minute: i64) -> bool {
        let inside =
            |at: DateTime<Utc>| at.timestamp().div_euclid(60) == minute && at.timestamp() % 60 != 0;
        self.pauses
            .iter()
            .any(|pause| inside(pause.from) || pause.to.is_some_and(inside))
    }

    /// The first second at which `target` seconds have counted; none when a pause never ends.
    fn count(&self, start: i64, target: i64, work: bool) -> Result<Option<i64>, Beyond> {
        let (mut at, mut left) = (start, target);
        let no_end = self
            .pauses
            .iter()
            .filter(|pause| pause.to.is_none())
            .map(|pause| pause.from.timestamp())
            .min();
        loop {
            if left == 0 {
                return Ok(Some(at));
            }
            if no_end.is_some_and(|from| at >= from) {
                return Ok(None);
            }
            let step = if at % 60 == 0 && left >= 60 && !self.cut(at / 60) {
                60
            } else {
                1
            };
            if self.counts(at, work)? {
                left -= step;
            }
            at += step;
        }
    }

    fn count_days(&self, start: i64, target: u32) -> Result<Option<i64>, Beyond> {
        if target == 0 {
            return Ok(Some(start));
        }
        let minute = usize::try_from(start.div_euclid(60) - self.wall.first).map_err(|_| Beyond)?;
        let today = DateTime::from_timestamp(self.wall.local[minute] * 60, 0)
            .unwrap()
            .date_naive();
        let mut left = target;
        for &(_, closes) in self.days.iter().filter(|(date, _)| *date > today) {
            let end = (self.wall.first + closes as i64) * 60;
            if self
                .pauses
                .iter()
                .any(|pause| pause.to.is_none() && pause.from.timestamp() <= end)
            {
                return Ok(None);
            }
            left -= u32::from(!self.paused(end));
            if left == 0 {
                return Ok(Some(end));
            }
        }
        Err(Beyond)
    }

    fn passed(&self, from: i64, to: i64) -> Result<i64, Beyond> {
        let (mut at, mut sum) = (from, 0);
        while at < to {
            let step = if at % 60 == 0 && to - at >= 60 && !self.cut(at / 60) {
                60
            } else {
                1
            };
            sum += if self.counts(at, true)? { step } else { 0 };
            at += step;
        }
        Ok(sum)
    }
}

#[derive(Debug, Clone)]
struct Case {
    place: usize,
    calendar: Calendar,
    start: DateTime<Utc>,
    target: Target,
    pauses: Vec<Pause>,
    percent: u32,
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

fn case() -> impl Strategy<Value = Case> {
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
