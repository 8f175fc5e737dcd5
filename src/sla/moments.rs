//! Something happened to a ticket: promises are met, chained clocks start.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{
    cache::{Picked, SlaCache},
    cycle::{Clocks, Mould, local_date},
    db,
    metric::{Metric, Moment, State},
    promise::{Change, Promise},
};
use crate::{
    error::Result,
    ids::{DepartmentId, TicketId},
};

/// Meets the promises the moment ends, and starts the clocks chained on it. One that is met after its due instant is broken
/// right here, stamped with that instant, if the sweep has not seen it yet.
///
/// The moments it implies come first: a written answer also acknowledges, so an answer that counts from the acknowledgement
/// starts and is kept at once. [`Moment::Escalated`] ends the clocks of the first stage and opens those of the second;
/// [`Moment::Closed`] ends what is left, save what outlives closing. Both, and a resolution, end an open pause.
pub async fn on_moment(
    cache: &SlaCache,
    conn: &mut PgConnection,
    ticket: TicketId,
    cycle: i32,
    moment: Moment,
    at: DateTime<Utc>,
) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    if matches!(
        moment,
        Moment::Resolved | Moment::Closed | Moment::Escalated
    ) {
        changes = super::pausing::resume(cache, &mut *conn, ticket, at).await?;
    }
    let mut clocks = Clocks::of_cycle(cache, &mut *conn, ticket, cycle).await?;
    if clocks.promises.iter().all(|promise| !promise.is_open()) && moment != Moment::Escalated {
        return Ok(changes);
    }
    if clocks.may_start(moment) {
        clocks.read_pauses(&mut *conn).await?;
    }
    for moment in moment.implies().iter().copied().chain([moment]) {
        clocks.meet(moment, at, &mut changes)?;
        clocks.start(moment, at, &mut changes)?;
    }
    match moment {
        Moment::Escalated => clocks.review(at, &mut changes)?,
        Moment::Closed => {
            let over = clocks
                .promises
                .iter_mut()
                .filter(|p| p.state == State::Waiting || !p.metric.outlives_closing());
            changes.extend(over.flat_map(|promise| promise.end(at)));
        }
        _ => {}
    }
    changes.extend(clocks.save(conn).await?);
    Ok(changes)
}

/// Withdrawn, declined or a duplicate: nothing more is owed. What is late already stays broken.
pub async fn drop_cycle(
    cache: &SlaCache,
    conn: &mut PgConnection,
    ticket: TicketId,
    cycle: i32,
    at: DateTime<Utc>,
) -> Result<Vec<Change>> {
    db::pause::close(&mut *conn, ticket, at).await?;
    let mut clocks = Clocks::of_cycle(cache, &mut *conn, ticket, cycle).await?;
    let mut changes = Vec::new();
    for promise in &mut clocks.promises {
        changes.extend(promise.end(at));
    }
    clocks.save(conn).await?;
    Ok(changes)
}

/// Another department has it now: the open promises count for it, and its hold clock begins. The clock of the department
/// before ends: kept if it let go in time. Setting the same department again at the same instant changes nothing.
pub async fn change_department(
    cache: &SlaCache,
    conn: &mut PgConnection,
    ticket: TicketId,
    cycle: i32,
    department: DepartmentId,
    at: DateTime<Utc>,
) -> Result<Vec<Change>> {
    let mut clocks = Clocks::of_cycle(cache, &mut *conn, ticket, cycle).await?;
    let mut changes = Vec::new();
    let hold = clocks
        .promises
        .iter()
        .rposition(|p| p.metric == Metric::DepartmentHold && p.state == State::Running);
    if let Some(hold) = hold
        && clocks.promises[hold].department != Some(department)
        && clocks.promises[hold].started_at != Some(at)
    {
        clocks.read_pauses(&mut *conn).await?;
        changes.extend(clocks.promises[hold].meet(at));
        let mut next = clocks.next_of(hold, at)?;
        next.department = Some(department);
        clocks.begin(next);
    }
    changes.extend(clocks.save(&mut *conn).await?);
    db::promise::move_to_department(conn, ticket, cycle, Some(department)).await?;
    Ok(changes)
}

