//! The command line: one file per command.

mod community;
mod demo;
mod import;
mod migrate;
mod serve;
mod sla;
mod user;
mod verify;
mod work;

use std::{future::Future, io::IsTerminal, process::ExitCode};

use anyhow::Context;
use clap::{Parser, Subcommand};

use crate::{
    config::{Config, LogFormat, this_program},
    db::private,
    error::AppError,
    files,
    i18n::Lang,
};

/// The service window between the owners of homes and the company that looks after the buildings.
///
/// Owners report and follow their matters in a browser, the front desk takes and routes them, departments answer
/// within what was promised, and everything can be proved afterwards.
#[derive(Debug, Parser)]
#[command(name = "ventanilla", version, max_term_width = 100, after_help = AFTER)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const AFTER: &str = "\
Settings come from the environment; `.env.sample` lists them all. The usual ones:
  DATABASE_URL         the PostgreSQL database (15 or later); without it, a private
                       server is started in the data folder
  VENTANILLA_DATA      uploaded files and the private server
  VENTANILLA_LISTEN    address of the pages [127.0.0.1:8080]
  VENTANILLA_BASE_URL  how people reach the pages, as written in mails
  VENTANILLA_SMTP_URL  the mail server, as in smtps://user:password@host

First steps on a machine of your own:
  ventanilla community add olivos --name 'Los Olivos' --zone Europe/Madrid --currency EUR
  ventanilla import homes homes.csv --dry-run
  ventanilla user add ana --name 'Ana Ruiz' --role admin
  ventanilla serve";

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Demo),
    Serve(serve::Serve),
    Work(work::Work),
    Migrate(migrate::Migrate),
    #[command(subcommand)]
    Community(community::Community),
    #[command(subcommand)]
    User(user::User),
    #[command(subcommand)]
    Import(import::Import),
    Verify(verify::Verify),
    #[command(subcommand)]
    Sla(sla::Sla),
    /// The private PostgreSQL's own processes; nobody calls this by hand.
    #[command(hide = true, subcommand)]
    PrivatePostgres(PrivatePostgres),
    /// Redraws one upload, under limits; nobody calls this by hand.
    #[command(hide = true)]
    ImageWorker,
}

#[derive(Debug, Subcommand)]
enum PrivatePostgres {
    Guard(private::Guard),
    Enter(private::Enter),
    Hold(private::Hold),
}

/// Reads the command line, runs the command, and says in plain words what went wrong.
pub fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("ventanilla: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        // Before any thread starts and any setting is read: see `db::private`.
        Command::PrivatePostgres(PrivatePostgres::Guard(guard)) => {
            guard.run().map(|()| ExitCode::SUCCESS)
        }
        Command::PrivatePostgres(PrivatePostgres::Enter(enter)) => match enter.run()? {},
        Command::PrivatePostgres(PrivatePostgres::Hold(hold)) => {
            hold.run().map(|()| ExitCode::SUCCESS)
        }
        Command::ImageWorker => Ok(files::image_worker()),
        Command::Sla(sla) => sla::run(&sla).map(|()| ExitCode::SUCCESS),
        Command::Demo(demo) => with_settings(|config| demo.run(config)),
        Command::Serve(serve) => with_settings(|config| serve.run(config)),
        Command::Work(work) => with_settings(|config| work.run(config)),
        Command::Verify(verify) => with_settings(|config| verify.run(config)),
        Command::Community(community) => with_settings(|config| community.run(config)),
        Command::User(user) => with_settings(|config| user.run(config)),
        Command::Import(import) => with_settings(|config| import.run(config)),
        Command::Migrate(migrate) => with_settings(|config| migrate.run(config)),
    }
}

/// For commands that work on the database: settings, log and runtime stand before they begin.
fn with_settings<F>(command: impl FnOnce(Config) -> F) -> anyhow::Result<ExitCode>
where
    F: Future<Output = anyhow::Result<()>>,
{
    let config = match Config::from_env() {
        Ok(config) => config,
        Err(faults) => {
            eprintln!(
                "ventanilla: {} setting(s) to mend; `.env.sample` documents them all",
                faults.len()
            );
            for fault in faults {
                eprintln!("  {fault}");
            }
            return Ok(ExitCode::from(2));
        }
    };
    start_log(&config);
    let image_worker = this_program().ok();
    let config = Config {
        image_worker,
        ..config
    };
    runtime()?.block_on(command(config))?;
    Ok(ExitCode::SUCCESS)
}

/// At the terminal there is no page to draw an error on: its cause is the answer.
pub(crate) fn plain(error: AppError) -> anyhow::Error {
    match error {
        AppError::Accident(cause) => cause,
        error => anyhow::anyhow!("{error}"),
    }
}

/// A language by its code, as an option of a command.
fn language(typed: &str) -> Result<Lang, String> {
    Lang::from_code(typed).ok_or_else(|| "not one of en, es, zh".to_owned())
}

/// Pages wait for the database, not for a core: a few threads serve thousands, and each costs memory.
fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(cores.clamp(2, 8))
        .max_blocking_threads(32)
        .enable_all()
        .build()
        .context("starting the runtime")
}

fn start_log(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::new(&config.log);
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match config.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
}
