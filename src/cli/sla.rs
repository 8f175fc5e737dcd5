//! `ventanilla sla due | elapsed`: any deadline checked outside the product, by the same engine.

mod batch;
mod tell;
#[cfg(test)]
mod tests;

use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde_json::json;

use crate::sla::{self, Calendar, Pause, Target};

/// Promises by the calendar: when one falls due and why, how much working time has passed
#[derive(Debug, clap::Subcommand)]
pub enum Sla {
    Due(DueArgs),
    Elapsed(ElapsedArgs),
}

/// When a target falls due, in UTC and in the calendar's zone
///
/// Targets: "15 min", "2 h", "3 d" count every minute; "30 wmin", "4 wh" count working time; "10 wd" is the close of
/// business of the tenth working day after the date of the start.
#[derive(Debug, clap::Args)]
pub struct DueArgs {
    /// Working calendar (TOML); with --batch, the calendar of lines that name none
    #[arg(long, value_name = "FILE", required_unless_present = "batch")]
    calendar: Option<PathBuf>,
    /// Instant the promise starts, such as 2026-03-28T16:30:00+01:00
    #[arg(long, value_name = "INSTANT", value_parser = instant, required_unless_present = "batch")]
    start: Option<DateTime<Utc>>,
    /// Length of the promise, such as "4 wh"
    #[arg(long, required_unless_present = "batch")]
    target: Option<Target>,
    /// Interval that does not count, FROM/TO; FROM/ has no end; may be given several times
    #[arg(long = "pause", value_name = "FROM/TO", value_parser = pause)]
    pauses: Vec<Pause>,
    /// Add the windows used, the dates skipped and the pauses
    #[arg(long)]
    trace: bool,
    /// Print the due instant and the trace as JSON
    #[arg(long)]
    json: bool,
    /// Read {"calendar":…,"start":…,"target":…,"pauses":[[…,…]]} a line from standard input, answer {"due":…} or
    /// {"error":…} a line
    #[arg(long, conflicts_with_all = ["start", "target", "pauses", "trace", "json"])]
    batch: bool,
}

/// Working time between two instants, in minutes
#[derive(Debug, clap::Args)]
pub struct ElapsedArgs {
    /// Working calendar (TOML)
    #[arg(long, value_name = "FILE")]
    calendar: PathBuf,
    /// Instant to count from, such as 2026-03-28T16:30:00+01:00
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    from: DateTime<Utc>,
    /// Instant to count to
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    to: DateTime<Utc>,
    /// Interval that does not count, FROM/TO; FROM/ has no end; may be given several times
    #[arg(long = "pause", value_name = "FROM/TO", value_parser = pause)]
    pauses: Vec<Pause>,
    /// Print {"minutes":…}
    #[arg(long)]
    json: bool,
}

/// Runs the command on standard input and output.
pub fn run(command: &Sla) -> anyhow::Result<()> {
    match answer_to(command, io::stdin().lock(), &mut io::stdout().lock()) {
        // the reader has seen enough
        Err(fault) if is_broken_pipe(&fault) => Ok(()),
        answered => answered,
    }
}

fn is_broken_pipe(fault: &anyhow::Error) -> bool {
    let io = fault.downcast_ref::<io::Error>();
    io.is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe)
}

fn answer_to(command: &Sla, input: impl io::Read, out: &mut impl Write) -> anyhow::Result<()> {
    let mut out = io::BufWriter::new(out);
    match command {
        Sla::Due(args) if args.batch => {
            batch::run(args.calendar.as_deref(), BufReader::new(input), &mut out)?;
        }
        Sla::Due(args) => one(args, &mut out)?,
        Sla::Elapsed(args) => elapsed(args, &mut out)?,
    }
    Ok(out.flush()?)
}

fn one(args: &DueArgs, out: &mut impl Write) -> anyhow::Result<()> {
    let (Some(path), Some(start), Some(target)) = (&args.calendar, args.start, args.target) else {
        anyhow::bail!("--calendar, --start and --target are needed");
    };
    let calendar = read(path)?;
    let due = sla::due(start, target, &calendar, &args.pauses)?;
    if args.json {
        let local = due.at.map(|at| local(at, calendar.zone));
        return Ok(writeln!(
            out,
            "{:#}",
            json!({ "due": due.at.map(utc), "local": local, "trace": due.trace })
        )?);
    }
    match due.at {
        Some(at) => writeln!(
            out,
            "{}\n{} {}",
            utc(at),
            local(at, calendar.zone),
            calendar.zone
        )?,
        None => writeln!(out, "open: a pause without an end holds it")?,
    }
    if args.trace {
        tell::trace(&due.trace, out)?;
    }
    Ok(())
}

fn elapsed(args: &ElapsedArgs, out: &mut impl Write) -> anyhow::Result<()> {
    ensure!(
        args.from <= args.to,
        "--to {} is before --from {}",
        utc(args.to),
        utc(args.from)
    );
    let passed = sla::elapsed(&read(&args.calendar)?, args.from, args.to, &args.pauses)?;
    let minutes = match passed.num_seconds() % 60 {
        0 if passed.subsec_nanos() == 0 => json!(passed.num_minutes()),
        _ => json!(passed.as_seconds_f64() / 60.0),
    };
    match args.json {
        true => writeln!(out, "{}", json!({ "minutes": minutes }))?,
        false => writeln!(out, "{minutes}")?,
    }
    Ok(())
}

fn read(path: &Path) -> anyhow::Result<Calendar> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    text.parse().with_context(|| path.display().to_string())
}

fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    let text = text.trim();
    DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z"))
        .map(|at| at.to_utc())
        .map_err(|_| format!("“{text}” is not an instant: write it with its offset, such as 2026-03-28T16:30:00+01:00"))
}

fn pause(text: &str) -> Result<Pause, String> {
    let (from, to) = text
        .split_once('/')
        .ok_or_else(|| format!("“{text}” is not FROM/TO"))?;
    // ".." is ISO 8601's way to leave an end open
    let to = (!matches!(to.trim(), "" | ".."))
        .then(|| instant(to))
        .transpose()?;
    Ok(Pause {
        from: instant(from)?,
        to,
    })
}

fn utc(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

fn local(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone)
        .to_rfc3339_opts(SecondsFormat::AutoSi, false)
}
