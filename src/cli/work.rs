use super::serve::asked_to_end;
use crate::{app::App, clock::Clock, config::Config, worker};

/// Do the background work alone: notices, mails, promises that fall due, sweeps.
///
/// For deployments in which `serve --no-worker` runs elsewhere. Several may run at once; each job is done by one.
#[derive(Debug, clap::Args)]
pub struct Work {}

impl Work {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        let app = App::build(config, Clock::System).await?;
        tracing::info!("working");
        worker::run(app, asked_to_end()?).await;
        Ok(())
    }
}
