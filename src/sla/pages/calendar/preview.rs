//! The coming weeks of a calendar.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::fields::said;
use crate::{
    i18n::L,
    sla::{Calendar, Hours},
};

const WEEKS: i64 = 6;
const MOST_NAMED: usize = 12;

/// Which of the coming days work, and the dates that differ from the week.
pub(super) struct Preview {
    pub weekdays: Vec<(String, String)>,
    pub weeks: Vec<Vec<Day>>,
    pub dates: Vec<Named>,
}

pub(super) struct Day {
    /// "24", and the month where it is not plain.
    pub number: String,
    pub long: String,
    pub hours: String,
    /// How the cell looks: open, other (not as in the week), closed, past.
    pub face: &'static str,
}

pub(super) struct Named {
    pub day: String,
    pub name: String,
    pub hours: String,
}

impl Preview {
    pub fn of(calendar: &Calendar, today: NaiveDate, l: L) -> Self {
        let monday = today - TimeDelta::days(i64::from(today.weekday().num_days_from_monday()));
        let week = |week: i64| {
            let first = monday + TimeDelta::weeks(week);
            let days = (0..7).map(|day| first + TimeDelta::days(day));
            days.map(|date| Day::of(calendar, date, today, date == monday, l))
                .collect()
        };
        let named = calendar.dates.range(today..).take(MOST_NAMED);
        let named = named.map(|(date, hours)| Named {
            day: l.day(*date),
            name: calendar.names.get(date).cloned().unwrap_or_default(),
            hours: words(hours, l),
        });
        Self {
            weekdays: (1..=7)
                .map(|n| (l.short_weekday(n), l.weekday(n)))
                .collect(),
            weeks: (0..WEEKS).map(week).collect(),
            dates: named.collect(),
        }
    }
}

/// The windows, or "Closed".
pub(super) fn words(hours: &Hours, l: L) -> String {
    match hours.is_empty() {
        true => l.t("calendar-admin-closed").into_owned(),
        false => said(hours),
    }
}

impl Day {
    fn of(calendar: &Calendar, date: NaiveDate, today: NaiveDate, first: bool, l: L) -> Self {
        let hours = calendar.hours_on(date);
        let face = match (date < today, hours.is_empty()) {
            (true, _) => "past",
            (false, true) => "closed",
            (false, false) if calendar.dates.contains_key(&date) => "other",
            (false, false) => "open",
        };
        Self {
            number: match first || date.day() == 1 {
                true => l.day_of_year(date),
                false => date.day().to_string(),
            },
            long: l.day(date),
            hours: match hours.is_empty() {
                true => "–".to_owned(),
                false => l.a(
                    "calendar-admin-hours",
                    "hours",
                    in_hours(hours.minutes(), l),
                ),
            },
            face,
        }
    }
}

fn in_hours(minutes: u32, l: L) -> String {
    match minutes % 60 {
        0 => l.number(i64::from(minutes / 60)),
        _ => l.decimal(f64::from(minutes) / 60.0),
    }
}

/// "Mon – Fri 09:00-14:00, 16:00-19:00": days that are alike in one line, closed ones left out.
pub(super) fn week_in_words(calendar: &Calendar, l: L) -> Vec<String> {
    let mut lines = Vec::new();
    let mut from = 0;
    for day in 1..=7 {
        if day < 7 && calendar.week[day] == calendar.week[from] {
            continue;
        }
        let hours = &calendar.week[from];
        if !hours.is_empty() {
            let name = |n: usize| l.short_weekday(i64::try_from(n + 1).unwrap_or(1));
            let days = match day - from {
                1 => name(from),
                _ => format!("{} – {}", name(from), name(day - 1)),
            };
            lines.push(format!("{days} {}", said(hours)));
        }
        from = day;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn days_that_are_alike_stand_in_one_line() {
        let l = Lang::En.at("2026-11-23T09:00:00Z".parse().unwrap());
        let calendar: Calendar = "zone = \"Europe/Madrid\"\n[week]\nmon = [\"09:00-14:00\"]\ntue = [\"09:00-14:00\"]\nsat = [\"10:00-13:00\"]"
            .parse()
            .unwrap();
        assert_eq!(
            week_in_words(&calendar, l),
            ["Mon – Tue 09:00-14:00", "Sat 10:00-13:00"]
        );
    }
}
