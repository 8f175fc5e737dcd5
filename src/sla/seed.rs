//! What a new database starts with: the calendars and the house default of the data files.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{
    calendar::Calendar,
    db::{self, settings::NewVersion},
    preset,
};
use crate::{
    error::Result,
    ids::{CalendarId, CommunityId},
};

/// Slug, name and file of the calendars that come with the product.
const CALENDARS: &[(&str, &str, &str)] = &[
    (
        "madrid",
        "Madrid",
        include_str!("../../data/calendars/madrid.toml"),
    ),
    (
        "shanghai",
        "上海",
        include_str!("../../data/calendars/shanghai.toml"),
    ),
    (
        "new-york",
        "New York",
        include_str!("../../data/calendars/new-york.toml"),
    ),
];

/// The hours of a community nobody gave a calendar.
const DEFAULT_HOURS: &str = include_str!("../../data/calendars/default.toml");

/// Brings the calendars, one for each community that has none, and the house default as the company's first version. What is there
/// already stays as it is, so it may run at every start.
pub async fn seed(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<()> {
    for (slug, name, file) in CALENDARS {
        let calendar: Calendar = file.parse()?;
        db::calendar::add(&mut *conn, slug, name, &calendar).await?;
    }
    for community in db::calendar::communities_without(&mut *conn).await? {
        give_calendar(&mut *conn, community).await?;
    }
    if db::settings::versions(&mut *conn, None).await?.is_empty() {
        let default = preset::house_default();
        let new = NewVersion {
            community: None,
            policies: &default.policies,
            preset: Some(&default.slug),
            note: "",
            by: None,
            at: now,
        };
        db::settings::insert_live(&mut *conn, &new).await?;
    }
    Ok(())
}

/// A community without a calendar takes the oldest of its zone, or the default hours in its zone, and keeps it.
pub async fn give_calendar(conn: &mut PgConnection, community: CommunityId) -> Result<CalendarId> {
    let zone = db::calendar::zone_of(&mut *conn, community).await?;
    let calendar = match db::calendar::in_zone(&mut *conn, zone).await? {
        Some(calendar) => calendar,
        None => {
            let mut hours: Calendar = DEFAULT_HOURS.parse()?;
            hours.zone = zone;
            let slug = zone.name().to_lowercase().replace(['/', '_'], "-");
            db::calendar::add(&mut *conn, &slug, zone.name(), &hours).await?
        }
    };
    db::calendar::give(conn, community, calendar).await?;
    Ok(calendar)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn every_calendar_file_reads_and_has_working_time() {
        let today = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        for (slug, _, file) in CALENDARS {
            let calendar: Calendar = file
                .parse()
                .unwrap_or_else(|fault| panic!("{slug}: {fault}"));
            calendar.check(today).unwrap();
        }
        DEFAULT_HOURS
            .parse::<Calendar>()
            .unwrap()
            .check(today)
            .unwrap();
    }
}
