//! What the engine says, for people: its faults, its lengths of time, the reasons in its traces.

use super::calendar::CalendarFault;
use super::calendar_file::FileFault;
use super::due::DueError;
use super::holidays::{IcsFault, LONGEST, LeftOut};
use super::hours::HoursFault;
use super::target::{Target, TargetFault};
use super::trace::Why;
use crate::i18n::{Message, Value};

impl HoursFault {
    pub fn message(&self) -> Message {
        self.at_place("")
    }

    fn at_place(&self, place: &str) -> Message {
        let about = |key, text: &str| Message::new(key).with("place", place).with("text", text);
        match self {
            Self::NotAWindow(text) => about("calendar-not-a-window", text),
            Self::Empty(text) => about("calendar-window-empty", text),
            Self::Backwards(text) => about("calendar-window-backwards", text),
            Self::Overlap(first, second) => Message::new("calendar-windows-overlap")
                .with("place", place)
                .with("first", first)
                .with("second", second),
        }
    }
}

impl CalendarFault {
    pub fn message(&self) -> Message {
        let about = |key, text: &str| Message::new(key).with("text", text);
        match self {
            Self::NoWorkingTime { from, until } => Message::new("calendar-no-working-time")
                .value("from", Value::Day(*from))
                .value("until", Value::Day(*until)),
            Self::UnknownZone(text) => about("calendar-unknown-zone", text),
            Self::NotAWeekday(text) => about("calendar-not-a-weekday", text),
            Self::NotADate(text) => about("calendar-not-a-date", text),
            Self::NotAList(day) => {
                Message::new("calendar-not-a-list").with("place", format!("{day}: "))
            }
            Self::Hours { day, fault } => fault.at_place(&format!("{day}: ")),
        }
    }
}

impl FileFault {
    pub fn message(&self) -> Message {
        match self {
            Self::Toml(text) => Message::new("calendar-file-unreadable").with("text", text),
            Self::Calendar(fault) => fault.message(),
        }
    }
}

impl IcsFault {
    pub fn message(&self) -> Message {
        match self {
            Self::NotIcalendar(_) => Message::new("calendar-not-icalendar"),
            Self::NoHolidays { from, to } => Message::new("calendar-no-holidays")
                .value("from", Value::Day(*from))
                .value("until", Value::Day(*to)),
        }
    }
}

impl LeftOut {
    pub fn message(&self) -> Message {
        match self {
            Self::NotWholeDays => Message::new("calendar-left-out-part-day"),
            Self::NoDate => Message::new("calendar-left-out-no-date"),
            Self::TooLong => Message::new("calendar-left-out-too-long").count("days", LONGEST),
            Self::Repetition => Message::new("calendar-left-out-repetition"),
        }
    }
}

impl TargetFault {
    pub fn message(&self) -> Message {
        match self {
            Self::NotATarget(text) => Message::new("calendar-not-a-target").with("text", text),
            Self::TooLong(text) => Message::new("calendar-target-too-long").with("text", text),
        }
    }
}

impl DueError {
    pub fn message(&self) -> Message {
        match self {
            Self::NoWorkingTime => Message::new("calendar-runs-out"),
            Self::TooFar => Message::new("calendar-too-far"),
            Self::PauseBackwards { .. } => Message::new("calendar-pause-backwards"),
        }
    }
}

impl Target {
    /// The length in words: "4 working hours".
    pub fn message(self) -> Message {
        let (count, unit) = self.in_unit();
        let key = match unit {
            "min" => "calendar-target-minutes",
            "h" => "calendar-target-hours",
            "d" => "calendar-target-days",
            "wmin" => "calendar-target-working-minutes",
            "wh" => "calendar-target-working-hours",
            _ => "calendar-target-working-days",
        };
        Message::new(key).count("count", count)
    }
}

impl Why {
    pub fn message(self) -> Message {
        Message::new(match self {
            Self::Closed => "calendar-why-closed",
            Self::Holiday => "calendar-why-holiday",
            Self::Paused => "calendar-why-paused",
            Self::ClockChange => "calendar-why-clock_change",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, missing};

    #[test]
    fn everything_is_said_in_every_language() {
        let day = |n| chrono::NaiveDate::from_ymd_opt(2026, 11, n).unwrap();
        let window = "09:00-14:00".parse().unwrap();
        let text = || "x".to_owned();
        let hours = [
            HoursFault::NotAWindow(text()),
            HoursFault::Empty(text()),
            HoursFault::Backwards(text()),
            HoursFault::Overlap(window, window),
        ];
        let calendars = [
            CalendarFault::NoWorkingTime {
                from: day(1),
                until: day(2),
            },
            CalendarFault::UnknownZone(text()),
            CalendarFault::NotAWeekday(text()),
            CalendarFault::NotADate(text()),
            CalendarFault::NotAList(text()),
            CalendarFault::Hours {
                day: text(),
                fault: hours[0].clone(),
            },
        ];
        let at = day(1).and_hms_opt(9, 0, 0).unwrap().and_utc();
        let messages: Vec<Message> = [
            hours.iter().map(HoursFault::message).collect::<Vec<_>>(),
            calendars.iter().map(CalendarFault::message).collect(),
            vec![
                FileFault::Toml(text()).message(),
                IcsFault::NotIcalendar(text()).message(),
            ],
            vec![
                IcsFault::NoHolidays {
                    from: day(1),
                    to: day(2),
                }
                .message(),
            ],
            [
                LeftOut::NotWholeDays,
                LeftOut::NoDate,
                LeftOut::TooLong,
                LeftOut::Repetition,
            ]
            .map(|l| l.message())
            .into(),
            vec![
                TargetFault::NotATarget(text()).message(),
                TargetFault::TooLong(text()).message(),
            ],
            [
                DueError::NoWorkingTime,
                DueError::TooFar,
                DueError::PauseBackwards { from: at, to: at },
            ]
            .map(|e| e.message())
            .into(),
            ["1 min", "2 h", "3 d", "5 wmin", "1 wh", "10 wd"]
                .map(|t| t.parse::<Target>().unwrap().message())
                .into(),
            [Why::Closed, Why::Holiday, Why::Paused, Why::ClockChange]
                .map(Why::message)
                .into(),
        ]
        .concat();
        for lang in Lang::ALL {
            for message in &messages {
                let said = lang.lasting().m(message);
                assert!(!said.contains(['⟦', '{']), "{lang}: {said}");
            }
        }
        assert!(
            missing().iter().all(|key| !key.contains("calendar-")),
            "{:?}",
            missing()
        );
    }

    #[test]
    fn lengths_are_said_in_words() {
        let said = |lang: Lang, target: &str| {
            lang.lasting()
                .m(&target.parse::<Target>().unwrap().message())
        };
        assert_eq!(said(Lang::En, "1 wh"), "1 working hour");
        assert_eq!(said(Lang::Es, "10 wd"), "10 días laborables");
        assert_eq!(said(Lang::Zh, "24 h"), "24 小时");
    }
}
