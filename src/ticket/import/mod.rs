//! Another system's tickets with their history, from a CSV file and a mapping that says how it is to be read.
//!
//! They come in by the same steps as a filing, at their real times: routed, promised, closed, so that promises are met or broken by
//! the instants at which things happened. Nobody is notified. A ticket is known by its source and its number there, so a second run
//! adds nothing. A bad row is reported with its line and stops nothing but itself.

mod deed;
mod mapping;
mod row;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
};

use chrono::TimeDelta;
use sqlx::PgConnection;

use super::{Place, db};
use crate::{
    app::App,
    error::Result,
    ids::{CategoryId, CommunityId, DepartmentId},
    people, property, sla,
};

pub use deed::Imported;
pub use mapping::{Mapping, Was};
pub use row::Row;

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    pub rows: usize,
    pub added: usize,
    pub known: usize,
    /// Of the added.
    pub closed: usize,
    pub addresses: BTreeSet<String>,
    /// How long each that was closed had taken.
    pub took: Vec<TimeDelta>,
    /// Line of the file → why it was left out.
    pub faults: BTreeMap<u64, String>,
}

impl Report {
    /// The middle of the times to close.
    pub fn median(&self) -> Option<TimeDelta> {
        let mut took = self.took.clone();
        took.sort_unstable();
        let half = took.len() / 2;
        match took.len() {
            0 => None,
            n if n % 2 == 1 => Some(took[half]),
            _ => Some((took[half - 1] + took[half]) / 2),
        }
    }
}

/// Reads the whole file and brings its good rows in; with `dry_run`, loads nothing.
pub async fn import(
    app: &App,
    mapping: &Mapping,
    file: impl Read,
    dry_run: bool,
) -> Result<Report> {
    let (rows, faults) = row::read(mapping, file, app.clock.now())?;
    let mut report = Report {
        rows: rows.len() + faults.len(),
        faults,
        ..Report::default()
    };
    let names = {
        let mut conn = app.pool.acquire().await?;
        Names::of(app, &mut conn, mapping).await?
    };
    let community = if dry_run {
        None
    } else {
        Some(community(app, mapping).await?)
    };
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for row in rows {
        if let Some(first) = seen.insert(row.id.clone(), row.line) {
            let fault = format!("{} stands in line {first} already", row.id);
            report.faults.insert(row.line, fault);
            continue;
        }
        if let Some(fault) = names.fault(&row) {
            report.faults.insert(row.line, fault);
            continue;
        }
        let is_new = match community {
            Some(community) => add(app, mapping, &names, community, &row).await?,
            None => {
                let mut conn = app.pool.acquire().await?;
                let known = db::by_external(&mut conn, &mapping.source, &row.id).await?;
                Ok(known.is_none())
            }
        };
        match is_new {
            Ok(true) => report.count(&row),
            Ok(false) => report.known += 1,
            Err(fault) => drop(report.faults.insert(row.line, fault)),
        }
    }
    Ok(report)
}

impl Report {
    fn count(&mut self, row: &Row) {
        self.added += 1;
        self.addresses.insert(row.address.clone());
        if let Was::Closed = row.was
            && let Some(closed_at) = row.closed_at
        {
            self.closed += 1;
            self.took.push(closed_at - row.filed_at);
        }
    }
}

/// What the mapping's words stand for in this database.
struct Names {
    categories: BTreeMap<String, Option<CategoryId>>,
    departments: BTreeMap<String, Option<DepartmentId>>,
}

impl Names {
    async fn of(app: &App, conn: &mut PgConnection, mapping: &Mapping) -> Result<Self> {
        let catalogue = app.catalog.catalog(&mut *conn).await?;
        let find = |slug: &String| catalogue.find(mapping.kind, slug).map(|found| found.id);
        let mut departments = BTreeMap::new();
        for slug in mapping.departments.values() {
            let id = people::department_by_slug(&mut *conn, slug).await?;
            departments.insert(slug.clone(), id);
        }
        Ok(Self {
            categories: mapping
                .categories
                .values()
                .map(|slug| (slug.clone(), find(slug)))
                .collect(),
            departments,
        })
    }

    fn fault(&self, row: &Row) -> Option<String> {
        if let Some(slug) = &row.category
            && self.categories.get(slug).copied().flatten().is_none()
        {
            return Some(format!("there is no category {slug} of this kind"));
        }
        if let Some(slug) = &row.department
            && self.departments.get(slug).copied().flatten().is_none()
        {
            return Some(format!("there is no department {slug}"));
        }
        None
    }
}

/// The mapping's community, made if there is none, with the working calendar of its zone.
async fn community(app: &App, mapping: &Mapping) -> Result<CommunityId> {
    let of = mapping.community.clone();
    let (id, is_new) = app
        .deed(move |d| {
            let of = of.clone();
            Box::pin(async move {
                if let Some(found) = property::community_by_slug(d.conn(), &of.slug).await? {
                    return Ok((found.id, false));
                }
                let new = property::NewCommunity {
                    slug: &of.slug,
                    name: &of.name,
                    zone: of.zone,
                    currency: &of.currency,
                    language: of.language,
                    phone: "",
                    emergency_phone: "",
                };
                let id = property::add_community(d.conn(), &new).await?;
                sla::give_calendar(d.conn(), id).await?;
                Ok((id, true))
            })
        })
        .await?;
    if is_new {
        app.sla.forget();
    }
    Ok(id)
}

/// One row, in a transaction of its own. `Ok(Ok(false))`: it was there before.
async fn add(
    app: &App,
    mapping: &Mapping,
    names: &Names,
    community: CommunityId,
    row: &Row,
) -> Result<Result<bool, String>> {
    let category = named(&names.categories, row.category.as_ref());
    let department = named(&names.departments, row.department.as_ref());
    let (row, source, kind) = (row.clone(), mapping.source.clone(), mapping.kind);
    let language = mapping.language;
    let done = app
        .deed(move |d| {
            let (row, source) = (row.clone(), source.clone());
            Box::pin(async move {
                let building =
                    property::ensure_building(d.conn(), community, &row.address, &row.address)
                        .await?;
                let place = Place {
                    community,
                    building: Some(building),
                    unit: None,
                    common_area: None,
                    asset: None,
                };
                let imported =
                    Imported::of(&row, kind, place, category, department, source, language);
                imported.take_in(d).await
            })
        })
        .await;
    match done {
        Ok(is_new) => Ok(Ok(is_new)),
        Err(crate::error::AppError::Refused(message)) => Ok(Err(message.key.into_owned())),
        Err(error) => Err(error),
    }
}

fn named<T: Copy>(ids: &BTreeMap<String, Option<T>>, slug: Option<&String>) -> Option<T> {
    ids.get(slug?).copied().flatten()
}
