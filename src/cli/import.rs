use std::{fs::File, path::PathBuf};

use anyhow::Context;

use super::plain;
use crate::{app::App, clock::Clock, config::Config, fees};

/// Bring data of other systems in.
///
/// Every bad row is reported with its line and the reason, and stops nothing but itself. A second run adds nothing.
#[derive(Debug, clap::Subcommand)]
pub enum Import {
    Charges(Charges),
}

impl Import {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        match self {
            Self::Charges(charges) => charges.run(config).await,
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
