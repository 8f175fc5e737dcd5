//! Many deadlines: a question a line in, an answer a line out.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;

use super::{instant, read, utc};
use crate::sla::{self, Calendar, Pause};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    calendar: Option<PathBuf>,
    start: String,
    target: String,
    #[serde(default)]
    pauses: Vec<Interval>,
}

/// `["…", "…"]`; an end that is null or absent has not come.
#[derive(Deserialize)]
#[serde(untagged)]
enum Interval {
    Pair(String, Option<String>),
    From([String; 1]),
}

/// One answer a line, in order; a bad line gets its error and stops nothing.
pub fn run(
    default: Option<&Path>,
    mut input: BufReader<impl io::Read>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut calendars = HashMap::new();
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let answer = match answer(&line, default, &mut calendars) {
            Ok(at) => json!({ "due": at.map(utc) }),
            Err(cause) => json!({ "error": format!("{cause:#}") }),
        };
        writeln!(out, "{answer}")?;
        // whoever waits for this answer before the next question gets it
        if input.buffer().is_empty() {
            out.flush()?;
        }
        line.clear();
    }
    Ok(())
}

fn answer(
    line: &[u8],
    default: Option<&Path>,
    calendars: &mut HashMap<PathBuf, Result<Calendar, String>>,
) -> anyhow::Result<Option<DateTime<Utc>>> {
    let line: Line = serde_json::from_slice(line)?;
    let path = line
        .calendar
        .as_deref()
        .or(default)
        .context("no calendar named")?;
    if !calendars.contains_key(path) {
        calendars.insert(
            path.to_owned(),
            read(path).map_err(|cause| format!("{cause:#}")),
        );
    }
    let calendar = calendars[path]
        .as_ref()
        .map_err(|fault| anyhow::anyhow!("{fault}"))?;
    let start = instant(&line.start).map_err(anyhow::Error::msg)?;
    let pauses = line
        .pauses
        .iter()
        .map(interval)
        .collect::<Result<Vec<_>, _>>()
        .map_err(anyhow::Error::msg)?;
    Ok(sla::due_at(start, line.target.parse()?, calendar, &pauses)?)
}

fn interval(interval: &Interval) -> Result<Pause, String> {
    let (from, to) = match interval {
        Interval::Pair(from, to) => (from, to.as_deref()),
        Interval::From([from]) => (from, None),
    };
    Ok(Pause {
        from: instant(from)?,
        to: to.map(instant).transpose()?,
    })
}
