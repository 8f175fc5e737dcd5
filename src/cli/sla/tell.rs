//! A trace for reading at the terminal.

use std::io::{self, Write};

use chrono::{DateTime, Utc};

use crate::sla::{Trace, Why};

/// Local times, one line an entry.
pub fn trace(trace: &Trace, out: &mut impl Write) -> io::Result<()> {
    let zone = trace.zone;
    let time = |at: DateTime<Utc>| {
        at.with_timezone(&zone)
            .format("%a %Y-%m-%d %H:%M:%S%.f%:z")
            .to_string()
    };
    if !trace.windows.is_empty() {
        writeln!(out, "\nwindows used")?;
    }
    for used in &trace.windows {
        let minutes = used.seconds as f64 / 60.0;
        writeln!(
            out,
            "  {}  {}  {} to {}  {minutes} min",
            used.date.format("%a %Y-%m-%d"),
            used.window,
            time(used.from),
            time(used.to)
        )?;
    }
    if !trace.days.is_empty() {
        writeln!(out, "\nworking days counted")?;
    }
    for day in &trace.days {
        writeln!(
            out,
            "  {:>3}  {}  closes {}",
            day.number,
            day.date.format("%a %Y-%m-%d"),
            time(day.closes)
        )?;
    }
    if !trace.skipped.is_empty() {
        writeln!(out, "\ndates skipped")?;
    }
    for day in &trace.skipped {
        let why = match day.why {
            Why::Closed => "closed",
            Why::Holiday => "holiday",
            Why::Paused => "paused",
            Why::ClockChange => "clock change",
        };
        let name = day
            .name
            .as_deref()
            .map_or(String::new(), |name| format!("  {name}"));
        writeln!(out, "  {}  {why}{name}", day.date.format("%a %Y-%m-%d"))?;
    }
    if !trace.pauses.is_empty() {
        writeln!(out, "\npauses")?;
    }
    for pause in &trace.pauses {
        let to = pause.to.map_or_else(|| "no end".to_owned(), time);
        writeln!(out, "  {} to {to}", time(pause.from))?;
    }
    Ok(())
}
