//! The engine against what the published service standards force on it, and against mistakes seen elsewhere.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::*;

mod account;
mod clock_changes;
mod file;
mod mistakes;
mod pauses;
mod standards;

const MADRID: &str = r#"
    zone = "Europe/Madrid"
    [week]
    mon = ["09:00-14:00", "16:00-19:00"]
    tue = ["09:00-14:00", "16:00-19:00"]
    wed = ["09:00-14:00", "16:00-19:00"]
    thu = ["09:00-14:00", "16:00-19:00"]
    fri = ["09:00-14:00"]
    [dates]
    2026-12-24 = ["09:00-13:00"]
    2026-12-25 = []
    [names]
    2026-12-25 = "Navidad"
"#;

fn madrid() -> Calendar {
    MADRID.parse().unwrap()
}

fn calendar(zone: &str, hours: &str) -> Calendar {
    let week: String = WEEKDAYS
        .iter()
        .map(|day| format!("{day} = [{hours}]\n"))
        .collect();
    format!("zone = \"{zone}\"\n[week]\n{week}")
        .parse()
        .unwrap()
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn pause(from: &str, to: Option<&str>) -> Pause {
    Pause {
        from: utc(from),
        to: to.map(utc),
    }
}

/// The due instant in the calendar's own time.
#[track_caller]
fn falls_due(calendar: &Calendar, start: &str, target: &str, pauses: &[Pause]) -> String {
    let due = due(utc(start), target.parse().unwrap(), calendar, pauses).unwrap();
    assert_eq!(
        Ok(due.at),
        due_at(utc(start), target.parse().unwrap(), calendar, pauses)
    );
    due.at.map_or("open".to_owned(), |at| {
        at.with_timezone(&calendar.zone)
            .format("%a %Y-%m-%d %H:%M:%S%.f %:z")
            .to_string()
    })
}
