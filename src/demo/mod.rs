//! The demo's year: two communities with their people, and what happened to them, made through the real deeds with a clock that is
//! moved by hand. Nothing here writes a ticket by itself.

mod bills;
mod data;
mod grievance;
mod history;
mod money;
mod photos;
mod places;
mod staff;

use chrono::{DateTime, TimeDelta, Utc};

use crate::app::App;

/// How long ago the history begins.
const YEAR: TimeDelta = TimeDelta::days(365);

/// Fills an empty database with a year that ends at `now`. The app's clock must be a held one; it stands at `now` afterwards.
/// The same seed gives the same year.
pub async fn fill(
    app: &App,
    now: DateTime<Utc>,
    seed: u64,
    tell: impl Fn(u8),
) -> anyhow::Result<()> {
    let data = data::shipped()?;
    app.clock.set(now - YEAR);
    let world = places::build(app, &data).await?;
    bills::import(app, &data, now).await?;
    history::live(app, &data, &world, now, seed, tell).await?;
    app.clock.set(now);
    Ok(())
}

/// Whether anybody lives here yet.
pub async fn is_empty(app: &App) -> anyhow::Result<bool> {
    let mut conn = app.pool.acquire().await?;
    let communities = crate::property::communities(&mut conn).await;
    Ok(communities.map_err(crate::cli::plain)?.is_empty())
}
