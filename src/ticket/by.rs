//! Who does a deed to which ticket: seeing and working are checked inside the deed's transaction.

use super::{Number, Refusal, db, event::Actor, model::Ticket};
use crate::{
    db::Deed,
    error::{AppError, Result},
    ids::{PersonId, TicketId},
    people::Scope,
};

/// Somebody at work on a ticket.
#[derive(Debug, Clone)]
pub enum By {
    Owner(PersonId),
    Staff(Scope),
}

impl By {
    pub fn actor(&self) -> Actor {
        match self {
            Self::Owner(person) => Actor::Owner(*person),
            Self::Staff(scope) => Actor::Staff(scope.person()),
        }
    }

    pub fn person(&self) -> PersonId {
        match self {
            Self::Owner(person) => *person,
            Self::Staff(scope) => scope.person(),
        }
    }

    /// The ticket of this number, if it is there for them.
    pub async fn find(&self, d: &mut Deed, number: &Number) -> Result<TicketId> {
        let today = d.now.date_naive();
        match self {
            Self::Owner(person) => db::id_for_owner(d.conn(), *person, number, today).await?,
            Self::Staff(scope) => db::id_for_staff(d.conn(), scope, number).await?,
        }
        .ok_or(AppError::NotFound)
    }

    /// The same, locked, and as the page showed it if the page says what it showed.
    pub async fn take(
        &self,
        d: &mut Deed,
        number: &Number,
        seen_version: Option<i32>,
    ) -> Result<Ticket> {
        let id = self.find(d, number).await?;
        let ticket = db::lock(d.conn(), id).await?;
        ticket.must_be_version(seen_version)?;
        Ok(ticket)
    }

    /// The same, for those who work on it: the desk of its community, its department, who answers for it.
    pub async fn take_to_work(
        &self,
        d: &mut Deed,
        number: &Number,
        seen_version: Option<i32>,
    ) -> Result<Ticket> {
        let ticket = self.take(d, number, seen_version).await?;
        self.must_work_on(&ticket)?;
        Ok(ticket)
    }

    /// Seeing is not working: asked of the locked ticket.
    pub(super) fn must_work_on(&self, ticket: &Ticket) -> Result<()> {
        let Self::Staff(scope) = self else {
            return Err(AppError::NotFound);
        };
        if ticket.hidden_from.contains(&scope.me) {
            return Err(Refusal::AboutYourself.into());
        }
        let may = scope.has_desk(ticket.place.community)
            || ticket.accountable == Some(scope.person())
            || ticket
                .department
                .is_some_and(|department| scope.has_department(department, ticket.place.community));
        if may {
            Ok(())
        } else {
            Err(Refusal::NotYours.into())
        }
    }

    /// Triage is the desk's.
    pub async fn take_to_triage(
        &self,
        d: &mut Deed,
        number: &Number,
        seen_version: Option<i32>,
    ) -> Result<Ticket> {
        let ticket = self.take(d, number, seen_version).await?;
        self.must_triage(&ticket)?;
        Ok(ticket)
    }

    pub(super) fn must_triage(&self, ticket: &Ticket) -> Result<()> {
        match self {
            Self::Staff(scope) if scope.has_desk(ticket.place.community) => Ok(()),
            Self::Staff(_) => Err(Refusal::NotYours.into()),
            Self::Owner(_) => Err(AppError::NotFound),
        }
    }
}
