//! How the matters of the last days come in, each at its hour.

use chrono::{DateTime, TimeDelta, Utc};
use rand::RngExt;

use super::{
    super::{
        places::{Dweller, Estate, Home},
        recent::{Ago, Recent},
    },
    Act, Life,
    filing::shared,
};
use crate::{
    catalog::{self, Kind},
    error::{AppError, Result},
    fees::Ground,
    i18n::Lang,
    inquiry::{self, NewInquiry, Sort},
    intake::{self, Caller, Taken, Whom},
    repair::{self, BestTime, GettingWorse, NewRepair},
    sla,
    ticket::{By, Channel, Number, Where},
};

/// How far back working hours are counted.
const BACK: TimeDelta = TimeDelta::days(24);
const QUARTER: TimeDelta = TimeDelta::minutes(15);

impl Life<'_> {
    /// What is older than the history is left out.
    pub(super) async fn plan_recent(&mut self, all: &[Recent]) -> anyhow::Result<()> {
        let start = self.app.clock.now();
        let communities = &self.world.communities;
        for (of, estate) in communities.iter().enumerate() {
            let worked = self.quarters(estate).await.map_err(crate::cli::plain)?;
            for (n, recent) in all.iter().enumerate() {
                if recent.community != estate.slug {
                    continue;
                }
                let jitter = TimeDelta::seconds(self.rng.random_range(0..600));
                let at = match recent.ago {
                    Ago::Minutes(minutes) => self.now - TimeDelta::minutes(minutes),
                    Ago::Worked(hours) => back(&worked, hours, self.now) + jitter,
                };
                if at < start {
                    continue;
                }
                self.at(at, of, Act::Begin(n));
            }
        }
        Ok(())
    }

    /// The working quarters of an hour before now, the last first.
    async fn quarters(&self, estate: &Estate) -> Result<Vec<DateTime<Utc>>> {
        let mut conn = self.app.pool.acquire().await?;
        let mut quarters = vec![];
        let mut at = self.now - QUARTER;
        while at > self.now - BACK {
            if sla::is_working_time(&self.app.sla, &mut conn, estate.id, at).await? {
                quarters.push(at);
            }
            at -= QUARTER;
        }
        Ok(quarters)
    }

    pub(super) async fn begin(
        &mut self,
        estate: &Estate,
        of: usize,
        n: usize,
        recent: &Recent,
    ) -> Result<()> {
        let Some(number) = self.come_in(estate, recent).await? else {
            return Ok(());
        };
        let filed = self.app.clock.now();
        let worked = self.quarters(estate).await?;
        let before = worked.iter().filter(|at| **at > filed).count();
        for (step, what) in recent.then.iter().enumerate() {
            let at = match what.after {
                Ago::Minutes(minutes) => filed + TimeDelta::minutes(minutes),
                Ago::Worked(hours) => {
                    let left = before as f64 / 4.0 - hours;
                    back(&worked, left.max(0.0), self.now) + TimeDelta::minutes(step as i64 % 9)
                }
            };
            self.at(at, of, Act::Step(n, step, number.clone()));
        }
        Ok(())
    }

    async fn come_in(&mut self, estate: &Estate, recent: &Recent) -> Result<Option<Number>> {
        let language = recent.language.unwrap_or(estate.language);
        let home = self.home_for(estate, recent, language);
        let who = home.dweller();
        let (kind, slug) = recent.about.split_once('/').ok_or(AppError::NotFound)?;
        let kind: Kind = kind.parse().map_err(|_| AppError::NotFound)?;
        let mut conn = self.app.pool.acquire().await?;
        let category = catalog::find(&self.app.catalog, &mut conn, kind, slug)
            .await?
            .ok_or(AppError::NotFound)?;
        drop(conn);
        let place = match &recent.shared {
            None => Where::Unit(home.unit),
            Some(kind) => shared(estate, home, kind)?,
        };
        if kind == Kind::FeeDispute {
            return self.doubt_lines(home, recent).await;
        }
        let channel = recent.channel.unwrap_or(Channel::Web);
        if channel != Channel::Web {
            let caller = match &recent.stranger {
                Some(name) => Caller::New {
                    name: name.clone(),
                    phone: None,
                },
                None => Caller::Known(who.id),
            };
            let whom = recent
                .whom
                .as_ref()
                .and_then(|login| self.world.logins.get(login));
            let taken = Taken {
                key: self.key(),
                caller,
                place,
                category: category.id,
                channel,
                words: recent.words.clone(),
                language,
                getting_worse: recent.worse,
                vulnerable: false,
                urgency: recent.urgency.clone(),
                whom: whom.map(|person| Whom::Person(*person)),
                charges: vec![],
                files: vec![],
            };
            let by = self.staff(estate.desk);
            return intake::take(self.app, &by, taken).await.map(Some);
        }
        let by = By::Owner(who.id);
        let photos = match recent.photo {
            Some(scene) => vec![self.photo(scene, who.id).await?],
            None => vec![],
        };
        if kind == Kind::Repair {
            let new = NewRepair {
                key: self.key(),
                place,
                category: category.id,
                reporter: None,
                channel,
                words: recent.words.clone(),
                language,
                photos,
                getting_worse: if recent.worse {
                    GettingWorse::Yes
                } else {
                    GettingWorse::No
                },
                vulnerable: false,
                enter_when_out: false,
                best_time: BestTime::Any,
                urgency: None,
            };
            let filing = repair::report(self.app, &by, new).await?;
            return Ok(Some(filing.number().clone()));
        }
        if kind == Kind::Complaint {
            let about = slug.parse().map_err(|_| AppError::NotFound)?;
            let whom = recent
                .whom
                .as_ref()
                .and_then(|login| self.world.logins.get(login));
            let number = self
                .complain_of(home.unit, who, about, whom.copied(), recent.words.clone())
                .await?;
            return Ok(Some(number));
        }
        let new = NewInquiry {
            key: self.key(),
            sort: match (kind, slug) {
                (Kind::Inquiry, _) => Sort::Ask,
                (_, "praise") => Sort::Praise,
                _ => Sort::Suggest,
            },
            place: Where::Unit(home.unit),
            reporter: None,
            channel,
            words: recent.words.clone(),
            language,
            files: photos,
        };
        let filing = inquiry::file(self.app, &by, new).await?;
        Ok(Some(filing.number().clone()))
    }

    async fn doubt_lines(&mut self, home: &Home, recent: &Recent) -> Result<Option<Number>> {
        let (most, ground) = recent.lines.unwrap_or((1, Ground::Amount));
        let metered = ground == Ground::Amount;
        let mut charges = self.doubtful(home.unit, home.owner).await?;
        charges.retain(|charge| self.is_metered(charge) == metered);
        // What is paid already has nothing to put on hold.
        charges.sort_by_key(|charge| charge.open() == 0);
        charges.truncate(most);
        self.doubt(home.unit, home.owner, charges, ground, recent.words.clone())
            .await
    }

    fn home_for<'e>(&mut self, estate: &'e Estate, recent: &Recent, language: Lang) -> &'e Home {
        let homes = &estate.homes;
        if let Some(n) = recent.home {
            return &homes[n % homes.len()];
        }
        let is_dispute = recent.lines.is_some();
        let speaks = |home: &&Home| {
            let who: Dweller = if is_dispute {
                home.owner
            } else {
                home.dweller()
            };
            who.speaks == language
        };
        let mut buildings: Vec<_> = homes.iter().map(|home| home.building).collect();
        buildings.dedup();
        let there = recent.building.and_then(|n| buildings.get(n));
        let theirs: Vec<&Home> = homes
            .iter()
            .filter(speaks)
            .filter(|home| there.is_none_or(|building| home.building == *building))
            .collect();
        match theirs.is_empty() {
            true => &homes[0],
            false => theirs[self.rng.random_range(0..theirs.len())],
        }
    }
}

/// So many working hours before now; the oldest that was counted when there are not as many.
fn back(worked: &[DateTime<Utc>], hours: f64, now: DateTime<Utc>) -> DateTime<Utc> {
    let quarters = (hours * 4.0) as usize;
    if quarters == 0 {
        return now - TimeDelta::minutes(10);
    }
    worked
        .get(quarters - 1)
        .or(worked.last())
        .copied()
        .unwrap_or(now - BACK)
}
