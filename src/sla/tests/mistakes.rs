//! Mistakes seen in other systems.

use super::*;

#[test]
fn overlapping_pauses_are_not_counted_twice_nor_off_hours_with_them() {
    let pauses = [
        pause(
            "2026-11-23T10:00:00+01:00",
            Some("2026-11-23T11:00:00+01:00"),
        ),
        pause(
            "2026-11-23T10:30:00+01:00",
            Some("2026-11-23T11:00:00+01:00"),
        ),
        // at night: pauses nothing
        pause(
            "2026-11-23T19:00:00+01:00",
            Some("2026-11-24T09:00:00+01:00"),
        ),
    ];
    assert_eq!(
        falls_due(&madrid(), "2026-11-23T09:00:00+01:00", "8 wh", &pauses),
        "Tue 2026-11-24 10:00:00 +01:00"
    );
    assert_eq!(
        falls_due(&madrid(), "2026-11-23T09:00:00+01:00", "3 h", &pauses[..2]),
        "Mon 2026-11-23 13:00:00 +01:00"
    );
    // moved by the hour that was paused, not by its length in the calendar's time or by the sum of the intervals
    let worked = elapsed(
        &madrid(),
        utc("2026-11-23T09:00:00+01:00"),
        utc("2026-11-24T10:00:00+01:00"),
        &pauses,
    );
    assert_eq!(worked, Ok(TimeDelta::hours(8)));
}

#[test]
fn a_day_has_several_windows_and_ends_at_midnight_not_a_minute_before() {
    let night = calendar("Europe/Madrid", "\"00:00-06:00\", \"22:00-24:00\"");
    assert_eq!(
        falls_due(&night, "2026-11-23T05:00:00+01:00", "3 wh", &[]),
        "Tue 2026-11-24 00:00:00 +01:00"
    );
    assert_eq!(
        falls_due(&night, "2026-11-23T05:00:00+01:00", "181 wmin", &[]),
        "Tue 2026-11-24 00:01:00 +01:00"
    );
    assert_eq!(
        falls_due(&night, "2026-11-23T05:00:00+01:00", "1 wd", &[]),
        "Wed 2026-11-25 00:00:00 +01:00"
    );
    let always = calendar("Europe/Madrid", "\"00:00-24:00\"");
    let day = elapsed(
        &always,
        utc("2026-11-23T12:00:00Z"),
        utc("2026-11-25T12:00:00Z"),
        &[],
    );
    assert_eq!(day, Ok(TimeDelta::days(2)));
}

#[test]
fn a_target_reached_at_a_windows_end_is_due_there_and_not_at_the_next_opening() {
    assert_eq!(
        falls_due(&madrid(), "2026-11-23T10:00:00+01:00", "4 wh", &[]),
        "Mon 2026-11-23 14:00:00 +01:00"
    );
    assert_eq!(
        falls_due(&madrid(), "2026-11-23T10:00:00+01:00", "7 wh", &[]),
        "Mon 2026-11-23 19:00:00 +01:00"
    );
    // windows that touch are one
    let touching = calendar("UTC", "\"09:00-12:00\", \"12:00-17:00\"");
    assert_eq!(
        falls_due(&touching, "2026-11-23T11:00:00Z", "2 wh", &[]),
        "Mon 2026-11-23 13:00:00 +00:00"
    );
}

#[test]
fn days_are_not_milliseconds_across_a_clock_change() {
    // the night of 29 March has 23 hours: working time does not move, wall clock does
    assert_eq!(
        falls_due(&madrid(), "2026-03-26T18:00:00+01:00", "8 wh", &[]),
        "Mon 2026-03-30 11:00:00 +02:00"
    );
    assert_eq!(
        falls_due(&madrid(), "2026-03-28T12:00:00+01:00", "1 d", &[]),
        "Sun 2026-03-29 13:00:00 +02:00"
    );
    assert_eq!(
        falls_due(&madrid(), "2026-03-27T10:00:00+01:00", "1 wd", &[]),
        "Mon 2026-03-30 19:00:00 +02:00"
    );
    // and the one of 25 October 25
    assert_eq!(
        falls_due(&madrid(), "2026-10-24T12:00:00+02:00", "1 d", &[]),
        "Sun 2026-10-25 11:00:00 +01:00"
    );
}

#[test]
fn an_empty_calendar_neither_loops_nor_falls_back_to_wall_clock() {
    let empty: Calendar = "zone = \"Europe/Madrid\"".parse().unwrap();
    let start = utc("2026-11-23T09:00:00Z");
    for target in [
        Target::WorkMinutes(1),
        Target::WorkDays(1),
        Target::WorkDays(u32::MAX),
    ] {
        assert_eq!(
            due(start, target, &empty, &[]).unwrap_err(),
            DueError::NoWorkingTime
        );
    }
    assert_eq!(
        falls_due(&empty, "2026-11-23T09:00:00Z", "1 h", &[]),
        "Mon 2026-11-23 11:00:00 +01:00"
    );
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    assert!(matches!(
        empty.check(today),
        Err(CalendarFault::NoWorkingTime { .. })
    ));
    assert_eq!(madrid().check(today), Ok(()));
}

#[test]
fn a_calendar_that_runs_out_says_so() {
    let sparse: Calendar =
        "zone = \"UTC\"\n[dates]\n2026-12-01 = [\"09:00-10:00\"]\n2027-06-01 = [\"09:00-10:00\"]\n2027-01-01 = []".parse().unwrap();
    assert_eq!(
        falls_due(&sparse, "2026-11-23T09:00:00Z", "90 wmin", &[]),
        "Tue 2027-06-01 09:30:00 +00:00"
    );
    assert_eq!(
        falls_due(&sparse, "2026-11-23T09:00:00Z", "2 wd", &[]),
        "Tue 2027-06-01 10:00:00 +00:00"
    );
    let start = utc("2026-11-23T09:00:00Z");
    assert_eq!(
        due_at(start, Target::WorkMinutes(121), &sparse, &[]),
        Err(DueError::NoWorkingTime)
    );
    assert_eq!(
        due_at(start, Target::WorkDays(3), &sparse, &[]),
        Err(DueError::NoWorkingTime)
    );
    let date = |text: &str| text.parse::<NaiveDate>().unwrap();
    assert_eq!(sparse.check(date("2026-11-23")), Ok(()));
    // 2 June 2026 to 2 June 2027 holds the last window, a day later it holds none
    assert!(sparse.check(date("2027-06-02")).is_err());
    assert!(sparse.check(date("2027-06-01")).is_ok());
}

#[test]
fn the_search_ends_at_the_horizon() {
    let start = utc("2026-11-23T09:00:00Z");
    for target in [
        Target::WorkDays(u32::MAX),
        Target::WorkMinutes(u32::MAX),
        Target::WallMinutes(u32::MAX),
    ] {
        assert_eq!(due_at(start, target, &madrid(), &[]), Err(DueError::TooFar));
    }
    for start in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
        for target in [
            Target::WorkDays(1),
            Target::WorkMinutes(1),
            Target::WallMinutes(1),
        ] {
            _ = due(start, target, &madrid(), &[]);
        }
    }
}
