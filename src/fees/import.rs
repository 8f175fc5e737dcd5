//! Charges from the company's own bookkeeping, as a CSV file. Repeatable: a line is known by its reference. Bad rows stop nothing
//! but themselves.
//!
//! Columns: `community` (slug), `building`, `unit`, `reference`, `name`, `period` (2026-11 or 2026-11-01), `due` (2026-11-05),
//! `amount`; and, where known, `paid` and `explanation` (how the line comes about, in plain words).

use std::{
    collections::{BTreeMap, HashMap, hash_map::Entry},
    io::Read,
};

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::db;
use crate::{
    app::App,
    error::Result,
    i18n::Message,
    ids::{CommunityId, UnitId},
    money, property,
    text::table::{Line, Table, day},
};

/// Rows written in one transaction.
const BATCH: usize = 500;

/// A row that reads well; whether its places exist is another matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub line: u64,
    pub community: String,
    pub building: String,
    pub unit: String,
    pub reference: String,
    pub name: String,
    pub period_on: NaiveDate,
    pub due_on: NaiveDate,
    /// Minor units; negative for a credit.
    pub amount: i64,
    pub paid: i64,
    pub explanation: String,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    pub rows: usize,
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
    /// Line of the file → why it was left out.
    pub faults: BTreeMap<u64, String>,
}

/// Reads the whole file and loads its good rows; with `dry_run`, loads nothing.
pub async fn import(app: &App, file: impl Read, dry_run: bool) -> Result<Report> {
    let Table { rows, faults } = read(file)?;
    let mut report = Report {
        rows: rows.len() + faults.len(),
        faults,
        ..Report::default()
    };
    let mut known = Known::read(&mut *app.pool.acquire().await?).await?;
    let mut good = Vec::new();
    let mut seen: HashMap<(CommunityId, String), u64> = HashMap::new();
    for row in rows {
        match known.place(&mut *app.pool.acquire().await?, &row).await? {
            Err(fault) => drop(report.faults.insert(row.line, fault)),
            Ok((community, unit)) => {
                match seen.insert((community, row.reference.clone()), row.line) {
                    Some(first) => {
                        seen.insert((community, row.reference.clone()), first);
                        let fault =
                            format!("reference {} stands in line {first} already", row.reference);
                        report.faults.insert(row.line, fault);
                    }
                    None => good.push((community, unit, row)),
                }
            }
        }
    }
    for batch in good.chunks(BATCH) {
        let batch = batch.to_vec();
        let done = app
            .deed(move |d| {
                let batch = batch.clone();
                Box::pin(async move {
                    let now = d.now;
                    let mut done = Vec::with_capacity(batch.len());
                    for (community, unit, row) in &batch {
                        let fate = fate(d.conn(), *community, *unit, row).await?;
                        if !dry_run && matches!(fate, Fate::Added | Fate::Changed) {
                            db::save_charge(d.conn(), *community, *unit, row, now).await?;
                        }
                        done.push((row.line, fate));
                    }
                    Ok(done)
                })
            })
            .await?;
        for (line, fate) in done {
            match fate {
                Fate::Added => report.added += 1,
                Fate::Changed => report.changed += 1,
                Fate::Unchanged => report.unchanged += 1,
                Fate::Refused(fault) => drop(report.faults.insert(line, fault)),
            }
        }
    }
    Ok(report)
}

#[derive(Debug)]
enum Fate {
    Added,
    Changed,
    Unchanged,
    Refused(String),
}

async fn fate(
    conn: &mut PgConnection,
    community: CommunityId,
    unit: UnitId,
    row: &Row,
) -> Result<Fate> {
    let Some(old) = db::find_charge(conn, community, &row.reference).await? else {
        return Ok(Fate::Added);
    };
    // An account is never rewritten: what was wrongly charged is credited by a line of its own.
    if old.unit != unit {
        return Ok(Fate::Refused(format!(
            "reference {} belongs to another unit",
            row.reference
        )));
    }
    if old.amount != row.amount {
        let fault = format!(
            "reference {} stands at another amount; credit it by a line of its own",
            row.reference
        );
        return Ok(Fate::Refused(fault));
    }
    let same = (
        old.name.as_str(),
        old.period_on,
        old.due_on,
        old.paid,
        old.explanation.as_str(),
    ) == (
        row.name.as_str(),
        row.period_on,
        row.due_on,
        row.paid,
        row.explanation.as_str(),
    );
    Ok(if same { Fate::Unchanged } else { Fate::Changed })
}

