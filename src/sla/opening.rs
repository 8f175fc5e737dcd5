//! A cycle opens: the policy is picked and its promises are written.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{
    cache::{Picked, SlaCache},
    clock::Basis,
    cycle::{Clocks, Mould, local_date},
    db,
    matching::Facts,
    metric::{Metric, Moment, State},
    promise::{Change, Promise},
};
use crate::{
    error::Result,
    ids::{CommunityId, DepartmentId, TicketId},
};

/// A ticket as policies see it when a cycle opens.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    pub ticket: TicketId,
    pub cycle: i32,
    pub community: CommunityId,
    pub department: Option<DepartmentId>,
    pub kind: &'a str,
    /// The slug of the category.
    pub category: Option<&'a str>,
    pub urgency: &'a str,
    pub occupancy: Option<&'a str>,
    pub at: DateTime<Utc>,
    /// The policy a routing rule chose, by its slug.
    pub policy: Option<&'a str>,
    /// 2 when the cycle is the review of a complaint, else 1.
    pub stage: u8,
}

/// The promises of a cycle that opens, before they are written.
#[derive(Debug)]
pub struct Opening(Vec<Promise>);

impl Opening {
    /// What starts with it.
    pub fn changes(&self) -> Vec<Change> {
        self.0.iter().filter_map(Promise::started).collect()
    }

    /// The first that falls due.
    pub fn soonest(&self) -> Option<(DateTime<Utc>, Metric)> {
        let running = self.0.iter().filter(|p| p.state == State::Running);
        let due = running.filter_map(|p| Some((p.due_at?, p.metric)));
        due.min_by_key(|(due_at, _)| *due_at)
    }

    /// In one statement; the ticket must have its row.
    pub async fn write(mut self, conn: &mut PgConnection) -> Result<()> {
        db::promise::insert(conn, &mut self.0).await
    }
}

/// Picks the policy and casts this cycle's promises. Those that start with the cycle run at once, those that start with the
/// assignment too if there is a department already; the others wait for their moment.
pub async fn plan_cycle(
    cache: &SlaCache,
    conn: &mut PgConnection,
    subject: &Subject<'_>,
) -> Result<Opening> {
    let calendar = cache.calendar_of(&mut *conn, subject.community).await?;
    let settings = cache.settings(&mut *conn).await?;
    let on = local_date(&calendar.calendar, subject.at);
    let picked = settings
        .pick(subject.community, subject.policy, &subject.facts(on))
        .ok_or_else(no_policy)?;
    let mould = subject.mould(calendar.id, picked);
    let basis = Basis {
        calendar: &calendar.calendar,
        pauses: &[],
        extensions: &[],
    };
    let mut promises = Vec::new();
    for (terms, starts_on) in picked.policy.opening(subject.cycle, subject.stage) {
        let mut promise = mould.cast(terms, starts_on, on);
        if subject.starts_at_once(starts_on) {
            promise.start(subject.at, basis)?;
        }
        promises.push(promise);
    }
    Ok(Opening(promises))
}

/// The same, written. Clocks of an earlier cycle that still run end with it.
pub async fn open_cycle(
    cache: &SlaCache,
    conn: &mut PgConnection,
    subject: &Subject<'_>,
) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    if subject.cycle > 1 {
        changes = end_earlier(cache, &mut *conn, subject).await?;
    }
    let opening = plan_cycle(cache, &mut *conn, subject).await?;
    changes.extend(opening.changes());
    opening.write(conn).await?;
    Ok(changes)
}

async fn end_earlier(
    cache: &SlaCache,
    conn: &mut PgConnection,
    subject: &Subject<'_>,
) -> Result<Vec<Change>> {
    db::pause::close(&mut *conn, subject.ticket, subject.at).await?;
    let open = db::promise::of_ticket(&mut *conn, subject.ticket).await?;
    let earlier = open
        .into_iter()
        .filter(|p| p.is_open() && p.cycle < subject.cycle)
        .collect();
    let mut clocks = Clocks::of(cache, &mut *conn, earlier).await?;
    let changes = clocks
        .promises
        .iter_mut()
        .flat_map(|promise| promise.end(subject.at))
        .collect();
    clocks.save(conn).await?;
    Ok(changes)
}

