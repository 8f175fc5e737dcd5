use std::{collections::BTreeMap, fs::File, path::PathBuf};

use anyhow::Context;

use super::plain;
use crate::{
    app::App, clock::Clock, config::Config, fees, property::import as places,
    ticket::import as tickets,
};

/// Bring data of other systems in.
///
/// Every bad row is reported with its line and the reason, and stops nothing but itself. A second run adds nothing.
#[derive(Debug, clap::Subcommand)]
pub enum Import {
    Homes(Homes),
    Areas(Areas),
    Charges(Charges),
    Tickets(Tickets),
}

impl Import {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        match self {
            Self::Homes(homes) => homes.run(config).await,
            Self::Areas(areas) => areas.run(config).await,
            Self::Charges(charges) => charges.run(config).await,
            Self::Tickets(tickets) => tickets.run(config).await,
        }
    }
}

/// Homes and who belongs to them, from a CSV file.
///
/// Columns: community (its slug), building, unit; where known address, kind (home, shop, parking, storage) and, one person a row, name,
/// email, phone, language, role (owner, co_owner, tenant, household, agent), share (per cent), from and to (2026-11-05). A row without a
/// name is a home alone. A person is known by e-mail, else by name within the home or by name and telephone.
#[derive(Debug, clap::Args)]
pub struct Homes {
    /// The CSV file, UTF-8
    file: PathBuf,
    /// Report what would happen, load nothing
    #[arg(long)]
    dry_run: bool,
}

impl Homes {
    async fn run(self, config: Config) -> anyhow::Result<()> {
        let file = File::open(&self.file).with_context(|| self.file.display().to_string())?;
        let app = App::build(config, Clock::System).await?;
        let done = places::homes(&app, file, self.dry_run)
            .await
            .map_err(plain)?;
        say(&done.faults);
        let places::Homes {
            rows,
            units,
            people,
            occupancies,
            changed,
            unchanged,
            ..
        } = done;
        let (out, would) = (done.faults.len(), would(self.dry_run));
        println!(
            "{rows} rows: {units} homes, {people} people and {occupancies} occupancies {would}added, {changed} rows {would}changed, {unchanged} \
             unchanged, {out} left out"
        );
        Ok(())
    }
}

/// Shared places, from a CSV file: lobbies, stairs, garages, gardens.
///
/// Columns: community (its slug), kind (lobby, stairs, garage, lift, garden, pool, roof, other), name in the community's language; where
/// known building (else of the whole estate) and name_en, name_es, name_zh.
#[derive(Debug, clap::Args)]
pub struct Areas {
    /// The CSV file, UTF-8
    file: PathBuf,
    /// Report what would happen, load nothing
    #[arg(long)]
    dry_run: bool,
}

impl Areas {
    async fn run(self, config: Config) -> anyhow::Result<()> {
        let file = File::open(&self.file).with_context(|| self.file.display().to_string())?;
        let app = App::build(config, Clock::System).await?;
        let done = places::areas(&app, file, self.dry_run)
            .await
            .map_err(plain)?;
        say(&done.faults);
        let places::Areas {
            rows,
            added,
            unchanged,
            ..
        } = done;
        let (out, would) = (done.faults.len(), would(self.dry_run));
        println!("{rows} rows: {added} {would}added, {unchanged} unchanged, {out} left out");
        Ok(())
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
        say(&report.faults);
        let fees::import::Report {
            rows,
            added,
            changed,
            unchanged,
            ..
        } = report;
        let out = report.faults.len();
        let would = would(self.dry_run);
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
        say(&report.faults);
        for column in &report.lacks {
            println!("the file has no column {column:?}: what became of the tickets is not said");
        }
        let tickets::Report {
            rows,
            added,
            known,
            closed,
            ..
        } = report;
        let (out, addresses) = (report.faults.len(), report.addresses.len());
        let would = would(self.dry_run);
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

fn say(faults: &BTreeMap<u64, String>) {
    for (line, fault) in faults {
        println!("line {line}: {fault}");
    }
}

fn would(dry_run: bool) -> &'static str {
    if dry_run { "would be " } else { "" }
}
