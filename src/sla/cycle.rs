//! The clocks of one ticket while a deed moves them: read once, changed in memory, written in one statement.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{
    cache::{Picked, Settings, SlaCache},
    calendar::Calendar,
    clock::Basis,
    db,
    due::DueError,
    ladder::Rung,
    metric::{Moment, State},
    pauses::Pause,
    policy::{Policy, PolicySet, Terms},
    preset,
    promise::{Change, Promise},
    target::Target,
};
use crate::{
    error::Result,
    ids::{PolicySetId, PromiseId, TicketId},
};

/// Promises with all they are derived from.
pub(super) struct Clocks {
    pub promises: Vec<Promise>,
    as_read: Vec<Promise>,
    begun: Vec<Promise>,
    pub settings: std::sync::Arc<Settings>,
    sets: HashMap<PolicySetId, std::sync::Arc<PolicySet>>,
    pub pauses: HashMap<TicketId, Vec<Pause>>,
    extensions: HashMap<PromiseId, Vec<Target>>,
}

impl Clocks {
    pub async fn of(
        cache: &SlaCache,
        conn: &mut PgConnection,
        promises: Vec<Promise>,
    ) -> Result<Self> {
        let calendars = promises.iter().map(|promise| promise.calendar);
        let settings = cache.settings_with(&mut *conn, calendars).await?;
        let as_read = promises.clone();
        let mut clocks = Self {
            promises,
            as_read,
            begun: Vec::new(),
            settings,
            sets: HashMap::new(),
            pauses: HashMap::new(),
            extensions: HashMap::new(),
        };
        clocks.read_policies(cache, conn).await?;
        Ok(clocks)
    }

    /// Reads the policies the promises are under: needed again where one is put under another.
    pub async fn read_policies(&mut self, cache: &SlaCache, conn: &mut PgConnection) -> Result<()> {
        for id in self.promises.iter().filter_map(|p| p.policy_set) {
            if let std::collections::hash_map::Entry::Vacant(slot) = self.sets.entry(id) {
                slot.insert(cache.set(&mut *conn, id).await?);
            }
        }
        Ok(())
    }

    pub async fn of_cycle(
        cache: &SlaCache,
        conn: &mut PgConnection,
        ticket: TicketId,
        cycle: i32,
    ) -> Result<Self> {
        let promises = db::promise::of_cycle(&mut *conn, ticket, cycle).await?;
        Self::of(cache, conn, promises).await
    }

    /// Reads the pauses: needed where a clock starts.
    pub async fn read_pauses(&mut self, conn: &mut PgConnection) -> Result<()> {
        let mut tickets: Vec<TicketId> =
            self.promises.iter().map(|promise| promise.ticket).collect();
        tickets.dedup();
        self.pauses = db::pause::intervals_of(conn, &tickets).await?;
        Ok(())
    }

    /// Reads pauses and extensions: needed where a clock that runs is derived again.
    pub async fn read_basis(&mut self, conn: &mut PgConnection) -> Result<()> {
        self.read_pauses(&mut *conn).await?;
        let running: Vec<PromiseId> = self
            .promises
            .iter()
            .filter(|p| p.state == State::Running)
            .map(|p| p.id)
            .collect();
        if !running.is_empty() {
            let of = db::pause::extensions_of(conn, &running).await?;
            self.extensions = of
                .into_iter()
                .map(|(id, list)| (id, list.into_iter().map(|extension| extension.by).collect()))
                .collect();
        }
        Ok(())
    }

