//! Homes and the people who belong to them, from a CSV file. Repeatable: what is there is found again. Bad rows stop nothing but
//! themselves.
//!
//! Columns: `community` (slug), `building`, `unit`; where known `address` (of the building) and `kind` (home, shop, parking, storage; home
//! unless said otherwise). One person a row: `name`, `email`, `phone`, `language` (en, es, zh; else the community's), `role` (owner, co_owner,
//! tenant, household, agent; owner unless said otherwise), `share` (per cent of the unit), `from` and `to` (2026-11-05; from today unless
//! said otherwise). A row without a name is a home alone.

use std::{
    collections::{BTreeMap, HashMap},
    io::Read,
};

use chrono::NaiveDate;
use sqlx::{Connection, PgConnection};

use super::{
    super::{self as property, Community, db},
    row::{Occupant, Row, row},
};
use crate::{
    app::App,
    db::Deed,
    error::Result,
    ids::{BuildingId, CommunityId, PersonId, UnitId},
    people::{self, Known, NewPerson},
    text::{Email, Phone, table::Table},
};

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Homes {
    pub rows: usize,
    pub units: usize,
    pub people: usize,
    pub occupancies: usize,
    /// Rows whose person or occupancy was brought up to date.
    pub changed: usize,
    /// Rows that added and changed nothing.
    pub unchanged: usize,
    /// Line of the file → why it was left out.
    pub faults: BTreeMap<u64, String>,
}

/// Reads the whole file and loads its good rows in one transaction, which `dry_run` takes back.
pub async fn homes(app: &App, file: impl Read, dry_run: bool) -> Result<Homes> {
    let Table { rows, faults } = Table::read(file, &["community", "building", "unit"], row)?;
    app.for_work()
        .deed(move |d| {
            let (rows, faults) = (rows.clone(), faults.clone());
            Box::pin(async move {
                let report = Homes {
                    rows: rows.len() + faults.len(),
                    faults,
                    ..Homes::default()
                };
                let today = Import::begin(d, report).await?;
                today.load(d, &rows, dry_run).await
            })
        })
        .await
}

/// An import under way: what it has seen so far.
struct Import {
    communities: HashMap<String, Community>,
    buildings: HashMap<(CommunityId, String), BuildingId>,
    report: Homes,
}

/// What became of a row's person.
#[derive(PartialEq, Eq)]
enum Fate {
    Added,
    Changed,
    Unchanged,
}

impl Import {
    async fn begin(d: &mut Deed, report: Homes) -> Result<Self> {
        let communities = property::communities(d.conn()).await?;
        Ok(Self {
            communities: communities
                .into_iter()
                .map(|community| (community.slug.clone(), community))
                .collect(),
            buildings: HashMap::new(),
            report,
        })
    }

    async fn load(mut self, d: &mut Deed, rows: &[Row], dry_run: bool) -> Result<Homes> {
        let now = d.now;
        let mut tx = d.conn().begin().await?;
        for row in rows {
            let Some(community) = self.communities.get(&row.community).cloned() else {
                let fault = format!("there is no community {:?}", row.community);
                self.report.faults.insert(row.line, fault);
                continue;
            };
            let today = now.with_timezone(&community.zone).date_naive();
            let clash = match &row.occupant {
                Some(occupant) => clash(&mut tx, occupant, today).await?,
                None => None,
            };
            if let Some(fault) = clash {
                self.report.faults.insert(row.line, fault);
                continue;
            }
            let building = self.building(&mut tx, &community, row).await?;
            let (unit, is_new) = match db::import::find_unit(&mut tx, building, &row.unit).await? {
                Some(unit) => (unit, false),
                None => {
                    let (label, kind) = (&row.unit, row.kind);
                    let unit =
                        property::add_unit(&mut tx, community.id, building, label, kind).await?;
                    (unit, true)
                }
            };
            self.report.units += usize::from(is_new);
            let Some(occupant) = &row.occupant else {
                self.report.unchanged += usize::from(!is_new);
                continue;
            };
            let (person, of_person) = match known(&mut tx, occupant, unit).await? {
                Some(known) => refresh(&mut tx, known, occupant).await?,
                None => {
                    let new = NewPerson {
                        name: occupant.name.as_str(),
                        email: occupant.email.as_ref().map(Email::as_str),
                        phone: occupant.phone.as_ref().map(Phone::as_str),
                        language: occupant.language.unwrap_or(community.language),
                        ..NewPerson::default()
                    };
                    (people::add_person(&mut tx, &new, now).await?, Fate::Added)
                }
            };
            let of_home = occupy(&mut tx, person, unit, occupant, today).await?;
            self.report.people += usize::from(of_person == Fate::Added);
            self.report.occupancies += usize::from(of_home == Fate::Added);
            match (of_person, of_home) {
                (Fate::Changed, _) | (_, Fate::Changed) => self.report.changed += 1,
                (Fate::Unchanged, Fate::Unchanged) => self.report.unchanged += 1,
                _ => {}
            }
        }
        if dry_run {
            tx.rollback().await?;
        } else {
            tx.commit().await?;
        }
        Ok(self.report)
    }

