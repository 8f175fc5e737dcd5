//! What happened in a year, one thing after another, each at its own time.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Datelike, NaiveTime, TimeDelta, Timelike, Utc, Weekday};
use chrono_tz::Tz;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use uuid::Uuid;

use super::{
    data::{Data, Report},
    photos,
    places::{Estate, World},
};
use crate::{
    app::App,
    catalog::{self, Kind},
    error::{AppError, Result},
    files,
    i18n::Lang,
    ids::PersonId,
    people::Scope,
    repair::{self, BestTime, GettingWorse, NewRepair},
    ticket::{
        self, Answers, By, Channel, NewTicket, Number, Outcome, Standing, State, Urgency,
        WaitReason, Where,
        conversation::{self, Progress, Said},
        handoff, read,
        resolution::{self, Resolution},
        waiting,
    },
    worker,
};

/// Reports a day in both communities together, on a working day.
const A_DAY: f64 = 3.4;
/// How often time alone acts: promises break, holds end, quiet periods end.
const SWEEP_EVERY: TimeDelta = TimeDelta::hours(3);
/// Only what is this fresh is written to people's mailboxes.
const TOLD_FOR: TimeDelta = TimeDelta::days(10);

/// What happens next to a matter.
enum Act {
    File,
    Take(Number),
    Answer(Number),
    Note(Number),
    Hold(Number),
    Visit(Number),
    Resolve(Number),
    Judge(Number),
    Sweep,
}

pub(super) struct Life<'a> {
    pub(super) app: &'a App,
    pub(super) data: &'a Data,
    world: &'a World,
    pub(super) rng: StdRng,
    todo: BTreeMap<(DateTime<Utc>, u64), (usize, Act)>,
    order: u64,
    now: DateTime<Utc>,
    photos: HashMap<photos::Scene, Vec<Vec<u8>>>,
}

pub async fn live(
    app: &App,
    data: &Data,
    world: &World,
    now: DateTime<Utc>,
    seed: u64,
    tell: impl Fn(u8),
) -> anyhow::Result<()> {
    let start = app.clock.now();
    let mut life = Life {
        app,
        data,
        world,
        rng: StdRng::seed_from_u64(seed),
        todo: BTreeMap::new(),
        order: 0,
        now,
        photos: HashMap::new(),
    };
    life.plan_days(start);
    let (mut told, whole) = (0, (now - start).num_minutes().max(1));
    while let Some(((at, _), (estate, act))) = life.todo.pop_first() {
        if at >= now {
            break;
        }
        app.clock.set(at);
        life.act(&world.communities[estate], estate, act).await?;
        let percent = ((at - start).num_minutes() * 100 / whole) as u8;
        if percent > told {
            told = percent;
            tell(percent);
        }
    }
    app.clock.set(now);
    ticket::sweep(app).await.map_err(crate::cli::plain)?;
    worker::drain(app).await.map_err(crate::cli::plain)?;
    Ok(())
}

