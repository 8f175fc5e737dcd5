//! Work passes from hand to hand only by an offer that the other accepts. Until then the giver stays accountable; an offer nobody
//! takes in time lapses, returns, and is escalated.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::{
    By, Number, Refusal, State, Ticket, db,
    event::{Actor, Entry, EventKind},
    promises,
    record::{keep, pass_on},
    routed, take_up,
};
use crate::{
    app::App,
    db::Deed,
    error::{AppError, Result},
    ids::{DepartmentId, PersonId, TicketId},
};

/// How long an offer stands.
pub const STANDS_FOR: TimeDelta = TimeDelta::hours(4);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    Person(PersonId),
    Department(DepartmentId),
}

/// An offer somebody has not settled yet.
#[derive(Debug, Clone)]
pub struct Offer {
    pub id: i64,
    pub from: Option<PersonId>,
    pub to_person: Option<PersonId>,
    pub to_department: Option<DepartmentId>,
    pub reason: String,
    pub offered_at: DateTime<Utc>,
    pub lapses_at: DateTime<Utc>,
}

pub async fn offer(
    app: &App,
    by: &By,
    number: &Number,
    to: To,
    reason: String,
    seen_version: Option<i32>,
) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number, reason) = (by.clone(), number.clone(), reason.clone());
        Box::pin(async move {
            let mut t = by.take_to_work(d, &number, seen_version).await?;
            t.must_be_open()?;
            let now = d.now;
            match to {
                To::Person(person) => {
                    if t.hidden_from.contains(&person.0) {
                        return Err(Refusal::AboutYourself.into());
                    }
                    if t.accountable == Some(person) {
                        return Err(Refusal::NotYours.into());
                    }
                    t.seen_by.push(person.0);
                }
                To::Department(department) => {
                    if t.department == Some(department) {
                        return Err(Refusal::SameDepartment.into());
                    }
                    if db::is_complaint_about_department(d.conn(), t.id, department).await? {
                        return Err(Refusal::AboutThatDepartment.into());
                    }
                    t.seen_by_departments.push(department.0);
                }
            }
            if !db::insert_offer(
                d.conn(),
                t.id,
                t.accountable,
                to,
                &reason,
                now,
                now + STANDS_FOR,
            )
            .await?
            {
                return Err(Refusal::AlreadyOffered.into());
            }
            let (person, department) = match to {
                To::Person(person) => (Some(person), None),
                To::Department(department) => (None, Some(department)),
            };
            let entry = Entry::internal(EventKind::HandoffOffered, by.actor(), now)
                .data(json!({
                    "person": person,
                    "department": department,
                    "lapses_at": now + STANDS_FOR,
                }))
                .text(&reason, t.language);
            keep(d, &mut t, vec![entry]).await
        })
    })
    .await
}

/// Takes what was offered: accountability and, if the person works elsewhere, the department pass over.
pub async fn accept(app: &App, by: &By, number: &Number) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number) = (by.clone(), number.clone());
        Box::pin(async move {
            let mut t = by.take(d, &number, None).await?;
            let By::Staff(scope) = &by else {
                return Err(AppError::NotFound);
            };
            t.must_be_open()?;
            let now = d.now;
            let offer = db::open_offer(d.conn(), t.id)
                .await?
                .ok_or(Refusal::NoOffer)?;
            let me = scope.person();
            let department = match (offer.to_person, offer.to_department) {
                (Some(person), _) if person == me => {
                    db::home_department(d.conn(), me, t.department).await?
                }
                (None, Some(department)) if scope.departments.contains(&department.0) => {
                    Some(department)
                }
                _ => return Err(Refusal::NoOffer.into()),
            };
            let department = department.or(t.department).ok_or(Refusal::NotRouted)?;
            let from = t.department;
            let moved = from != Some(department);
            // handed on before anybody began, it had come to the wrong place; afterwards it is the next step
            let wrong = t.rule.clone().filter(|_| t.state == State::Assigned);
            t.assign(department, me, now)?;
            t.seen_by_departments.clear();
            db::settle_offer(d.conn(), offer.id, "accepted", Some(me), now).await?;
            let mut entries = vec![
                Entry::internal(EventKind::HandoffAccepted, by.actor(), now).data(json!({
                    "from": offer.from,
                    "person": me,
                    "department": department,
                })),
            ];
            if moved {
                entries.push(
                    Entry::public(EventKind::Rerouted, by.actor(), now)
                        .data(json!({ "department": department, "from": from, "rule": wrong, "rule_set": t.rule_set })),
                );
                entries.extend(promises::change_department(d, &t, department).await?);
                }
            pass_on(d, &mut t, entries).await
        })
    })
    .await
}

