//! Holidays from an iCalendar file (RFC 5545), as authorities and calendar programs publish them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use icalendar::rrule::{RRuleSet, Tz};
use icalendar::{CalendarDateTime, Component, DatePerhapsTime, Event, EventStatus};

/// A closed date and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holiday {
    pub date: NaiveDate,
    pub name: String,
}

/// What a file gave: to be shown before it is taken over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// In order, one a date.
    pub holidays: Vec<Holiday>,
    /// Events left out, each with the reason.
    pub left_out: Vec<(String, LeftOut)>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LeftOut {
    #[error("it is not a whole day")]
    NotWholeDays,
    #[error("it has no date")]
    NoDate,
    #[error("it is longer than {LONGEST} days")]
    TooLong,
    #[error("how it repeats cannot be read")]
    Repetition,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IcsFault {
    #[error("this is not an iCalendar file: {0}")]
    NotIcalendar(String),
    #[error("the file has no whole-day events from {from} to {to}")]
    NoHolidays { from: NaiveDate, to: NaiveDate },
}

/// A longer event is not a holiday but a mistake.
pub(super) const LONGEST: i64 = 60;

/// The whole-day events of a file that fall within these dates; repeating ones as often as they do.
pub fn holidays_from_ics(
    text: &str,
    within: RangeInclusive<NaiveDate>,
) -> Result<Imported, IcsFault> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text
        .get(..15)
        .is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCALENDAR"))
    {
        return Err(IcsFault::NotIcalendar(
            "it does not begin with BEGIN:VCALENDAR".to_owned(),
        ));
    }
    let file: icalendar::Calendar = text.parse().map_err(IcsFault::NotIcalendar)?;
    let mut dates = BTreeMap::<NaiveDate, String>::new();
    let mut left_out = Vec::new();
    for event in file
        .events()
        .filter(|event| event.get_status() != Some(EventStatus::Cancelled))
    {
        let name = event.get_summary().unwrap_or_default().trim().to_owned();
        match dates_of(event, &within) {
            Ok(found) => {
                for date in found {
                    let said = dates.entry(date).or_default();
                    if said.is_empty() {
                        said.clone_from(&name);
                    } else if !said.split(" · ").any(|other| other == name) {
                        *said = format!("{said} · {name}");
                    }
                }
            }
            Err(why) => left_out.push((name, why)),
        }
    }
    if dates.is_empty() && left_out.is_empty() {
        return Err(IcsFault::NoHolidays {
            from: *within.start(),
            to: *within.end(),
        });
    }
    let holidays = dates
        .into_iter()
        .map(|(date, name)| Holiday { date, name })
        .collect();
    Ok(Imported { holidays, left_out })
}

fn dates_of(
    event: &Event,
    within: &RangeInclusive<NaiveDate>,
) -> Result<BTreeSet<NaiveDate>, LeftOut> {
    let first = whole_day(&event.get_start().ok_or(LeftOut::NoDate)?)?;
    // DTEND is the first date after; without it an event lasts a day (RFC 5545, 3.6.1)
    let days = match event.get_end() {
        Some(end) => (whole_day(&end)? - first).num_days().max(1),
        None => 1,
    };
    if days > LONGEST {
        return Err(LeftOut::TooLong);
    }
    let mut starts = match event.property_value("RRULE") {
        Some(rule) => repeated(first, rule, within)?,
        None => BTreeSet::from([first]),
    };
    let listed = |key| event.multi_properties().get(key).into_iter().flatten();
    starts.extend(listed("RDATE").flat_map(|property| date_list(property.value())));
    for date in listed("EXDATE").flat_map(|property| date_list(property.value())) {
        starts.remove(&date);
    }
    Ok(starts
        .into_iter()
        .flat_map(|start| start.iter_days().take(days as usize))
        .filter(|date| within.contains(date))
        .collect())
}

/// Some programs write a whole day as midnight to midnight.
fn whole_day(at: &DatePerhapsTime) -> Result<NaiveDate, LeftOut> {
    let local: NaiveDateTime = match at {
        DatePerhapsTime::Date(date) => return Ok(*date),
        DatePerhapsTime::DateTime(CalendarDateTime::Floating(local)) => *local,
        DatePerhapsTime::DateTime(CalendarDateTime::WithTimezone { date_time, .. }) => *date_time,
        DatePerhapsTime::DateTime(CalendarDateTime::Utc(at)) => at.naive_utc(),
    };
    (local.time() == NaiveTime::MIN)
        .then_some(local.date())
        .ok_or(LeftOut::NotWholeDays)
}

/// Dates are counted in UTC, where every day has its midnight.
fn repeated(
    first: NaiveDate,
    rule: &str,
    within: &RangeInclusive<NaiveDate>,
) -> Result<BTreeSet<NaiveDate>, LeftOut> {
    let rule: Vec<String> = rule
        .to_ascii_uppercase()
        .split(';')
        .map(until_in_utc)
        .collect();
    if !rule.iter().any(|part| {
        matches!(
            &**part,
            "FREQ=YEARLY" | "FREQ=MONTHLY" | "FREQ=WEEKLY" | "FREQ=DAILY"
        )
    }) {
        return Err(LeftOut::Repetition);
    }
    let set = format!(
        "DTSTART:{}T000000Z\nRRULE:{}",
        first.format("%Y%m%d"),
        rule.join(";")
    );
    let set: RRuleSet = set.parse().map_err(|_| LeftOut::Repetition)?;
    let midnight = |date: NaiveDate| Tz::UTC.from_utc_datetime(&date.and_time(NaiveTime::MIN));
    let earliest = within
        .start()
        .checked_sub_signed(TimeDelta::days(LONGEST))
        .unwrap_or(*within.start());
    let found = set
        .after(midnight(earliest))
        .before(midnight(*within.end()))
        .all(u16::MAX);
    Ok(found.dates.into_iter().map(|at| at.date_naive()).collect())
}

fn until_in_utc(part: &str) -> String {
    match part.strip_prefix("UNTIL=") {
        Some(date) if date.len() == 8 => format!("UNTIL={date}T000000Z"),
        Some(time) if !time.ends_with('Z') => format!("UNTIL={time}Z"),
        _ => part.to_owned(),
    }
}

fn date_list(value: &str) -> impl Iterator<Item = NaiveDate> {
    value
        .split(',')
        .filter_map(|text| NaiveDate::parse_from_str(text.trim().get(..8)?, "%Y%m%d").ok())
}

#[cfg(test)]
mod tests;
