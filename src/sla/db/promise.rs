//! Promise rows. Every writer holds the ticket's row lock, so a read in the same transaction stays true.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::{
    error::Result,
    ids::{CalendarId, CommunityId, DepartmentId, PolicySetId, PromiseId, TicketId},
    sla::{metric::Metric, promise::Promise},
};

/// No ticket comes near: a policy has a handful of promises, a ticket a few cycles.
const MOST_OF_ONE_TICKET: i64 = 500;

/// Also as other rooms' statements write it beside their own rows: an array of the columns in this order.
#[derive(Debug, serde::Deserialize)]
pub(in crate::sla) struct Row {
    pub(super) id: PromiseId,
    pub(super) ticket_id: TicketId,
    pub(super) cycle: i32,
    pub(super) stage: i32,
    pub(super) round: i32,
    pub(super) metric: String,
    pub(super) starts_on: String,
    pub(super) target: String,
    pub(super) warn_percent: i32,
    pub(super) policy_set_id: Option<i64>,
    pub(super) policy: String,
    pub(super) calendar_id: CalendarId,
    pub(super) state: String,
    pub(super) started_at: Option<DateTime<Utc>>,
    pub(super) due_at: Option<DateTime<Utc>>,
    pub(super) warn_at: Option<DateTime<Utc>>,
    pub(super) warned_at: Option<DateTime<Utc>>,
    pub(super) breached_at: Option<DateTime<Utc>>,
    pub(super) escalate_at: Option<DateTime<Utc>>,
    pub(super) escalations: i32,
    pub(super) met_at: Option<DateTime<Utc>>,
    pub(super) community_id: CommunityId,
    pub(super) department_id: Option<i64>,
}

impl TryFrom<Row> for Promise {
    type Error = anyhow::Error;

    fn try_from(row: Row) -> anyhow::Result<Self> {
        Ok(Self {
            id: row.id,
            ticket: row.ticket_id,
            cycle: row.cycle,
            stage: u8::try_from(row.stage)?,
            round: row.round,
            metric: row.metric.parse()?,
            starts_on: row.starts_on.parse()?,
            target: row.target.parse()?,
            warn_percent: u8::try_from(row.warn_percent)?,
            policy_set: row.policy_set_id.map(PolicySetId),
            policy: row.policy,
            calendar: row.calendar_id,
            state: row.state.parse()?,
            started_at: row.started_at,
            due_at: row.due_at,
            warn_at: row.warn_at,
            warned_at: row.warned_at,
            breached_at: row.breached_at,
            escalate_at: row.escalate_at,
            escalations: row.escalations,
            met_at: row.met_at,
            community: row.community_id,
            department: row.department_id.map(DepartmentId),
        })
    }
}

pub(super) fn promises(rows: Vec<Row>) -> Result<Vec<Promise>> {
    Ok(rows
        .into_iter()
        .map(Promise::try_from)
        .collect::<anyhow::Result<_>>()?)
}

/// The promise columns, written out once.
macro_rules! select {
    ($rest:tt, $($arg:expr),*) => {
        sqlx::query_as!(
            $crate::sla::db::promise::Row,
            "select promise.id, promise.ticket_id, promise.cycle, promise.stage, promise.round, promise.metric, \
                    promise.starts_on, promise.target, promise.warn_percent, promise.policy_set_id, promise.policy, \
                    promise.calendar_id, promise.state, promise.started_at, promise.due_at, promise.warn_at, \
                    promise.warned_at, promise.breached_at, promise.escalate_at, promise.escalations, promise.met_at, \
                    promise.community_id, promise.department_id from promise " + $rest,
            $($arg),*
        )
    };
}
pub(super) use select;

/// All of a cycle, oldest first.
pub async fn of_cycle(
    conn: &mut PgConnection,
    ticket: TicketId,
    cycle: i32,
) -> Result<Vec<Promise>> {
    let rows = select!(
        "where ticket_id = $1 and cycle = $2 order by id limit $3",
        ticket.0,
        cycle,
        MOST_OF_ONE_TICKET
    );
    promises(rows.fetch_all(conn).await?)
}

/// All of a ticket, oldest first.
pub async fn of_ticket(conn: &mut PgConnection, ticket: TicketId) -> Result<Vec<Promise>> {
    let rows = select!(
        "where ticket_id = $1 order by id limit $2",
        ticket.0,
        MOST_OF_ONE_TICKET
    );
    promises(rows.fetch_all(conn).await?)
}

/// The running ones of several tickets, by ticket.
pub async fn running(conn: &mut PgConnection, tickets: &[TicketId]) -> Result<Vec<Promise>> {
    let ids: Vec<i64> = tickets.iter().map(|ticket| ticket.0).collect();
    let most = MOST_OF_ONE_TICKET * i64::try_from(ids.len())?;
    let rows = select!(
        "where ticket_id = any($1) and state = 'running' order by ticket_id, id limit $2",
        &ids,
        most
    );
    promises(rows.fetch_all(conn).await?)
}

pub async fn load(conn: &mut PgConnection, promise: PromiseId) -> Result<Promise> {
    let row = select!("where id = $1", promise.0).fetch_one(conn).await?;
    Ok(row.try_into()?)
}

