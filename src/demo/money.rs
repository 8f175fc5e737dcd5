//! Disputed charges, and what is decided about them.

use rand::RngExt;

use super::{history::Life, places::Estate};
use crate::{
    error::{Audience, Result},
    fees::{
        self, Decision, Disputed, Facts, Ground, LineDecision, NewDecision, NewDispute, NewLine,
    },
    i18n::Lang,
    ids::{PersonId, UnitId},
    people::{Role, SignedIn, Staff},
    ticket::{By, Channel, Number},
};

impl Life<'_> {
    /// The owner doubts one of the last lines of the statement; none if there is no line yet.
    pub(super) async fn dispute(
        &mut self,
        estate: &Estate,
        unit: UnitId,
        owner: PersonId,
    ) -> Result<Option<Number>> {
        let today = self.app.clock.now().date_naive();
        let mut conn = self.app.pool.acquire().await?;
        let charges = fees::charges_of_unit(&mut conn, unit, Some(owner), today).await?;
        drop(conn);
        let free: Vec<_> = charges
            .into_iter()
            .filter(|charge| charge.held.is_none() && charge.period_on <= today)
            .collect();
        if free.is_empty() {
            return Ok(None);
        }
        let charge = &free[self.rng.random_range(0..free.len().min(4))];
        let ground =
            [Ground::Amount, Ground::NoService, Ground::Other][self.rng.random_range(0..3)];
        let new = NewDispute {
            key: self.key(),
            unit,
            reporter: None,
            channel: Channel::Web,
            lines: vec![NewLine {
                charge: charge.id,
                ground,
                claimed: (ground == Ground::Amount).then_some(charge.amount * 6 / 10),
                facts: Facts::default(),
            }],
            words: self.words_of_dispute(estate.language),
            language: estate.language,
            proof: vec![],
        };
        Ok(
            match fees::dispute(self.app, &By::Owner(owner), new).await? {
                Disputed::Filed(filing) => Some(filing.number().clone()),
                Disputed::Open(_) => None,
            },
        )
    }

    fn words_of_dispute(&mut self, lang: Lang) -> String {
        let words = self.data.doubt.of(lang);
        words[self.rng.random_range(0..words.len())].clone()
    }

    /// Finance decides: often the owner is right at least in part.
    pub(super) async fn decide(&mut self, estate: &Estate, number: &Number) -> Result<()> {
        let detail = self.detail(estate, number).await?;
        let mut conn = self.app.pool.acquire().await?;
        let lines = fees::lines_of(&mut conn, detail.id).await?;
        drop(conn);
        let reasons = self.data.reasons.of(estate.language);
        let lines = lines
            .into_iter()
            .map(|line| {
                let decision = [Decision::Upheld, Decision::Partly, Decision::Rejected]
                    [self.rng.random_range(0..3)];
                LineDecision {
                    line: line.id,
                    decision,
                    part: (decision == Decision::Partly).then_some((line.at_stake() / 2).max(1)),
                    reasons: reasons[self.rng.random_range(0..reasons.len())].clone(),
                }
            })
            .collect();
        let new = NewDecision {
            key: self.key(),
            lines,
            paper: String::new(),
            next: String::new(),
            seen_version: None,
        };
        let Some(person) = detail.accountable else {
            return Ok(());
        };
        let who = Staff::new(SignedIn {
            person_id: person,
            audience: Audience::Staff,
            name: String::new(),
            call_name: None,
            email: None,
            language: estate.language,
            roles: vec![Role::Finance],
            scope: self.scope(person),
            manages: vec![],
            committee: vec![],
            heads: vec![],
            home: None,
            unread: 0,
        });
        fees::decide(self.app, &who, number, new).await.map(drop)
    }
}
