//! A matter as its owner follows it: the ticket, what they may read of its record, and its promises, in one statement. Three would
//! each cost a round trip, and together half as much again of the server's time.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use serde_json::Value;
use sqlx::{PgConnection, types::Json};

use super::{
    super::{
        event::{EventKind, Visibility},
        model::State,
        number::Number,
    },
    read::{Detail, Entry, called, detail, load},
};
use crate::{
    app::App,
    error::{AppError, Result},
    i18n::{Label, Lang},
    ids::{BuildingId, CategoryId, CommunityId, DepartmentId, EventId, PersonId, TicketId, UnitId},
    sla::Promise,
};

#[derive(Debug, Clone)]
pub struct Matter {
    pub detail: Detail,
    /// What is public of the record, oldest first.
    pub record: Vec<Entry>,
    /// All of them, oldest first.
    pub promises: Vec<Promise>,
}

/// An entry as the statement writes it: an array in this order.
#[derive(Debug, Deserialize)]
struct Written {
    id: EventId,
    seq: i32,
    cycle: i32,
    kind: EventKind,
    visibility: Visibility,
    actor: Option<PersonId>,
    actor_kind: String,
    actor_name: Option<String>,
    at: DateTime<Utc>,
    data: Value,
    body: Option<String>,
    language: Option<Lang>,
}

impl From<Written> for Entry {
    fn from(written: Written) -> Self {
        let language = written.language.unwrap_or_default();
        Self {
            id: written.id,
            seq: written.seq,
            cycle: written.cycle,
            kind: written.kind,
            visibility: written.visibility,
            actor: written.actor,
            actor_kind: written.actor_kind,
            actor_name: written.actor_name,
            at: written.at,
            data: written.data,
            text: written.body.map(|body| (body, language)),
        }
    }
}

pub async fn find_matter(
    app: &App,
    conn: &mut PgConnection,
    owner: PersonId,
    number: &Number,
    today: NaiveDate,
) -> Result<Matter> {
    let row = load!(
        r#", (select json_agg(json_build_array(e.id, e.seq, e.cycle, e.kind, e.visibility, e.actor_id, e.actor_kind,
                  (select p.name from person p where p.id = e.actor_id), e.effective_at, e.data, x.body, x.language))
                from (select e.id, e.seq, e.cycle, e.kind, e.visibility, e.actor_id, e.actor_kind, e.effective_at, e.data from event e
                      where e.ticket_id = t.id and e.visibility = 'public' order by e.seq limit 2000) e
                left join event_text x on x.event_id = e.id) as "record?: Json<Vec<Written>>",
              (select json_agg(json_build_array(p.id, p.ticket_id, p.cycle, p.stage, p.round, p.metric, p.starts_on, p.target,
                  p.warn_percent, p.policy_set_id, p.policy, p.calendar_id, p.state, p.started_at, p.due_at, p.warn_at, p.warned_at,
                  p.breached_at, p.escalate_at, p.escalations, p.met_at, p.community_id, p.department_id))
                from promise p where p.ticket_id = t.id) as "promises?: Json<Vec<Promise>>" "#,
        "t.number = $1 and owner_may_see(t, $2, $3)",
        number.as_str(),
        owner.0,
        today
    );
    let mut row = row
        .fetch_optional(&mut *conn)
        .await?
        .ok_or(AppError::NotFound)?;
    let mut record = row.record.take().map(|json| json.0).unwrap_or_default();
    record.sort_by_key(|entry| entry.seq);
    let mut promises = row.promises.take().map(|json| json.0).unwrap_or_default();
    promises.sort_by_key(|promise| promise.id);
    Ok(Matter {
        record: record.into_iter().map(Entry::from).collect(),
        promises,
        detail: detail!(row, app, conn),
    })
}
