//! What a letter is made of, read when it is sent or shown.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sqlx::PgConnection;
use uuid::Uuid;

use super::super::{template::Template, words::Facts};
use crate::{
    catalog::Kind,
    error::Result,
    i18n::{Label, Lang},
    ids::{NotificationId, PersonId, TicketId},
    ticket::{EventKind, State},
};

/// A queued mail with everything it says.
#[derive(Debug, Clone)]
pub struct Queued {
    pub message_id: Uuid,
    pub created_at: DateTime<Utc>,
    /// None when it was erased meanwhile.
    pub to: Option<String>,
    pub reader: String,
    pub lang: Lang,
    pub template: Template,
    pub facts: Facts,
    pub text: Option<String>,
    pub ticket: TicketId,
    /// What its link opens: the ticket; of a matter that was joined, the reader's own. None when they follow it no more.
    pub opens: Option<TicketId>,
    pub person: PersonId,
    pub cycle: i32,
    pub open: bool,
    pub state: String,
    pub emergency: bool,
    pub emergency_phone: String,
    pub community: String,
    /// Building and unit, or the common area in the reader's language.
    pub place: Vec<String>,
    pub area: Label,
}

/// `None` when it is not queued any more.
pub async fn find_queued(conn: &mut PgConnection, id: NotificationId) -> Result<Option<Queued>> {
    let Some(row) = sqlx::query!(
        r#"select n.message_id, n.created_at, n.template as "template: Template", r.email, coalesce(r.call_name, r.name) as "reader!",
                  r.language as reader_language, e.kind as "event: EventKind", e.data,
                  k.title as "what?: sqlx::types::Json<Label>", a.name as "actor?", x.body as "text?",
                  t.id as "ticket: TicketId", own.id as "own_id?: TicketId", own.number as "own?", n.person_id as "person: PersonId", t.number, t.kind as "kind: Kind", t.cycle, t.state, t.state_facts, t.wake_at, t.urgency,
                  d.name as "department?: sqlx::types::Json<Label>", w.name as "who?",
                  c.name as community, c.zone, c.phone, c.emergency_phone, b.name as "building?", u.label as "unit?",
                  o.name as "area?: sqlx::types::Json<Label>",
                  (select m.name from staff_role s join staff_account k using (person_id) join person m on m.id = s.person_id
                    where s.role = 'manager' and (s.community_id is null or s.community_id = t.community_id) and k.disabled_at is null
                    order by s.community_id nulls last, m.id limit 1) as manager
           from notification n
           join person r on r.id = n.person_id
           join event e on e.id = n.event_id
           join ticket t on t.id = n.ticket_id
           join community c on c.id = t.community_id
           left join event_text x on x.event_id = e.id
           left join person a on a.id = e.actor_id
           left join category k on k.id = t.category_id
           left join department d on d.id = t.department_id
           left join person w on w.id = t.accountable_id
           left join building b on b.id = t.building_id
           left join unit u on u.id = t.unit_id
           left join common_area o on o.id = t.common_area_id
           left join watcher f on f.ticket_id = t.id and f.person_id = n.person_id
           left join ticket own on own.id = f.own_ticket_id
           where n.id = $1 and n.state = 'queued'"#,
        id.0,
    )
    .fetch_optional(conn)
    .await?
    else {
        return Ok(None);
    };
    let label =
        |json: Option<sqlx::types::Json<Label>>| json.map(|json| json.0).unwrap_or_default();
    let state = State::from_columns(&row.state, row.state_facts)?;
    Ok(Some(Queued {
        message_id: row.message_id,
        created_at: row.created_at,
        to: row.email,
        reader: row.reader,
        lang: Lang::from_code(&row.reader_language).unwrap_or_default(),
        template: row.template,
        facts: Facts {
            number: row.number,
            own: row.own,
            kind: row.kind,
            department: label(row.department),
            actor: row.actor,
            who: row.who,
            manager: row.manager,
            phone: row.phone,
            zone: row.zone.parse().unwrap_or(Tz::UTC),
            event: row.event,
            data: row.data,
            what: label(row.what),
            closes_at: row
                .wake_at
                .filter(|_| matches!(state, State::Resolved { .. })),
        },
        text: row.text,
        ticket: row.ticket,
        opens: match row.template {
            Template::Joined => row.own_id,
            _ => Some(row.ticket),
        },
        person: row.person,
        cycle: row.cycle,
        open: state.is_open(),
        state: row.state,
        emergency: row.urgency == "emergency",
        emergency_phone: row.emergency_phone,
        community: row.community,
        place: row.building.into_iter().chain(row.unit).collect(),
        area: label(row.area),
    }))
}

/// What is promised to the owner and not late, soonest first.
pub async fn list_promises(
    conn: &mut PgConnection,
    ticket: TicketId,
    cycle: i32,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let rows = sqlx::query!(
        r#"select metric, due_at as "due_at!" from promise
           where ticket_id = $1 and cycle = $2 and state = 'running' and breached_at is null and due_at is not null
             and metric <> 'department_hold'
           order by due_at, id limit 6"#,
        ticket.0,
        cycle,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.metric, row.due_at))
        .collect())
}
