//! What is decided about a dispute: line by line with reasons, in a letter, with a second pair of eyes above the limit.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    db,
    letter::{self, Letter},
    model::{Decision, DisputeLine, needs_second, outcome},
};
use crate::{
    app::App,
    db::{Deed, Once},
    error::{AppError, Result},
    i18n::{Lang, Message},
    ids::{CommunityId, DisputeLineId},
    people::Staff,
    property::{self, Community},
    text,
    ticket::{
        self, Actor, By, Entry, EventKind, Kind, Number, Ticket,
        resolution::{Resolution, resolve_in},
    },
};

#[derive(Debug, Clone)]
pub struct NewDecision {
    pub key: Uuid,
    /// One for every line of the dispute.
    pub lines: Vec<LineDecision>,
    /// Which paper says so: an article, an invoice, a meeting's minutes.
    pub paper: String,
    /// What happens next, for the owner.
    pub next: String,
    pub seen_version: Option<i32>,
}

#[derive(Debug, Clone)]
pub struct LineDecision {
    pub line: DisputeLineId,
    pub decision: Decision,
    /// What comes off when it is decided in part, in minor units; else computed.
    pub part: Option<i64>,
    pub reasons: String,
}

/// Where a decision leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// The owner has it.
    Sent,
    /// A second person is asked first.
    Proposed,
}

pub async fn decide(
    app: &App,
    staff: &Staff,
    number: &Number,
    new: NewDecision,
) -> Result<Decided> {
    let (staff, number) = (staff.clone(), number.clone());
    app.deed(move |d| {
        let (staff, number, new) = (staff.clone(), number.clone(), new.clone());
        Box::pin(async move { decide_in(d, &staff, &number, &new).await })
    })
    .await
}

async fn decide_in(
    d: &mut Deed,
    staff: &Staff,
    number: &Number,
    new: &NewDecision,
) -> Result<Decided> {
    let lines: Vec<String> = new.lines.iter().map(|line| format!("{line:?}")).collect();
    let body = text::digest(&[number.as_str(), &lines.join("\n"), &new.paper, &new.next]);
    let before = d
        .once(
            new.key,
            Some(staff.person_id),
            &body,
            Decided::Proposed.as_str(),
        )
        .await?;
    if let Once::Again(answer) = before {
        return Ok(Decided::of(&answer));
    }
    let mut t = take(d, staff, number, new.seen_version).await?;
    t.must_be_open()?;
    if db::proposal(d.conn(), t.id).await?.is_some() {
        return Err(refused("fees-refusal-awaits-approval"));
    }
    let lines = decided(db::lines_of(d.conn(), t.id).await?, &new.lines)?;
    let community = property::community(d.conn(), t.place.community).await?;
    let language = ticket::language_of_owner(d.conn(), t.id).await?;
    let signer = db::name_of(d.conn(), staff.person_id).await?;
    let now = d.now;
    let (letter, second) = letter(&t.number, &lines, &community, new, &signer, language, now);
    let sum = sum(&lines);
    let by = staff.person_id;
    for line in &lines {
        db::decide_line(d.conn(), t.id, line, by, second, now).await?;
    }
    db::save_letter(d.conn(), t.id, &letter, language, by, now).await?;
    if second {
        let data = json!({
            "sum": sum,
            "currency": community.currency,
            "limit": community.second_pair_above,
        });
        let entry =
            Entry::internal(EventKind::AdjustmentProposed, Actor::Staff(by), now).data(data);
        ticket::append(d, &mut t, vec![entry]).await?;
        return Ok(Decided::Proposed);
    }
    d.answer(new.key, Decided::Sent.as_str()).await?;
    send(d, &mut t, staff, &community, (&letter, language)).await?;
    Ok(Decided::Sent)
}

/// The second person agrees: what was proposed holds, and the letter goes out as it was shown to them.
pub async fn approve(app: &App, staff: &Staff, number: &Number) -> Result<()> {
    let (staff, number) = (staff.clone(), number.clone());
    app.deed(move |d| {
        let (staff, number) = (staff.clone(), number.clone());
        Box::pin(async move {
            let (mut t, proposal, community) = take_proposal(d, &staff, &number).await?;
            let now = d.now;
            db::approve(d.conn(), t.id, staff.person_id, now).await?;
            let entry = Entry::internal(
                EventKind::AdjustmentApproved,
                Actor::Staff(staff.person_id),
                now,
            );
            ticket::append(
                d,
                &mut t,
                vec![entry.data(json!({ "proposed_by": proposal.by }))],
            )
            .await?;
            send(
                d,
                &mut t,
                &staff,
                &community,
                (&proposal.letter, proposal.language),
            )
            .await
        })
    })
    .await
}

/// The second person says no, and why: the lines wait for another decision.
pub async fn refuse(app: &App, staff: &Staff, number: &Number, reason: String) -> Result<()> {
    let (staff, number) = (staff.clone(), number.clone());
    app.deed(move |d| {
        let (staff, number, reason) = (staff.clone(), number.clone(), reason.clone());
        Box::pin(async move {
            let (mut t, proposal, _) = take_proposal(d, &staff, &number).await?;
            let now = d.now;
            db::refuse(d.conn(), t.id, staff.person_id, now).await?;
            let entry = Entry::internal(
                EventKind::AdjustmentRefused,
                Actor::Staff(staff.person_id),
                now,
            )
            .data(json!({ "proposed_by": proposal.by }))
            .text(&reason, staff.language);
            ticket::append(d, &mut t, vec![entry]).await
        })
    })
    .await
}

