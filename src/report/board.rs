//! A department's board as figures: everything its page shows, counted in one go.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::Arc,
};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sqlx::PgConnection;

use super::{
    db::{self, Closing, Counted, Line},
    figure::{BANDS, Figure, Group, Lens, Pick, Span},
    repeat::{self, Repeat},
};
use crate::{
    app::App,
    catalog::Catalog,
    error::Result,
    ids::{CommunityId, DepartmentId},
    people, sla,
};

/// How many of the most urgent the board itself shows; its list has them all.
pub const SHOWN: i64 = 7;

/// How many of what keeps happening.
const REPEATS: usize = 4;

/// Days of arrivals and closings.
const DAYS: i64 = 14;

/// What share is to be on time where no policy says, in per cent.
const USUAL_TARGET: u8 = 90;

#[derive(Debug, Clone)]
pub struct Board {
    /// When it was counted.
    pub at: DateTime<Utc>,
    pub span: Span,
    pub open: Counted,
    pub act: i64,
    pub first_of_act: Vec<Line>,
    pub today: i64,
    /// By band: how many, how many of them late.
    pub ages: Vec<Counted>,
    /// By reason.
    pub waiting: Vec<Counted>,
    pub first: Counted,
    pub done: Counted,
    /// In per cent.
    pub target: u8,
    /// Open tickets by who answers for them, with names.
    pub load: Vec<(Counted, String)>,
    /// Day, came in, went out.
    pub flow: Vec<(NaiveDate, i64, i64)>,
    /// Came in, and from how many buildings.
    pub filed: i64,
    pub addresses: i64,
    pub closing: Closing,
    pub reopened: i64,
    pub repeats: Vec<Repeat>,
    /// Who works in the departments of the most urgent, by department.
    pub colleagues: HashMap<i64, Vec<(i64, String)>>,
    /// What the repeated categories are called.
    pub catalogue: Arc<Catalog>,
}

impl Board {
    pub async fn count(
        app: &App,
        conn: &mut PgConnection,
        lens: &Lens,
        span: Span,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let pick = |figure| Pick::of(figure, span);
        let by = [Group::Band, Group::Person, Group::Reason];
        let [ages, persons, reasons] =
            db::break_down(conn, lens, &pick(Figure::Open), by, now).await?;
        let act = db::count(conn, lens, &pick(Figure::Act), now).await?;
        let first_of_act = db::list(conn, lens, &pick(Figure::Act), None, SHOWN, now).await?;
        let by = [Group::Building, Group::Repeat, Group::Day];
        let [buildings, repeats, days] =
            db::break_down(conn, lens, &pick(Figure::Filed), by, now).await?;
        let filed_by_day = if span == Span::Month {
            days.groups
        } else {
            by_day(conn, lens, Figure::Filed, now).await?
        };
        Ok(Self {
            at: now,
            span,
            open: Counted {
                key: String::new(),
                n: ages.n,
                marked: ages.marked,
            },
            act: act.n,
            colleagues: colleagues(conn, &first_of_act).await?,
            first_of_act,
            today: db::count(conn, lens, &pick(Figure::Today), now).await?.n,
            ages: by_band(&ages.groups),
            waiting: named(reasons.groups),
            first: db::count(conn, lens, &pick(Figure::First), now).await?,
            done: db::count(conn, lens, &pick(Figure::Done), now).await?,
            target: target(app, conn, lens).await?,
            load: load(conn, named(persons.groups)).await?,
            flow: flow(conn, lens, &filed_by_day, now).await?,
            filed: buildings.n,
            addresses: buildings.kinds,
            closing: db::closing(conn, lens, &pick(Figure::Closed), now).await?,
            repeats: repeat::top(conn, repeats.groups, REPEATS).await?,
            catalogue: app.catalog.catalog(conn).await?,
            reopened: db::count(conn, lens, &pick(Figure::Reopened), now).await?.n,
        })
    }

    pub fn waits(&self) -> i64 {
        self.waiting.iter().map(|reason| reason.n).sum()
    }
}

/// Every band, also those with nothing in it.
fn by_band(counted: &[Counted]) -> Vec<Counted> {
    let band = |band: usize| {
        let key = band.to_string();
        let found = counted.iter().find(|c| c.key == key).cloned();
        found.unwrap_or(Counted {
            key,
            ..Counted::default()
        })
    };
    (0..BANDS.len()).map(band).collect()
}

/// Without what belongs to no group.
fn named(mut groups: Vec<Counted>) -> Vec<Counted> {
    groups.retain(|group| !group.key.is_empty());
    groups
}

async fn load(conn: &mut PgConnection, load: Vec<Counted>) -> Result<Vec<(Counted, String)>> {
    let ids: Vec<i64> = load.iter().filter_map(|p| p.key.parse().ok()).collect();
    let mut names = db::people(conn, &ids).await?;
    Ok(load
        .into_iter()
        .filter_map(|person| {
            let name = names.remove(&person.key.parse().ok()?)?;
            Some((person, name))
        })
        .collect())
}

async fn colleagues(
    conn: &mut PgConnection,
    lines: &[Line],
) -> Result<HashMap<i64, Vec<(i64, String)>>> {
    let mut all = HashMap::new();
    for department in lines.iter().filter_map(|line| line.department) {
        if let Entry::Vacant(slot) = all.entry(department) {
            let members = people::members(conn, DepartmentId(department)).await?;
            slot.insert(members.into_iter().map(|(id, name)| (id.0, name)).collect());
        }
    }
    Ok(all)
}

/// As far back as the shortest span, which is longer than the days shown.
async fn by_day(
    conn: &mut PgConnection,
    lens: &Lens,
    figure: Figure,
    now: DateTime<Utc>,
) -> Result<Vec<Counted>> {
    let pick = Pick::of(figure, Span::Month);
    let [days] = db::break_down(conn, lens, &pick, [Group::Day], now).await?;
    Ok(days.groups)
}

async fn flow(
    conn: &mut PgConnection,
    lens: &Lens,
    filed: &[Counted],
    now: DateTime<Utc>,
) -> Result<Vec<(NaiveDate, i64, i64)>> {
    let ended = by_day(conn, lens, Figure::Ended, now).await?;
    let today = now.with_timezone(&lens.zone).date_naive();
    let on = |counted: &[Counted], day: NaiveDate| {
        let key = day.to_string();
        counted.iter().find(|c| c.key == key).map_or(0, |c| c.n)
    };
    Ok((0..DAYS)
        .rev()
        .map(|back| today - TimeDelta::days(back))
        .map(|day| (day, on(filed, day), on(&ended, day)))
        .collect())
}

async fn target(app: &App, conn: &mut PgConnection, lens: &Lens) -> Result<u8> {
    let settings = app.sla.settings(conn).await?;
    let communities = lens.scope.desk.iter();
    let communities = communities.chain(&lens.scope.department_communities);
    Ok(strictest(&settings, communities.map(|id| CommunityId(*id))))
}

/// The strictest share on time that the policies of these communities name, in per cent.
pub fn strictest(settings: &sla::Settings, of: impl Iterator<Item = CommunityId>) -> u8 {
    let sets = of
        .map(|community| settings.live(Some(community)))
        .chain([settings.live(None)]);
    let named = sets
        .flatten()
        .flat_map(|set: &sla::PolicySet| &set.policies)
        .filter_map(|policy| policy.on_time_percent);
    named.max().unwrap_or(USUAL_TARGET)
}
