//! A decision that moved the clocks is taken back: they go on as if it had never been made.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;

use super::{
    cache::SlaCache,
    clock::Basis,
    cycle::Clocks,
    db,
    due::DueError,
    ladder::Rung,
    metric::State,
    promise::{Change, Promise},
    target::Target,
};
use crate::{
    error::Result,
    ids::{DepartmentId, PolicySetId, PromiseId, TicketId},
};

/// An open clock before a decision: all that its due instant is derived from, and whom it has warned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stood {
    promise: PromiseId,
    /// None: it waited for its start.
    started_at: Option<DateTime<Utc>>,
    target: Target,
    warn_percent: u8,
    policy_set: Option<PolicySetId>,
    policy: String,
    warned_at: Option<DateTime<Utc>>,
    escalate_at: Option<DateTime<Utc>>,
}

impl Stood {
    fn of(promise: &Promise) -> Self {
        Self {
            promise: promise.id,
            started_at: promise.started_at,
            target: promise.target,
            warn_percent: promise.warn_percent,
            policy_set: promise.policy_set,
            policy: promise.policy.clone(),
            warned_at: promise.warned_at,
            escalate_at: promise.escalate_at,
        }
    }
}

/// The open clocks of a cycle, to be put back by [`restore`].
pub async fn standing(conn: &mut PgConnection, ticket: TicketId, cycle: i32) -> Result<Vec<Stood>> {
    let promises = db::promise::of_cycle(conn, ticket, cycle).await?;
    let open = promises.iter().filter(|promise| promise.is_open());
    Ok(open.map(Stood::of).collect())
}

/// Puts the clocks of a cycle back to how they stood before a decision of `decided_at`, under the terms they had then, counted
/// for the department they were with. What the decision began ends. What it made late stays late: a breach is a fact.
pub async fn restore(
    cache: &SlaCache,
    conn: &mut PgConnection,
    (ticket, cycle): (TicketId, i32),
    stood: &[Stood],
    department: Option<DepartmentId>,
    decided_at: DateTime<Utc>,
    at: DateTime<Utc>,
) -> Result<Vec<Change>> {
    let mut clocks = Clocks::of_cycle(cache, &mut *conn, ticket, cycle).await?;
    let mut changes = Vec::new();
    for promise in &mut clocks.promises {
        match stood.iter().find(|stood| stood.promise == promise.id) {
            Some(stood) => promise.go_back_to(stood, decided_at),
            None => changes.extend(promise.end(at)),
        }
    }
    clocks.read_policies(cache, &mut *conn).await?;
    clocks.read_basis(&mut *conn).await?;
    for index in 0..clocks.promises.len() {
        changes.extend(clocks.apply(index, |promise, ladder, basis| {
            promise.go_on(at, ladder, basis)
        })?);
    }
    clocks.save(&mut *conn).await?;
    db::promise::move_to_department(conn, ticket, cycle, department).await?;
    Ok(changes)
}

impl Promise {
    fn go_back_to(&mut self, stood: &Stood, decided_at: DateTime<Utc>) {
        let made_late = self.breached_at.is_some_and(|at| at > decided_at);
        if made_late || self.is_open() && self.is_as(stood) {
            return;
        }
        self.state = match stood.started_at {
            Some(_) => State::Running,
            None => State::Waiting,
        };
        self.started_at = stood.started_at;
        self.target = stood.target;
        self.warn_percent = stood.warn_percent;
        self.policy_set = stood.policy_set;
        self.policy.clone_from(&stood.policy);
        self.warned_at = stood.warned_at;
        self.escalate_at = self.escalate_at.or(stood.escalate_at);
        self.met_at = None;
        if self.breached_at.is_none() {
            self.due_at = None;
            self.warn_at = None;
        }
    }

    /// The decision left it alone.
    fn is_as(&self, stood: &Stood) -> bool {
        let terms = (self.target, self.warn_percent, self.policy_set);
        self.started_at == stood.started_at
            && terms == (stood.target, stood.warn_percent, stood.policy_set)
            && self.policy == stood.policy
    }

    /// Derived again; late since before, its ladder goes on.
    fn go_on(
        &mut self,
        at: DateTime<Utc>,
        ladder: &[Rung],
        basis: Basis<'_>,
    ) -> Result<Option<Change>, DueError> {
        if self.escalate_at.is_none() {
            self.hold_ladder(at, ladder, basis)?;
        }
        self.derive(at, basis)
    }
}
