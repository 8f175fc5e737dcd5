use std::{
    fs::{self, File, TryLockError},
    io::Write,
    path::Path,
    time::Duration,
};

use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};

use super::serve::{Doors, asked_to_end, serve};
use crate::{app::App, clock::Clock, config::Config, db::private, demo};

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

/// Stands in the demo's folder once its history is whole: without it a start was interrupted, and the next begins anew.
const WHOLE: &str = "whole";
/// How long a database server may take to stop after whoever used it last.
const STOPS_WITHIN: Duration = Duration::from_secs(20);

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
        let doors = Doors::open(&config).await?;
        let data = config.data.join("demo");
        let _alone = alone(&config.data)?;
        let is_whole = clear_unless_whole(&data, self.fresh)?;
        let config = Config {
            demo: true,
            data,
            ..config
        };
        if !is_whole {
            fill(&config, Clock::System.now(), self.seed).await?;
        }
        let app = App::build(config, Clock::System).await?;
        println!("\n  Open {}/demo\n", app.config.base_url);
        println!(
            "  and sign in with one click: the front desk (Ana Ruiz), engineering (Luis Gómez),"
        );
        println!("  its head (Marta Vega), finance (Sofía Prieto), the manager (Hugo Campos), the");
        println!(
            "  administrator (Inés Robledo), or any of the owners. Mail goes to {}/demo/mail.\n",
            app.config.base_url
        );
        serve(app, doors, true, asked_to_end()?).await
    }
}

/// One demo at a time in one data folder: the second must not begin anew what the first is filling.
fn alone(data: &Path) -> anyhow::Result<File> {
    let cannot = || {
        format!(
            "cannot write to {}; name another folder in VENTANILLA_DATA",
            data.display()
        )
    };
    fs::create_dir_all(data).with_context(cannot)?;
    let file = File::create(data.join("demo.lock")).with_context(cannot)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => anyhow::bail!(
            "another demo runs in {}; end it, or name another folder in VENTANILLA_DATA",
            data.display()
        ),
        Err(TryLockError::Error(error)) => Err(error).with_context(cannot),
    }
}

/// Whether the demo's folder holds a whole history. If not, or if one is not wanted, there is nothing left in it.
fn clear_unless_whole(folder: &Path, fresh: bool) -> anyhow::Result<bool> {
    if !folder.exists() {
        return Ok(false);
    }
    if folder.join(WHOLE).exists() && !fresh {
        return Ok(true);
    }
    if !fresh {
        eprintln!("The last start was interrupted before the year was whole; it begins anew.");
    }
    private::wait_until_stopped(&folder.join("postgres"), STOPS_WITHIN)?;
    // The mark goes first: what is half removed is not whole.
    fs::remove_file(folder.join(WHOLE)).ok();
    fs::remove_dir_all(folder).with_context(|| format!("emptying {}", folder.display()))?;
    Ok(false)
}

/// The history moves the clock by hand; the pages go by the machine's.
async fn fill(config: &Config, now: DateTime<Utc>, seed: u64) -> anyhow::Result<()> {
    let past = Clock::held_at(now - demo::YEAR - TimeDelta::days(1));
    let app = App::build(config.clone(), past).await?;
    eprintln!("Living through a year in two communities; this takes a minute or two.");
    demo::fill(&app, now, demo::YEAR, seed, |at| {
        eprint!("{} ", at.format("%b"));
        std::io::stderr().flush().ok();
    })
    .await?;
    eprintln!();
    fs::write(config.data.join(WHOLE), "").context("marking the demo as whole")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_interrupted_begins_anew_and_what_is_whole_stays() {
        let data = std::env::temp_dir().join(format!("ventanilla-demo-{}", std::process::id()));
        let folder = data.join("demo");
        let begin = |fresh| clear_unless_whole(&folder, fresh).unwrap();
        assert!(!begin(false), "nothing is there");
        fs::create_dir_all(folder.join("files")).unwrap();
        assert!(!begin(false) && !folder.exists(), "half a year");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(WHOLE), "").unwrap();
        assert!(begin(false) && folder.exists(), "a whole one");
        assert!(!begin(true) && !folder.exists(), "one that is not wanted");

        let first = alone(&data).unwrap();
        assert!(alone(&data).is_err(), "a second beside it");
        drop(first);
        alone(&data).unwrap();
        fs::remove_dir_all(&data).unwrap();
    }
}
