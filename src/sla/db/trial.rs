//! Past tickets for the dry run.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::pause::intervals_of;
use crate::{
    error::Result,
    ids::{CommunityId, TicketId},
    sla::{
        metric::{Metric, Moment},
        trial::Past,
    },
};

/// The newest tickets with what is known of their first cycle: from the ticket's own instants, and from those at which its
/// promises were started and met.
pub async fn newest(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    limit: i64,
) -> Result<Vec<Past>> {
    let rows = sqlx::query!(
        r#"select ticket.id as "id: TicketId", ticket.number, ticket.community_id as "community_id: CommunityId",
                  ticket.kind, category.slug as "category?", ticket.urgency, ticket.reporter_role, ticket.filed_at,
                  ticket.cycle, ticket.first_response_at, ticket.resolved_at, ticket.closed_at
           from ticket left join category on category.id = ticket.category_id
           where $1::bigint is null or ticket.community_id = $1
           order by ticket.filed_at desc, ticket.id desc limit $2"#,
        community.map(|id| id.0),
        limit
    )
    .fetch_all(&mut *conn)
    .await?;
    let ids: Vec<TicketId> = rows.iter().map(|row| row.id).collect();
    let mut pauses = intervals_of(&mut *conn, &ids).await?;
    let mut known = moments_of(conn, &ids).await?;
    let pasts = rows.into_iter().map(|row| {
        let mut moments = known.remove(&row.id).unwrap_or_default();
        moments.extend(row.first_response_at.map(|at| (Moment::Responded, at)));
        // of a reopened ticket these are the later cycle's
        if row.cycle == 1 {
            moments.extend(row.resolved_at.map(|at| (Moment::Resolved, at)));
            moments.extend(row.closed_at.map(|at| (Moment::Closed, at)));
        }
        Past {
            ticket: row.id,
            number: row.number,
            community: row.community_id,
            kind: row.kind,
            category: row.category,
            urgency: row.urgency,
            occupancy: row.reporter_role,
            filed_at: row.filed_at,
            moments,
            pauses: pauses.remove(&row.id).unwrap_or_default(),
        }
    });
    Ok(pasts.collect())
}

async fn moments_of(
    conn: &mut PgConnection,
    tickets: &[TicketId],
) -> Result<HashMap<TicketId, Vec<(Moment, DateTime<Utc>)>>> {
    let ids: Vec<i64> = tickets.iter().map(|ticket| ticket.0).collect();
    let rows = sqlx::query!(
        r#"select ticket_id as "ticket_id: TicketId", metric, starts_on, started_at, met_at from promise
           where ticket_id = any($1) and cycle = 1 and started_at is not null order by ticket_id, id limit $2"#,
        &ids,
        50 * i64::try_from(ids.len())?
    )
    .fetch_all(conn)
    .await?;
    let mut of: HashMap<TicketId, Vec<(Moment, DateTime<Utc>)>> = HashMap::new();
    for row in rows {
        let moments = of.entry(row.ticket_id).or_default();
        if let Some(started) = row.started_at {
            moments.push((row.starts_on.parse()?, started));
        }
        if let (Some(moment), Some(met)) = (meaning(row.metric.parse()?), row.met_at) {
            moments.push((moment, met));
        }
    }
    Ok(of)
}

/// What must have happened when a promise about it was met.
fn meaning(metric: Metric) -> Option<Moment> {
    match metric {
        Metric::Acknowledge => Some(Moment::Acknowledged),
        Metric::FirstResponse => Some(Moment::Responded),
        Metric::Attend => Some(Moment::Visited),
        Metric::MakeSafe => Some(Moment::MadeSafe),
        Metric::Investigate => Some(Moment::Investigated),
        Metric::UpdateOwner => Some(Moment::UpdatedOwner),
        Metric::Resolve => Some(Moment::Resolved),
        Metric::Answer => Some(Moment::Answered),
        Metric::EvidenceOpen => Some(Moment::EvidenceOpened),
        Metric::Certify => Some(Moment::Certified),
        // let go by passing on: no moment of the ticket
        Metric::DepartmentHold => None,
    }
}
