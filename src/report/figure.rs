//! What can be counted, and how it is narrowed. One value of these types is a figure and the list behind it.

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use crate::{people::Scope, text::text_enum, web::Fields};

text_enum! {
    /// What is counted.
    pub enum Figure {
        /// Somebody still owes the owner something.
        Open => "open",
        /// Open, and a promise is broken.
        Late => "late",
        /// Late, or due within two hours.
        Act => "act",
        /// Open, and a promise falls due before the day ends.
        Today => "today",
        Waiting => "waiting",
        /// Came in.
        Filed => "filed",
        /// Went out: closed, declined, withdrawn, joined with another.
        Ended => "ended",
        /// Closed after a resolution.
        Closed => "closed",
        /// Came back within 14 days of being resolved.
        Reopened => "reopened",
        /// First responses promised for this time, kept or not.
        First => "first",
        FirstKept => "first-kept",
        FirstLate => "first-late",
        /// Resolutions promised for this time, kept or not.
        Done => "done",
        DoneKept => "done-kept",
        DoneLate => "done-late",
    }
}

/// From when on a due instant is "soon".
pub const SOON: TimeDelta = TimeDelta::hours(2);

impl Figure {
    /// Counted by promise, by the date promised; the others by ticket.
    pub fn is_of_promises(self) -> bool {
        matches!(
            self,
            Self::First
                | Self::FirstKept
                | Self::FirstLate
                | Self::Done
                | Self::DoneKept
                | Self::DoneLate
        )
    }

    /// Of work that is still there, so that the time looked back does not matter.
    pub fn is_of_now(self) -> bool {
        matches!(
            self,
            Self::Open | Self::Late | Self::Act | Self::Today | Self::Waiting
        )
    }
}

/// Who looks, and at which departments.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Lens {
    pub scope: Scope,
    pub departments: Vec<i64>,
    /// Also what no department has yet.
    pub unrouted: bool,
    /// Days begin and end in this zone.
    pub zone: Tz,
}

text_enum! {
    /// How far a board looks back.
    pub enum Span {
        Month => "28",
        Quarter => "90",
        Year => "365",
        Ever => "all",
    }
}

impl Span {
    pub fn of(query: &Fields) -> Self {
        query.get("span").parse().unwrap_or(Self::Month)
    }

    pub fn since(self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match self {
            Self::Month => Some(now - TimeDelta::days(28)),
            Self::Quarter => Some(now - TimeDelta::days(90)),
            Self::Year => Some(now - TimeDelta::days(365)),
            Self::Ever => None,
        }
    }
}

/// By what a figure is broken down. A group's key, put back into the pick, lists the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// 0 to 5: under 1, 3, 7, 14, 30 days old, and older.
    Band,
    Person,
    /// Of what waits.
    Reason,
    /// The local date it came in or went out.
    Day,
    Department,
    Community,
    Building,
    /// The same category at the same building: `building:category`.
    Repeat,
}

/// How many days old each band of open work begins.
pub const BANDS: [i64; 6] = [0, 1, 3, 7, 14, 30];

/// A figure, narrowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    pub figure: Figure,
    pub span: Span,
    pub day: Option<NaiveDate>,
    pub band: Option<usize>,
    pub person: Option<i64>,
    pub reason: Option<String>,
    pub department: Option<i64>,
    pub community: Option<i64>,
    pub building: Option<i64>,
    pub category: Option<i64>,
}

impl Pick {
    pub fn of(figure: Figure, span: Span) -> Self {
        Self {
            figure,
            span,
            day: None,
            band: None,
            person: None,
            reason: None,
            department: None,
            community: None,
            building: None,
            category: None,
        }
    }

    /// What the address of a list names; without a known figure there is no such list.
    pub fn read(query: &Fields) -> Option<Self> {
        let id = |name| query.get(name).parse().ok();
        Some(Self {
            figure: query.get("figure").parse().ok()?,
            span: Span::of(query),
            day: id_or(query, "day"),
            band: query.get("band").parse().ok().filter(|b| *b < BANDS.len()),
            person: id("person"),
            reason: Some(query.get("reason").to_owned()).filter(|reason| !reason.is_empty()),
            department: id("in"),
            community: id("community"),
            building: id("building"),
            category: id("category"),
        })
    }

