//! Dates, times and lengths of time, always with the weekday, never as 11/24.

use chrono::{DateTime, Datelike, Locale, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use super::{Given, L, Lang};

/// Further away than this, another year is written out.
const HALF_A_YEAR: i64 = 183;

impl L {
    /// Tue 24 Nov, 10:00 · mar 24 nov, 10:00 · 11月24日 周二 10:00
    pub fn moment(&self, at: impl Given<DateTime<Utc>>, zone: impl Given<Tz>) -> String {
        let local = at.given().with_timezone(&zone.given());
        self.join(
            &self.day(local.date_naive()),
            &local.format("%H:%M").to_string(),
        )
    }

    /// Tue 24 Nov · mar 24 nov · 11月24日 周二; with the year when it does not go without saying.
    pub fn day(&self, day: impl Given<NaiveDate>) -> String {
        let day = day.given();
        let pattern = match (self.lang, self.year_goes_without_saying(day)) {
            (Lang::En | Lang::Es, true) => "%a %-d %b",
            (Lang::En | Lang::Es, false) => "%a %-d %b %Y",
            (Lang::Zh, true) => "%-m月%-d日 周%a",
            (Lang::Zh, false) => "%Y年%-m月%-d日 周%a",
        };
        self.write(day, pattern)
    }

    /// The day of an instant where it happens.
    pub fn day_of(&self, at: impl Given<DateTime<Utc>>, zone: impl Given<Tz>) -> String {
        self.day(at.given().with_timezone(&zone.given()).date_naive())
    }

    /// Tuesday 24 November 2026 · martes 24 de noviembre de 2026 · 2026年11月24日 星期二, for letters and headings.
    pub fn long_day(&self, day: impl Given<NaiveDate>) -> String {
        self.write(
            day.given(),
            match self.lang {
                Lang::En => "%A %-d %B %Y",
                Lang::Es => "%A %-d de %B de %Y",
                Lang::Zh => "%Y年%-m月%-d日 %A",
            },
        )
    }

    /// November 2026 · noviembre de 2026 · 2026年11月
    pub fn month(&self, day: impl Given<NaiveDate>) -> String {
        self.write(
            day.given(),
            match self.lang {
                Lang::En => "%B %Y",
                Lang::Es => "%B de %Y",
                Lang::Zh => "%Y年%-m月",
            },
        )
    }

    /// 31 Oct · 31 oct · 10月31日: a date of every year.
    pub fn day_of_year(&self, day: impl Given<NaiveDate>) -> String {
        self.write(
            day.given(),
            match self.lang {
                Lang::En | Lang::Es => "%-d %b",
                Lang::Zh => "%-m月%-d日",
            },
        )
    }

    /// Tuesday · martes · 星期二; 1 = Monday … 7 = Sunday, as stored.
    pub fn weekday(&self, number: impl Given<i64>) -> String {
        let monday = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        self.write(
            monday + TimeDelta::days((number.given() - 1).rem_euclid(7)),
            "%A",
        )
    }

    /// Tue · mar · 周二; 1 = Monday … 7 = Sunday, as stored.
    pub fn short_weekday(&self, number: impl Given<i64>) -> String {
        let monday = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let pattern = match self.lang {
            Lang::En | Lang::Es => "%a",
            Lang::Zh => "周%a",
        };
        self.write(
            monday + TimeDelta::days((number.given() - 1).rem_euclid(7)),
            pattern,
        )
    }

    /// 10:00, of an instant where it happens.
    pub fn time(&self, at: impl Given<DateTime<Utc>>, zone: impl Given<Tz>) -> String {
        at.given()
            .with_timezone(&zone.given())
            .format("%H:%M")
            .to_string()
    }

    /// 09:00–12:00, within a day that is named beside it.
    pub fn hours(
        &self,
        from: impl Given<DateTime<Utc>>,
        to: impl Given<DateTime<Utc>>,
        zone: impl Given<Tz>,
    ) -> String {
        let zone = zone.given();
        format!("{}–{}", self.time(from, zone), self.time(to, zone))
    }

    /// 10:00, of a time on the wall.
    pub fn clock(&self, time: impl Given<NaiveTime>) -> String {
        time.given().format("%H:%M").to_string()
    }

    /// Tue 24 Nov, 9:00–12:00; both days when it ends on another.
    pub fn window(
        &self,
        from: impl Given<DateTime<Utc>>,
        to: impl Given<DateTime<Utc>>,
        zone: impl Given<Tz>,
    ) -> String {
        let (from, to, zone) = (from.given(), to.given(), zone.given());
        let (a, b) = (from.with_timezone(&zone), to.with_timezone(&zone));
        if a.date_naive() == b.date_naive() {
            self.join(
                &self.day(a.date_naive()),
                &format!("{}–{}", a.format("%-H:%M"), b.format("%-H:%M")),
            )
        } else {
            format!("{} – {}", self.moment(from, zone), self.moment(to, zone))
        }
    }

    /// 25 min · 2 h 10 min · 3 days 4 h: at most two units, cut off, never rounded up.
    pub fn span(&self, length: impl Given<TimeDelta>) -> String {
        let minutes = length.given().num_minutes().abs();
        let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
        let parts = match (days, hours, minutes) {
            (0, 0, m) => [("span-minutes", m), ("", 0)],
            (0, h, m) => [("span-hours", h), ("span-minutes", m)],
            (d @ 1..=6, h, _) => [("span-days", d), ("span-hours", h)],
            (d, _, _) => [("span-days", d), ("", 0)],
        };
        let said: Vec<_> = parts
            .iter()
            .enumerate()
            .filter(|(i, (key, n))| !key.is_empty() && (*i == 0 || *n > 0))
            .map(|(_, (key, n))| self.n(key, *n))
            .collect();
        said.join(if self.lang == Lang::Zh { "" } else { " " })
    }

    /// 25 min · 2 h · 3 days: one unit, for tags.
    pub fn brief(&self, length: impl Given<TimeDelta>) -> String {
        let minutes = length.given().num_minutes().abs();
        match minutes {
            0..60 => self.n("span-minutes", minutes),
            60..2880 => self.n("span-hours", minutes / 60),
            _ => self.n("span-days", minutes / 1440),
        }
    }

    /// "2 h 10 min ago"; "just now" below a minute.
    pub fn ago(&self, length: impl Given<TimeDelta>) -> String {
        let length = length.given();
        if length < TimeDelta::minutes(1) {
            return self.t("span-just-now").into_owned();
        }
        self.a("span-ago", "span", self.span(length))
    }

    /// An instant for `datetime=`.
    pub fn iso(&self, at: impl Given<DateTime<Utc>>) -> String {
        at.given()
            .to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    }

    fn join(&self, day: &str, time: &str) -> String {
        match self.lang {
            Lang::En | Lang::Es => format!("{day}, {time}"),
            Lang::Zh => format!("{day} {time}"),
        }
    }

    fn year_goes_without_saying(&self, day: NaiveDate) -> bool {
        self.now.is_some_and(|now| {
            let today = now.date_naive();
            today.year() == day.year() || (today - day).num_days().abs() <= HALF_A_YEAR
        })
    }

    fn write(&self, day: NaiveDate, pattern: &str) -> String {
        let locale = match self.lang {
            Lang::En => Locale::en_GB,
            Lang::Es => Locale::es_ES,
            Lang::Zh => Locale::zh_CN,
        };
        // Chrono writes locales for instants only.
        let noon = Utc.from_utc_datetime(&day.and_time(NaiveTime::MIN));
        noon.format_localized(pattern, locale).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MADRID: Tz = Tz::Europe__Madrid;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn all(f: impl Fn(L) -> String) -> [String; 3] {
        Lang::ALL.map(|lang| f(lang.at(at("2026-11-23T12:00:00Z"))))
    }

    #[test]
    fn moments_have_a_weekday_and_no_needless_year() {
        let due = at("2026-11-24T09:00:00Z");
        assert_eq!(
            all(|l| l.moment(due, MADRID)),
            [
                "Tue 24 Nov, 10:00",
                "mar 24 nov, 10:00",
                "11月24日 周二 10:00"
            ]
        );
        let next_year = at("2027-02-03T09:00:00Z");
        assert_eq!(
            all(|l| l.day_of(next_year, MADRID)),
            ["Wed 3 Feb", "mié 3 feb", "2月3日 周三"]
        );
    }

    #[test]
    fn a_far_year_is_written_and_a_letter_always_writes_it() {
        let last_spring = at("2025-03-04T09:00:00Z");
        assert_eq!(
            all(|l| l.moment(last_spring, MADRID)),
            [
                "Tue 4 Mar 2025, 10:00",
                "mar 4 mar 2025, 10:00",
                "2025年3月4日 周二 10:00"
            ]
        );
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        assert_eq!(Lang::En.lasting().day(day), "Tue 24 Nov 2026");
        assert_eq!(
            all(|l| l.long_day(day)),
            [
                "Tuesday 24 November 2026",
                "martes 24 de noviembre de 2026",
                "2026年11月24日 星期二"
            ]
        );
        assert_eq!(
            all(|l| l.month(day)),
            ["November 2026", "noviembre de 2026", "2026年11月"]
        );
    }

    #[test]
    fn the_day_is_the_buildings_day() {
        let late = at("2026-11-23T23:30:00Z");
        assert_eq!(Lang::En.at(late).moment(late, MADRID), "Tue 24 Nov, 00:30");
        assert_eq!(
            Lang::En.at(late).moment(late, Tz::America__Los_Angeles),
            "Mon 23 Nov, 15:30"
        );
    }

    #[test]
    fn windows_name_one_day_or_both() {
        let (from, to) = (at("2026-11-24T08:00:00Z"), at("2026-11-24T11:00:00Z"));
        assert_eq!(
            all(|l| l.window(from, to, MADRID)),
            [
                "Tue 24 Nov, 9:00–12:00",
                "mar 24 nov, 9:00–12:00",
                "11月24日 周二 9:00–12:00"
            ]
        );
        let next_day = at("2026-11-25T11:00:00Z");
        assert_eq!(
            Lang::En.at(from).window(from, next_day, MADRID),
            "Tue 24 Nov, 09:00 – Wed 25 Nov, 12:00"
        );
    }

    #[test]
    fn spans_are_read_at_a_glance() {
        let minutes = TimeDelta::minutes;
        assert_eq!(
            all(|l| l.span(minutes(130))),
            ["2 h 10 min", "2 h 10 min", "2小时10分钟"]
        );
        assert_eq!(all(|l| l.span(minutes(60))), ["1 h", "1 h", "1小时"]);
        assert_eq!(all(|l| l.span(minutes(1440))), ["1 day", "1 día", "1天"]);
        assert_eq!(
            all(|l| l.span(minutes(1440 * 3 + 250))),
            ["3 days 4 h", "3 días 4 h", "3天4小时"]
        );
        assert_eq!(
            all(|l| l.span(minutes(1440 * 40))),
            ["40 days", "40 días", "40天"]
        );
        assert_eq!(all(|l| l.span(minutes(0))), ["0 min", "0 min", "0分钟"]);
        assert_eq!(
            all(|l| l.ago(minutes(5))),
            ["5 min ago", "hace 5 min", "5分钟前"]
        );
        assert_eq!(
            all(|l| l.ago(TimeDelta::seconds(20))),
            ["just now", "ahora mismo", "刚刚"]
        );
    }

    #[test]
    fn weekdays_are_counted_from_monday() {
        assert_eq!(all(|l| l.weekday(1_i64)), ["Monday", "lunes", "星期一"]);
        assert_eq!(all(|l| l.weekday(7_i64)), ["Sunday", "domingo", "星期日"]);
    }
}
