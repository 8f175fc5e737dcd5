//! What people come with: repairs mostly, then charges and questions.

use chrono::{Datelike, TimeDelta};
use rand::RngExt;
use uuid::Uuid;

use super::{
    super::{
        data::{Report, Season},
        photos,
        places::{Dweller, Estate, Home},
    },
    Act, Life, pick,
};
use crate::{
    catalog::{self, Kind},
    error::{AppError, Result},
    files,
    ids::PersonId,
    inquiry::{self, NewInquiry, Sort},
    repair::{self, BestTime, GettingWorse, NewRepair},
    ticket::{By, Channel, Number, State, Urgency, Where},
};

impl Life<'_> {
    pub(super) async fn file(&mut self, estate: &Estate, of: usize) -> Result<()> {
        let dice: f64 = self.rng.random();
        let home = &estate.homes[self.rng.random_range(0..estate.homes.len())];
        let who = home.dweller();
        let (number, to) = if dice < 0.82 {
            self.file_repair(estate, home, who).await?
        } else if dice < 0.88 {
            self.complain(home.unit, who).await?
        } else if dice < 0.93 {
            match self.dispute(home.unit, home.owner).await? {
                Some(number) => (number, None),
                None => return Ok(()),
            }
        } else {
            self.ask(home, who).await?
        };
        self.expect(estate, of, number, to).await
    }

    /// What comes next of a matter that is in: the desk looks at it if it must, then somebody takes it.
    async fn expect(
        &mut self,
        estate: &Estate,
        of: usize,
        number: Number,
        to: Option<String>,
    ) -> Result<()> {
        let detail = self.detail(estate, &number).await?;
        let urgency = detail.urgency;
        // Mostly prompt; sometimes it lies about.
        let wait = match urgency {
            Urgency::Emergency => self.rng.random_range(2..9),
            Urgency::Urgent => self.rng.random_range(5..32),
            Urgency::Normal | Urgency::Low if self.rng.random_bool(0.05) => {
                self.rng.random_range(900..2_000)
            }
            Urgency::Normal | Urgency::Low => self.rng.random_range(20..200),
        };
        let after = |minutes| self.app.clock.now() + TimeDelta::minutes(minutes);
        let (at, sooner) = (after(wait), after(wait / 2));
        let (at, sooner) = if urgency == Urgency::Emergency {
            (at, sooner)
        } else {
            let sooner = self.in_hours(sooner, estate.zone);
            (
                self.in_hours(at.max(sooner), estate.zone).max(sooner),
                sooner,
            )
        };
        if detail.state == State::New || detail.needs_review {
            self.at(sooner, of, Act::Triage(number.clone(), to));
        }
        self.at(at + TimeDelta::minutes(1), of, Act::Take(number.clone()));
        if detail.kind != Kind::Repair && self.rng.random_bool(0.2) {
            self.at(at + TimeDelta::minutes(9), of, Act::Note(number));
        }
        Ok(())
    }

    async fn file_repair(
        &mut self,
        estate: &Estate,
        home: &Home,
        who: Dweller,
    ) -> Result<(Number, Option<String>)> {
        let season = match self.app.clock.now().month() {
            11 | 12 | 1..=3 => Some(Season::Winter),
            6..=9 => Some(Season::Summer),
            _ => None,
        };
        // Two of a sort in one building within a month are no longer for the desk: `again` holds. Of late there are those of
        // `demo_recent.toml` alone.
        let is_late = self.now - self.app.clock.now() < TimeDelta::days(31);
        let reports: Vec<&Report> = self
            .data
            .repair
            .iter()
            .filter(|report| !(is_late && report.triage.is_some()))
            .filter(|report| report.season.is_none() || report.season == season)
            .collect();
        let whole: u32 = reports.iter().map(|report| report.weight).sum();
        let mut at = self.rng.random_range(0..whole);
        let report = reports
            .into_iter()
            .find(|report| {
                let found = at < report.weight;
                at = at.saturating_sub(report.weight);
                found
            })
            .ok_or(AppError::NotFound)?;
        let mut conn = self.app.pool.acquire().await?;
        let category = catalog::find(&self.app.catalog, &mut conn, Kind::Repair, &report.slug)
            .await?
            .ok_or(AppError::NotFound)?;
        drop(conn);
        let place = match &report.shared {
            None => Where::Unit(home.unit),
            Some(kind) => shared(estate, home, kind)?,
        };
        let by_phone = self.rng.random_bool(0.24);
        let by = if by_phone {
            self.staff(estate.desk)
        } else {
            By::Owner(who.id)
        };
        let photos = match report.photo {
            Some(scene) if !by_phone && self.rng.random_bool(0.6) => {
                vec![self.photo(scene, who.id).await?]
            }
            _ => vec![],
        };
        let new = NewRepair {
            key: self.key(),
            place,
            category: category.id,
            reporter: Some(who.id),
            channel: match by_phone {
                true if self.rng.random_bool(0.3) => Channel::WalkIn,
                true => Channel::Phone,
                false => Channel::Web,
            },
            words: pick(&mut self.rng, report.says.of(who.speaks)).clone(),
            language: who.speaks,
            photos,
            getting_worse: if self.rng.random_bool(0.15) {
                GettingWorse::Yes
            } else {
                GettingWorse::No
            },
            vulnerable: self.rng.random_bool(0.05),
            enter_when_out: self.rng.random_bool(0.4),
            best_time: BestTime::Any,
            urgency: None,
        };
        let filing = repair::report(self.app, &by, new).await?;
        Ok((filing.number().clone(), report.triage.clone()))
    }

    pub(super) async fn photo(&mut self, scene: photos::Scene, who: PersonId) -> Result<Uuid> {
        // A few of each are drawn once and used again: the store keeps one copy.
        let drawn = self.photos.entry(scene).or_default();
        if drawn.len() < 3 {
            drawn.push(photos::draw(scene, &mut self.rng)?);
        }
        let bytes = pick(&mut self.rng, drawn).clone();
        let accepted = self
            .app
            .files
            .accept(bytes, "foto.jpg")
            .await
            .map_err(|_| AppError::NotFound)?;
        let now = self.app.clock.now();
        let mut conn = self.app.pool.acquire().await?;
        files::keep(&mut conn, Some(who), &accepted, now).await
    }

    /// On the page a question has no category; over the phone the desk picks it.
    async fn ask(&mut self, home: &Home, who: Dweller) -> Result<(Number, Option<String>)> {
        let report = pick(&mut self.rng, &self.data.question);
        let new = NewInquiry {
            key: self.key(),
            sort: Sort::Ask,
            place: Where::Unit(home.unit),
            reporter: None,
            channel: Channel::Web,
            words: pick(&mut self.rng, report.says.of(who.speaks)).clone(),
            language: who.speaks,
            files: vec![],
        };
        let filing = inquiry::file(self.app, &By::Owner(who.id), new).await?;
        Ok((filing.number().clone(), report.triage.clone()))
    }
}

/// The lift, the stairs, … of a home's building, or of the community.
pub(super) fn shared(estate: &Estate, home: &Home, kind: &str) -> Result<Where> {
    let area = estate
        .areas
        .iter()
        .find(|area| area.kind == kind && area.building.is_none_or(|b| b == home.building))
        .ok_or(AppError::NotFound)?;
    Ok(Where::Shared {
        community: estate.id,
        building: area.building,
        area: Some(area.id),
        asset: None,
    })
}