impl Life<'_> {
    fn at(&mut self, at: DateTime<Utc>, estate: usize, act: Act) {
        self.order += 1;
        self.todo.insert((at, self.order), (estate, act));
    }

    fn plan_days(&mut self, start: DateTime<Utc>) {
        let mut day = start;
        while day < self.now {
            for estate in 0..self.world.communities.len() {
                let zone = self.world.communities[estate].zone;
                let weekend = matches!(
                    day.with_timezone(&zone).weekday(),
                    Weekday::Sat | Weekday::Sun
                );
                let expected =
                    A_DAY / self.world.communities.len() as f64 * if weekend { 0.5 } else { 1.15 };
                let mut left = expected;
                while left > 0.0 && (left >= 1.0 || self.rng.random_bool(left)) {
                    let at = day + TimeDelta::minutes(self.rng.random_range(6 * 60..23 * 60));
                    self.at(at, estate, Act::File);
                    left -= 1.0;
                }
            }
            let mut sweep = day;
            while sweep < day + TimeDelta::days(1) {
                self.at(sweep, 0, Act::Sweep);
                sweep += SWEEP_EVERY;
            }
            day += TimeDelta::days(1);
        }
    }

    async fn act(&mut self, estate: &Estate, of: usize, act: Act) -> anyhow::Result<()> {
        let result = match act {
            Act::Sweep => self.sweep().await,
            Act::File => self.file(estate, of).await,
            Act::Take(number) => self.take(estate, of, number).await,
            Act::Answer(number) => self.answer(estate, number).await,
            Act::Note(number) => self.note(estate, number).await,
            Act::Hold(number) => self.hold(estate, number).await,
            Act::Visit(number) => self.visit(estate, number).await,
            Act::Resolve(number) => self.resolve(estate, of, number).await,
            Act::Judge(number) => self.judge(estate, of, number).await,
        };
        match result {
            // Life goes on otherwise than planned: somebody was quicker, it is over, it waits.
            Ok(()) | Err(AppError::Refused(_) | AppError::NotFound) => Ok(()),
            Err(error) => Err(crate::cli::plain(error)),
        }
    }

    async fn sweep(&mut self) -> Result<()> {
        ticket::sweep(self.app).await?;
        if self.now - self.app.clock.now() > TOLD_FOR {
            forget_jobs(self.app).await
        } else {
            worker::drain(self.app).await.map(drop)
        }
    }

    async fn file(&mut self, estate: &Estate, of: usize) -> Result<()> {
        let dice: f64 = self.rng.random();
        let home = &estate.homes[self.rng.random_range(0..estate.homes.len())];
        let who = home.tenant.unwrap_or(home.owner);
        let number = if dice < 0.84 {
            self.file_repair(estate, home.unit, home.building, who)
                .await?
        } else if dice < 0.94 {
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

impl Life<'_> {
    pub(super) fn key(&mut self) -> Uuid {
        Uuid::from_u128(self.rng.random())
    }

    pub(super) fn scope(&self, person: PersonId) -> Scope {
        self.world
            .scopes
            .get(&person)
            .cloned()
            .unwrap_or_else(|| Scope {
                me: person.0,
                ..Scope::default()
            })
    }

    fn staff(&self, person: PersonId) -> By {
        By::Staff(self.scope(person))
    }

    /// Whoever answers for it now, or the desk.
    async fn whoever(&self, estate: &Estate, number: &Number) -> Result<By> {
        let detail = self.detail(estate, number).await?;
        Ok(self.staff(detail.accountable.unwrap_or(estate.desk)))
    }

    pub(super) async fn detail(&self, estate: &Estate, number: &Number) -> Result<read::Detail> {
        let desk = Scope {
            me: estate.desk.0,
            desk: vec![estate.id.0],
            ..Scope::default()
        };
        let mut conn = self.app.pool.acquire().await?;
        read::find_for_staff(&mut conn, &desk, number).await
    }

    async fn of(&self, estate: &Estate, number: &Number) -> Result<(Urgency, Kind)> {
        let detail = self.detail(estate, number).await?;
        Ok((detail.urgency, detail.kind))
    }

    /// The same instant in working hours, else the next morning of a working day.
    fn in_hours(&mut self, at: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
        let local = at.with_timezone(&zone);
        let weekend = |day: Weekday| matches!(day, Weekday::Sat | Weekday::Sun);
        if !weekend(local.weekday()) && (9..18).contains(&local.hour()) {
            return at;
        }
        let mut day = if local.hour() < 9 {
            local.date_naive()
        } else {
            local.date_naive() + TimeDelta::days(1)
        };
        while weekend(day.weekday()) {
            day += TimeDelta::days(1);
        }
        let morning =
            NaiveTime::from_hms_opt(9, self.rng.random_range(2..55), 0).unwrap_or_default();
        day.and_time(morning)
            .and_local_timezone(zone)
            .earliest()
            .map_or(at, |at| at.with_timezone(&Utc))
    }

    fn later(&mut self, estate: &Estate, from_h: i64, to_h: i64) -> DateTime<Utc> {
        let at = self.app.clock.now()
            + TimeDelta::minutes(self.rng.random_range(from_h * 60..to_h * 60));
        self.in_hours(at, estate.zone)
    }

    fn said(&mut self, words: String, language: Lang) -> Said {
        Said {
            key: self.key(),
            words,
            language,
            files: vec![],
            seen_version: None,
        }
    }

    async fn take(&mut self, estate: &Estate, of: usize, number: Number) -> Result<()> {
        let detail = self.detail(estate, &number).await?;
        let by = self.staff(detail.accountable.unwrap_or(estate.desk));
        handoff::take(self.app, &by, &number).await?;
        let soon = self.app.clock.now() + TimeDelta::minutes(self.rng.random_range(1..40));
        self.at(soon, of, Act::Answer(number.clone()));
        let (visit, done) = match detail.urgency {
            Urgency::Emergency => (
                self.app.clock.now() + TimeDelta::minutes(self.rng.random_range(15..100)),
                TimeDelta::hours(3),
            ),
            Urgency::Urgent => (self.later(estate, 2, 20), TimeDelta::hours(5)),
            Urgency::Normal | Urgency::Low => (self.later(estate, 6, 70), TimeDelta::hours(2)),
        };
        if detail.kind == Kind::Repair {
            self.at(visit, of, Act::Visit(number.clone()));
        }
        if detail.urgency > Urgency::Urgent && self.rng.random_bool(0.2) {
            self.at(
                visit + TimeDelta::minutes(30),
                of,
                Act::Hold(number.clone()),
            );
        }
        // One in nine takes far longer than promised.
        let days = if self.rng.random_bool(0.11) {
            self.rng.random_range(9..24)
        } else {
            self.rng.random_range(0..6)
        };
        let end = visit
            + done
            + TimeDelta::days(if detail.urgency == Urgency::Emergency {
                0
            } else {
                days
            });
        let end = if detail.urgency == Urgency::Emergency {
            end
        } else {
            self.in_hours(end, estate.zone)
        };
        self.at(end, of, Act::Resolve(number));
        Ok(())
    }

    async fn answer(&mut self, estate: &Estate, number: Number) -> Result<()> {
        let by = self.whoever(estate, &number).await?;
        let words = pick(&mut self.rng, self.data.answers.of(estate.language)).clone();
        let said = self.said(words, estate.language);
        conversation::answer(self.app, &by, &number, said).await
    }

    async fn note(&mut self, estate: &Estate, number: Number) -> Result<()> {
        let by = self.whoever(estate, &number).await?;
        let words = pick(&mut self.rng, self.data.note.of(estate.language)).clone();
        let said = self.said(words, estate.language);
        conversation::note(self.app, &by, &number, said).await
    }

    async fn hold(&mut self, estate: &Estate, number: Number) -> Result<()> {
        let by = self.whoever(estate, &number).await?;
        let words = self.data.hold.of(estate.language);
        let which = self.rng.random_range(0..words.len());
        let reason = if which == 0 {
            WaitReason::Parts
        } else {
            WaitReason::Appointment
        };
        let until = self.later(estate, 30, 150);
        waiting::hold(
            self.app,
            &by,
            &number,
            reason,
            until,
            words[which].clone(),
            None,
        )
        .await
    }

    async fn visit(&mut self, estate: &Estate, number: Number) -> Result<()> {
        let detail = self.detail(estate, &number).await?;
        let by = self.staff(detail.accountable.unwrap_or(estate.desk));
        let said = self.said(String::new(), estate.language);
        conversation::report_progress(self.app, &by, &number, Progress::Visited, said).await?;
        if detail.urgency == Urgency::Emergency {
            let said = self.said(String::new(), estate.language);
            conversation::report_progress(self.app, &by, &number, Progress::MadeSafe, said).await?;
        }
        Ok(())
    }

    async fn resolve(&mut self, estate: &Estate, of: usize, number: Number) -> Result<()> {
        let detail = self.detail(estate, &number).await?;
        let by = self.staff(detail.accountable.unwrap_or(estate.desk));
        if matches!(detail.state, State::Waiting { .. }) {
            waiting::resume(self.app, &by, &number).await?;
        }
        if detail.kind == Kind::FeeDispute {
            self.decide(estate, &number).await?;
            let judge = self.app.clock.now() + TimeDelta::hours(self.rng.random_range(1..90));
            self.at(judge, of, Act::Judge(number));
            return Ok(());
        }
        let resolution = Resolution {
            key: self.key(),
            outcome: if detail.kind == Kind::Repair {
                Outcome::Fixed
            } else {
                Outcome::Answered
            },
            words: pick(&mut self.rng, self.data.done.of(estate.language)).clone(),
            language: estate.language,
            files: vec![],
            seen_version: None,
        };
        resolution::resolve(self.app, &by, &number, resolution).await?;
        let judge = self.app.clock.now() + TimeDelta::hours(self.rng.random_range(1..90));
        self.at(judge, of, Act::Judge(number));
        Ok(())
    }

    /// More than half say something: most that it is done, some that it is not.
    async fn judge(&mut self, estate: &Estate, of: usize, number: Number) -> Result<()> {
        let detail = self.detail(estate, &number).await?;
        let Some(owner) = detail.reporter else {
            return Ok(());
        };
        let by = By::Owner(owner);
        let dice: f64 = self.rng.random();
        if dice < 0.07 && detail.cycle == 1 {
            let words = pick(&mut self.rng, self.data.still.of(estate.language)).clone();
            let key = self.key();
            resolution::give_back(self.app, &by, &number, key, words, estate.language, vec![])
                .await?;
            let answer = self.later(estate, 1, 6);
            self.at(answer, of, Act::Answer(number.clone()));
            let end = self.later(estate, 10, 70);
            self.at(end, of, Act::Resolve(number));
        } else if dice < 0.6 {
            let score = [5, 5, 5, 4, 4, 3, 2, 1][self.rng.random_range(0..8)];
            let words = pick(&mut self.rng, self.data.praise.of(estate.language)).clone();
            resolution::confirm(self.app, &by, &number, Some(score), words, estate.language)
                .await?;
        }
        Ok(())
    }
}

fn pick<'a, T>(rng: &mut StdRng, from: &'a [T]) -> &'a T {
    &from[rng.random_range(0..from.len())]
}

/// Announcements of long ago are told to nobody.
async fn forget_jobs(app: &App) -> Result<()> {
    crate::jobs::forget_due(&mut *app.pool.acquire().await?, app.clock.now()).await
}
