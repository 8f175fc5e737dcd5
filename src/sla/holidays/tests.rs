//! Files as they are found.

use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn read(events: &str) -> Imported {
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\n{}\r\nEND:VCALENDAR\r\n",
        events.trim().replace('\n', "\r\n")
    );
    holidays_from_ics(&text, date("2026-01-01")..=date("2027-12-31")).unwrap()
}

fn dates(imported: &Imported) -> Vec<(String, &str)> {
    imported
        .holidays
        .iter()
        .map(|holiday| (holiday.date.to_string(), &*holiday.name))
        .collect()
}

fn listed(expected: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    expected
        .iter()
        .map(|(date, name)| ((*date).to_owned(), *name))
        .collect()
}

#[test]
fn one_day_several_days_and_midnight_to_midnight() {
    let imported = read(
        "BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261226\nSUMMARY:Navidad\\, Natale\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20260216\nDTEND;VALUE=DATE:20260218\nSUMMARY:春节\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:3\nDTSTART;TZID=Europe/Madrid:20260106T000000\nDTEND;TZID=Europe/Madrid:20260107T000000\nSUMMARY:Reyes\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:4\nDTSTART;VALUE=DATE:20260501\nSUMMARY:Trabajo\nEND:VEVENT",
    );
    let expected = [
        ("2026-01-06", "Reyes"),
        ("2026-02-16", "春节"),
        ("2026-02-17", "春节"),
        ("2026-05-01", "Trabajo"),
        ("2026-12-25", "Navidad, Natale"),
    ];
    assert_eq!(dates(&imported), listed(&expected));
    assert_eq!(imported.left_out, []);
}

#[test]
fn yearly_holidays_come_back() {
    let imported = read(
        "BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20101225\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20271225\nSUMMARY:Christmas\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20101125\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\nSUMMARY:Thanksgiving\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:3\nDTSTART;VALUE=DATE:20200102\nRRULE:FREQ=YEARLY;UNTIL=20260102\nSUMMARY:Second\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:4\nDTSTART;VALUE=DATE:19990506\nRRULE:FREQ=YEARLY;COUNT=3\nSUMMARY:Over\nEND:VEVENT",
    );
    let expected = [
        ("2026-01-02", "Second"),
        ("2026-11-26", "Thanksgiving"),
        ("2026-12-25", "Christmas"),
        ("2027-11-25", "Thanksgiving"),
    ];
    assert_eq!(dates(&imported), listed(&expected));
}

#[test]
fn what_is_no_holiday_is_left_out_with_the_reason() {
    let imported = read(
        "BEGIN:VEVENT\nUID:1\nDTSTART:20261225T090000Z\nDTEND:20261225T100000Z\nSUMMARY:Meeting\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20270101\nSUMMARY:Jubilee\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:3\nDTSTART;VALUE=DATE:20260101\nRRULE:FREQ=SECONDLY\nSUMMARY:Ever\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:4\nSTATUS:CANCELLED\nDTSTART;VALUE=DATE:20260301\nSUMMARY:Cancelled\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:5\nSUMMARY:Some day\nEND:VEVENT",
    );
    assert_eq!(dates(&imported), []);
    let reasons: Vec<_> = imported
        .left_out
        .iter()
        .map(|(name, why)| (&**name, why.clone()))
        .collect();
    let expected = [
        ("Meeting", LeftOut::NotWholeDays),
        ("Jubilee", LeftOut::TooLong),
        ("Ever", LeftOut::Repetition),
        ("Some day", LeftOut::NoDate),
    ];
    assert_eq!(reasons, expected);
}

#[test]
fn two_names_of_one_date_are_kept_and_dates_already_set_stay() {
    let imported = read(
        "BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20260501\nSUMMARY:Labour Day\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20260501\nSUMMARY:Beltane\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:3\nDTSTART;VALUE=DATE:20260501\nSUMMARY:Labour Day\nEND:VEVENT",
    );
    assert_eq!(
        dates(&imported),
        listed(&[("2026-05-01", "Labour Day · Beltane")])
    );

    let mut calendar: super::super::Calendar =
        "zone = \"UTC\"\n[dates]\n2026-05-01 = [\"10:00-12:00\"]"
            .parse()
            .unwrap();
    calendar.add_holiday(imported.holidays[0].date, &imported.holidays[0].name);
    assert_eq!(calendar.hours_on(date("2026-05-01")).minutes(), 120);
    assert_eq!(calendar.names[&date("2026-05-01")], "Labour Day · Beltane");
}

#[test]
fn other_files_are_refused() {
    let within = date("2026-01-01")..=date("2026-12-31");
    for text in [
        "",
        "zone = \"UTC\"",
        "<html>",
        "BEGIN:VCALENDAR\nnonsense",
        "été été été été",
    ] {
        assert!(
            matches!(
                holidays_from_ics(text, within.clone()),
                Err(IcsFault::NotIcalendar(_))
            ),
            "{text}"
        );
    }
    let none = holidays_from_ics(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
        within,
    );
    assert!(matches!(none, Err(IcsFault::NoHolidays { .. })));
}
