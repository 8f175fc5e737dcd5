//! CSV files that people bring: columns by name and in any order, split by commas, semicolons or tabs. A row that does not read well stops
//! nothing but itself.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read},
};

use anyhow::ensure;
use chrono::NaiveDate;

use super::Words;
use crate::i18n::{Lang, Message};

/// The rows that read well, and why the others do not.
#[derive(Debug)]
pub struct Table<T> {
    pub rows: Vec<T>,
    /// Line of the file → why its row is left out.
    pub faults: BTreeMap<u64, String>,
}

impl<T> Table<T> {
    /// Reads the whole file.
    ///
    /// # Errors
    /// When it cannot be read at all, or lacks a column of `needed`.
    pub fn read(
        file: impl Read,
        needed: &[&str],
        row: impl Fn(&Line<'_>) -> Result<T, String>,
    ) -> anyhow::Result<Self> {
        let mut file = BufReader::new(file);
        let delimiter = delimiter(file.fill_buf()?);
        let mut csv = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            // lines are counted by their feeds; the return before one is trimmed away
            .terminator(csv::Terminator::Any(b'\n'))
            .trim(csv::Trim::All)
            .flexible(true)
            .from_reader(file);
        let columns = Columns(csv.headers()?.clone());
        if let Some(missing) = needed.iter().find(|name| columns.find(name).is_none()) {
            let needed = needed.join(", ");
            anyhow::bail!("the file has no column {missing:?}; it needs {needed}");
        }
        let (mut rows, mut faults) = (Vec::new(), BTreeMap::new());
        for record in csv.records() {
            match record {
                Ok(record) => {
                    let number = record.position().map_or(0, csv::Position::line);
                    let line = Line {
                        columns: &columns,
                        record: &record,
                        number,
                    };
                    match row(&line) {
                        Ok(row) => rows.push(row),
                        Err(fault) => drop(faults.insert(number, fault)),
                    }
                }
                Err(error) => {
                    ensure!(!error.is_io_error(), error);
                    let number = error.position().map_or(0, csv::Position::line);
                    faults.insert(number, error.to_string());
                }
            }
        }
        Ok(Self { rows, faults })
    }
}

/// What splits the header: spreadsheets of half of Europe write semicolons.
fn delimiter(head: &[u8]) -> u8 {
    let header = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let times = |delimiter: u8| header.iter().filter(|&&byte| byte == delimiter).count();
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|&delimiter| times(delimiter))
        .unwrap_or(b',')
}

#[derive(Debug)]
struct Columns(csv::StringRecord);

impl Columns {
    fn find(&self, name: &str) -> Option<usize> {
        let is = |header: &str| {
            header
                .trim_start_matches('\u{feff}')
                .eq_ignore_ascii_case(name)
        };
        self.0.iter().position(is)
    }
}

/// One row; what is wrong with it is said with the column's name first.
#[derive(Debug)]
pub struct Line<'r> {
    columns: &'r Columns,
    record: &'r csv::StringRecord,
    /// In the file, from 1.
    pub number: u64,
}

impl Line<'_> {
    /// Empty when the file has no such column.
    pub fn get(&self, name: &str) -> &str {
        self.columns
            .find(name)
            .and_then(|at| self.record.get(at))
            .unwrap_or_default()
    }

    /// Whether the file has such a column.
    pub fn has(&self, name: &str) -> bool {
        self.columns.find(name).is_some()
    }

    /// A value for every column and no more: fields have moved where a comma stood without quotes.
    pub fn is_whole(&self) -> Result<(), String> {
        match (self.record.len(), self.columns.0.len()) {
            (has, wants) if has == wants => Ok(()),
            (has, wants) => Err(format!("{has} columns where there should be {wants}")),
        }
    }

    /// What no text has, and a broken export may: a character that is no letter, sign or blank.
    pub fn is_text(&self, name: &str) -> Result<(), String> {
        let strange = self
            .get(name)
            .chars()
            .find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
        match strange {
            None => Ok(()),
            Some(c) => Err(format!(
                "{name}: holds U+{:04X}, which no text has",
                c as u32
            )),
        }
    }

    /// Words on one line that must be there.
    pub fn words(&self, name: &str, most: usize) -> Result<String, String> {
        self.parsed(name, |typed| Words::line(typed, 1..=most))
            .map(Words::into_string)
    }

    /// Words that may be left out.
    pub fn optional(&self, name: &str, most: usize) -> Result<String, String> {
        let words = self.parsed(name, |typed| Words::optional(typed, most))?;
        Ok(words.map(Words::into_string).unwrap_or_default())
    }

    /// What a type of the product makes of the field.
    pub fn parsed<P>(
        &self,
        name: &str,
        parse: impl Fn(&str) -> Result<P, Message>,
    ) -> Result<P, String> {
        parse(self.get(name))
            .map_err(|message| format!("{name}: {}", Lang::En.lasting().m(&message)))
    }

    /// A day, or nothing.
    pub fn day(&self, name: &str) -> Result<Option<NaiveDate>, String> {
        match self.get(name) {
            "" => Ok(None),
            written => day(name, written).map(Some),
        }
    }
}

/// 2026-11-05.
pub fn day(name: &str, written: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(written, "%Y-%m-%d")
        .map_err(|_| format!("{name}: {written:?} is not a date like 2026-11-05"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(file: &str) -> Table<(u64, String, String)> {
        let row = |line: &Line<'_>| {
            let name = line.words("name", 5)?;
            Ok((line.number, name, line.get("door").to_owned()))
        };
        Table::read(file.as_bytes(), &["name"], row).expect("reads")
    }

    #[test]
    fn columns_go_by_name_whatever_splits_them() {
        for file in [
            "\u{feff}Door,Name\n1A, Ana \n",
            "door;name\n1A;Ana\n",
            "door\tname\r\n1A\tAna\r\n",
        ] {
            let rows = names(file).rows;
            assert_eq!(rows, [(2, "Ana".to_owned(), "1A".to_owned())], "{file:?}");
        }
    }

    #[test]
    fn a_bad_row_says_why_and_stops_nothing_else() {
        let read = names("name,door\nAna,1\n,2\nBartholomew,3\nLuo\n");
        assert_eq!(read.rows.len(), 2);
        assert_eq!(
            read.rows[1].2, "",
            "a short row has empty fields at its end"
        );
        let lines: Vec<u64> = read.faults.keys().copied().collect();
        assert_eq!(lines, [3, 4]);
        assert!(read.faults[&3].starts_with("name: "), "{:?}", read.faults);
    }

    #[test]
    fn a_file_without_a_needed_column_is_refused() {
        let error = Table::read(&b"door\n1A\n"[..], &["name"], |_| Ok(())).expect_err("no name");
        assert!(error.to_string().contains("\"name\""), "{error}");
    }
}
