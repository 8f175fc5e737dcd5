//! Shared places from a CSV file. Repeatable: a place is known by its building, kind and name.
//!
//! Columns: `community` (slug), `kind` (lobby, stairs, garage, lift, garden, pool, roof, other), `name` in the community's language; where
//! known `building` (empty: of the whole estate) and `name_en`, `name_es`, `name_zh`.

use std::{collections::BTreeMap, io::Read};

use super::super::{self as property, Community, db};
use crate::{
    app::App,
    error::Result,
    i18n::{Label, Lang},
    text::table::{Line, Table},
};

const KINDS: [&str; 8] = [
    "lobby", "stairs", "garage", "lift", "garden", "pool", "roof", "other",
];

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    line: u64,
    community: String,
    building: Option<String>,
    kind: &'static str,
    name: String,
    /// By language code.
    translated: Vec<(&'static str, String)>,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Areas {
    pub rows: usize,
    pub added: usize,
    pub unchanged: usize,
    /// Line of the file → why it was left out.
    pub faults: BTreeMap<u64, String>,
}

/// Reads the whole file and loads its good rows in one transaction; with `dry_run`, loads nothing.
pub async fn areas(app: &App, file: impl Read, dry_run: bool) -> Result<Areas> {
    let Table { rows, faults } = Table::read(file, &["community", "kind", "name"], row)?;
    app.for_work()
        .deed(move |d| {
            let (rows, faults) = (rows.clone(), faults.clone());
            Box::pin(async move {
                let mut report = Areas {
                    rows: rows.len() + faults.len(),
                    faults,
                    ..Areas::default()
                };
                let communities = property::communities(d.conn()).await?;
                for row in &rows {
                    let Some(community) = communities.iter().find(|c| c.slug == row.community)
                    else {
                        let fault = format!("there is no community {:?}", row.community);
                        report.faults.insert(row.line, fault);
                        continue;
                    };
                    let building = match &row.building {
                        Some(name) => db::import::find_building(d.conn(), community.id, name)
                            .await?
                            .map(Some)
                            .ok_or_else(|| format!("there is no building {name:?}")),
                        None => Ok(None),
                    };
                    let building = match building {
                        Ok(building) => building,
                        Err(fault) => {
                            report.faults.insert(row.line, fault);
                            continue;
                        }
                    };
                    let name = label(community, row);
                    let known =
                        db::import::is_area(d.conn(), community.id, building, row.kind, &row.name);
                    if known.await? {
                        report.unchanged += 1;
                        continue;
                    }
                    report.added += 1;
                    if !dry_run {
                        property::add_area(d.conn(), community.id, building, row.kind, &name)
                            .await?;
                    }
                }
                Ok(report)
            })
        })
        .await
}

/// A language the file has no name for shows the community's own.
fn label(community: &Community, row: &Row) -> Label {
    let own = (community.language.code(), &row.name);
    let translated = row.translated.iter().map(|(code, name)| (*code, name));
    Label(
        std::iter::once(own)
            .chain(translated)
            .map(|(code, name)| (code.to_owned(), name.clone()))
            .collect(),
    )
}

fn row(line: &Line<'_>) -> Result<Row, String> {
    let kind = line.get("kind").to_lowercase();
    let mut translated = Vec::new();
    for lang in Lang::ALL {
        let name = line.optional(&format!("name_{}", lang.code()), 80)?;
        if !name.is_empty() {
            translated.push((lang.code(), name));
        }
    }
    Ok(Row {
        line: line.number,
        community: line.words("community", 100)?,
        building: Some(line.optional("building", 120)?).filter(|name| !name.is_empty()),
        kind: KINDS
            .into_iter()
            .find(|known| *known == kind)
            .ok_or_else(|| format!("kind: {kind:?} is not one of {}", KINDS.join(", ")))?,
        name: line.words("name", 80)?,
        translated,
    })
}
