use std::io::{IsTerminal, Write};

use chrono::TimeDelta;

use super::serve::{asked_to_end, serve};
use crate::{app::App, clock::Clock, config::Config, demo};

/// Run it populated: two communities, some three hundred homes, a year of history. For looking around only.
///
/// Keeps its own database and files under the data folder, in `demo`; the second start finds them as they were left. Anybody may
/// sign in as anybody with one click, so it serves this machine alone.
#[derive(Debug, clap::Args)]
pub struct Demo {
    /// Begin anew: what was changed in the demo is lost
    #[arg(long)]
    fresh: bool,
    /// The same seed gives the same year
    #[arg(long, default_value_t = 7)]
    seed: u64,
}

impl Demo {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        anyhow::ensure!(
            config.listen.ip().is_loopback(),
            "the demo lets anybody in as anybody, so it listens on this machine alone: leave VENTANILLA_LISTEN out"
        );
        anyhow::ensure!(
            config.database_url.is_none(),
            "the demo keeps a database of its own: leave DATABASE_URL out"
        );
        let data = config.data.join("demo");
        if self.fresh && data.exists() {
            std::fs::remove_dir_all(&data)?;
        }
        let config = Config {
            demo: true,
            data,
            ..config
        };
        let now = Clock::System.now();
        // The history moves the clock by hand; the pages go by the machine's.
        let past = App::build(config.clone(), Clock::held_at(now - TimeDelta::days(366))).await?;
        if demo::is_empty(&past).await? {
            let shows = std::io::stderr().is_terminal();
            eprintln!("Living through a year in two communities …");
            demo::fill(&past, now, self.seed, |percent| {
                if shows {
                    eprint!("\r{percent:3} %");
                    std::io::stderr().flush().ok();
                }
            })
            .await?;
            if shows {
                eprintln!();
            }
        }
        let app = App::build(config, Clock::System).await?;
        drop(past);
        println!("\n  Open {}/demo\n", app.config.base_url);
        println!(
            "  and sign in with one click: the front desk (Ana Ruiz), engineering (Luis Gómez),"
        );
        println!("  its head (Marta Vega), finance (Sofía Prieto), the manager (Hugo Campos), the");
        println!("  administrator (Inés Robledo), or any of the owners.\n");
        serve(app, true, asked_to_end()?).await
    }
}
