//! Rows of the export, each read by itself.

use std::{collections::BTreeMap, io::Read};

use chrono::{DateTime, Utc};

use super::mapping::{Mapping, Was};
use crate::error::Result;

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
    /// Slugs.
    pub category: Option<String>,
    pub department: Option<String>,
}

/// Every good row, and why each other one is not: by line.
pub fn read(
    mapping: &Mapping,
    file: impl Read,
    now: DateTime<Utc>,
) -> Result<(Vec<Row>, BTreeMap<u64, String>)> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file);
    let header = reader.headers()?.clone();
    let columns = Columns::find(mapping, &header)?;
    let (mut rows, mut faults) = (Vec::new(), BTreeMap::new());
    for record in reader.into_records() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                match columns.row(mapping, &record, line, now) {
                    Ok(row) => rows.push(row),
                    Err(fault) => drop(faults.insert(line, fault)),
                }
            }
            Err(error) if error.is_io_error() => return Err(error.into()),
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                faults.insert(line, error.to_string());
            }
        }
    }
    Ok((rows, faults))
}

/// Where the mapping's columns stand in this file.
struct Columns {
    width: usize,
    id: usize,
    filed_at: usize,
    closed_at: usize,
    state: usize,
    address: usize,
    words: Vec<usize>,
    category: Option<usize>,
    department: Option<usize>,
}

impl Columns {
    fn find(mapping: &Mapping, header: &csv::StringRecord) -> anyhow::Result<Self> {
        let at = |name: &String| {
            let place = header.iter().position(|column| column.trim() == name);
            place.ok_or_else(|| anyhow::anyhow!("the file has no column {name:?}"))
        };
        let of = &mapping.columns;
        Ok(Self {
            width: header.len(),
            id: at(&of.id)?,
            filed_at: at(&of.filed_at)?,
            closed_at: at(&of.closed_at)?,
            state: at(&of.state)?,
            address: at(&of.address)?,
            words: of.words.iter().map(at).collect::<anyhow::Result<_>>()?,
            category: of.category.as_ref().map(at).transpose()?,
            department: of.department.as_ref().map(at).transpose()?,
        })
    }

    fn row(
        &self,
        mapping: &Mapping,
        record: &csv::StringRecord,
        line: u64,
        now: DateTime<Utc>,
    ) -> Result<Row, String> {
        if record.len() != self.width {
            let (has, wants) = (record.len(), self.width);
            return Err(format!("{has} columns where there should be {wants}"));
        }
        let field = |at: usize| record.get(at).unwrap_or_default().trim();
        let needed = |at: usize, name: &str| match field(at) {
            "" => Err(format!("{name} is empty")),
            text => Ok(text.to_owned()),
        };
        let id = needed(self.id, &mapping.columns.id)?;
        let address = needed(self.address, &mapping.columns.address)?;
        let filed_at = mapping.time.read(field(self.filed_at))?;
        if filed_at > now {
            return Err(format!("{} has not come yet", field(self.filed_at)));
        }
        let state = field(self.state);
        let was = *mapping
            .states
            .get(state)
            .ok_or_else(|| format!("no [states] entry for {state:?}"))?;
        let closed_at = match was {
            Was::Closed => {
                needed(self.closed_at, &mapping.columns.closed_at)?;
                let at = mapping.time.read(field(self.closed_at))?;
                if at < filed_at {
                    return Err("closed before it was filed".to_owned());
                }
                if at > now {
                    return Err(format!("{} has not come yet", field(self.closed_at)));
                }
                Some(at)
            }
            // a date of closing beside another state is not believed
            Was::Open | Was::InProgress => None,
        };
        let translated = |at: Option<usize>, table: &BTreeMap<String, String>, name: &str| {
            let Some(word) = at.map(field).filter(|word| !word.is_empty()) else {
                return Ok(None);
            };
            let slug = table.get(word).cloned();
            slug.map(Some)
                .ok_or_else(|| format!("no [{name}] entry for {word:?}"))
        };
        let words: Vec<&str> = self.words.iter().map(|at| field(*at)).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return Err("nothing is said about it".to_owned());
        }
        Ok(Row {
            line,
            id,
            filed_at,
            closed_at,
            was,
            address,
            words: words.join(" – "),
            category: translated(self.category, &mapping.categories, "categories")?,
            department: translated(self.department, &mapping.departments, "departments")?,
        })
    }
}
