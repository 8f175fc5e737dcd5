//! A dispute on its way from page to page, in the address: lines, grounds, amounts and dates, never words.

use std::{fmt, str::FromStr};

use axum::response::{IntoResponse, Response};

use super::statement::{account, nothing_ticked};
use crate::{
    app::App,
    error::{AppError, Result},
    fees::{
        dispute::{MOST_LINES, NewLine},
        model::{Charge, Facts},
    },
    i18n::Message,
    ids::{ChargeId, UnitId},
    people::Owner,
    property::Home,
    web::{Fields, Redirect},
};

/// What goes from page to page in the address.
pub(super) const CARRIED: &[&str] = &["unit", "line", "said"];

/// A dispute on its way: the chosen lines, and what was said about each so far.
pub(super) struct Way {
    pub home: Home,
    pub lines: Vec<(Charge, Option<NewLine>)>,
}

/// What the address leads to.
pub(super) enum Found {
    Way(Way),
    /// Nothing chosen, or a line that stands in a dispute already.
    Elsewhere(Response),
}

impl Way {
    pub async fn read(app: &App, owner: &Owner, fields: &Fields) -> Result<Found> {
        let unit: UnitId = fields.get("unit").parse().map_err(|_| AppError::NotFound)?;
        let (home, account) = account(app, owner, unit).await?;
        let said: Vec<NewLine> = fields
            .all("said")
            .filter_map(|said| said.parse::<Said>().ok())
            .map(|said| said.0)
            .collect();
        let mut lines = Vec::new();
        for line in fields.all("line").take(MOST_LINES) {
            let id: ChargeId = line.parse().map_err(|_| AppError::NotFound)?;
            let charge = account
                .iter()
                .find(|charge| charge.id == id)
                .ok_or(AppError::NotFound)?;
            if let Some(held) = &charge.held {
                let there = Redirect::to(format!("/r/{}", held.ticket))
                    .saying(Message::new("fees-open-already"));
                return Ok(Found::Elsewhere(there.into_response()));
            }
            let answer = said.iter().find(|said| said.charge == id).copied();
            // An answer that does not fit the line any more is asked again.
            let answer = answer.filter(|answer| {
                answer
                    .claimed
                    .is_none_or(|claimed| charge.must_exceed(claimed).is_ok())
            });
            lines.push((charge.clone(), answer));
        }
        if lines.is_empty() {
            let again = nothing_ticked(app, owner, home, account);
            return Ok(Found::Elsewhere(again));
        }
        Ok(Found::Way(Self { home, lines }))
    }

    /// The first line nothing was said about.
    pub fn next(&self) -> Option<usize> {
        self.lines.iter().position(|(_, said)| said.is_none())
    }

    pub fn to_fields(&self) -> Fields {
        let mut fields = Fields::default();
        fields.set("unit", self.home.unit.id.to_string());
        for (charge, said) in &self.lines {
            fields.push("line", charge.id.to_string());
            if let Some(said) = said {
                fields.push("said", Said(*said).to_string());
            }
        }
        fields
    }

    /// The address of the next question, or of the proof when all are answered.
    pub fn on(&self) -> String {
        let page = if self.next().is_some() {
            "why"
        } else {
            "proof"
        };
        format!("/report/fee/{page}?{}", self.to_fields().to_query())
    }

    /// The address that asks about one line again.
    pub fn again(&self, at: usize) -> String {
        let lines = self.lines.iter().enumerate();
        let lines = lines
            .map(|(i, (charge, said))| (charge.clone(), said.filter(|_| i != at)))
            .collect();
        Self {
            home: self.home.clone(),
            lines,
        }
        .on()
    }
}

/// `12~amount~6000~2026-11-02~card`: one line's answer in the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said(pub NewLine);

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let NewLine {
            charge,
            ground,
            claimed,
            facts,
        } = self.0;
        write!(f, "{charge}~{ground}~")?;
        claimed.map_or(Ok(()), |claimed| write!(f, "{claimed}"))?;
        f.write_str("~")?;
        facts.on.map_or(Ok(()), |on| write!(f, "{on}"))?;
        f.write_str("~")?;
        facts.way.map_or(Ok(()), |way| write!(f, "{way}"))
    }
}

impl FromStr for Said {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        fn optional<T: FromStr>(text: &str) -> Result<Option<T>, ()> {
            if text.is_empty() {
                Ok(None)
            } else {
                text.parse().map(Some).map_err(|_| ())
            }
        }
        let [charge, ground, claimed, on, way] = text.split('~').collect::<Vec<_>>()[..] else {
            return Err(());
        };
        Ok(Self(NewLine {
            charge: charge.parse().map_err(|_| ())?,
            ground: ground.parse().map_err(|_| ())?,
            claimed: optional::<i64>(claimed)?.filter(|claimed| *claimed >= 0),
            facts: Facts {
                on: optional(on)?,
                way: optional(way)?,
            },
        }))
    }
}

#[cfg(test)]
mod tests;
