//! What the published service standards force on the engine.

use super::*;

#[test]
fn clocks_chain_on_events() {
    // acknowledged Wed 20:10, after hours: the ten working days of the answer count from there, not from filing
    let filed = falls_due(&madrid(), "2026-11-20T10:00:00+01:00", "10 wd", &[]);
    let acknowledged = falls_due(&madrid(), "2026-11-25T20:10:00+01:00", "10 wd", &[]);
    assert_eq!(filed, "Fri 2026-12-04 14:00:00 +01:00");
    assert_eq!(acknowledged, "Wed 2026-12-09 19:00:00 +01:00");
}

#[test]
fn wall_hours_and_working_days_live_in_one_case() {
    let start = "2026-11-27T13:00:00+01:00";
    assert_eq!(
        falls_due(&madrid(), start, "24 h", &[]),
        "Sat 2026-11-28 13:00:00 +01:00"
    );
    assert_eq!(
        falls_due(&madrid(), start, "2 wh", &[]),
        "Mon 2026-11-30 10:00:00 +01:00"
    );
    assert_eq!(
        falls_due(&madrid(), start, "3 wd", &[]),
        "Wed 2026-12-02 19:00:00 +01:00"
    );
}

#[test]
fn working_days_end_at_close_of_business_and_are_not_hours() {
    // the same close whenever on Monday it began, day one being Tuesday
    for start in [
        "2026-11-23T00:00:00+01:00",
        "2026-11-23T09:00:00+01:00",
        "2026-11-23T23:59:59+01:00",
    ] {
        assert_eq!(
            falls_due(&madrid(), start, "1 wd", &[]),
            "Tue 2026-11-24 19:00:00 +01:00"
        );
    }
    // Friday closes early, Christmas Eve earlier
    assert_eq!(
        falls_due(&madrid(), "2026-11-26T10:00:00+01:00", "1 wd", &[]),
        "Fri 2026-11-27 14:00:00 +01:00"
    );
    assert_eq!(
        falls_due(&madrid(), "2026-12-23T10:00:00+01:00", "1 wd", &[]),
        "Thu 2026-12-24 13:00:00 +01:00"
    );
    assert_eq!(
        falls_due(&madrid(), "2026-12-23T10:00:00+01:00", "2 wd", &[]),
        "Mon 2026-12-28 19:00:00 +01:00"
    );
}

#[test]
fn the_date_of_the_start_is_the_local_one() {
    // 23:30 UTC on Sunday is Monday in Madrid, Sunday in New York
    assert_eq!(
        falls_due(&madrid(), "2026-11-22T23:30:00Z", "1 wd", &[]),
        "Tue 2026-11-24 19:00:00 +01:00"
    );
    let new_york = calendar("America/New_York", "\"09:00-17:00\"");
    assert_eq!(
        falls_due(&new_york, "2026-11-22T23:30:00Z", "1 wd", &[]),
        "Mon 2026-11-23 17:00:00 -05:00"
    );
}

#[test]
fn minutes_are_kept_to_the_second() {
    assert_eq!(
        falls_due(&madrid(), "2026-11-23T09:00:41.25+01:00", "15 min", &[]),
        "Mon 2026-11-23 09:15:41.250 +01:00"
    );
    assert_eq!(
        falls_due(&madrid(), "2026-11-23T13:50:30+01:00", "15 wmin", &[]),
        "Mon 2026-11-23 16:05:30 +01:00"
    );
}

#[test]
fn a_chosen_share_of_the_target_warns() {
    let warn = |start: &str, target: &str, percent| {
        let at = share_of(utc(start), target.parse().unwrap(), percent, &madrid(), &[])
            .unwrap()
            .unwrap();
        at.with_timezone(&chrono_tz::Europe::Madrid)
            .format("%a %H:%M")
            .to_string()
    };
    assert_eq!(warn("2026-11-23T09:00:00+01:00", "4 wh", 75), "Mon 12:00");
    assert_eq!(warn("2026-11-23T09:00:00+01:00", "10 h", 80), "Mon 17:00");
    // Monday from 10:00 and all of Tuesday are 15 working hours; 80 % are twelve: seven on Monday, five on Tuesday
    assert_eq!(warn("2026-11-23T10:00:00+01:00", "1 wd", 80), "Tue 14:00");
    assert_eq!(warn("2026-11-23T10:00:00+01:00", "1 wd", 100), "Tue 19:00");
}