/// Communities and units by the names the file uses.
struct Known {
    communities: HashMap<String, CommunityId>,
    units: HashMap<CommunityId, HashMap<(String, String), UnitId>>,
}

impl Known {
    async fn read(conn: &mut PgConnection) -> Result<Self> {
        let communities = property::communities(conn).await?;
        let communities = communities
            .into_iter()
            .map(|community| (community.slug, community.id))
            .collect();
        Ok(Self {
            communities,
            units: HashMap::new(),
        })
    }

    async fn place(
        &mut self,
        conn: &mut PgConnection,
        row: &Row,
    ) -> Result<Result<(CommunityId, UnitId), String>> {
        let Some(&community) = self.communities.get(&row.community) else {
            return Ok(Err(format!("there is no community {:?}", row.community)));
        };
        if let Entry::Vacant(unread) = self.units.entry(community) {
            let units = db::units_by_name(conn, community).await?;
            let units = units
                .into_iter()
                .map(|(building, label, unit)| ((building, label), unit))
                .collect();
            unread.insert(units);
        }
        let unit = self.units[&community].get(&(row.building.clone(), row.unit.clone()));
        Ok(unit.map(|unit| (community, *unit)).ok_or_else(|| {
            format!(
                "there is no unit {:?} in building {:?} of {}",
                row.unit, row.building, row.community
            )
        }))
    }
}

const COLUMNS: [&str; 8] = [
    "community",
    "building",
    "unit",
    "reference",
    "name",
    "period",
    "due",
    "amount",
];

fn read(file: impl Read) -> anyhow::Result<Table<Row>> {
    Table::read(file, &COLUMNS, row)
}

fn row(line: &Line<'_>) -> Result<Row, String> {
    Ok(Row {
        line: line.number,
        community: line.words("community", 100)?,
        building: line.words("building", 120)?,
        unit: line.words("unit", 60)?,
        reference: line.words("reference", 60)?,
        name: line.words("name", 160)?,
        period_on: day("period", &month(line.get("period")))?,
        due_on: day("due", line.get("due"))?,
        amount: line.parsed("amount", amount)?,
        paid: match line.get("paid") {
            "" | "0" | "0.00" | "0,00" => 0,
            _ => line.parsed("paid", amount)?,
        },
        explanation: line.optional("explanation", 1_000)?,
    })
}

/// 2026-11 is its first day.
fn month(written: &str) -> String {
    if written.len() == 7 {
        format!("{written}-01")
    } else {
        written.to_owned()
    }
}

fn amount(written: &str) -> Result<i64, Message> {
    let (sign, figures) = match written.strip_prefix(['-', '−']) {
        Some(figures) => (-1, figures),
        None => (1, written),
    };
    money::parse(figures).map(|minor| sign * minor)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "community,building,unit,reference,name,period,due,amount,paid\n";

    #[test]
    fn good_rows_are_read_and_bad_ones_say_why() {
        let file = format!(
            "{HEAD}olivos,Tower 2,1204,F-1,Fee November,2026-11,2026-11-05,\"1,234.50\",0\n\
             olivos,Tower 2,1204,F-2,Credit,2026-11-01,2026-11-05,-12.00,\n\
             olivos,Tower 2,1204,,Nothing,2026-11,2026-11-05,1.00,\n\
             olivos,Tower 2,1204,F-4,Fee,2026-13,2026-11-05,1.00,\n\
             olivos,Tower 2,1204,F-5,Fee,2026-11,5/11/2026,1.00,\n\
             olivos,Tower 2,1204,F-6,Fee,2026-11,2026-11-05,much,\n"
        );
        let Table { rows, faults } = read(file.as_bytes()).expect("reads");
        let amounts: Vec<i64> = rows.iter().map(|row| row.amount).collect();
        assert_eq!(amounts, [123_450, -1_200]);
        assert_eq!(rows[0].period_on.to_string(), "2026-11-01");
        let lines: Vec<u64> = faults.keys().copied().collect();
        assert_eq!(lines, [4, 5, 6, 7]);
        assert!(faults[&4].starts_with("reference:"), "{}", faults[&4]);
        assert!(faults[&6].contains("5/11/2026"), "{}", faults[&6]);
    }

    #[test]
    fn a_missing_column_is_named() {
        let error = read(&b"community,building\n"[..]).expect_err("columns are missing");
        assert!(error.to_string().contains("\"unit\""), "{error}");
    }
}