/// The other says no, or the giver takes the offer back.
pub async fn decline(app: &App, by: &By, number: &Number, reason: String) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number, reason) = (by.clone(), number.clone(), reason.clone());
        Box::pin(async move {
            let mut t = by.take(d, &number, None).await?;
            let By::Staff(scope) = &by else {
                return Err(AppError::NotFound);
            };
            let now = d.now;
            let offer = db::open_offer(d.conn(), t.id)
                .await?
                .ok_or(Refusal::NoOffer)?;
            let mine = offer.to_person == Some(scope.person())
                || offer
                    .to_department
                    .is_some_and(|department| scope.departments.contains(&department.0));
            let given = offer.from == Some(scope.person()) || scope.has_desk(t.place.community);
            let (state, kind) = match (mine, given) {
                (true, _) => ("declined", EventKind::HandoffDeclined),
                (false, true) => ("withdrawn", EventKind::HandoffWithdrawn),
                (false, false) => return Err(Refusal::NoOffer.into()),
            };
            db::settle_offer(d.conn(), offer.id, state, Some(scope.person()), now).await?;
            unshow(&mut t, &offer);
            let entry = Entry::internal(kind, by.actor(), now)
                .data(json!({ "from": offer.from }))
                .text(&reason, t.language);
            keep(d, &mut t, vec![entry]).await
        })
    })
    .await
}

/// The sweep: offers nobody took in time return to the giver, and the head hears of it.
pub(super) async fn lapse(d: &mut Deed, ticket: TicketId) -> Result<()> {
    let mut t = db::lock(d.conn(), ticket).await?;
    let now = d.now;
    let Some(offer) = db::open_offer(d.conn(), t.id)
        .await?
        .filter(|offer| offer.lapses_at <= now)
    else {
        return Ok(());
    };
    db::settle_offer(d.conn(), offer.id, "lapsed", None, now).await?;
    unshow(&mut t, &offer);
    let entry =
        Entry::internal(EventKind::HandoffLapsed, Actor::System, offer.lapses_at).data(json!({
            "from": offer.from,
            "person": offer.to_person,
            "department": offer.to_department,
        }));
    keep(d, &mut t, vec![entry]).await
}

/// Who declined or let an offer lapse has no more business with the ticket, unless they follow it.
fn unshow(t: &mut Ticket, offer: &Offer) {
    if let Some(at) = offer
        .to_person
        .and_then(|person| t.seen_by.iter().position(|&seen| seen == person.0))
    {
        t.seen_by.remove(at);
    }
    t.seen_by_departments.clear();
}

/// Takes a ticket from the department's pool, or starts on one's own.
pub async fn take(app: &App, by: &By, number: &Number) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number) = (by.clone(), number.clone());
        Box::pin(async move {
            let mut t = by.take_to_work(d, &number, None).await?;
            if t.department.is_none() {
                return Err(Refusal::NotRouted.into());
            }
            let other = t.accountable.filter(|person| *person != by.person());
            if t.state == State::InProgress && other.is_some() {
                let name = db::person_name(d.conn(), other).await?;
                return Err(Refusal::TakenBy(name).into());
            }
            let entries = take_up::start(d, &mut t, &by).await?;
            pass_on(d, &mut t, entries).await
        })
    })
    .await
}

/// Gives a ticket to a colleague of the same department at once: the head's and the desk's right.
pub async fn reassign(
    app: &App,
    by: &By,
    number: &Number,
    person: PersonId,
    reason: String,
    seen_version: Option<i32>,
) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number, reason) = (by.clone(), number.clone(), reason.clone());
        Box::pin(async move {
            let mut t = by.take_to_work(d, &number, seen_version).await?;
            t.must_be_open()?;
            let now = d.now;
            let department = t.department.ok_or(Refusal::NotRouted)?;
            if t.hidden_from.contains(&person.0) {
                return Err(Refusal::AboutYourself.into());
            }
            if !db::is_member(d.conn(), person, department).await? {
                return Err(Refusal::NobodyThere.into());
            }
            let may = match &by {
                By::Staff(scope) => {
                    scope.has_desk(t.place.community)
                        || db::is_head(d.conn(), scope.person(), department).await?
                }
                By::Owner(_) => false,
            };
            if !may {
                return Err(Refusal::NotYours.into());
            }
            let before = t.accountable.replace(person);
            let entry = Entry::internal(EventKind::Assigned, by.actor(), now)
                .data(json!({ "department": department, "person": person, "from": before }))
                .text(&reason, t.language);
            db::withdraw_offer(d.conn(), t.id, Some(by.person()), now).await?;
            pass_on(d, &mut t, vec![entry]).await
        })
    })
    .await
}

/// The desk takes a ticket back from whoever has it: `routed` picks the desk's person.
pub async fn to_desk(app: &App, by: &By, number: &Number, reason: String) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number, reason) = (by.clone(), number.clone(), reason.clone());
        Box::pin(async move {
            let mut t = by.take_to_work(d, &number, None).await?;
            t.must_be_open()?;
            let now = d.now;
            let desk = db::desk_department(d.conn())
                .await?
                .ok_or(Refusal::NobodyThere)?;
            if t.department == Some(desk) {
                return Err(Refusal::SameDepartment.into());
            }
            let person = routed::somebody_of(d, &t, desk, now).await?;
            let to = (desk, person);
            let entries = routed::send(d, &mut t, &by, EventKind::Rerouted, to, &reason).await?;
            t.needs_review = true;
            pass_on(d, &mut t, entries).await
        })
    })
    .await
}