    async fn building(
        &mut self,
        conn: &mut PgConnection,
        community: &Community,
        row: &Row,
    ) -> Result<BuildingId> {
        let name = (community.id, row.building.clone());
        if let Some(&building) = self.buildings.get(&name) {
            return Ok(building);
        }
        let building =
            property::ensure_building(conn, community.id, &row.building, &row.address).await?;
        self.buildings.insert(name, building);
        Ok(building)
    }
}

/// Why this person cannot come in as the row says.
async fn clash(
    conn: &mut PgConnection,
    occupant: &Occupant,
    today: NaiveDate,
) -> Result<Option<String>> {
    let from = occupant.from_on.unwrap_or(today);
    if occupant.from_on.is_some() && occupant.to_on.is_some_and(|to| to <= from) {
        return Ok(Some("to: ends before it began".to_owned()));
    }
    let Some(email) = &occupant.email else {
        return Ok(None);
    };
    // people sign in by their address: it never passes to somebody else by a file
    let other = people::known_by_email(conn, email)
        .await?
        .filter(|known| known.name.to_lowercase() != occupant.name.as_str().to_lowercase());
    Ok(other.map(|known| {
        let name = known.name;
        format!("email: {email} belongs to {name}; two people cannot share an address")
    }))
}

async fn known(
    conn: &mut PgConnection,
    occupant: &Occupant,
    unit: UnitId,
) -> Result<Option<Known>> {
    if let Some(email) = &occupant.email
        && let Some(known) = people::known_by_email(conn, email).await?
    {
        return Ok(Some(known));
    }
    let namesake =
        people::known_by_name(conn, occupant.name.as_str(), unit, occupant.phone.as_ref()).await?;
    // a namesake with another address is another person
    Ok(namesake.filter(|known| occupant.email.is_none() || known.email.is_none()))
}

/// What the file knows replaces what was known; what it leaves out stays.
async fn refresh(
    conn: &mut PgConnection,
    known: Known,
    occupant: &Occupant,
) -> Result<(PersonId, Fate)> {
    let text =
        |new: Option<&str>, old: &Option<String>| new.map(str::to_owned).or_else(|| old.clone());
    let fresh = Known {
        email: text(occupant.email.as_ref().map(Email::as_str), &known.email),
        phone: text(occupant.phone.as_ref().map(Phone::as_str), &known.phone),
        language: occupant.language.unwrap_or(known.language),
        ..known.clone()
    };
    if fresh == known {
        return Ok((known.id, Fate::Unchanged));
    }
    people::set_contact(conn, &fresh).await?;
    Ok((known.id, Fate::Changed))
}

async fn occupy(
    conn: &mut PgConnection,
    person: PersonId,
    unit: UnitId,
    occupant: &Occupant,
    today: NaiveDate,
) -> Result<Fate> {
    let Occupant {
        role,
        share,
        from_on,
        to_on,
        ..
    } = *occupant;
    let standing = db::import::find_occupancy(conn, person, unit, role, from_on).await?;
    let Some(mut standing) = standing else {
        // somebody who left and whose first day nobody knows was there until the day before
        let ended = to_on.and_then(|to| to.pred_opt());
        let from = from_on.unwrap_or_else(|| ended.map_or(today, |last| last.min(today)));
        property::occupy(conn, person, unit, role, share, from, to_on).await?;
        return Ok(Fate::Added);
    };
    let was = (standing.share, standing.from_on, standing.to_on);
    standing.share = share.or(standing.share);
    standing.from_on = from_on.unwrap_or(standing.from_on);
    standing.to_on = to_on.or(standing.to_on);
    if let Some(last) = standing.to_on.and_then(|to| to.pred_opt()) {
        standing.from_on = standing.from_on.min(last);
    }
    if (standing.share, standing.from_on, standing.to_on) == was {
        return Ok(Fate::Unchanged);
    }
    db::import::change_occupancy(conn, &standing).await?;
    Ok(Fate::Changed)
}