    /// Changes one promise by a rule that needs what it is derived from.
    pub fn apply<T>(
        &mut self,
        at: usize,
        rule: impl FnOnce(&mut Promise, &[Rung], Basis<'_>) -> Result<T, DueError>,
    ) -> Result<T> {
        let promise = &self.promises[at];
        let (set, slug) = (promise.policy_set, promise.policy.as_str());
        let ladder = policy_in(&self.sets, set, slug).map_or(&[][..], |policy| &policy.ladder);
        let calendar = calendar_in(&self.settings, promise)?;
        let basis = Basis {
            calendar,
            pauses: self.pauses.get(&promise.ticket).map_or(&[], Vec::as_slice),
            extensions: self.extensions.get(&promise.id).map_or(&[], Vec::as_slice),
        };
        Ok(rule(&mut self.promises[at], ladder, basis)?)
    }

    /// Starts a promise that has no row yet.
    pub fn start_new(&self, promise: &mut Promise, at: DateTime<Utc>) -> Result<()> {
        let pauses = self
            .pauses
            .get(&promise.ticket)
            .map_or(&[][..], Vec::as_slice);
        let basis = Basis {
            calendar: calendar_in(&self.settings, promise)?,
            pauses,
            extensions: &[],
        };
        promise.start(at, basis)?;
        Ok(())
    }

    pub fn policy_of(&self, promise: &Promise) -> Option<&Policy> {
        policy_in(&self.sets, promise.policy_set, &promise.policy)
    }

    pub fn terms_of(&self, promise: &Promise) -> Option<&Terms> {
        self.policy_of(promise)?
            .terms(promise.metric, promise.starts_on, promise.stage)
    }

    pub fn calendar_of(&self, promise: &Promise) -> Result<&Calendar> {
        calendar_in(&self.settings, promise)
    }

    pub fn extensions_of(&self, promise: &Promise) -> &[Target] {
        self.extensions.get(&promise.id).map_or(&[], Vec::as_slice)
    }

    /// A promise to be written with the rest; its changes come back from [`Clocks::save`].
    pub fn begin(&mut self, promise: Promise) {
        self.begun.push(promise);
    }

    /// The next round number for a promise like this one.
    pub fn next_round(&self, like: &Promise) -> i32 {
        let same = |p: &&Promise| {
            (p.metric, p.starts_on, p.stage) == (like.metric, like.starts_on, like.stage)
        };
        self.promises
            .iter()
            .chain(&self.begun)
            .filter(same)
            .map(|p| p.round)
            .max()
            .unwrap_or(0)
            + 1
    }

    /// Writes what changed and what began; the changes of those that began.
    pub async fn save(mut self, conn: &mut PgConnection) -> Result<Vec<Change>> {
        let changed: Vec<&Promise> = self
            .promises
            .iter()
            .zip(&self.as_read)
            .filter(|(now, was)| now != was)
            .map(|(now, _)| now)
            .collect();
        db::promise::save(&mut *conn, &changed).await?;
        db::promise::insert(conn, &mut self.begun).await?;
        Ok(self.begun.iter().filter_map(Promise::started).collect())
    }
}

fn policy_in<'s>(
    sets: &'s HashMap<PolicySetId, std::sync::Arc<PolicySet>>,
    set: Option<PolicySetId>,
    slug: &str,
) -> Option<&'s Policy> {
    let policies = match set {
        Some(id) => &sets.get(&id)?.policies,
        None => &preset::house_default().policies,
    };
    policies.iter().find(|policy| policy.slug == slug)
}

fn calendar_in<'s>(settings: &'s Settings, promise: &Promise) -> Result<&'s Calendar> {
    let calendar = settings.calendar(promise.calendar);
    calendar.ok_or_else(|| {
        anyhow::anyhow!(
            "calendar {} of promise {} is gone",
            promise.calendar,
            promise.id
        )
        .into()
    })
}

/// What new promises of a cycle have in common.
#[derive(Clone, Copy)]
pub(super) struct Mould<'a> {
    pub ticket: TicketId,
    pub cycle: i32,
    pub community: crate::ids::CommunityId,
    pub department: Option<crate::ids::DepartmentId>,
    pub calendar: crate::ids::CalendarId,
    pub picked: Picked<'a>,
}

impl Mould<'_> {
    /// A promise that waits for its start; its id comes with the row.
    pub fn cast(&self, terms: &Terms, starts_on: Moment, on: chrono::NaiveDate) -> Promise {
        Promise {
            id: PromiseId(0),
            ticket: self.ticket,
            cycle: self.cycle,
            stage: terms.stage,
            round: 1,
            metric: terms.metric,
            starts_on,
            target: terms.target_on(on),
            warn_percent: terms.warn_percent,
            policy_set: self.picked.set,
            policy: self.picked.policy.slug.clone(),
            calendar: self.calendar,
            state: State::Waiting,
            started_at: None,
            due_at: None,
            warn_at: None,
            warned_at: None,
            breached_at: None,
            escalate_at: None,
            escalations: 0,
            met_at: None,
            community: self.community,
            department: self.department,
        }
    }
}

/// The date of an instant where the calendar is.
pub(super) fn local_date(calendar: &Calendar, at: DateTime<Utc>) -> chrono::NaiveDate {
    at.with_timezone(&calendar.zone).date_naive()
}
