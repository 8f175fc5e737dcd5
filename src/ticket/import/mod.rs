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
    sync::Arc,
};

use chrono::TimeDelta;
use futures_util::{FutureExt, future::BoxFuture};
use sqlx::PgConnection;

use super::Place;
use crate::{
    app::App,
    db::{Deed, refused_values},
    error::{AppError, Result},
    i18n::Lang,
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
    /// Columns of answers that the file lacks.
    pub lacks: BTreeSet<String>,
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

/// Reads the whole file and brings its good rows in. With `dry_run` every row is taken in the same way, and nothing of it is kept.
pub async fn import(
    app: &App,
    mapping: &Mapping,
    file: impl Read,
    dry_run: bool,
) -> Result<Report> {
    let export = row::read(mapping, file, app.clock.now())?;
    let mut report = Report {
        rows: export.rows.len() + export.faults.len(),
        faults: export.faults,
        lacks: export.lacks,
        ..Report::default()
    };
    let names = {
        let mut conn = app.pool.acquire().await?;
        Names::of(app, &mut conn, mapping).await?
    };
    let mapping = Arc::new(mapping.clone());
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for row in export.rows {
        if let Some(first) = seen.insert(row.id.clone(), row.line) {
            let fault = format!("{} stands in line {first} already", row.id);
            report.faults.insert(row.line, fault);
            continue;
        }
        if let Some(fault) = names.fault(&row) {
            report.faults.insert(row.line, fault);
            continue;
        }
        match add(app, &mapping, &names, &row, dry_run).await? {
            Ok(true) => report.count(&row),
            Ok(false) => report.known += 1,
            Err(fault) => drop(report.faults.insert(row.line, fault)),
        }
    }
    app.sla.forget();
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
async fn community(d: &mut Deed, of: &mapping::Community) -> Result<CommunityId> {
    if let Some(found) = property::community_by_slug(d.conn(), &of.slug).await? {
        return Ok(found.id);
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
    Ok(id)
}

/// A row and what its words stand for.
#[derive(Clone)]
struct One {
    row: Row,
    mapping: Arc<Mapping>,
    category: Option<CategoryId>,
    department: Option<DepartmentId>,
}

impl One {
    fn take_in(self, d: &mut Deed) -> BoxFuture<'_, Result<bool>> {
        async move {
            let (row, mapping) = (&self.row, &*self.mapping);
            let community = community(d, &mapping.community).await?;
            let address = &row.address;
            let building = property::ensure_building(d.conn(), community, address, address).await?;
            let place = Place {
                community,
                building: Some(building),
                unit: None,
                common_area: None,
                asset: None,
            };
            let imported = Imported::of(row, mapping, place, self.category, self.department);
            imported.take_in(d).await
        }
        .boxed()
    }
}

/// One row, in a transaction of its own. `Ok(Ok(false))`: it was there before. What is wrong with the row alone is a sentence about it.
async fn add(
    app: &App,
    mapping: &Arc<Mapping>,
    names: &Names,
    row: &Row,
    dry_run: bool,
) -> Result<Result<bool, String>> {
    let one = One {
        row: row.clone(),
        mapping: mapping.clone(),
        category: named(&names.categories, row.category.as_ref()),
        department: named(&names.departments, row.department.as_ref()),
    };
    let done = if dry_run {
        app.rehearse(move |d| one.clone().take_in(d)).await
    } else {
        app.deed(move |d| one.clone().take_in(d)).await
    };
    match done {
        Ok(is_new) => Ok(Ok(is_new)),
        Err(AppError::Refused(message)) => Ok(Err(Lang::En.lasting().m(&message))),
        Err(error) => match refused_values(&error) {
            Some(why) => Ok(Err(format!("the database does not take it: {why}"))),
            None => Err(error),
        },
    }
}

fn named<T: Copy>(ids: &BTreeMap<String, Option<T>>, slug: Option<&String>) -> Option<T> {
    ids.get(slug?).copied().flatten()
}