impl Clocks {
    /// Whether this moment can start a clock: one that waits for it, another round, or a review.
    fn may_start(&self, moment: Moment) -> bool {
        let with = |p: &Promise, moment: Moment| match p.state {
            State::Waiting => p.starts_on == moment,
            State::Running => {
                moment.meets().contains(&p.metric)
                    && self.terms_of(p).is_some_and(|terms| terms.repeats)
            }
            State::Kept | State::Broken | State::Dropped => false,
        };
        let mut moments = moment.implies().iter().chain([&moment]);
        moment == Moment::Escalated
            || moments.any(|moment| self.promises.iter().any(|p| with(p, *moment)))
    }

    fn meet(&mut self, moment: Moment, at: DateTime<Utc>, changes: &mut Vec<Change>) -> Result<()> {
        let met = |p: &Promise| p.state == State::Running && moment.meets().contains(&p.metric);
        for index in (0..self.promises.len())
            .filter(|index| met(&self.promises[*index]))
            .collect::<Vec<_>>()
        {
            let terms = self.terms_of(&self.promises[index]);
            let (repeats, receipt) =
                terms.map_or((false, true), |terms| (terms.repeats, terms.receipt_counts));
            if moment == Moment::Receipt && !receipt {
                continue;
            }
            changes.extend(self.promises[index].meet(at));
            if repeats && !matches!(moment, Moment::Resolved | Moment::Answered) {
                let next = self.next_of(index, at)?;
                self.begin(next);
            }
        }
        Ok(())
    }

    fn start(
        &mut self,
        moment: Moment,
        at: DateTime<Utc>,
        changes: &mut Vec<Change>,
    ) -> Result<()> {
        for index in 0..self.promises.len() {
            if self.promises[index].state == State::Waiting
                && self.promises[index].starts_on == moment
            {
                changes.push(self.apply(index, |promise, _, basis| promise.start(at, basis))?);
            }
        }
        Ok(())
    }

    /// The next round of a clock, begun at this instant.
    fn next_of(&mut self, index: usize, at: DateTime<Utc>) -> Result<Promise> {
        let over = &self.promises[index];
        let mut next = Promise {
            id: crate::ids::PromiseId(0),
            round: self.next_round(over),
            due_at: None,
            warn_at: None,
            warned_at: None,
            breached_at: None,
            escalate_at: None,
            escalations: 0,
            met_at: None,
            ..over.clone()
        };
        self.start_new(&mut next, at)?;
        Ok(next)
    }

    /// The second stage of a complaint: what the first still owed ends, the review has clocks of its own.
    fn review(&mut self, at: DateTime<Utc>, changes: &mut Vec<Change>) -> Result<()> {
        let Some(like) = self.promises.first().cloned() else {
            return Ok(());
        };
        if self.promises.iter().any(|promise| promise.stage == 2) {
            return Ok(());
        }
        for promise in &mut self.promises {
            changes.extend(promise.end(at));
        }
        let on = local_date(self.calendar_of(&like)?, at);
        let Some(policy) = self.policy_of(&like).cloned() else {
            return Ok(());
        };
        let department = self.promises.last().and_then(|promise| promise.department);
        let mould = Mould {
            ticket: like.ticket,
            cycle: like.cycle,
            community: like.community,
            department,
            calendar: like.calendar,
            picked: Picked {
                set: like.policy_set,
                policy: &policy,
            },
        };
        for (terms, starts_on) in policy.opening(like.cycle, 2) {
            let mut promise = mould.cast(terms, starts_on, on);
            promise.round = self.next_round(&promise);
            if matches!(
                starts_on,
                Moment::Filed | Moment::Reopened | Moment::Escalated
            ) {
                self.start_new(&mut promise, at)?;
            }
            self.begin(promise);
        }
        Ok(())
    }
}
