use crate::{config::Config, db::Database};

/// Bring the database's schema up to date, then stop.
///
/// `serve` and `work` do so themselves when they start; run it beforehand where a deployment wants the two apart. It runs
/// as the owner of the database and gives way to pages in use. A newer schema is never changed back.
#[derive(Debug, clap::Args)]
pub struct Migrate {}

impl Migrate {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        Database::open(&config).await?.migrate().await?;
        println!("The schema is up to date.");
        Ok(())
    }
}
