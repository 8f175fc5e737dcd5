//! Shared places: "has this already been reported?", and following what a neighbour reported. A follower sees what is broken,
//! where, since when and what comes next; never who reported it or what they wrote.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::db::{self, SharedRow};
use crate::{
    app::App,
    error::{AppError, Result},
    i18n::{Given, Label},
    ids::{CategoryId, PersonId, TicketId},
    property::Home,
    ticket::{self, Number},
};

/// What neighbours may know of a repair.
#[derive(Debug, Clone)]
pub struct Card {
    pub(super) id: TicketId,
    pub number: Number,
    pub what: Label,
    pub building: Option<String>,
    /// The shared place or the asset, by its name.
    pub thing: Option<Label>,
    pub state: String,
    pub reason: Option<String>,
    pub filed_at: DateTime<Utc>,
    pub next_due_at: Option<DateTime<Utc>>,
    pub next_metric: Option<String>,
    /// Whether the viewer follows it.
    pub follows: bool,
}

impl Card {
    /// What was promised next, unless that is late: a neighbour's lateness is told to the neighbour.
    pub fn next(&self, now: impl Given<DateTime<Utc>>) -> Option<(&str, DateTime<Utc>)> {
        let due = self.next_due_at.filter(|due| *due > now.given())?;
        Some((self.next_metric.as_deref()?, due))
    }
}

impl From<SharedRow> for Card {
    fn from(row: SharedRow) -> Self {
        Self {
            id: row.id,
            number: row.number,
            what: row.category.0,
            building: row.building,
            thing: row.asset.or(row.area).map(|name| name.0),
            state: row.state,
            reason: row.reason,
            filed_at: row.filed_at,
            next_due_at: row.next_due_at,
            next_metric: row.next_metric,
            follows: row.follows,
        }
    }
}

/// The cards of "already reported?", at most three.
pub(super) async fn same(
    app: &App,
    viewer: PersonId,
    home: &Home,
    category: CategoryId,
) -> Result<Vec<Card>> {
    let mut conn = app.pool.acquire().await?;
    let (community, building) = (home.unit.community, home.unit.building);
    let rows = db::same(
        &mut conn,
        viewer,
        community,
        building,
        category,
        app.clock.now(),
    )
    .await?;
    Ok(rows.into_iter().map(Card::from).collect())
}

/// One card, for those who live where it is, or whose own report was joined with it.
pub(super) async fn card(app: &App, viewer: PersonId, number: &Number) -> Result<Card> {
    let mut conn = app.pool.acquire().await?;
    let row = db::shared(&mut conn, viewer, number, app.clock.now()).await?;
    row.map(Card::from).ok_or(AppError::NotFound)
}

/// What somebody follows without having reported it, for their first page.
pub async fn cards_followed(conn: &mut PgConnection, viewer: PersonId) -> Result<Vec<Card>> {
    Ok(db::followed(conn, viewer)
        .await?
        .into_iter()
        .map(Card::from)
        .collect())
}

/// "Me too", or no longer. Says nothing in the record: who follows is nobody else's business.
pub async fn follow(app: &App, viewer: PersonId, number: &Number, on: bool) -> Result<()> {
    let number = number.clone();
    app.deed(move |d| {
        let number = number.clone();
        Box::pin(async move {
            let now = d.now;
            let card: Card = db::shared(d.conn(), viewer, &number, now)
                .await?
                .ok_or(AppError::NotFound)?
                .into();
            if on {
                ticket::watch(d.conn(), card.id, &[viewer]).await
            } else {
                ticket::unwatch(d.conn(), card.id, viewer).await
            }
        })
    })
    .await
}
