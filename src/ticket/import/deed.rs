//! One ticket of another system comes in with its past.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{Mapping, mapping::Was, row::Row};
use crate::{
    db::Deed,
    error::{AppError, Result},
    i18n::Lang,
    ids::{CategoryId, DepartmentId},
    property::Community,
    sla::Moment,
    ticket::{
        Answers, Channel, NewTicket, Number, Outcome, Place, State, Ticket, db,
        event::{Actor, Entry, EventKind},
        filing, promises,
        record::record_silently,
        routed::{self, Chosen},
    },
};

/// A matter that another system knew first.
#[derive(Debug, Clone)]
pub struct Imported {
    pub new: NewTicket,
    /// By the mapping; else the rules decide.
    pub department: Option<DepartmentId>,
    pub was: Was,
    pub closed_at: Option<DateTime<Utc>>,
    /// What became of it: read by everybody once it is closed, by staff alone until then.
    pub answer: String,
}

impl Imported {
    pub(super) fn of(
        row: &Row,
        mapping: &Mapping,
        place: Place,
        category: Option<CategoryId>,
        department: Option<DepartmentId>,
    ) -> Self {
        Self {
            new: NewTicket {
                key: Uuid::nil(),
                kind: mapping.kind,
                place,
                category,
                reporter: None,
                filed_by: None,
                reporter_role: None,
                channel: Channel::Import,
                body: row.words.clone(),
                language: mapping.language,
                filed_at: row.filed_at,
                photos: vec![],
                answers: Answers::default(),
                urgency: None,
                hidden_from: vec![],
                about_department: None,
                external: Some((mapping.source.clone(), row.id.clone())),
            },
            department,
            was: row.was,
            closed_at: row.closed_at,
            answer: row.answer.clone(),
        }
    }

    /// Whether it is new. The steps of a filing at their real times, then those of its end; what was broken by now is marked, and
    /// nobody hears of any of it.
    pub async fn take_in(&self, d: &mut Deed) -> Result<bool> {
        let new = &self.new;
        if let Some((source, id)) = &new.external
            && db::by_external(d.conn(), source, id).await?.is_some()
        {
            return Ok(false);
        }
        let at = new.filed_at;
        let community = crate::property::community(d.conn(), new.place.community).await?;
        let chosen = routed::choose(d, new, &community).await?;
        let mut t = self.put_down(d, &chosen, &community).await?;
        let entries = match (self.was, self.closed_at) {
            (Was::Closed, Some(closed_at)) => {
                close(d, &mut t, closed_at, &self.answer, new.language).await?
            }
            (Was::InProgress, _) => start(&mut t, at),
            (Was::Open | Was::Closed, _) => vec![],
        };
        record_silently(d, &mut t, entries).await?;
        let broken = promises::mark_past(d, &t).await?;
        record_silently(d, &mut t, broken).await?;
        db::save(d.conn(), &mut t).await?;
        Ok(true)
    }

    /// As it was when it came in there.
    async fn put_down(
        &self,
        d: &mut Deed,
        chosen: &Chosen,
        community: &Community,
    ) -> Result<Ticket> {
        let (new, at, now) = (&self.new, self.new.filed_at, d.now);
        loop {
            let id = db::next_id(d.conn()).await?;
            let mut t = filing::blank(id, Number::draw(new.kind), new, chosen.urgency);
            let imported = Entry::internal(EventKind::Imported, Actor::System, now)
                .data(json!({ "from": new.external }));
            let mut entries = vec![
                Entry::public(EventKind::Filed, Actor::System, at)
                    .data(
                        json!({ "channel": new.channel.as_str(), "urgency": chosen.urgency.as_str() }),
                    )
                    .text(&new.body, new.language),
                match self.closed_at {
                    Some(_) => imported,
                    None => imported.text(&self.answer, new.language),
                },
            ];
            entries.extend(match self.department {
                Some(department) => {
                    to_department(d, &mut t, department, self.closed_at.is_some(), at).await?
                }
                None => routed::route_new(d, &mut t, new, chosen, community).await?,
            });
            let policy = chosen.policy.as_deref();
            let (opening, promised) = promises::plan_cycle(d, &t, policy, at).await?;
            entries.extend(promised);
            if filing::put_down(d, &mut t, new, entries, opening)
                .await?
                .is_some()
            {
                return Ok(t);
            }
        }
    }
}

async fn to_department(
    d: &mut Deed,
    t: &mut Ticket,
    department: DepartmentId,
    is_over: bool,
    at: DateTime<Utc>,
) -> Result<Vec<Entry>> {
    let routed = Entry::public(EventKind::Routed, Actor::System, at)
        .data(json!({ "department": department, "imported": true }));
    match routed::somebody_of(d, t, department, at).await {
        Ok(person) => {
            t.assign(department, person, at)?;
            let assigned = Entry::internal(EventKind::Assigned, Actor::System, at)
                .data(json!({ "department": department, "person": person }));
            Ok(vec![routed, assigned])
        }
        // nobody works there yet: what is over needs nobody, the rest waits at the desk
        Err(AppError::Refused(_)) if is_over => {
            t.department = Some(department);
            Ok(vec![routed])
        }
        Err(AppError::Refused(_)) => Ok(vec![]),
        Err(error) => Err(error),
    }
}

/// Work had begun there; here it goes on with whoever answers for it.
fn start(t: &mut Ticket, at: DateTime<Utc>) -> Vec<Entry> {
    if t.start(at).is_err() {
        return vec![];
    }
    vec![
        Entry::public(EventKind::Accepted, Actor::System, at)
            .data(json!({ "person": t.accountable, "imported": true })),
    ]
}

/// Closed there, whoever had it: its promises were met then, in time or not.
async fn close(
    d: &mut Deed,
    t: &mut Ticket,
    at: DateTime<Utc>,
    answer: &str,
    language: Lang,
) -> Result<Vec<Entry>> {
    let outcome = Outcome::Other;
    t.first_response_at = Some(at);
    t.resolved_at = Some(at);
    t.closed_at = Some(at);
    t.state = State::Closed { outcome, at };
    t.state_at = at;
    let mut entries = vec![
        Entry::public(EventKind::Resolved, Actor::System, at)
            .data(json!({ "outcome": outcome.as_str(), "imported": true }))
            .text(answer, language),
    ];
    entries.extend(promises::moment(d, t, Moment::Resolved, at).await?);
    entries
        .push(Entry::public(EventKind::Closed, Actor::System, at).data(json!({ "by": "import" })));
    entries.extend(promises::moment(d, t, Moment::Closed, at).await?);
    db::end_custody(d.conn(), t.id, at).await?;
    Ok(entries)
}
