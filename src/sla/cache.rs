//! Policies and calendars in memory, so that filing reads none of them.
//!
//! Every change of `policy_set`, `calendar` or a community's calendar draws a new token (table `settings_version`, by
//! trigger). A process compares it at most every half second, with the connection it is asked on, and loads everything again
//! when it differs: right within that time in every process, without a listener that could be cut off unnoticed. The process
//! that publishes calls [`SlaCache::forget`] after its commit, and is right at once.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    calendar::Calendar,
    db::{self, calendar::StoredCalendar, settings},
    matching::{Facts, pick},
    policy::{Policy, PolicySet},
    preset,
};
use crate::{
    error::Result,
    ids::{CalendarId, CommunityId, PolicySetId},
};

const TRUSTED_FOR: Duration = Duration::from_millis(500);

/// Cheap to clone; all clones are one.
#[derive(Clone, Default)]
pub struct SlaCache(Arc<Inner>);

#[derive(Default)]
struct Inner {
    now: RwLock<Option<Checked>>,
    /// Versions that promises still run by: never change once published.
    past: RwLock<HashMap<PolicySetId, Arc<PolicySet>>>,
}

#[derive(Clone)]
struct Checked {
    settings: Arc<Settings>,
    at: Instant,
}

/// What holds now.
pub struct Settings {
    token: Uuid,
    live: HashMap<Option<CommunityId>, Arc<PolicySet>>,
    calendars: HashMap<CalendarId, Arc<StoredCalendar>>,
    communities: HashMap<CommunityId, CalendarId>,
}

/// A policy and the version it is of; none is the house default that holds before the first version.
#[derive(Clone, Copy)]
pub struct Picked<'s> {
    pub set: Option<PolicySetId>,
    pub policy: &'s Policy,
}

impl SlaCache {
    /// The settings in force.
    pub async fn settings(&self, conn: &mut PgConnection) -> Result<Arc<Settings>> {
        let known = self
            .0
            .now
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(known) = &known
            && known.at.elapsed() < TRUSTED_FOR
        {
            return Ok(known.settings.clone());
        }
        self.read(conn, known).await
    }

    /// The settings in force, and these calendars among them: one that another process, or this transaction, has just written
    /// is read at once.
    pub async fn settings_with(
        &self,
        conn: &mut PgConnection,
        mut calendars: impl Iterator<Item = CalendarId>,
    ) -> Result<Arc<Settings>> {
        let settings = self.settings(&mut *conn).await?;
        if calendars.all(|id| settings.calendars.contains_key(&id)) {
            return Ok(settings);
        }
        self.read(conn, None).await
    }

    async fn read(&self, conn: &mut PgConnection, known: Option<Checked>) -> Result<Arc<Settings>> {
        let at = Instant::now();
        // the token is read before what it stands for: a change in between is seen the next time
        let token = settings::token(&mut *conn).await?;
        if let Some(known) = known.filter(|known| known.settings.token == token.is) {
            self.keep(known.settings.clone(), at);
            return Ok(known.settings);
        }
        let settings = Arc::new(Settings::load(conn, token.is).await?);
        // what this transaction changed is nobody else's until it is committed, and may never be
        if !token.is_own {
            self.keep(settings.clone(), at);
        }
        Ok(settings)
    }

    fn keep(&self, settings: Arc<Settings>, at: Instant) {
        *self.0.now.write().unwrap_or_else(PoisonError::into_inner) =
            Some(Checked { settings, at });
    }

    /// To be called after the commit of a change.
    pub fn forget(&self) {
        *self.0.now.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Any published version.
    pub async fn set(&self, conn: &mut PgConnection, id: PolicySetId) -> Result<Arc<PolicySet>> {
        let known = self
            .0
            .past
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&id)
            .cloned();
        if let Some(set) = known {
            return Ok(set);
        }
        let set = Arc::new(settings::load_set(conn, id).await?);
        self.0
            .past
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id, set.clone());
        Ok(set)
    }

    /// The calendar a community works by. One without a calendar takes the oldest of its zone, or the house default's hours
    /// in its zone, and keeps it.
    pub async fn calendar_of(
        &self,
        conn: &mut PgConnection,
        community: CommunityId,
    ) -> Result<Arc<StoredCalendar>> {
        if let Some(calendar) = self.settings(&mut *conn).await?.calendar_of(community) {
            return Ok(calendar);
        }
        let id = super::seed::give_calendar(&mut *conn, community).await?;
        self.calendar(conn, id).await
    }

    pub async fn calendar(
        &self,
        conn: &mut PgConnection,
        id: CalendarId,
    ) -> Result<Arc<StoredCalendar>> {
        self.settings_with(conn, std::iter::once(id))
            .await?
            .calendars
            .get(&id)
            .cloned()
            .ok_or_else(|| anyhow::anyhow!("calendar {id} is gone").into())
    }
}

impl Settings {
    async fn load(conn: &mut PgConnection, token: Uuid) -> Result<Self> {
        let live = settings::live_sets(&mut *conn).await?;
        let calendars = db::calendar::all(&mut *conn).await?;
        let communities = db::calendar::of_communities(conn).await?;
        Ok(Self {
            token,
            live: live
                .into_iter()
                .map(|(community, set)| (community, Arc::new(set)))
                .collect(),
            calendars: calendars
                .into_iter()
                .map(|calendar| (calendar.id, Arc::new(calendar)))
                .collect(),
            communities,
        })
    }

    pub fn calendar_of(&self, community: CommunityId) -> Option<Arc<StoredCalendar>> {
        self.calendars
            .get(self.communities.get(&community)?)
            .cloned()
    }

    pub fn calendar(&self, id: CalendarId) -> Option<&Calendar> {
        self.calendars.get(&id).map(|stored| &stored.calendar)
    }

    pub fn calendars(&self) -> impl Iterator<Item = &StoredCalendar> {
        self.calendars.values().map(AsRef::as_ref)
    }

    /// The version in force for a community, or for the company.
    pub fn live(&self, community: Option<CommunityId>) -> Option<&PolicySet> {
        self.live.get(&community).map(AsRef::as_ref)
    }

    /// The policy that holds: the one a routing rule chose, if it exists; else the first that matches, the community's own
    /// before the company's.
    pub fn pick(
        &self,
        community: CommunityId,
        chosen: Option<&str>,
        facts: &Facts<'_>,
    ) -> Option<Picked<'_>> {
        let own = self.live(Some(community)).into_iter();
        let sets: Vec<Picked<'_>> = own
            .chain(self.live(None))
            .flat_map(|set| {
                set.policies.iter().map(|policy| Picked {
                    set: Some(set.id),
                    policy,
                })
            })
            .chain(
                preset::house_default()
                    .policies
                    .iter()
                    .map(|policy| Picked { set: None, policy }),
            )
            .collect();
        let by_rule = sets
            .iter()
            .find(|picked| Some(picked.policy.slug.as_str()) == chosen);
        by_rule.copied().or_else(|| {
            let policy = pick(sets.iter().map(|picked| picked.policy), facts)?;
            sets.iter()
                .find(|picked| std::ptr::eq(picked.policy, policy))
                .copied()
        })
    }
}
