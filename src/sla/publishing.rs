//! Policies and calendars are changed here. A version that is published never changes again; running clocks keep theirs.
//!
//! Who calls one of these in a deed calls [`SlaCache::forget`](super::SlaCache::forget) after it.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{
    calendar::Calendar,
    db::{
        self,
        settings::{self, NewVersion, Version},
    },
    policy::{Policy, PolicySet},
    preset,
    refusal::Refusal,
    validate::faults,
};
use crate::{
    error::Result,
    ids::{CalendarId, CommunityId, PersonId, PolicySetId},
};

/// The versions of a community's policies, or of the company's, newest first.
pub async fn versions(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
) -> Result<Vec<Version>> {
    settings::versions(conn, community).await
}

/// What is being prepared, if anything is.
pub async fn draft(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
) -> Result<Option<PolicySet>> {
    settings::draft(conn, community).await
}

/// Keeps the one draft. It may still have faults; only publishing asks for none.
pub async fn save_draft(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    policies: &[Policy],
    note: &str,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<PolicySetId> {
    let new = NewVersion {
        community,
        policies,
        preset: None,
        note,
        by: Some(by),
        at,
    };
    settings::save_draft(conn, &new).await
}

/// Makes a draft of a preset, in front of what is in force.
pub async fn adopt(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    slug: &str,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<PolicySetId> {
    let preset = preset::preset(slug).ok_or(Refusal::UnknownPreset)?;
    let live = settings::live_sets(&mut *conn).await?.remove(&community);
    let policies = preset.over(live.as_ref().map_or(&[], |set| &set.policies));
    let new = NewVersion {
        community,
        policies: &policies,
        preset: Some(slug),
        note: "",
        by: Some(by),
        at,
    };
    settings::save_draft(conn, &new).await
}

/// Puts the draft in force for new tickets. Refused with all its faults if it has any.
pub async fn publish(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    at: DateTime<Utc>,
) -> Result<PolicySetId> {
    let draft = settings::draft(&mut *conn, community)
        .await?
        .ok_or(Refusal::NoDraft)?;
    let faults = faults(&draft.policies, community.is_none());
    if !faults.is_empty() {
        return Err(Refusal::Unfit(faults).into());
    }
    settings::publish(conn, community, draft.id, at).await?;
    Ok(draft.id)
}

/// Puts an earlier version in force again, as a new version. A draft in preparation is given up.
pub async fn roll_back(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    to: PolicySetId,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<PolicySetId> {
    let earlier = settings::versions(&mut *conn, community)
        .await?
        .into_iter()
        .find(|version| version.id == to);
    let earlier = earlier.ok_or(crate::error::AppError::NotFound)?;
    let set = settings::load_set(&mut *conn, to).await?;
    let new = NewVersion {
        community,
        policies: &set.policies,
        preset: earlier.preset.as_deref(),
        note: &earlier.note,
        by: Some(by),
        at,
    };
    settings::save_draft(&mut *conn, &new).await?;
    publish(conn, community, at).await
}

/// A new calendar. One in which nobody works in the next year is refused with the reason.
pub async fn add_calendar(
    conn: &mut PgConnection,
    slug: &str,
    name: &str,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Result<CalendarId> {
    fit(calendar, now)?;
    if db::calendar::is_there(&mut *conn, slug).await? {
        return Err(Refusal::SlugTaken.into());
    }
    db::calendar::add(conn, slug, name, calendar).await
}

/// Changes a calendar. The clocks that run by it follow through [`follow_calendar`](super::follow_calendar).
pub async fn change_calendar(
    conn: &mut PgConnection,
    id: CalendarId,
    name: &str,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Result<()> {
    fit(calendar, now)?;
    db::calendar::save(conn, id, name, calendar).await
}

fn fit(calendar: &Calendar, now: DateTime<Utc>) -> Result<()> {
    let today = now.with_timezone(&calendar.zone).date_naive();
    Ok(calendar.check(today).map_err(Refusal::Calendar)?)
}