/// The dispute, locked, for those who may decide it: Finance of its community, and whoever works on it.
async fn take(
    d: &mut Deed,
    staff: &Staff,
    number: &Number,
    seen_version: Option<i32>,
) -> Result<Ticket> {
    let by = By::Staff(staff.scope.clone());
    let t = by.take(d, number, seen_version).await?;
    if t.kind != Kind::FeeDispute {
        return Err(AppError::NotFound);
    }
    if staff.scope.finance.contains(&t.place.community.0)
        && !t.hidden_from.contains(&staff.person_id.0)
    {
        return Ok(t);
    }
    by.take_to_work(d, number, seen_version).await
}

async fn take_proposal(
    d: &mut Deed,
    staff: &Staff,
    number: &Number,
) -> Result<(Ticket, db::Proposal, Community)> {
    let t = By::Staff(staff.scope.clone()).take(d, number, None).await?;
    if !may_approve(staff, t.place.community) {
        return Err(AppError::NotFound);
    }
    let proposal = db::proposal(d.conn(), t.id).await?;
    let proposal = proposal.ok_or_else(|| refused("fees-refusal-nothing-proposed"))?;
    if proposal.by == staff.person_id {
        return Err(refused("fees-refusal-own-proposal"));
    }
    let community = property::community(d.conn(), t.place.community).await?;
    Ok((t, proposal, community))
}

/// Whether the decision's page is there for them; the deed asks again.
pub(super) fn may_decide(staff: &Staff, detail: &ticket::read::Detail) -> bool {
    let scope = &staff.scope;
    scope.finance.contains(&detail.community.0)
        || scope.has_desk(detail.community)
        || detail.accountable == Some(staff.person_id)
        || detail
            .department
            .is_some_and(|department| scope.has_department(department, detail.community))
}

/// Finance and managers of the community; never who proposed it, which the deed and the schema both watch.
pub fn may_approve(staff: &Staff, community: CommunityId) -> bool {
    staff.scope.finance.contains(&community.0) || staff.manages.contains(&community)
}

/// The decision holds: lines are released, the owner gets the letter, the cycle is resolved.
async fn send(
    d: &mut Deed,
    t: &mut Ticket,
    staff: &Staff,
    community: &Community,
    (letter, language): (&str, Lang),
) -> Result<()> {
    let now = d.now;
    let by = By::Staff(staff.scope.clone());
    let lines = db::lines_of(d.conn(), t.id).await?;
    let decisions: Vec<Decision> = lines.iter().filter_map(|line| line.decision).collect();
    db::release(d.conn(), t.id, now).await?;
    ticket::take_up_in(d, t, &by).await?;
    let facts: Vec<_> = lines
        .iter()
        .map(|line| {
            json!({
                "charge": line.charge.id,
                "reference": line.charge.reference,
                "decision": line.decision.map(Decision::as_str),
                "relief": line.relief,
            })
        })
        .collect();
    let resolution = Resolution {
        key: Uuid::nil(),
        outcome: outcome(&decisions),
        words: letter.to_owned(),
        language,
        files: Vec::new(),
        seen_version: None,
    };
    let data = json!({ "lines": facts, "currency": community.currency });
    resolve_in(d, t, &by, &resolution, EventKind::DisputeDecided, data).await
}

/// The dispute's lines with what was decided about each; every line exactly once.
pub(super) fn decided(
    lines: Vec<DisputeLine>,
    decisions: &[LineDecision],
) -> Result<Vec<DisputeLine>> {
    if lines.is_empty() || lines.len() != decisions.len() {
        return Err(refused("fees-refusal-every-line"));
    }
    lines
        .into_iter()
        .map(|line| {
            let found = decisions.iter().find(|decision| decision.line == line.id);
            let found = found.ok_or_else(|| refused("fees-refusal-every-line"))?;
            let relief = line
                .relief(found.decision, found.part)
                .map_err(AppError::Refused)?;
            Ok(DisputeLine {
                decision: Some(found.decision),
                relief: Some(relief),
                reasons: Some(found.reasons.clone()),
                ..line
            })
        })
        .collect()
}

/// The letter this decision comes to, and whether it waits for a second person.
pub(super) fn letter(
    number: &Number,
    lines: &[DisputeLine],
    community: &Community,
    new: &NewDecision,
    signer: &str,
    language: Lang,
    now: DateTime<Utc>,
) -> (String, bool) {
    let letter = letter::write(&Letter {
        number,
        lines,
        community,
        paper: &new.paper,
        next: &new.next,
        signer,
        language,
        today: now.with_timezone(&community.zone).date_naive(),
    });
    (
        letter,
        needs_second(sum(lines), community.second_pair_above),
    )
}

fn sum(lines: &[DisputeLine]) -> i64 {
    lines.iter().filter_map(|line| line.relief).sum()
}

fn refused(key: &'static str) -> AppError {
    AppError::Refused(Message::new(key))
}

impl Decided {
    /// As the idempotency key remembers it.
    fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Proposed => "proposed",
        }
    }

    fn of(answer: &str) -> Self {
        if answer == Self::Sent.as_str() {
            Self::Sent
        } else {
            Self::Proposed
        }
    }
}
