//! Rows of the export, each read by itself.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    io::Read,
};

use chrono::{DateTime, Utc};

use super::mapping::{Columns, Mapping, Was};
use crate::text::table::{Line, Table};

/// Most characters of what is said in a row, and of its answer.
const MOST_WORDS: usize = 4_000;
const MOST_ADDRESS: usize = 200;
const MOST_ID: usize = 100;

/// A row that reads well; whether its category and department are here is another matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub line: u64,
    pub id: String,
    pub filed_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
    pub was: Was,
    pub address: String,
    pub words: String,
    /// What became of it; empty when nothing is said.
    pub answer: String,
    /// Slugs.
    pub category: Option<String>,
    pub department: Option<String>,
}

/// What the file holds.
pub(super) struct Export {
    pub rows: Vec<Row>,
    /// Line → why its row is left out.
    pub faults: BTreeMap<u64, String>,
    /// Columns of answers that it lacks.
    pub lacks: BTreeSet<String>,
}

pub(super) fn read(
    mapping: &Mapping,
    file: impl Read,
    now: DateTime<Utc>,
) -> anyhow::Result<Export> {
    let of = &mapping.columns;
    let lacks = RefCell::new(BTreeSet::new());
    let table = Table::read(file, &needed(of), |line| {
        let missing = of.answer.iter().filter(|name| !line.has(name));
        lacks.borrow_mut().extend(missing.cloned());
        row(mapping, line, now)
    })?;
    Ok(Export {
        rows: table.rows,
        faults: table.faults,
        lacks: lacks.into_inner(),
    })
}

fn needed(of: &Columns) -> Vec<&str> {
    [&of.id, &of.filed_at, &of.closed_at, &of.state, &of.address]
        .into_iter()
        .chain(&of.words)
        .chain(&of.category)
        .chain(&of.department)
        .map(String::as_str)
        .collect()
}

fn row(mapping: &Mapping, line: &Line<'_>, now: DateTime<Utc>) -> Result<Row, String> {
    line.is_whole()?;
    let of = &mapping.columns;
    for name in needed(of)
        .into_iter()
        .chain(of.answer.iter().map(String::as_str))
    {
        line.is_text(name)?;
    }
    let id = line.words(&of.id, MOST_ID)?;
    let address = line.words(&of.address, MOST_ADDRESS)?;
    let instant = |name: &str| instant(mapping, line.get(name), now);
    let filed_at = instant(&of.filed_at)?;
    let state = line.get(&of.state);
    let was = *mapping
        .states
        .get(state)
        .ok_or_else(|| format!("no [states] entry for {state:?}"))?;
    let closed_at = match was {
        Was::Closed => {
            let at = match line.get(&of.closed_at) {
                "" => Err(format!("{} is empty", of.closed_at)),
                _ => instant(&of.closed_at),
            }?;
            if at < filed_at {
                return Err("closed before it was filed".to_owned());
            }
            Some(at)
        }
        // a date of closing beside another state is not believed
        Was::Open | Was::InProgress => None,
    };
    let words = joined(line, &of.words, " – ")?;
    if words.is_empty() {
        return Err("nothing is said about it".to_owned());
    }
    let translated = |column: &Option<String>, table: &BTreeMap<String, String>, name: &str| {
        let word = column.as_deref().map(|column| line.get(column));
        let Some(word) = word.filter(|word| !word.is_empty()) else {
            return Ok(None);
        };
        let slug = table.get(word).cloned();
        slug.map(Some)
            .ok_or_else(|| format!("no [{name}] entry for {word:?}"))
    };
    Ok(Row {
        line: line.number,
        id,
        filed_at,
        closed_at,
        was,
        address,
        words,
        answer: joined(line, &of.answer, "\n")?,
        category: translated(&of.category, &mapping.categories, "categories")?,
        department: translated(&of.department, &mapping.departments, "departments")?,
    })
}

/// When something happened: not in the future, and not before anybody kept such records.
fn instant(mapping: &Mapping, written: &str, now: DateTime<Utc>) -> Result<DateTime<Utc>, String> {
    let at = mapping.time.read(written)?;
    if at > now {
        return Err(format!("{written} has not come yet"));
    }
    if at < DateTime::UNIX_EPOCH {
        return Err(format!("{written} is before 1970"));
    }
    Ok(at)
}

/// What these columns say, one after the other.
fn joined(line: &Line<'_>, columns: &[String], between: &str) -> Result<String, String> {
    let mut said = Vec::with_capacity(columns.len());
    for name in columns {
        let words = line.optional(name, MOST_WORDS)?;
        if !words.is_empty() {
            said.push(words);
        }
    }
    let said = said.join(between);
    if said.chars().count() > MOST_WORDS {
        return Err(format!("more than {MOST_WORDS} characters are said"));
    }
    Ok(said)
}
