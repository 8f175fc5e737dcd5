//! The trace.

use serde_json::json;

use super::*;

#[test]
fn working_time_names_windows_holidays_and_pauses() {
    let pauses = [
        pause(
            "2026-12-24T10:00:00+01:00",
            Some("2026-12-24T11:00:00+01:00"),
        ),
        pause(
            "2026-11-01T10:00:00+01:00",
            Some("2026-11-01T11:00:00+01:00"),
        ),
    ];
    let due = due(
        utc("2026-12-24T09:30:00+01:00"),
        Target::WorkMinutes(240),
        &madrid(),
        &pauses,
    )
    .unwrap();
    let told = json!({
      "start": "2026-12-24T08:30:00Z",
      "target": "4 wh",
      "zone": "Europe/Madrid",
      "windows": [
        { "date": "2026-12-24", "window": "09:00-13:00", "from": "2026-12-24T08:30:00Z", "to": "2026-12-24T09:00:00Z", "seconds": 1800 },
        { "date": "2026-12-24", "window": "09:00-13:00", "from": "2026-12-24T10:00:00Z", "to": "2026-12-24T12:00:00Z", "seconds": 7200 },
        { "date": "2026-12-28", "window": "09:00-14:00", "from": "2026-12-28T08:00:00Z", "to": "2026-12-28T09:30:00Z", "seconds": 5400 }
      ],
      "days": [],
      "skipped": [
        { "date": "2026-12-25", "why": "holiday", "name": "Navidad" },
        { "date": "2026-12-26", "why": "closed" },
        { "date": "2026-12-27", "why": "closed" }
      ],
      "pauses": [{ "from": "2026-12-24T09:00:00Z", "to": "2026-12-24T10:00:00Z" }]
    });
    assert_eq!(json!(due.trace), told);
}

#[test]
fn working_days_name_the_days_counted_and_the_days_that_were_not() {
    let pauses = [pause(
        "2026-12-28T10:00:00+01:00",
        Some("2026-12-28T19:30:00+01:00"),
    )];
    let due = due(
        utc("2026-12-23T20:00:00+01:00"),
        Target::WorkDays(2),
        &madrid(),
        &pauses,
    )
    .unwrap();
    let told = json!({
      "start": "2026-12-23T19:00:00Z",
      "target": "2 wd",
      "zone": "Europe/Madrid",
      "windows": [],
      "days": [
        { "number": 1, "date": "2026-12-24", "closes": "2026-12-24T12:00:00Z" },
        { "number": 2, "date": "2026-12-29", "closes": "2026-12-29T18:00:00Z" }
      ],
      "skipped": [
        { "date": "2026-12-25", "why": "holiday", "name": "Navidad" },
        { "date": "2026-12-26", "why": "closed" },
        { "date": "2026-12-27", "why": "closed" },
        { "date": "2026-12-28", "why": "paused" }
      ],
      "pauses": [{ "from": "2026-12-28T09:00:00Z", "to": "2026-12-28T18:30:00Z" }]
    });
    assert_eq!(json!(due.trace), told);
}

#[test]
fn it_reads_back() {
    let due = due(
        utc("2026-12-23T20:00:00+01:00"),
        Target::WorkDays(2),
        &madrid(),
        &[],
    )
    .unwrap();
    let text = serde_json::to_string(&due.trace).unwrap();
    assert_eq!(serde_json::from_str::<Trace>(&text).unwrap(), due.trace);
}
