//! An owner disputes lines of their account: the ticket, the lines on hold, one deed.

use serde_json::json;
use uuid::Uuid;

use super::{
    db,
    model::{Charge, Facts, Ground},
};
use crate::{
    app::App,
    catalog::Kind,
    db::Deed,
    error::{AppError, Result},
    i18n::{Lang, Message},
    ids::{ChargeId, PersonId, UnitId},
    property::{self, OccupancyRole},
    ticket::{self, Actor, By, Channel, Entry, EventKind, Filing, Number, Standing, Where},
};

/// Most lines of one dispute.
pub const MOST_LINES: usize = 12;

#[derive(Debug, Clone)]
pub struct NewDispute {
    /// One key, one dispute.
    pub key: Uuid,
    pub unit: UnitId,
    /// Whose matter it is, when staff file; an owner who files is always the one.
    pub reporter: Option<PersonId>,
    pub channel: Channel,
    pub lines: Vec<NewLine>,
    /// May be empty: lines and grounds then speak for themselves.
    pub words: String,
    pub language: Lang,
    /// Uploads of whoever files.
    pub proof: Vec<Uuid>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewLine {
    pub charge: ChargeId,
    pub ground: Ground,
    /// What it should be, in minor units.
    pub claimed: Option<i64>,
    pub facts: Facts,
}

/// What filing a dispute came to.
#[derive(Debug, Clone)]
pub enum Disputed {
    Filed(Filing),
    /// One of the lines stands in this open dispute already; nothing was filed.
    Open(Number),
}

/// Files a dispute and holds its lines from now on.
pub async fn dispute(app: &App, by: &By, new: NewDispute) -> Result<Disputed> {
    let by = by.clone();
    app.deed(move |d| {
        let (by, new) = (by.clone(), new.clone());
        Box::pin(async move { dispute_in(d, &by, &new).await })
    })
    .await
}

/// The same inside the desk's deed.
pub(crate) async fn dispute_in(d: &mut Deed, by: &By, new: &NewDispute) -> Result<Disputed> {
    let standing = Standing::of(d, by, new.reporter, Where::Unit(new.unit)).await?;
    match (by, standing.role) {
        (_, Some(OccupancyRole::Owner | OccupancyRole::CoOwner | OccupancyRole::Agent)) => {}
        (By::Owner(_), _) => return Err(AppError::NotFound),
        (By::Staff(_), _) => return Err(AppError::Refused(Message::new("fees-refusal-not-owner"))),
    }
    let ids: Vec<ChargeId> = new.lines.iter().map(|line| line.charge).collect();
    if ids.is_empty() || ids.len() > MOST_LINES {
        return Err(AppError::NotFound);
    }
    let (now, today) = (d.now, d.now.date_naive());
    db::lock_charges(d.conn(), &ids).await?;
    db::release_ended(d.conn(), &ids).await?;
    let account = db::charges_of_unit(d.conn(), new.unit, standing.reporter, today).await?;
    let charges = charges(&account, &new.lines)?;
    if let Some(held) = charges.iter().find_map(|charge| charge.held.as_ref()) {
        // The same form sent twice is the same dispute, not one that stands in its own way.
        return Ok(match d.answered(new.key, Some(by.person())).await? {
            Some(number) => Disputed::Filed(Filing::Before(number.parse()?)),
            None => Disputed::Open(held.ticket.clone()),
        });
    }
    for (charge, line) in charges.iter().zip(&new.lines) {
        if let Some(claimed) = line.claimed {
            charge.must_exceed(claimed).map_err(AppError::Refused)?;
        }
    }

    let community = property::community(d.conn(), standing.place.community).await?;
    let body = if new.words.is_empty() {
        in_words(&charges, &new.lines, new.language, &community.currency)
    } else {
        new.words.clone()
    };
    let mut filed = standing.ticket(
        d,
        new.key,
        Kind::FeeDispute,
        new.channel,
        body,
        new.language,
    );
    let app = d.app.clone();
    let catalog = app.catalog.catalog(d.conn()).await?;
    let ground = new.lines[0].ground;
    filed.category = catalog
        .find(Kind::FeeDispute, ground.as_str())
        .map(|category| category.id);
    filed.photos.clone_from(&new.proof);
    let mut filing = ticket::file(d, &filed).await?;
    if let Filing::New(ticket) = &mut filing {
        db::insert_dispute(d.conn(), ticket.id, &new.lines, now).await?;
        let entry = Entry::public(EventKind::ChargesHeld, Actor::System, now)
            .data(json!({ "lines": held(&charges, &new.lines), "currency": community.currency }));
        ticket::append(d, ticket, vec![entry]).await?;
    }
    Ok(Disputed::Filed(filing))
}

/// The charges of these lines, in their order; a line of another account, or named twice, is not there.
fn charges(account: &[Charge], lines: &[NewLine]) -> Result<Vec<Charge>> {
    let mut charges: Vec<Charge> = Vec::with_capacity(lines.len());
    for line in lines {
        let charge = account.iter().find(|charge| charge.id == line.charge);
        let is_new = !charges.iter().any(|charge| charge.id == line.charge);
        charges.push(charge.filter(|_| is_new).ok_or(AppError::NotFound)?.clone());
    }
    Ok(charges)
}

fn held(charges: &[Charge], lines: &[NewLine]) -> Vec<serde_json::Value> {
    let lines = charges.iter().zip(lines);
    lines
        .map(|(charge, line)| {
            json!({
                "charge": charge.id,
                "reference": charge.reference,
                "ground": line.ground.as_str(),
                "amount": charge.amount,
                "held": charge.at_stake(line.claimed),
            })
        })
        .collect()
}

/// "Fee November 2026, €120.00: I already paid", a line each, when the owner added no words.
fn in_words(charges: &[Charge], lines: &[NewLine], lang: Lang, currency: &str) -> String {
    let l = lang.lasting();
    let lines = charges.iter().zip(lines).map(|(charge, line)| {
        l.aaa(
            "fees-line-in-words",
            "name",
            &charge.name,
            "amount",
            l.money(charge.amount, currency),
            "ground",
            l.word("fees-ground", line.ground.as_str()),
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}
