//! A year of charges for every home, through the import that a company would use.

use std::fmt::Write;

use chrono::{DateTime, Datelike, Months, Utc};
use rand::{RngExt, SeedableRng, rngs::StdRng};

use super::data::Data;
use crate::{app::App, fees, property};

/// Twelve months; all but the last two are paid, of those about half.
pub async fn import(app: &App, data: &Data, now: DateTime<Utc>) -> anyhow::Result<()> {
    let mut rng = StdRng::seed_from_u64(12);
    let this_month = now.date_naive().with_day(1).unwrap_or_default();
    let mut csv = String::from("community,building,unit,reference,name,period,due,amount,paid\n");
    let mut conn = app.pool.acquire().await?;
    for of in &data.community {
        let community = property::community_by_slug(&mut conn, &of.slug)
            .await
            .map_err(crate::cli::plain)?;
        let Some(community) = community else { continue };
        for building in property::buildings(&mut conn, community.id)
            .await
            .map_err(crate::cli::plain)?
        {
            let mut units = property::units_of_building(&mut conn, building.id)
                .await
                .map_err(crate::cli::plain)?;
            units.sort_by_key(|unit| unit.id);
            for (nth, unit) in units.iter().enumerate() {
                for month in 0..12 {
                    let period = this_month - Months::new(11 - month);
                    for (line, charge) in (1..).zip(&of.charges) {
                        // One home in forty is billed twice what it was, and says so.
                        let is_twice = nth == 1 && month == 11 && line == 2;
                        let amount = if line == 1 {
                            charge.amount
                        } else if is_twice {
                            charge.amount * 21 / 10
                        } else {
                            charge.amount * rng.random_range(60..160) / 100
                        };
                        let paid = if month < 10 || (!is_twice && rng.random_bool(0.5)) {
                            amount
                        } else {
                            0
                        };
                        writeln!(
                            csv,
                            "{},{},{},{}-{}-{line},{},{},{},{},{}",
                            of.slug,
                            building.name,
                            unit.label,
                            period.format("%Y%m"),
                            unit.id,
                            charge.name,
                            period.format("%Y-%m"),
                            period.with_day(10).unwrap_or(period),
                            money(amount),
                            money(paid),
                        )?;
                    }
                }
            }
        }
    }
    drop(conn);
    let report = fees::import::import(app, csv.as_bytes(), false)
        .await
        .map_err(crate::cli::plain)?;
    anyhow::ensure!(
        report.faults.is_empty(),
        "the demo's own charges were refused: {:?}",
        report.faults.iter().next()
    );
    Ok(())
}

/// 8650 → 86.50
fn money(minor: i64) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}
