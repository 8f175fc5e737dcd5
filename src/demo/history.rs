//! What happened in a year, one thing after another, each at its own time.

mod arrival;
mod filing;
mod steps;
mod work;

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Datelike, NaiveTime, TimeDelta, Timelike, Utc, Weekday};
use chrono_tz::Tz;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use uuid::Uuid;

use super::{
    data::{Data, Words},
    photos,
    places::{Estate, World},
    recent::{self, Recent},
};
use crate::{
    app::App,
    error::{AppError, Result},
    i18n::Lang,
    ids::PersonId,
    people::Scope,
    ticket::{self, By, Number, WaitReason, conversation::Said, read},
    worker,
};

/// Reports a day in both communities together, on a working day.
const A_DAY: f64 = 3.4;
/// How often time alone acts: promises break, holds end, quiet periods end.
const SWEEP_EVERY: TimeDelta = TimeDelta::hours(3);
/// While people are told: when they were is what their notices show.
const TELL_EVERY: TimeDelta = TimeDelta::minutes(20);
/// Only what is this fresh is written to people's mailboxes.
const TOLD_FOR: TimeDelta = TimeDelta::days(5);

/// What happens next to a matter.
enum Act {
    File,
    /// The desk sends it where it belongs, or leaves what a rule wanted looked at.
    Triage(Number, Option<String>),
    Take(Number),
    Answer(Number),
    Note(Number),
    Hold(Number, WaitReason, DateTime<Utc>),
    Visit(Number),
    Resolve(Number),
    Agree(Number),
    Judge(Number),
    /// The matter of the last days with this index, and its steps.
    Begin(usize),
    Step(usize, usize, Number),
    Sweep,
}

pub(super) struct Life<'a> {
    pub(super) app: &'a App,
    pub(super) data: &'a Data,
    pub(super) world: &'a World,
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
    tell: impl Fn(DateTime<Utc>),
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
    let recent = recent::shipped()?;
    life.plan_recent(&recent).await?;
    let mut month = None;
    while let Some(((at, _), (estate, act))) = life.todo.pop_first() {
        if at >= now {
            break;
        }
        app.clock.set(at);
        if month.replace(at.month()) != Some(at.month()) {
            tell(at);
        }
        life.act(&world.communities[estate], estate, act, &recent)
            .await?;
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
                sweep += if self.now - day > TOLD_FOR {
                    SWEEP_EVERY
                } else {
                    TELL_EVERY
                };
            }
            day += TimeDelta::days(1);
        }
    }

    async fn act(
        &mut self,
        estate: &Estate,
        of: usize,
        act: Act,
        recent: &[Recent],
    ) -> anyhow::Result<()> {
        let result = match act {
            Act::Sweep => self.sweep().await,
            Act::File => self.file(estate, of).await,
            Act::Triage(number, to) => self.triage(estate, number, to).await,
            Act::Take(number) => self.take(estate, of, number).await,
            Act::Answer(number) => self.answer(estate, number).await,
            Act::Note(number) => self.note(estate, number).await,
            Act::Hold(number, why, until) => self.hold(estate, number, why, until).await,
            Act::Visit(number) => self.visit(estate, number).await,
            Act::Resolve(number) => self.resolve(estate, of, number).await,
            Act::Agree(number) => self.agree_to(estate, of, number).await,
            Act::Judge(number) => self.judge(estate, of, number).await,
            Act::Begin(n) => self.begin(estate, of, n, &recent[n]).await,
            Act::Step(n, step, number) => self.step(estate, number, &recent[n].then[step]).await,
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
        read::find_for_staff(self.app, &mut conn, &desk, number).await
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
            NaiveTime::from_hms_opt(9, self.rng.random_range(2..30), 0).unwrap_or_default();
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

    pub(super) fn words(&mut self, from: &Words, lang: Lang) -> String {
        let from = from.of(lang);
        if from.is_empty() {
            return String::new();
        }
        pick(&mut self.rng, from).clone()
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
}

pub(super) fn pick<'a, T>(rng: &mut StdRng, from: &'a [T]) -> &'a T {
    &from[rng.random_range(0..from.len())]
}

/// Announcements of long ago are told to nobody.
async fn forget_jobs(app: &App) -> Result<()> {
    crate::jobs::forget_due(&mut *app.pool.acquire().await?, app.clock.now()).await
}
