//! A calendar as the fields of a form, and back.

use chrono::NaiveDate;

use super::super::row::{Rows, field};
use crate::{
    error::FieldErrors,
    i18n::Message,
    sla::{Calendar, Hours, HoursFault, WEEKDAYS},
    web::Fields,
};

/// Of a date on which the week does not hold.
pub(super) const DATE: &[&str] = &["date", "label", "hours"];

const NAME_LENGTH: usize = 80;

/// The form of a calendar there is.
pub(super) fn filled(name: &str, calendar: &Calendar) -> Fields {
    let mut fields = Fields::from([("name", name), ("zone", calendar.zone.name())]);
    for (day, hours) in WEEKDAYS.iter().zip(&calendar.week) {
        fields.set(day, said(hours));
    }
    let named = calendar.names.keys().chain(calendar.dates.keys());
    let dates: std::collections::BTreeSet<NaiveDate> = named.copied().collect();
    let row = |date: NaiveDate| {
        let mut row = Fields::default();
        row.set("date", date.to_string());
        let label = calendar.names.get(&date).cloned();
        row.set("label", label.unwrap_or_default());
        row.set("hours", said(calendar.hours_on(date)));
        row
    };
    let rows = Rows::of(DATE, dates.into_iter().map(row));
    rows.into(fields)
}

/// `09:00-14:00, 16:00-19:00`; nothing when closed.
pub(super) fn said(hours: &Hours) -> String {
    let windows: Vec<_> = hours.iter().map(ToString::to_string).collect();
    windows.join(", ")
}

/// Name and calendar, or everything that is wrong with them.
pub(super) fn read(fields: &Fields, today: NaiveDate) -> Result<(String, Calendar), FieldErrors> {
    let mut errors = FieldErrors::default();
    let name = fields.get("name").to_owned();
    if name.is_empty() || name.chars().count() > NAME_LENGTH {
        errors.push("name", Message::new("calendar-admin-name-wrong"));
    }
    let zone = fields.get("zone").parse().ok();
    if zone.is_none() {
        let wrong = Message::new("calendar-unknown-zone").with("text", fields.get("zone"));
        errors.push("zone", wrong);
    }
    let mut calendar = Calendar::weekly(zone.unwrap_or(chrono_tz::UTC), Default::default());
    for (n, day) in WEEKDAYS.into_iter().enumerate() {
        match hours(fields.get(day)) {
            Ok(hours) => calendar.week[n] = hours,
            Err(fault) => errors.push(day, fault.message()),
        }
    }
    for (n, row) in Rows::sent(DATE, fields).rows.iter().enumerate() {
        // the empty row at the end
        if DATE.iter().all(|stem| row.get(stem).is_empty()) {
            continue;
        }
        let Ok(date) = row.get("date").parse::<NaiveDate>() else {
            let wrong = Message::new("calendar-not-a-date").with("text", row.get("date"));
            errors.push(field("date", n), wrong);
            continue;
        };
        match hours(row.get("hours")) {
            Ok(hours) => {
                if calendar.dates.insert(date, hours).is_some() {
                    errors.push(field("date", n), Message::new("calendar-admin-date-twice"));
                }
            }
            Err(fault) => errors.push(field("hours", n), fault.message()),
        }
        if !row.get("label").is_empty() {
            calendar.names.insert(date, row.get("label").to_owned());
        }
    }
    if errors.is_empty()
        && let Err(fault) = calendar.check(today)
    {
        errors.push(WEEKDAYS[0], fault.message());
    }
    if errors.is_empty() {
        Ok((name, calendar))
    } else {
        Err(errors)
    }
}

fn hours(text: &str) -> Result<Hours, HoursFault> {
    let windows = text
        .split([',', ';', '，', '、', '；', '\n'])
        .map(str::trim);
    let windows: Vec<_> = windows.filter(|window| !window.is_empty()).collect();
    Hours::parse(&windows)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MADRID: &str = include_str!("../../../../data/calendars/madrid.toml");

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    #[test]
    fn a_calendar_comes_back_from_its_form() {
        let calendar: Calendar = MADRID.parse().unwrap();
        let (name, back) = read(&filled("Madrid", &calendar), today()).unwrap();
        assert_eq!((name.as_str(), back), ("Madrid", calendar));
    }

    #[test]
    fn every_bad_value_is_named_beside_its_field() {
        for (name, value, key) in [
            ("name", "", "calendar-admin-name-wrong"),
            ("zone", "Europe/Madrit", "calendar-unknown-zone"),
            ("tue", "9 to 5", "calendar-not-a-window"),
            ("wed", "16:00-24:01", "calendar-not-a-window"),
            ("thu", "22:00-06:00", "calendar-window-backwards"),
            (
                "fri",
                "09:00-14:00, 13:00-15:00",
                "calendar-windows-overlap",
            ),
            ("date-0", "24.12.", "calendar-not-a-date"),
            ("date-1", "2025-01-01", "calendar-admin-date-twice"),
            ("hours-0", "14:00-14:00", "calendar-window-empty"),
        ] {
            let mut fields = filled("Madrid", &MADRID.parse().unwrap());
            fields.set(name, value);
            let errors = read(&fields, today()).expect_err("an error").0;
            assert_eq!(errors.len(), 1, "{errors:?}");
            assert_eq!((errors[0].0, errors[0].1.key.as_ref()), (name, key));
        }
    }

    #[test]
    fn a_week_without_work_is_refused_beside_it() {
        let mut fields = Fields::from([("name", "Never"), ("zone", "Asia/Shanghai")]);
        let errors = read(&fields, today()).expect_err("an error").0;
        assert_eq!(errors[0].1.key, "calendar-no-working-time");
        fields.set("sun", "00:00-08:00, 20:00-24:00");
        assert_eq!(read(&fields, today()).unwrap().1.week[6].minutes(), 12 * 60);
    }
}
