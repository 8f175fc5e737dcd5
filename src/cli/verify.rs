use anyhow::{Context, ensure};

use super::plain;
use crate::{app::App, clock::Clock, config::Config, db::Database, evidence};

/// Prove that the record is whole.
///
/// Recomputes every event's hash, counts every rule that the data must keep, and reads every attachment. Changes nothing,
/// and may run while people work. Prints a line for each check; ends with 1 if any finds something.
#[derive(Debug, clap::Args)]
pub struct Verify {
    /// Check the database and the files that the settings name
    #[arg(long, required = true)]
    database: bool,
}

impl Verify {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        let database = Database::open(&config).await?;
        let app = App::over(database, config, Clock::System)?;
        let checks = evidence::verify(&app.worker_pool, &app.files)
            .await
            .map_err(plain)
            .context(
                "the check could not be finished; did `ventanilla migrate` run on this database?",
            )?;
        for check in &checks {
            let found = if check.is_clean() { "ok" } else { "FAULTS" };
            println!("{found:6} {:9} {}", check.looked_at, check.name);
            for fault in &check.faults {
                println!("                 {fault}");
            }
        }
        let faulty = checks.iter().filter(|check| !check.is_clean()).count();
        ensure!(
            faulty == 0,
            "{faulty} of {} checks found something",
            checks.len()
        );
        Ok(())
    }
}
