use std::{fs::File, path::PathBuf};

use anyhow::Context;

use super::plain;
use crate::{app::App, clock::Clock, config::Config, fees, ticket::import as tickets};

/// Bring data of other systems in.
///
/// Every bad row is reported with its line and the reason, and stops nothing but itself. A second run adds nothing.
#[derive(Debug, clap::Subcommand)]
pub enum Import {
    Charges(Charges),
    Tickets(Tickets),
}

impl Import {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        match self {
            Self::Charges(charges) => charges.run(config).await,
            Self::Tickets(tickets) => tickets.run(config).await,
        }
    }
}

/// Charges of units, from a CSV file.
///
/// Columns: community (its slug), building, unit, reference, name, period (2026-11), due (2026-11-05), amount; and paid,
/// explanation where known. A line is known by its reference: what changed is brought up to date, except unit and amount.
#[derive(Debug, clap::Args)]
pub struct Charges {
    /// The CSV file, UTF-8
    file: PathBuf,
    /// Report what would happen, load nothing
    #[arg(long)]
    dry_run: bool,
}

impl Charges {
    async fn run(self, config: Config) -> anyhow::Result<()> {
        let file = File::open(&self.file).with_context(|| self.file.display().to_string())?;
        let app = App::build(config, Clock::System).await?;
        let report = fees::import::import(&app, file, self.dry_run)
            .await
            .map_err(plain)?;
        for (line, fault) in &report.faults {
            println!("line {line}: {fault}");
        }
        let fees::import::Report {
            rows,
            added,
            changed,
            unchanged,
            ..
        } = report;
        let out = report.faults.len();
        let would = if self.dry_run { "would be " } else { "" };
        println!(
            "{rows} rows: {added} {would}added, {changed} {would}changed, {unchanged} unchanged, {out} left out"
        );
        Ok(())
    }
}

/// Another system's tickets with their history, from a CSV file.
///
/// The mapping file names the columns, the time format and zone, and how categories, departments and states translate; a
/// community that is not there is made, and a building for every address. examples/nyc-311.toml is one. Tickets keep their real
/// times, promises are computed from them, and nobody is notified. A row is known by its source and its number there.
#[derive(Debug, clap::Args)]
pub struct Tickets {
    /// The CSV file, UTF-8, with a header
    file: PathBuf,
    /// How it is to be read (TOML)
    #[arg(long, value_name = "FILE")]
    mapping: PathBuf,
    /// Report what would happen, load nothing
    #[arg(long)]
    dry_run: bool,
}

impl Tickets {
    async fn run(self, config: Config) -> anyhow::Result<()> {
        let named = || self.mapping.display().to_string();
        let mapping = std::fs::read_to_string(&self.mapping).with_context(named)?;
        let mapping: tickets::Mapping = mapping.parse().with_context(named)?;
        let file = File::open(&self.file).with_context(|| self.file.display().to_string())?;
        let app = App::build(config, Clock::System).await?;
        let report = tickets::import(&app, &mapping, file, self.dry_run)
            .await
            .map_err(plain)?;
        for (line, fault) in &report.faults {
            println!("line {line}: {fault}");
        }
        let tickets::Report {
            rows,
            added,
            known,
            closed,
            ..
        } = report;
        let (out, addresses) = (report.faults.len(), report.addresses.len());
        let would = if self.dry_run { "would be " } else { "" };
        println!("{rows} rows: {added} {would}added, {known} known already, {out} left out");
        if added > 0 {
            let days = report
                .median()
                .map_or(0.0, |took| took.as_seconds_f64() / 86_400.0);
            println!(
                "of the added: {closed} closed, {addresses} addresses, median time to close {days:.1} days"
            );
        }
        Ok(())
    }
}
