//! Pauses are intervals, extensions are bounded: both only change what due instants are derived from.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{
    cache::SlaCache,
    cycle::Clocks,
    db::{self, pause::NewPause},
    due::due_at,
    hold::Hold,
    metric::State,
    promise::{Change, ChangeKind},
    refusal::Refusal,
    target::Target,
};
use crate::{
    db::constraint_of,
    error::Result,
    ids::{PersonId, PromiseId, TicketId},
};

/// Puts the clocks of a ticket on hold from `at`. With a known end they count with it already; without one their due instants
/// are open until [`resume`].
#[expect(
    clippy::too_many_arguments,
    reason = "each is a fact of the pause, and callers have no struct of them"
)]
pub async fn pause(
    cache: &SlaCache,
    conn: &mut PgConnection,
    ticket: TicketId,
    cycle: i32,
    reason: &str,
    note: &str,
    until: Option<DateTime<Utc>>,
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> Result<Vec<Change>> {
    if until.is_some_and(|until| until <= at) {
        return Err(Refusal::PauseEndsBeforeItBegins.into());
    }
    let new = NewPause {
        ticket,
        cycle,
        reason,
        note,
        from: at,
        until,
        by,
    };
    match db::pause::open(&mut *conn, &new).await {
        Err(error) if constraint_of(&error) == Some("pause_one_open") => {
            return Err(Refusal::AlreadyPaused.into());
        }
        written => written?,
    }
    derive_again(cache, conn, ticket, cycle, at).await
}

/// Ends the open pause, if there is one: now, or at its own end if that came first. Coming late does not lengthen it.
pub async fn resume(
    cache: &SlaCache,
    conn: &mut PgConnection,
    ticket: TicketId,
    at: DateTime<Utc>,
) -> Result<Vec<Change>> {
    match db::pause::close(&mut *conn, ticket, at).await? {
        Some(cycle) => derive_again(cache, conn, ticket, cycle, at).await,
        None => Ok(Vec::new()),
    }
}

/// The pauses of a ticket, oldest first.
pub async fn pauses_of(conn: &mut PgConnection, ticket: TicketId) -> Result<Vec<Hold>> {
    db::pause::list(conn, ticket).await
}

async fn derive_again(
    cache: &SlaCache,
    conn: &mut PgConnection,
    ticket: TicketId,
    cycle: i32,
    at: DateTime<Utc>,
) -> Result<Vec<Change>> {
    let mut clocks = Clocks::of_cycle(cache, &mut *conn, ticket, cycle).await?;
    clocks.read_basis(&mut *conn).await?;
    let changes = clocks.derive_all(at)?;
    clocks.save(conn).await?;
    Ok(changes)
}

impl Clocks {
    /// Derives every running clock afresh.
    pub(super) fn derive_all(&mut self, at: DateTime<Utc>) -> Result<Vec<Change>> {
        let mut changes = Vec::new();
        for index in 0..self.promises.len() {
            changes.extend(self.apply(index, |promise, ladder, basis| {
                promise.hold_ladder(at, ladder, basis)?;
                promise.derive(at, basis)
            })?);
        }
        Ok(changes)
    }
}

/// Gives one promise more time: as far and as often as its policy allows, with a reason, and only while it can still be kept.
pub async fn extend(
    cache: &SlaCache,
    conn: &mut PgConnection,
    promise: PromiseId,
    by: Target,
    reason: &str,
    person: PersonId,
    at: DateTime<Utc>,
) -> Result<Change> {
    let read = db::promise::load(&mut *conn, promise).await?;
    let mut clocks = Clocks::of(cache, &mut *conn, vec![read]).await?;
    clocks.read_basis(&mut *conn).await?;
    clocks.may_extend(by, reason, at)?;
    db::pause::extend(&mut *conn, promise, by, reason.trim(), Some(person), at).await?;
    clocks.read_basis(&mut *conn).await?;
    clocks.apply(0, |promise, _, basis| promise.derive(at, basis))?;
    let extended = &clocks.promises[0];
    let change = Change {
        promise,
        metric: extended.metric,
        what: ChangeKind::Moved,
        due_at: extended.due_at,
        at,
    };
    clocks.save(conn).await?;
    Ok(change)
}

impl Clocks {
    fn may_extend(&self, by: Target, reason: &str, at: DateTime<Utc>) -> Result<()> {
        let promise = &self.promises[0];
        let Some(allowed) = self
            .terms_of(promise)
            .and_then(|terms| terms.extension.as_ref())
        else {
            return Err(Refusal::NotExtendable.into());
        };
        let started = match promise.started_at {
            Some(started) if promise.state == State::Running => started,
            _ => return Err(Refusal::ExtensionTooLate.into()),
        };
        if promise.breached_at.is_some() || promise.due_at.is_some_and(|due| due < at) {
            return Err(Refusal::ExtensionTooLate.into());
        }
        if reason.trim().chars().count() < 3 {
            return Err(Refusal::ReasonNeeded.into());
        }
        let given = self.extensions_of(promise);
        if given.len() >= usize::try_from(allowed.count)? {
            return Err(Refusal::ExtendedOften {
                count: allowed.count,
            }
            .into());
        }
        // measured on the bare calendar: pauses move the promise and its bound alike
        let calendar = self.calendar_of(promise)?;
        let after = |from: DateTime<Utc>, by: Target| -> Result<DateTime<Utc>> {
            Ok(due_at(from, by, calendar, &[])?.unwrap_or(from))
        };
        let first = after(started, promise.target)?;
        let bound = after(first, allowed.max)?;
        let mut extended = first;
        for by in given.iter().copied().chain([by]) {
            extended = after(extended, by)?;
        }
        if extended > bound {
            return Err(Refusal::ExtensionTooLong { max: allowed.max }.into());
        }
        Ok(())
    }
}