fn starts_with_cycle(starts_on: Moment, stage: u8) -> bool {
    matches!(starts_on, Moment::Filed | Moment::Reopened)
        || (stage == 2 && starts_on == Moment::Escalated)
}

fn no_policy() -> anyhow::Error {
    anyhow::anyhow!("no policy matches, and the house default has no fallback")
}

impl<'a> Subject<'a> {
    /// A ticket that has its department when its cycle opens is assigned to it then.
    fn starts_at_once(&self, starts_on: Moment) -> bool {
        starts_with_cycle(starts_on, self.stage)
            || (starts_on == Moment::AssignedToDepartment && self.department.is_some())
    }

    pub(super) fn facts(&self, on: chrono::NaiveDate) -> Facts<'a> {
        Facts {
            kind: self.kind,
            category: self.category,
            urgency: self.urgency,
            occupancy: self.occupancy,
            on,
        }
    }

    fn mould<'p>(&self, calendar: crate::ids::CalendarId, picked: Picked<'p>) -> Mould<'p> {
        Mould {
            ticket: self.ticket,
            cycle: self.cycle,
            community: self.community,
            department: self.department,
            calendar,
            picked,
        }
    }
}

/// Picks the policy again for a cycle that is open, on purpose: the urgency or the category turned out to be another. What is
/// kept or broken stays, late clocks go on as they are; the rest is measured by the new policy from the same start. A clock
/// whose new instant would already have passed counts from now: no promise is broken before it was made.
pub async fn reapply(
    cache: &SlaCache,
    conn: &mut PgConnection,
    subject: &Subject<'_>,
) -> Result<Vec<Change>> {
    let calendar = cache.calendar_of(&mut *conn, subject.community).await?;
    let mut clocks = Clocks::of_cycle(cache, &mut *conn, subject.ticket, subject.cycle).await?;
    clocks.read_basis(&mut *conn).await?;
    let opened = clocks
        .promises
        .iter()
        .filter(|p| starts_with_cycle(p.starts_on, p.stage))
        .filter_map(|p| p.started_at)
        .min()
        .unwrap_or(subject.at);
    let settings = clocks.settings.clone();
    let on = local_date(&calendar.calendar, opened);
    let picked = settings
        .pick(subject.community, subject.policy, &subject.facts(on))
        .ok_or_else(no_policy)?;
    let mould = subject.mould(calendar.id, picked);
    let at = subject.at;
    // what the old terms made late stays late
    let mut changes: Vec<Change> = clocks
        .promises
        .iter_mut()
        .filter_map(|promise| promise.breach(at))
        .collect();
    let mut stays = Vec::new();

    for (terms, starts_on) in picked.policy.opening(subject.cycle, subject.stage) {
        let mut new = mould.cast(terms, starts_on, on);
        let same = |p: &Promise| {
            (p.metric, p.stage) == (new.metric, new.stage) && p.state != State::Dropped
        };
        if let Some(index) = clocks.promises.iter().rposition(same) {
            stays.push(index);
            let old = &clocks.promises[index];
            if !old.is_open() || old.breached_at.is_some() {
                continue;
            }
            if old.starts_on == starts_on {
                changes.extend(
                    clocks.apply(index, |promise, _, basis| promise.retarget(&new, at, basis))?,
                );
                continue;
            }
            // the same thing, measured from another moment: a clock of its own
            changes.extend(clocks.promises[index].end(at));
        }
        new.round = clocks.next_round(&new);
        if subject.starts_at_once(starts_on) {
            let pauses = clocks
                .pauses
                .get(&subject.ticket)
                .cloned()
                .unwrap_or_default();
            let basis = Basis {
                calendar: &calendar.calendar,
                pauses: &pauses,
                extensions: &[],
            };
            new.start(opened, basis)?;
            if new.due_at.is_some_and(|due| due <= at) {
                new.start(at, basis)?;
            }
        }
        clocks.begin(new);
    }
    for (index, promise) in clocks.promises.iter_mut().enumerate() {
        if !stays.contains(&index)
            && promise.breached_at.is_none()
            && promise.stage == subject.stage
        {
            changes.extend(promise.end(at));
        }
    }
    changes.extend(clocks.save(conn).await?);
    Ok(changes)
}
