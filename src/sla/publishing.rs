//! Policies and calendars are changed here. A version that is published never changes again; running clocks keep theirs.
//!
//! Who calls one of these in a deed calls [`SlaCache::forget`](super::SlaCache::forget) after it.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::{
    calendar::Calendar,
    db::{
        self,
        settings::{self, Draft, NewVersion},
    },
    edit::Edit,
    policy::Policy,
    preset,
    refusal::Refusal,
    validate::{Fault, faults},
};
use crate::{
    error::{AppError, Result},
    ids::{CalendarId, CommunityId, PersonId, PolicySetId},
    jobs,
};

/// What is being prepared; refused where nothing is.
pub async fn load_draft(conn: &mut PgConnection, community: Option<CommunityId>) -> Result<Draft> {
    let draft = settings::draft(conn, community).await?;
    Ok(draft.ok_or(Refusal::NoDraft)?)
}

/// Keeps the one draft. It may still have faults; only publishing asks for none.
pub async fn save_draft(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    policies: &[Policy],
    preset: Option<&str>,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<PolicySetId> {
    let new = NewVersion {
        community,
        policies,
        preset,
        note: "",
        by: Some(by),
        at,
    };
    settings::save_draft(conn, &new).await
}

/// The draft to work on: the one there is, else a copy of what is in force.
pub async fn open_draft(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    settings::lock(&mut *conn, community).await?;
    if settings::draft(&mut *conn, community).await?.is_none() {
        let policies = in_force(&mut *conn, community).await?;
        save_draft(conn, community, &policies, None, by, at).await?;
    }
    Ok(())
}

async fn in_force(conn: &mut PgConnection, community: Option<CommunityId>) -> Result<Vec<Policy>> {
    let live = settings::live_sets(conn).await?.remove(&community);
    Ok(live.map_or_else(Vec::new, |set| set.policies))
}

/// One change to the draft as it was seen at `seen`; somebody else's change in between is not written over.
pub async fn edit_draft(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    edit: Edit,
    seen: DateTime<Utc>,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    settings::lock(&mut *conn, community).await?;
    let draft = load_draft(&mut *conn, community).await?;
    if draft.saved_at != seen {
        return Err(AppError::Stale);
    }
    let policies = edit.apply(draft.policies).ok_or(AppError::Stale)?;
    let preset = draft.preset.as_deref();
    save_draft(conn, community, &policies, preset, by, at).await?;
    Ok(())
}

pub async fn discard_draft(conn: &mut PgConnection, community: Option<CommunityId>) -> Result<()> {
    settings::lock(&mut *conn, community).await?;
    settings::delete_draft(conn, community).await
}

/// Puts a preset in front of the draft, or of what is in force where there is none.
pub async fn adopt(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    slug: &str,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<PolicySetId> {
    let preset = preset::preset(slug).ok_or(Refusal::UnknownPreset)?;
    settings::lock(&mut *conn, community).await?;
    let before = match settings::draft(&mut *conn, community).await? {
        Some(draft) => draft.policies,
        None => in_force(&mut *conn, community).await?,
    };
    let policies = preset.over(&before);
    save_draft(conn, community, &policies, Some(slug), by, at).await
}

/// Puts the draft in force for new tickets. Refused with all its faults if it has any.
pub async fn publish(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    note: &str,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<PolicySetId> {
    settings::lock(&mut *conn, community).await?;
    let draft = load_draft(&mut *conn, community).await?;
    fit_to_promise(&draft.policies, community)?;
    settings::publish(conn, community, draft.id, note, Some(by), at).await?;
    Ok(draft.id)
}

/// Puts an earlier version in force again, as a new version, in one step. A draft in preparation stays as it is.
pub async fn roll_back(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    to: PolicySetId,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<PolicySetId> {
    settings::lock(&mut *conn, community).await?;
    let earlier = settings::versions(&mut *conn, community)
        .await?
        .into_iter()
        .find(|version| version.id == to && version.state == "past")
        .ok_or(AppError::NotFound)?;
    let set = settings::load_set(&mut *conn, to).await?;
    fit_to_promise(&set.policies, community)?;
    let new = NewVersion {
        community,
        policies: &set.policies,
        preset: earlier.preset.as_deref(),
        note: &earlier.note,
        by: Some(by),
        at,
    };
    settings::insert_live(conn, &new).await
}

fn fit_to_promise(policies: &[Policy], community: Option<CommunityId>) -> Result<(), Refusal> {
    let mut faults = faults(policies, community.is_none());
    faults.retain(Fault::blocks);
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Unfit(faults))
    }
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

/// The job that lets the clocks that run by a calendar follow it; its payload is the calendar's id.
pub const FOLLOW_CALENDAR: &str = "follow_calendar";

/// A filing that read the calendar as it was has committed by then.
const FILED_MEANWHILE: TimeDelta = TimeDelta::seconds(5);

/// Changes a calendar as it was seen in version `seen`; somebody else's change in between is not written over. The clocks
/// that run by it follow by a job, and once more a little later for what was filed meanwhile.
pub async fn change_calendar(
    conn: &mut PgConnection,
    id: CalendarId,
    seen: i32,
    name: &str,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Result<()> {
    fit(calendar, now)?;
    if !db::calendar::save(&mut *conn, id, seen, name, calendar).await? {
        return Err(AppError::Stale);
    }
    for run_at in [now, now + FILED_MEANWHILE] {
        let payload = serde_json::json!(id);
        jobs::enqueue(&mut *conn, FOLLOW_CALENDAR, payload, run_at, None, now).await?;
    }
    Ok(())
}

/// The community's new tickets go by this calendar. Clocks that run keep the one they count by.
pub async fn use_calendar(
    conn: &mut PgConnection,
    community: CommunityId,
    calendar: CalendarId,
) -> Result<()> {
    db::calendar::give(conn, community, calendar).await
}

fn fit(calendar: &Calendar, now: DateTime<Utc>) -> Result<()> {
    let today = now.with_timezone(&calendar.zone).date_naive();
    Ok(calendar.check(today).map_err(Refusal::Calendar)?)
}
