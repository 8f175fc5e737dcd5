//! Disputed charges, what is decided about them, and the second pair of eyes.

use rand::RngExt;

use super::{
    data::Doubt,
    history::{Life, pick},
    places::Dweller,
};
use crate::{
    error::{Audience, Result},
    fees::{
        self, Charge, Decided, Decision, Disputed, Facts, Ground, LineDecision, NewDecision,
        NewDispute, NewLine,
    },
    ids::{PersonId, UnitId},
    people::{Role, SignedIn, Staff},
    ticket::{By, Channel, Number, read::Detail},
};

impl Life<'_> {
    /// The owner doubts one of the last lines of the statement; none if there is no line yet.
    pub(super) async fn dispute(&mut self, unit: UnitId, owner: Dweller) -> Result<Option<Number>> {
        let free = self.doubtful(unit, owner).await?;
        let is_metered = self.rng.random_bool(0.6);
        let Some(charge) = self.worth_doubting(&free, is_metered) else {
            return Ok(None);
        };
        let doubts: Vec<&Doubt> = self
            .data
            .doubt
            .iter()
            .filter(|doubt| doubt.metered == is_metered)
            .collect();
        let doubt = *pick(&mut self.rng, &doubts);
        let words = self.words(&doubt.says, owner.speaks);
        self.doubt(unit, owner, vec![charge], doubt.ground, words)
            .await
    }

    /// What may be disputed of a home's account, the newest first.
    pub(super) async fn doubtful(&self, unit: UnitId, owner: Dweller) -> Result<Vec<Charge>> {
        let today = self.app.clock.now().date_naive();
        let mut conn = self.app.pool.acquire().await?;
        let charges = fees::charges_of_unit(&mut conn, unit, Some(owner.id), today).await?;
        Ok(charges
            .into_iter()
            .filter(|charge| charge.held.is_none() && charge.period_on <= today)
            .collect())
    }

    /// Of the last lines: what was metered and came out highest, or the first that is the same each month.
    fn worth_doubting(&self, free: &[Charge], is_metered: bool) -> Option<Charge> {
        let last = free
            .iter()
            .filter(|charge| self.is_metered(charge) == is_metered);
        let charge = if is_metered {
            last.take(3).max_by_key(|charge| charge.amount)
        } else {
            last.take(1).next()
        };
        charge.cloned()
    }

    pub(super) fn is_metered(&self, charge: &Charge) -> bool {
        let metered = self
            .data
            .community
            .iter()
            .filter_map(|of| of.charges.get(1));
        metered.into_iter().any(|of| of.name == charge.name)
    }

    pub(super) async fn doubt(
        &mut self,
        unit: UnitId,
        owner: Dweller,
        charges: Vec<Charge>,
        ground: Ground,
        words: String,
    ) -> Result<Option<Number>> {
        let lines = charges.into_iter().map(|charge| NewLine {
            charge: charge.id,
            ground,
            claimed: (ground == Ground::Amount).then_some(charge.amount * 6 / 10),
            facts: Facts::default(),
        });
        let new = NewDispute {
            key: self.key(),
            unit,
            reporter: None,
            channel: Channel::Web,
            lines: lines.collect(),
            words,
            language: owner.speaks,
            proof: vec![],
        };
        Ok(
            match fees::dispute(self.app, &By::Owner(owner.id), new).await? {
                Disputed::Filed(filing) => Some(filing.number().clone()),
                Disputed::Open(_) => None,
            },
        )
    }

    /// Finance decides, with the reasons that belong to what was doubted.
    pub(super) async fn decide(&mut self, detail: &Detail) -> Result<Option<Decided>> {
        let Some(person) = detail.accountable else {
            return Ok(None);
        };
        let lang = detail.language;
        let mut conn = self.app.pool.acquire().await?;
        let lines = fees::lines_of(&mut conn, detail.id).await?;
        drop(conn);
        let known = |doubt: &&Doubt| doubt.says.holds(&detail.body);
        let doubt = self.data.doubt.iter().find(known).or_else(|| {
            let ground = lines.first().map(|line| line.ground);
            self.data
                .doubt
                .iter()
                .find(|doubt| Some(doubt.ground) == ground)
        });
        let Some(doubt) = doubt else { return Ok(None) };
        let lines = lines
            .into_iter()
            .map(|line| LineDecision {
                line: line.id,
                decision: doubt.decision,
                part: (doubt.decision == Decision::Partly).then_some((line.at_stake() / 2).max(1)),
                reasons: doubt.done.of(lang).first().cloned().unwrap_or_default(),
            })
            .collect();
        let new = NewDecision {
            key: self.key(),
            lines,
            paper: self.words(&self.data.paper, lang),
            next: self.words(&self.data.next, lang),
            seen_version: None,
        };
        let who = self.as_staff(person, Role::Finance, detail);
        fees::decide(self.app, &who, &detail.number, new)
            .await
            .map(Some)
    }

    /// The manager agrees to what Finance proposed.
    pub(super) async fn agree(&mut self, detail: &Detail) -> Result<()> {
        let who = self.as_staff(self.world.manager, Role::Manager, detail);
        fees::approve(self.app, &who, &detail.number).await
    }

    fn as_staff(&self, person: PersonId, role: Role, of: &Detail) -> Staff {
        let manages = if role == Role::Manager {
            vec![of.community]
        } else {
            vec![]
        };
        Staff::new(SignedIn {
            person_id: person,
            audience: Audience::Staff,
            name: String::new(),
            call_name: None,
            email: None,
            language: of.language,
            roles: vec![role],
            scope: self.scope(person),
            manages,
            committee: vec![],
            heads: vec![],
            home: None,
            unread: 0,
        })
    }
}
