//! The calendar file.

use super::*;

#[test]
fn it_reads_back() {
    let mut calendar = madrid();
    calendar.add_holiday(
        NaiveDate::from_ymd_opt(2027, 1, 6).unwrap(),
        "Reyes \"magos\" \\ 三王节\n",
    );
    assert_eq!(calendar.to_toml().parse::<Calendar>().unwrap(), calendar);
    let columns = Calendar::from_columns(
        calendar.zone.name(),
        &calendar.week_json(),
        &calendar.dates_json(),
        &calendar.names_json(),
    );
    assert_eq!(columns, Ok(calendar));
}

#[test]
fn dates_may_be_quoted_and_days_left_out_or_empty() {
    let file = "zone = \"UTC\"\n[week]\nmon = []\ntue = [\"16:00-24:00\", \"9:00-14:00\"]\n[dates]\n\"2026-12-24\" = [\"09:00-13:00\"]\n2026-12-25 = []";
    let calendar: Calendar = file.parse().unwrap();
    assert!(calendar.week[0].is_empty() && calendar.week[6].is_empty());
    assert_eq!(
        calendar.week[1]
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["09:00-14:00", "16:00-24:00"]
    );
    assert_eq!(calendar.dates.len(), 2);
}

#[test]
fn faults_are_named() {
    let week = |hours: &str| format!("zone = \"UTC\"\n[week]\nmon = [{hours}]");
    for (file, fault) in [
        ("[week]".to_owned(), "missing field `zone`"),
        (
            "zone = \"Mars/Olympus\"".to_owned(),
            "“Mars/Olympus” is not a time zone",
        ),
        (
            "zone = \"UTC\"\n[weeks]".to_owned(),
            "unknown field `weeks`",
        ),
        (
            "zone = \"UTC\"\n[week]\nmonday = []".to_owned(),
            "“monday” is not a day of the week",
        ),
        (
            "zone = \"UTC\"\n[dates]\n\"2026-02-30\" = []".to_owned(),
            "“2026-02-30” is not a date",
        ),
        (
            "zone = \"UTC\"\n[dates]\n2026-2-3 = []".to_owned(),
            "“2026-2-3” is not a date",
        ),
        (
            week("\"09:00-09:00\""),
            "mon: the window 09:00-09:00 is empty",
        ),
        (
            week("\"22:00-06:00\""),
            "mon: the window 22:00-06:00 ends before it begins",
        ),
        (week("\"22:00-00:00\""), "ends before it begins"),
        (
            week("\"09:00-12:00\", \"11:59-13:00\""),
            "mon: the windows 09:00-12:00 and 11:59-13:00 overlap",
        ),
        (week("\"09:00-24:01\""), "“09:00-24:01” is not a window"),
        (week("\"24:00-24:00\""), "the window 24:00-24:00 is empty"),
        (week("\"9-17\""), "“9-17” is not a window"),
        (week("\"09:60-17:00\""), "is not a window"),
        (week("\"\""), "is not a window"),
    ] {
        let said = file.parse::<Calendar>().unwrap_err().to_string();
        assert!(said.contains(fault), "{said}");
    }
}
