//! Who lives in the demo's homes: owners, some with somebody beside them, tenants, and an agent for those who live elsewhere.

use chrono::{Months, NaiveDate};
use rand::{RngExt, SeedableRng, rngs::StdRng};

use super::places::{Dweller, Home, Plan};
use crate::{
    db::Deed,
    error::Result,
    i18n::Lang,
    ids::{BuildingId, PersonId, UnitId},
    people::{self, NewPerson},
    property::{self, OccupancyRole},
};

/// The whole of a unit.
const WHOLE: i32 = 10_000;
/// One home in so many belongs to two.
const SHARED: usize = 9;
/// One rented home in so many is in the hands of an agent.
const THROUGH_AGENT: usize = 3;

/// The people of one community, as they come.
pub struct People<'a> {
    plan: &'a Plan,
    rng: StdRng,
    count: usize,
    homes: usize,
    rented: usize,
    /// Acts for owners who live elsewhere.
    agent: Option<PersonId>,
}

impl<'a> People<'a> {
    pub fn new(plan: &'a Plan) -> Self {
        Self {
            plan,
            rng: StdRng::seed_from_u64(plan.seed),
            count: 0,
            homes: 0,
            rented: 0,
            agent: None,
        }
    }

    pub async fn move_in(
        &mut self,
        d: &mut Deed,
        unit: UnitId,
        building: BuildingId,
    ) -> Result<Home> {
        self.homes += 1;
        let since = NaiveDate::from_ymd_opt(2016, 1, 1).unwrap_or_default()
            + Months::new(self.rng.random_range(0..96));
        let belong = async |d: &mut Deed, who: PersonId, role, share, since| {
            property::occupy(d.conn(), who, unit, role, share, since, None).await
        };
        let is_shared = self.homes % SHARED == 2;
        let share = if is_shared { WHOLE / 2 } else { WHOLE };
        let owner = self.person(d).await?;
        belong(d, owner.id, OccupancyRole::Owner, Some(share), since).await?;
        if is_shared {
            let other = self.person(d).await?.id;
            belong(d, other, OccupancyRole::CoOwner, Some(share), since).await?;
        }
        let tenant = if self.rng.random_bool(0.22) {
            let tenant = self.person(d).await?;
            let moved_in = since + Months::new(9);
            belong(d, tenant.id, OccupancyRole::Tenant, None, moved_in).await?;
            self.rented += 1;
            if self.rented % THROUGH_AGENT == 1 {
                let agent = self.agent(d).await?;
                belong(d, agent, OccupancyRole::Agent, None, moved_in).await?;
            }
            Some(tenant)
        } else {
            if self.rng.random_bool(0.3) {
                let other = self.person(d).await?.id;
                belong(d, other, OccupancyRole::Household, None, since).await?;
            }
            None
        };
        Ok(Home {
            unit,
            building,
            owner,
            tenant,
        })
    }

    async fn agent(&mut self, d: &mut Deed) -> Result<PersonId> {
        if let Some(agent) = self.agent {
            return Ok(agent);
        }
        let agent = self.person(d).await?.id;
        self.agent = Some(agent);
        Ok(agent)
    }

    fn pick(&mut self, from: &'a [String]) -> &'a str {
        &from[self.rng.random_range(0..from.len())]
    }

    fn figures<const N: usize>(&mut self, below: [u32; N]) -> [u32; N] {
        below.map(|below| self.rng.random_range(0..below))
    }

    async fn person(&mut self, d: &mut Deed) -> Result<Dweller> {
        self.count += 1;
        let plan = self.plan;
        // One in ten reads English.
        let speaks = if self.rng.random_bool(0.1) {
            Lang::En
        } else {
            plan.language
        };
        let (given, family) = (self.pick(&plan.given), self.pick(&plan.family));
        let name = match speaks {
            Lang::En => {
                let one = |whole: &'a str| whole.split_once(' ').unwrap_or((whole, whole));
                let (given, _) = one(self.pick(&plan.abroad));
                let (_, family) = one(self.pick(&plan.abroad));
                format!("{given} {family}")
            }
            Lang::Zh => format!("{family}{given}"),
            Lang::Es => format!("{given} {family} {}", self.pick(&plan.family)),
        };
        let phone = match plan.language {
            Lang::Zh => {
                let [a, b] = self.figures([10_000, 10_000]);
                format!("+86 138 {a:04} {b:04}")
            }
            Lang::Es | Lang::En => {
                let [a, b, c] = self.figures([100, 1_000, 1_000]);
                format!("+34 6{a:02} {b:03} {c:03}")
            }
        };
        // Short, to be typed by whoever tries the way in by code.
        let email = format!("{}-{}@demo.example", plan.slug, self.count);
        let new = NewPerson {
            name: &name,
            call_name: None,
            email: Some(&email),
            phone: Some(&phone),
            language: speaks,
            enter_when_out: self.rng.random_bool(0.4),
        };
        let now = d.now;
        let id = people::add_person(d.conn(), &new, now).await?;
        Ok(Dweller { id, speaks })
    }
}
