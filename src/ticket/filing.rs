//! A matter comes in: the row, the record, the route, the promises, the person, in one transaction.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    Number, db,
    event::{Actor, Entry, EventKind},
    model::{Channel, Kind, Place, State, Ticket, Urgency},
    promises,
    record::{self, announce, chained},
    routed::{self, Chosen},
};
use crate::{
    db::{Deed, Once},
    error::Result,
    i18n::Lang,
    ids::{CategoryId, DepartmentId, EventId, PersonId, TicketId},
    property::{self, OccupancyRole},
    sla::Opening,
    text,
};

/// How long its owner may put a report right after it was filed.
pub const CHANGE_FOR: TimeDelta = TimeDelta::minutes(15);

/// Everything known when a ticket is filed, parsed and allowed.
#[derive(Debug, Clone)]
pub struct NewTicket {
    /// One key, one ticket, however often it is sent.
    pub key: Uuid,
    pub kind: Kind,
    pub place: Place,
    pub category: Option<CategoryId>,
    /// Whose matter it is; `None` for anonymous reports and imports.
    pub reporter: Option<PersonId>,
    /// Who typed it in.
    pub filed_by: Option<PersonId>,
    pub reporter_role: Option<OccupancyRole>,
    pub channel: Channel,
    pub body: String,
    pub language: Lang,
    pub filed_at: DateTime<Utc>,
    /// Uploads of the filer that belong to it.
    pub photos: Vec<Uuid>,
    pub answers: Answers,
    /// Staff at the desk may set it, with the reason; else it follows from category and answers.
    pub urgency: Option<(Urgency, String)>,
    /// Whom a complaint is about: never accountable for it, and it is not there for them.
    pub hidden_from: Vec<i64>,
    pub about_department: Option<DepartmentId>,
    /// Another system's name and number for it.
    pub external: Option<(String, String)>,
}

/// What the safety questions were answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answers {
    pub getting_worse: bool,
    pub vulnerable: bool,
}

impl NewTicket {
    /// The first words, for lists: 140 characters at most, on one line.
    pub fn summary(&self) -> String {
        let line = self.body.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().count() <= 140 {
            line
        } else {
            line.chars().take(139).chain(['…']).collect()
        }
    }

    /// Who acts when it is filed: staff on behalf of somebody, or the owner.
    fn actor(&self) -> Actor {
        match (self.filed_by, self.reporter) {
            (Some(filer), Some(reporter)) if filer == reporter => Actor::Owner(reporter),
            (Some(filer), None) if self.channel == Channel::Web => Actor::Owner(filer),
            (Some(filer), _) => Actor::Staff(filer),
            (None, Some(reporter)) => Actor::Owner(reporter),
            (None, None) => Actor::System,
        }
    }
}

/// What a filing came to.
#[derive(Debug, Clone)]
pub enum Filing {
    New(Box<Ticket>),
    /// The same key was used before: this is its ticket.
    Before(Number),
}

impl Filing {
    pub fn number(&self) -> &Number {
        match self {
            Self::New(ticket) => &ticket.number,
            Self::Before(number) => number,
        }
    }
}

/// Files a ticket inside the caller's deed; rooms above add their own rows after it when the answer is `Filing::New`.
///
/// In this order: the key is claimed; urgency, department, person and promises are chosen; only then the row is written, once and
/// whole, and after it its record, which is announced.
pub async fn file(d: &mut Deed, new: &NewTicket) -> Result<Filing> {
    let mut number = Number::draw(new.kind);
    let body_hash = text::digest(&[
        new.kind.as_str(),
        &new.place.community.to_string(),
        &new.body,
    ]);
    if let Once::Again(before) = d
        .once(
            new.key,
            new.filed_by.or(new.reporter),
            &body_hash,
            number.as_str(),
        )
        .await?
    {
        return Ok(Filing::Before(before.parse()?));
    }
    let community = property::known_community(&d.app, new.place.community).await?;
    let chosen = routed::choose(d, new, &community).await?;
    loop {
        let id = db::next_id(d.conn()).await?;
        let mut ticket = blank(id, number, new, chosen.urgency);
        let mut entries = filed(new, &chosen);
        entries.extend(routed::route_new(d, &mut ticket, new, &chosen, &community).await?);
        let policy = chosen.policy.as_deref();
        let (opening, promised) = promises::plan_cycle(d, &ticket, policy, new.filed_at).await?;
        entries.extend(promised);
        if let Some(ids) = put_down(d, &mut ticket, new, entries, opening).await? {
            let now = d.now;
            announce(d, &ids, now, None).await?;
            return Ok(Filing::New(Box::new(ticket)));
        }
        number = Number::draw(new.kind);
        d.answer(new.key, number.as_str()).await?;
    }
}

/// What is on the record before anything was chosen.
fn filed(new: &NewTicket, chosen: &Chosen) -> Vec<Entry> {
    let actor = new.actor();
    let mut entries = vec![
        Entry::public(EventKind::Filed, actor, new.filed_at)
            .data(json!({ "channel": new.channel.as_str(), "urgency": chosen.urgency.as_str() }))
            .text(&new.body, new.language)
            .files(&new.photos),
    ];
    if let Some((urgency, reason)) = &new.urgency {
        entries.push(
            Entry::internal(EventKind::UrgencyChanged, actor, new.filed_at)
                .data(json!({ "to": urgency.as_str() }))
                .text(reason, new.language),
        );
    }
    entries.push(
        Entry::public(EventKind::Acknowledged, Actor::System, new.filed_at)
            .data(json!({ "automatic": true })),
    );
    entries
}

/// Writes a ticket that was never written with all that begins with it; `None` if its number is taken. Its row has two dozen
/// indexes, so it is written once.
pub(super) async fn put_down(
    d: &mut Deed,
    ticket: &mut Ticket,
    new: &NewTicket,
    entries: Vec<Entry>,
    opening: Opening,
) -> Result<Option<Vec<EventId>>> {
    let now = d.now;
    let rows = chained(ticket, entries, now);
    let terms = text::terms(&new.body);
    if !db::insert(d.conn(), ticket, new, opening.soonest(), &terms, now).await? {
        return Ok(None);
    }
    if !ticket.seen_by.is_empty() {
        let watchers: Vec<PersonId> = ticket.seen_by.iter().copied().map(PersonId).collect();
        db::watch(d.conn(), ticket.id, &watchers).await?;
    }
    opening.write(d.conn()).await?;
    let ids = record::write(d, ticket, &rows).await?;
    db::begin_custody(d.conn(), ticket, new.filed_at).await?;
    Ok(Some(ids))
}

/// As it is the moment it is filed.
pub(super) fn blank(id: TicketId, number: Number, new: &NewTicket, urgency: Urgency) -> Ticket {
    Ticket {
        id,
        number,
        kind: new.kind,
        place: new.place,
        category: new.category,
        urgency,
        reporter: new.reporter,
        reporter_role: new.reporter_role,
        filed_by: new.filed_by,
        language: new.language,
        department: None,
        accountable: None,
        state: State::New,
        state_at: new.filed_at,
        wake_at: None,
        cycle: 1,
        version: 1,
        needs_review: false,
        tags: vec![],
        seen_by: vec![],
        seen_by_departments: vec![],
        hidden_from: new.hidden_from.clone(),
        filed_at: new.filed_at,
        first_response_at: None,
        resolved_at: None,
        closed_at: None,
        duplicate_of: None,
        rule: None,
        rule_set: None,
        last_seq: 0,
        last_hash: None,
    }
}
