//! The demo's history, usually a year: two communities with their people, and what happened to them, made through the real deeds with a clock that is
//! moved by hand. Nothing here writes a ticket by itself.

mod bills;
mod data;
mod grievance;
mod history;
mod money;
mod photos;
mod places;
mod recent;
mod residents;
mod staff;

use chrono::{DateTime, TimeDelta, Utc};

use crate::app::App;

/// How long the history is that people see.
pub const YEAR: TimeDelta = TimeDelta::days(365);

/// Fills an empty database with a history of this length that ends at `now`. The app's clock must be a held one; it stands at
/// `now` afterwards. The same seed gives the same history. `tell` hears of each month as it begins.
pub async fn fill(
    app: &App,
    now: DateTime<Utc>,
    length: TimeDelta,
    seed: u64,
    tell: impl Fn(DateTime<Utc>),
) -> anyhow::Result<()> {
    let data = data::shipped()?;
    app.clock.set(now - length);
    let world = places::build(app, &data).await?;
    bills::import(app, &data, now).await?;
    history::live(app, &data, &world, now, seed, tell).await?;
    app.clock.set(now);
    Ok(())
}
