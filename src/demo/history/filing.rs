//! What people come with: repairs mostly, then charges and questions.

use chrono::{Datelike, TimeDelta};
use rand::RngExt;
use uuid::Uuid;

use super::{
    super::{data::Report, photos, places::Estate},
    Act, Life, pick,
};
use crate::{
    catalog::{self, Kind},
    error::{AppError, Result},
    files,
    ids::PersonId,
    repair::{self, BestTime, GettingWorse, NewRepair},
    ticket::{self, Answers, By, Channel, NewTicket, Number, Standing, Urgency, Where},
};

impl Life<'_> {
    pub(super) async fn file(&mut self, estate: &Estate, of: usize) -> Result<()> {
        let dice: f64 = self.rng.random();
        let home = &estate.homes[self.rng.random_range(0..estate.homes.len())];
        let who = home.tenant.unwrap_or(home.owner);
        let number = if dice < 0.84 {
            self.file_repair(estate, home.unit, home.building, who)
                .await?
        } else if dice < 0.89 {
            self.complain(estate, home.unit, who).await?
        } else if dice < 0.95 {
            match self.dispute(estate, home.unit, home.owner).await? {
                Some(number) => number,
                None => return Ok(()),
            }
        } else {
            let report = pick(&mut self.rng, &self.data.question);
            self.file_question(estate, home.unit, who, report).await?
        };
        let (urgency, kind) = self.of(estate, &number).await?;
        // Mostly prompt; sometimes it lies about.
        let wait = match urgency {
            Urgency::Emergency => self.rng.random_range(2..16),
            Urgency::Urgent => self.rng.random_range(10..90),
            Urgency::Normal | Urgency::Low if self.rng.random_bool(0.12) => {
                self.rng.random_range(900..2_600)
            }
            Urgency::Normal | Urgency::Low => self.rng.random_range(20..260),
        };
        let at = self.app.clock.now() + TimeDelta::minutes(wait);
        let at = if urgency == Urgency::Emergency {
            at
        } else {
            self.in_hours(at, estate.zone)
        };
        self.at(at, of, Act::Take(number.clone()));
        if kind != Kind::Repair && self.rng.random_bool(0.3) {
            self.at(at + TimeDelta::minutes(9), of, Act::Note(number));
        }
        Ok(())
    }

    async fn file_repair(
        &mut self,
        estate: &Estate,
        unit: crate::ids::UnitId,
        building: crate::ids::BuildingId,
        who: PersonId,
    ) -> Result<Number> {
        let winter = matches!(self.app.clock.now().month(), 11 | 12 | 1 | 2 | 3);
        let reports: Vec<&Report> = self
            .data
            .repair
            .iter()
            .filter(|report| winter || !report.winter)
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
            None => Where::Unit(unit),
            Some(kind) => {
                let area = estate
                    .areas
                    .iter()
                    .find(|area| area.kind == kind && area.building.is_none_or(|b| b == building))
                    .ok_or(AppError::NotFound)?;
                Where::Shared {
                    community: estate.id,
                    building: area.building,
                    area: Some(area.id),
                    asset: None,
                }
            }
        };
        let by_phone = self.rng.random_bool(0.24);
        let by = if by_phone {
            self.staff(estate.desk)
        } else {
            By::Owner(who)
        };
        let photos = match report.photo {
            Some(scene) if !by_phone && self.rng.random_bool(0.6) => {
                vec![self.photo(scene, who).await?]
            }
            _ => vec![],
        };
        let new = NewRepair {
            key: self.key(),
            place,
            category: category.id,
            reporter: Some(who),
            channel: match by_phone {
                true if self.rng.random_bool(0.3) => Channel::WalkIn,
                true => Channel::Phone,
                false => Channel::Web,
            },
            words: pick(&mut self.rng, report.words(estate.language)).clone(),
            language: estate.language,
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
        Ok(repair::report(self.app, &by, new).await?.number().clone())
    }

    async fn photo(&mut self, scene: photos::Scene, who: PersonId) -> Result<Uuid> {
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

    async fn file_question(
        &mut self,
        estate: &Estate,
        unit: crate::ids::UnitId,
        who: PersonId,
        report: &Report,
    ) -> Result<Number> {
        let key = self.key();
        let words = pick(&mut self.rng, report.words(estate.language)).clone();
        let (language, slug) = (estate.language, report.slug.clone());
        let filing = self
            .app
            .deed(move |d| {
                let (words, slug) = (words.clone(), slug.clone());
                Box::pin(async move {
                    let app = d.app.clone();
                    let category =
                        catalog::find(&app.catalog, d.conn(), Kind::Inquiry, &slug).await?;
                    let standing =
                        Standing::of(d, &By::Owner(who), None, Where::Unit(unit)).await?;
                    let new = standing.ticket(d, key, Kind::Inquiry, Channel::Web, words, language);
                    let new = NewTicket {
                        category: category.map(|category| category.id),
                        answers: Answers::default(),
                        ..new
                    };
                    ticket::file(d, &new).await
                })
            })
            .await?;
        Ok(filing.number().clone())
    }
}
