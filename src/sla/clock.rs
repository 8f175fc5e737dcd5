//! How a promise moves: pure rules over one clock, no database and no time of day.
//!
//! A due instant is derived afresh from the start, the target, the calendar, the pauses and the extensions each time one of
//! them changes; nothing is ever added to a stored due instant.

use chrono::{DateTime, Utc};

use super::{
    calendar::Calendar,
    due::{DueError, due_at, share_of},
    ladder::{Rung, RungAt},
    metric::State,
    pauses::Pause,
    promise::{Change, ChangeKind, Promise},
    target::Target,
};

/// Nobody is told more than this many times that one promise is late.
const MOST_ESCALATIONS: i32 = 20;

/// What a due instant is derived from, beside the promise itself.
#[derive(Debug, Clone, Copy)]
pub struct Basis<'a> {
    pub calendar: &'a Calendar,
    pub pauses: &'a [Pause],
    /// In the order they were given.
    pub extensions: &'a [Target],
}

impl Promise {
    fn change(&self, what: ChangeKind, at: DateTime<Utc>) -> Change {
        Change {
            promise: self.id,
            metric: self.metric,
            what,
            due_at: self.due_at,
            at,
        }
    }

    /// Its start happened.
    pub fn start(&mut self, at: DateTime<Utc>, basis: Basis<'_>) -> Result<Change, DueError> {
        self.state = State::Running;
        self.started_at = Some(at);
        self.derive(at, basis)?;
        Ok(self.change(ChangeKind::Started, at))
    }

    /// Derives due and warning again; says so when the due instant is another one. `at` is when it was found out.
    pub fn derive(
        &mut self,
        at: DateTime<Utc>,
        basis: Basis<'_>,
    ) -> Result<Option<Change>, DueError> {
        let (State::Running, Some(started)) = (self.state, self.started_at) else {
            return Ok(None);
        };
        if self.breached_at.is_some() {
            return Ok(None);
        }
        let before = self.due_at;
        let (from, leg) = last_leg(started, self.target, basis)?;
        (self.due_at, self.warn_at) = match from {
            Some(from) => {
                let percent = u32::from(self.warn_percent);
                (
                    due_at(from, leg, basis.calendar, basis.pauses)?,
                    share_of(from, leg, percent, basis.calendar, basis.pauses)?,
                )
            }
            None => (None, None),
        };
        // a warning belongs to the due instant it warned of
        if self.warn_at.is_some_and(|warn| warn > at) && self.due_at != before {
            self.warned_at = None;
        }
        Ok((self.due_at != before).then(|| self.change(ChangeKind::Moved, at)))
    }

    /// What the world shows at `now`: passed warning, passed due instant, passed steps of the ladder.
    pub fn look(
        &mut self,
        now: DateTime<Utc>,
        ladder: &[Rung],
        basis: Basis<'_>,
    ) -> Result<Vec<Change>, DueError> {
        let mut changes = Vec::new();
        if self.state != State::Running {
            return Ok(changes);
        }
        if let Some(warn) = self.warn_at.filter(|warn| *warn <= now)
            && self.warned_at.is_none()
            && self.breached_at.is_none()
        {
            // after a long silence both instants have passed: what is broken needs no warning
            let broken = self.due_at.is_some_and(|due| due < now);
            self.warned_at = Some(warn);
            if !broken {
                changes.push(self.change(ChangeKind::Warned, warn));
                self.climb(&RungAt::Warning, warn, ladder, &mut changes);
            }
        }
        if let Some(broken) = self.breach(now) {
            changes.push(broken);
            self.climb(&RungAt::Breach, broken.at, ladder, &mut changes);
            self.escalate_at = next_step(broken.at, ladder, basis)?;
        }
        while let Some(step) = self.escalate_at.filter(|step| *step <= now) {
            for rung in ladder
                .iter()
                .filter(|rung| matches!(rung.at, RungAt::Every(_)))
            {
                self.escalations += 1;
                changes.push(self.change(
                    ChangeKind::Escalated {
                        step: self.escalations,
                        to: rung.to,
                    },
                    step,
                ));
            }
            let last = self.escalations >= MOST_ESCALATIONS;
            self.escalate_at = if last {
                None
            } else {
                next_step(step, ladder, basis)?.filter(|next| *next > step)
            };
        }
        Ok(changes)
    }

