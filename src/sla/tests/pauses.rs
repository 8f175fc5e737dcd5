//! Pauses, and targets of nothing.

use super::*;

#[test]
fn a_pause_without_an_end_leaves_the_due_instant_open() {
    let open = [pause("2026-11-23T12:00:00+01:00", None)];
    let start = "2026-11-23T10:00:00+01:00";
    for target in ["3 h", "3 wh", "1 wd"] {
        assert_eq!(
            falls_due(&madrid(), start, target, &open),
            "open",
            "{target}"
        );
        assert_eq!(
            share_of(utc(start), target.parse().unwrap(), 100, &madrid(), &open),
            Ok(None)
        );
    }
    // what fell due before the pause began stays due: a breach is not paused away
    assert_eq!(
        falls_due(&madrid(), start, "1 h", &open),
        "Mon 2026-11-23 11:00:00 +01:00"
    );
    assert_eq!(
        falls_due(&madrid(), start, "2 wh", &open),
        "Mon 2026-11-23 12:00:00 +01:00"
    );
    assert_eq!(
        falls_due(&madrid(), "2026-11-19T10:00:00+01:00", "1 wd", &open),
        "Fri 2026-11-20 14:00:00 +01:00"
    );
    // and the warning that comes before it is known
    let warning = share_of(utc(start), Target::WorkMinutes(240), 25, &madrid(), &open).unwrap();
    assert_eq!(warning, Some(utc("2026-11-23T11:00:00+01:00")));
}

#[test]
fn a_working_day_counts_unless_its_close_is_paused() {
    let start = "2026-11-23T10:00:00+01:00";
    let over = |from, to| falls_due(&madrid(), start, "1 wd", &[pause(from, Some(to))]);
    let tuesday = "Tue 2026-11-24 19:00:00 +01:00";
    let wednesday = "Wed 2026-11-25 19:00:00 +01:00";
    assert_eq!(
        over("2026-11-24T00:00:00+01:00", "2026-11-24T19:00:00+01:00"),
        tuesday
    );
    assert_eq!(
        over("2026-11-24T18:59:00+01:00", "2026-11-24T19:00:01+01:00"),
        wednesday
    );
    assert_eq!(
        over("2026-11-24T19:00:00+01:00", "2026-11-24T20:00:00+01:00"),
        wednesday
    );
    assert_eq!(
        over("2026-11-24T19:00:01+01:00", "2026-11-24T20:00:00+01:00"),
        tuesday
    );
}

#[test]
fn one_that_ends_before_it_begins_is_refused() {
    let backwards = [pause("2026-11-23T12:00:00Z", Some("2026-11-23T11:00:00Z"))];
    let refused = due(
        utc("2026-11-23T09:00:00Z"),
        Target::WallMinutes(5),
        &madrid(),
        &backwards,
    );
    assert!(matches!(refused, Err(DueError::PauseBackwards { .. })));
}

#[test]
fn a_target_of_nothing_is_due_at_the_start() {
    for start in ["2026-11-23T09:30:00Z", "2026-11-22T03:00:00Z"] {
        for target in ["0 min", "0 wmin", "0 wd"] {
            let open = [pause("2026-11-20T00:00:00Z", None)];
            let at = due_at(utc(start), target.parse().unwrap(), &madrid(), &open);
            assert_eq!(at, Ok(Some(utc(start))));
        }
    }
}