/// The soonest due instant among the running ones.
pub async fn soonest(
    conn: &mut PgConnection,
    ticket: TicketId,
    cycle: i32,
) -> Result<Option<(DateTime<Utc>, Metric)>> {
    let row = sqlx::query!(
        r#"select due_at as "due_at!", metric from promise
           where ticket_id = $1 and cycle = $2 and state = 'running' and due_at is not null
           order by due_at, id limit 1"#,
        ticket.0,
        cycle
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| Ok((row.due_at, row.metric.parse()?)))
        .transpose()
}

/// Writes new promises in one statement and gives them their ids.
pub async fn insert(conn: &mut PgConnection, promises: &mut [Promise]) -> Result<()> {
    let Some(first) = promises.first() else {
        return Ok(());
    };
    let (ticket, community) = (first.ticket.0, first.community.0);
    let department = first.department.map(|id| id.0);
    macro_rules! column {
        (|$p:ident| $value:expr) => {
            &promises.iter().map(|$p| $value).collect::<Vec<_>>()
        };
    }
    let rows = sqlx::query!(
        r#"insert into promise (ticket_id, community_id, department_id, cycle, stage, round, metric, starts_on, target,
                                warn_percent, policy_set_id, policy, calendar_id, state, started_at, due_at, warn_at)
           select $1, $2, $3, * from unnest($4::int[], $5::int[], $6::int[], $7::text[], $8::text[], $9::text[],
                                            $10::int[], $11::bigint[], $12::text[], $13::bigint[], $14::text[],
                                            $15::timestamptz[], $16::timestamptz[], $17::timestamptz[])
           returning id, metric, starts_on, stage, round"#,
        ticket,
        community,
        department,
        column!(|p| p.cycle),
        column!(|p| i32::from(p.stage)),
        column!(|p| p.round),
        column!(|p| p.metric.as_str()) as &[&str],
        column!(|p| p.starts_on.as_str()) as &[&str],
        column!(|p| p.target.to_string()),
        column!(|p| i32::from(p.warn_percent)),
        column!(|p| p.policy_set.map(|id| id.0)) as &[Option<i64>],
        column!(|p| p.policy.clone()),
        column!(|p| p.calendar.0),
        column!(|p| p.state.as_str()) as &[&str],
        column!(|p| p.started_at) as &[Option<DateTime<Utc>>],
        column!(|p| p.due_at) as &[Option<DateTime<Utc>>],
        column!(|p| p.warn_at) as &[Option<DateTime<Utc>>],
    )
    .fetch_all(conn)
    .await?;
    // the statement does not promise to return the rows in the order they went in
    for row in rows {
        let written = promises.iter_mut().find(|p| {
            (
                p.metric.as_str(),
                p.starts_on.as_str(),
                i32::from(p.stage),
                p.round,
            ) == (
                row.metric.as_str(),
                row.starts_on.as_str(),
                row.stage,
                row.round,
            )
        });
        if let Some(promise) = written {
            promise.id = PromiseId(row.id);
        }
    }
    Ok(())
}

/// Writes what can change in promises, in one statement.
pub async fn save(conn: &mut PgConnection, promises: &[&Promise]) -> Result<()> {
    if promises.is_empty() {
        return Ok(());
    }
    macro_rules! column {
        (|$p:ident| $value:expr) => {
            &promises.iter().map(|$p| $value).collect::<Vec<_>>()
        };
    }
    sqlx::query!(
        "update promise set
             target = new.target, warn_percent = new.warn_percent, policy_set_id = new.policy_set_id,
             policy = new.policy, state = new.state, started_at = new.started_at, due_at = new.due_at,
             warn_at = new.warn_at, warned_at = new.warned_at, breached_at = new.breached_at,
             escalate_at = new.escalate_at, escalations = new.escalations, met_at = new.met_at
         from unnest($1::bigint[], $2::text[], $3::int[], $4::bigint[], $5::text[], $6::text[], $7::timestamptz[],
                     $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[],
                     $13::int[], $14::timestamptz[])
              as new (id, target, warn_percent, policy_set_id, policy, state, started_at, due_at, warn_at, warned_at,
                      breached_at, escalate_at, escalations, met_at)
         where promise.id = new.id",
        column!(|p| p.id.0),
        column!(|p| p.target.to_string()),
        column!(|p| i32::from(p.warn_percent)),
        column!(|p| p.policy_set.map(|id| id.0)) as &[Option<i64>],
        column!(|p| p.policy.clone()),
        column!(|p| p.state.as_str()) as &[&str],
        column!(|p| p.started_at) as &[Option<DateTime<Utc>>],
        column!(|p| p.due_at) as &[Option<DateTime<Utc>>],
        column!(|p| p.warn_at) as &[Option<DateTime<Utc>>],
        column!(|p| p.warned_at) as &[Option<DateTime<Utc>>],
        column!(|p| p.breached_at) as &[Option<DateTime<Utc>>],
        column!(|p| p.escalate_at) as &[Option<DateTime<Utc>>],
        column!(|p| p.escalations),
        column!(|p| p.met_at) as &[Option<DateTime<Utc>>],
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Gives the open promises of a cycle to another department, or to none. A breach stays with the department that let it happen.
pub async fn move_to_department(
    conn: &mut PgConnection,
    ticket: TicketId,
    cycle: i32,
    department: Option<DepartmentId>,
) -> Result<()> {
    sqlx::query!(
        "update promise set department_id = $3
         where ticket_id = $1 and cycle = $2 and state in ('waiting', 'running') and breached_at is null
               and department_id is distinct from $3",
        ticket.0,
        cycle,
        department.map(|id| id.0)
    )
    .execute(conn)
    .await?;
    Ok(())
}
