//! Windows on the days the clocks change.

use super::*;

#[track_caller]
fn worked(calendar: &Calendar, from: &str, to: &str) -> i64 {
    elapsed(calendar, utc(from), utc(to), &[])
        .unwrap()
        .num_minutes()
}

#[test]
fn an_edge_that_is_skipped_moves_to_the_first_instant_after_the_gap() {
    // Madrid, 29 March 2026: 02:00 becomes 03:00
    let (from, to) = ("2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z");
    assert_eq!(
        worked(&calendar("Europe/Madrid", "\"02:30-04:00\""), from, to),
        60
    );
    assert_eq!(
        worked(&calendar("Europe/Madrid", "\"01:00-02:30\""), from, to),
        60
    );
    assert_eq!(
        worked(&calendar("Europe/Madrid", "\"02:15-02:45\""), from, to),
        0
    );
    // a day left without time is no working day; the next is
    let gone = calendar("Europe/Madrid", "\"02:15-02:45\"");
    assert_eq!(
        falls_due(&gone, "2026-03-28T12:00:00+01:00", "1 wd", &[]),
        "Mon 2026-03-30 02:45:00 +02:00"
    );
}

#[test]
fn an_edge_that_happens_twice_opens_early_and_closes_late() {
    // Madrid, 25 October 2026: 03:00 becomes 02:00
    let (from, to) = ("2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z");
    assert_eq!(
        worked(&calendar("Europe/Madrid", "\"02:30-04:00\""), from, to),
        150
    );
    assert_eq!(
        worked(&calendar("Europe/Madrid", "\"01:00-02:30\""), from, to),
        150
    );
    assert_eq!(
        worked(&calendar("Europe/Madrid", "\"02:15-02:45\""), from, to),
        90
    );
    // two windows that both hold the repeated hour do not count it twice
    assert_eq!(
        worked(
            &calendar("Europe/Madrid", "\"01:00-02:30\", \"02:30-04:00\""),
            from,
            to
        ),
        240
    );
}

#[test]
fn midnight_can_be_missing_or_happen_twice() {
    // São Paulo, 4 November 2018: midnight becomes 01:00
    let always = calendar("America/Sao_Paulo", "\"00:00-24:00\"");
    assert_eq!(
        worked(
            &always,
            "2018-11-04T00:00:00-03:00",
            "2018-11-05T00:00:00-02:00"
        ),
        23 * 60
    );
    let evening = calendar("America/Sao_Paulo", "\"22:00-24:00\"");
    assert_eq!(
        falls_due(&evening, "2018-11-02T12:00:00-03:00", "1 wd", &[]),
        "Sun 2018-11-04 01:00:00 -02:00"
    );
    // Beirut, 29 October 2022: midnight becomes 23:00 of the same day
    let beirut = calendar("Asia/Beirut", "\"23:00-24:00\"");
    assert_eq!(
        worked(&beirut, "2022-10-29T12:00:00Z", "2022-10-30T12:00:00Z"),
        120
    );
    // Havana, 1 November 2026: 01:00 becomes midnight, so the close of Saturday takes the later one
    let havana = calendar("America/Havana", "\"20:00-24:00\"");
    assert_eq!(
        falls_due(&havana, "2026-10-30T12:00:00-04:00", "1 wd", &[]),
        "Sun 2026-11-01 00:00:00 -05:00"
    );
    assert_eq!(
        worked(&havana, "2026-10-31T16:00:00Z", "2026-11-01T16:00:00Z"),
        300
    );
}

#[test]
fn half_hours_and_dates_left_out() {
    // Lord Howe, 4 October 2026: 02:00 becomes 02:30
    let lord_howe = calendar("Australia/Lord_Howe", "\"00:00-04:00\"");
    assert_eq!(
        worked(&lord_howe, "2026-10-03T12:00:00Z", "2026-10-04T12:00:00Z"),
        210
    );
    // Apia had no 30 December 2011
    let apia = calendar("Pacific/Apia", "\"09:00-17:00\"");
    assert_eq!(
        falls_due(&apia, "2011-12-29T12:00:00-10:00", "1 wd", &[]),
        "Sat 2011-12-31 17:00:00 +14:00"
    );
    assert_eq!(
        falls_due(&apia, "2011-12-29T12:00:00-10:00", "6 wh", &[]),
        "Sat 2011-12-31 10:00:00 +14:00"
    );
    let due = due(
        utc("2011-12-29T12:00:00-10:00"),
        Target::WorkMinutes(360),
        &apia,
        &[],
    )
    .unwrap();
    assert_eq!(
        due.trace
            .skipped
            .iter()
            .map(|day| day.why)
            .collect::<Vec<_>>(),
        [Why::ClockChange]
    );
}