    /// The due instant passed and nobody has recorded it yet. Reached exactly, it is kept.
    pub fn breach(&mut self, now: DateTime<Utc>) -> Option<Change> {
        if self.state != State::Running {
            return None;
        }
        let due = self
            .due_at
            .filter(|due| *due < now && self.breached_at.is_none())?;
        self.breached_at = Some(due);
        Some(self.change(ChangeKind::Broken, due))
    }

    fn climb(
        &mut self,
        step: &RungAt,
        at: DateTime<Utc>,
        ladder: &[Rung],
        changes: &mut Vec<Change>,
    ) {
        for rung in ladder.iter().filter(|rung| rung.at == *step) {
            self.escalations += 1;
            changes.push(self.change(
                ChangeKind::Escalated {
                    step: self.escalations,
                    to: rung.to,
                },
                at,
            ));
        }
    }

    /// What was promised happened. Too late and not yet seen by the sweep, the breach is recorded here.
    pub fn meet(&mut self, at: DateTime<Utc>) -> Vec<Change> {
        if self.state != State::Running {
            return Vec::new();
        }
        let broken = self.breach(at);
        self.met_at = Some(at);
        self.escalate_at = None;
        let met = if self.breached_at.is_some() {
            self.state = State::Broken;
            self.change(ChangeKind::MetLate, at)
        } else {
            self.state = State::Kept;
            self.change(ChangeKind::Kept, at)
        };
        broken.into_iter().chain([met]).collect()
    }

    /// It is over without having been met: broken if its instant has passed, else not needed any more.
    pub fn end(&mut self, at: DateTime<Utc>) -> Vec<Change> {
        if !self.is_open() {
            return Vec::new();
        }
        let broken = self.breach(at);
        self.escalate_at = None;
        if self.breached_at.is_some() {
            self.state = State::Broken;
            return broken.into_iter().collect();
        }
        self.state = State::Dropped;
        self.due_at = None;
        self.warn_at = None;
        vec![self.change(ChangeKind::Dropped, at)]
    }

    /// The same clock under other terms, from the same start; from now if its new instant would have passed already.
    pub fn retarget(
        &mut self,
        to: &Self,
        at: DateTime<Utc>,
        basis: Basis<'_>,
    ) -> Result<Option<Change>, DueError> {
        self.target = to.target;
        self.warn_percent = to.warn_percent;
        self.policy_set = to.policy_set;
        self.policy.clone_from(&to.policy);
        let before = self.due_at;
        self.derive(at, basis)?;
        if self.due_at != before && self.due_at.is_some_and(|due| due <= at) {
            self.start(at, basis)?;
        }
        Ok((self.due_at != before).then(|| self.change(ChangeKind::Moved, at)))
    }

    /// What a promise that runs from its first row says of itself.
    pub fn started(&self) -> Option<Change> {
        let at = self.started_at?;
        Some(self.change(ChangeKind::Started, at))
    }

    /// The ladder's repeated step stands still with an open pause and goes on after it.
    pub fn hold_ladder(
        &mut self,
        at: DateTime<Utc>,
        ladder: &[Rung],
        basis: Basis<'_>,
    ) -> Result<(), DueError> {
        if self.is_late() && self.escalations < MOST_ESCALATIONS {
            self.escalate_at = next_step(at, ladder, basis)?;
        }
        Ok(())
    }
}

/// The last leg to the due instant and where it begins: the target itself, or the last extension. No beginning while a
/// pause without an end holds an earlier leg open.
fn last_leg(
    started: DateTime<Utc>,
    target: Target,
    basis: Basis<'_>,
) -> Result<(Option<DateTime<Utc>>, Target), DueError> {
    let mut leg = (Some(started), target);
    for by in basis.extensions {
        let from = match leg {
            (Some(from), target) => due_at(from, target, basis.calendar, basis.pauses)?,
            (None, _) => None,
        };
        leg = (from, *by);
    }
    Ok(leg)
}

fn next_step(
    from: DateTime<Utc>,
    ladder: &[Rung],
    basis: Basis<'_>,
) -> Result<Option<DateTime<Utc>>, DueError> {
    let every = ladder.iter().find_map(|rung| match rung.at {
        RungAt::Every(target) => Some(target),
        RungAt::Warning | RungAt::Breach => None,
    });
    every.map_or(Ok(None), |every| {
        due_at(from, every, basis.calendar, basis.pauses)
    })
}