    /// The group of this key.
    #[must_use]
    pub fn within(mut self, group: Group, key: &str) -> Self {
        match group {
            Group::Band => self.band = key.parse().ok(),
            Group::Person => self.person = key.parse().ok(),
            Group::Reason => self.reason = Some(key.to_owned()),
            Group::Day => self.day = key.parse().ok(),
            Group::Department => self.department = key.parse().ok(),
            Group::Community => self.community = key.parse().ok(),
            Group::Building => self.building = key.parse().ok(),
            Group::Repeat => {
                let (building, category) = key.split_once(':').unwrap_or_default();
                self.building = building.parse().ok();
                self.category = category.parse().ok();
            }
        }
        self
    }

    /// As an address carries it.
    pub fn to_query(&self) -> String {
        let mut query = Fields::default();
        query.push("figure", self.figure.as_str());
        if !self.figure.is_of_now() {
            query.push("span", self.span.as_str());
        }
        let texts = [
            ("day", self.day.map(|day| day.to_string())),
            ("band", self.band.map(|band| band.to_string())),
            ("person", self.person.map(|id| id.to_string())),
            ("reason", self.reason.clone()),
            ("in", self.department.map(|id| id.to_string())),
            ("community", self.community.map(|id| id.to_string())),
            ("building", self.building.map(|id| id.to_string())),
            ("category", self.category.map(|id| id.to_string())),
        ];
        for (name, value) in texts {
            if let Some(value) = value {
                query.push(name, value);
            }
        }
        query.to_query()
    }

    /// The time it covers, half-open: the day, or as far back as the span goes. Dates promised end now: what is not due yet is
    /// neither kept nor broken.
    pub fn time(&self, lens: &Lens, now: DateTime<Utc>) -> (Option<DateTime<Utc>>, DateTime<Utc>) {
        match self.day {
            Some(day) => (
                Some(midnight(day, lens.zone)),
                midnight(day + TimeDelta::days(1), lens.zone),
            ),
            None => (self.span.since(now), now),
        }
    }
}

fn id_or<T: std::str::FromStr>(query: &Fields, name: &str) -> Option<T> {
    query.get(name).parse().ok()
}

/// When a local day begins; where the clock skips midnight, an hour later.
pub fn midnight(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let start = day.and_time(chrono::NaiveTime::MIN);
    zone.from_local_datetime(&start)
        .earliest()
        .or_else(|| {
            zone.from_local_datetime(&(start + TimeDelta::hours(1)))
                .earliest()
        })
        .map_or_else(|| start.and_utc(), |local| local.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pick_reads_back_from_its_address() {
        let pick = Pick::of(Figure::Filed, Span::Quarter)
            .within(Group::Repeat, "12:7")
            .within(Group::Day, "2026-11-20");
        let query = Fields::parse(pick.to_query().as_bytes());
        assert_eq!(Pick::read(&query), Some(pick));
        let late = Pick::of(Figure::Late, Span::Month).within(Group::Band, "3");
        assert_eq!(late.to_query(), "figure=late&band=3");
        assert_eq!(Pick::read(&Fields::parse(b"figure=nothing")), None);
    }

    #[test]
    fn a_local_day_is_as_long_as_it_is() {
        let lens = Lens {
            scope: Scope::default(),
            departments: vec![],
            unrouted: false,
            zone: Tz::Europe__Madrid,
        };
        let day = |day: &str| {
            let pick = Pick::of(Figure::Filed, Span::Month).within(Group::Day, day);
            let (from, to) = pick.time(&lens, Utc.timestamp_opt(0, 0).unwrap());
            (to - from.unwrap()).num_hours()
        };
        assert_eq!(
            [day("2026-03-29"), day("2026-10-25"), day("2026-11-23")],
            [23, 25, 24]
        );
    }
}
