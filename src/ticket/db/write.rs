//! The ticket's own row: found, locked, written back.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::super::{
    filing::NewTicket,
    model::{Place, State, Ticket},
    number::Number,
};
use crate::{
    error::{AppError, Result},
    i18n::Lang,
    ids::{
        AssetId, BuildingId, CategoryId, CommonAreaId, CommunityId, DepartmentId, PersonId,
        TicketId, UnitId,
    },
    people::Scope,
    property::OccupancyRole,
    sla::Metric,
};

/// The owner's way in: the number, if the ticket is there for them.
pub async fn id_for_owner(
    conn: &mut PgConnection,
    owner: PersonId,
    number: &Number,
    today: NaiveDate,
) -> Result<Option<TicketId>> {
    Ok(sqlx::query_scalar!(
        "select t.id from ticket t where t.number = $1 and owner_may_see(t, $2, $3)",
        number.as_str(),
        owner.0,
        today
    )
    .fetch_optional(conn)
    .await?
    .map(TicketId))
}

pub async fn id_for_staff(
    conn: &mut PgConnection,
    scope: &Scope,
    number: &Number,
) -> Result<Option<TicketId>> {
    Ok(sqlx::query_scalar!(
        "select t.id from ticket t where t.number = $1 and staff_may_see(t, $2, $3, $4, $5, $6)",
        number.as_str(),
        scope.me,
        &scope.desk,
        &scope.departments,
        &scope.department_communities,
        &scope.finance,
    )
    .fetch_optional(conn)
    .await?
    .map(TicketId))
}

/// The ticket's row, locked until the deed ends. The lock is always taken before any other row of the ticket.
pub async fn lock(conn: &mut PgConnection, id: TicketId) -> Result<Ticket> {
    let row = sqlx::query!(
        "select id, number, kind, community_id, building_id, unit_id, common_area_id, asset_id, category_id, urgency, reporter_id,
                reporter_role, filed_by, language, department_id, accountable_id, state, state_facts, state_at, wake_at, cycle, version,
                needs_review, tags, seen_by, seen_by_departments, hidden_from, filed_at, first_response_at, resolved_at, closed_at,
                duplicate_of, rule_id, rule_set_id, last_seq, last_hash
         from ticket where id = $1 for no key update",
        id.0
    )
    .fetch_optional(conn)
    .await?
    .ok_or(AppError::NotFound)?;
    Ok(Ticket {
        id: TicketId(row.id),
        number: row.number.parse()?,
        kind: row.kind.parse()?,
        place: Place {
            community: CommunityId(row.community_id),
            building: row.building_id.map(BuildingId),
            unit: row.unit_id.map(UnitId),
            common_area: row.common_area_id.map(CommonAreaId),
            asset: row.asset_id.map(AssetId),
        },
        category: row.category_id.map(CategoryId),
        urgency: row.urgency.parse()?,
        reporter: row.reporter_id.map(PersonId),
        reporter_role: row.reporter_role.map(|role| role.parse()).transpose()?,
        filed_by: row.filed_by.map(PersonId),
        language: Lang::from_code(&row.language).unwrap_or_default(),
        department: row.department_id.map(DepartmentId),
        accountable: row.accountable_id.map(PersonId),
        state: State::from_columns(&row.state, row.state_facts)?,
        state_at: row.state_at,
        wake_at: row.wake_at,
        cycle: row.cycle,
        version: row.version,
        needs_review: row.needs_review,
        tags: row.tags,
        seen_by: row.seen_by,
        seen_by_departments: row.seen_by_departments,
        hidden_from: row.hidden_from,
        filed_at: row.filed_at,
        first_response_at: row.first_response_at,
        resolved_at: row.resolved_at,
        closed_at: row.closed_at,
        duplicate_of: row.duplicate_of.map(TicketId),
        rule: row.rule_id,
        rule_set: row.rule_set_id,
        last_seq: row.last_seq,
        last_hash: row.last_hash,
    })
}

/// Writes the locked row back, one version on. The soonest promise and whether any is late are read from the promises.
pub async fn save(conn: &mut PgConnection, ticket: &mut Ticket) -> Result<()> {
    let (state, facts) = ticket.state.to_columns();
    let version = sqlx::query_scalar!(
        "update ticket set urgency = $2, department_id = $3, accountable_id = $4, state = $5, state_facts = $6, state_at = $7, wake_at = $8,
                cycle = $9, version = version + 1, needs_review = $10, tags = $11, seen_by = $12, seen_by_departments = $13, hidden_from = $14,
                first_response_at = $15, resolved_at = $16, closed_at = $17, duplicate_of = $18, rule_id = $19, rule_set_id = $20,
                last_seq = $21, last_hash = $22, category_id = $23,
                next_due_at = soonest.due_at, next_metric = soonest.metric, late = coalesce(soonest.late, false)
         from (select min(p.due_at) filter (where p.breached_at is null) as due_at,
                      (array_agg(p.metric order by p.due_at) filter (where p.breached_at is null and p.due_at is not null))[1] as metric,
                      bool_or(p.breached_at is not null) as late
               from promise p where p.ticket_id = $1 and p.state = 'running') soonest
         where id = $1 returning version",
        ticket.id.0,
        ticket.urgency.as_str(),
        ticket.department.map(|id| id.0),
        ticket.accountable.map(|id| id.0),
        state,
        facts,
        ticket.state_at,
        ticket.wake_at,
        ticket.cycle,
        ticket.needs_review,
        &ticket.tags,
        &ticket.seen_by,
        &ticket.seen_by_departments,
        &ticket.hidden_from,
        ticket.first_response_at,
        ticket.resolved_at,
        ticket.closed_at,
        ticket.duplicate_of.map(|id| id.0),
        ticket.rule,
        ticket.rule_set,
        ticket.last_seq,
        ticket.last_hash,
        ticket.category.map(|id| id.0),
    )
    .fetch_one(conn)
    .await?;
    ticket.version = version;
    Ok(())
}

/// The id of a ticket that is about to be written: its promises and its record are made before.
pub async fn next_id(conn: &mut PgConnection) -> Result<TicketId> {
    let id =
        sqlx::query_scalar!(r#"select nextval(pg_get_serial_sequence('ticket', 'id')) as "id!""#)
            .fetch_one(conn)
            .await?;
    Ok(TicketId(id))
}

/// A new row, whole; `false` if the number is taken.
pub async fn insert(
    conn: &mut PgConnection,
    ticket: &Ticket,
    new: &NewTicket,
    soonest: Option<(DateTime<Utc>, Metric)>,
    terms: &[String],
    now: DateTime<Utc>,
) -> Result<bool> {
    let (state, facts) = ticket.state.to_columns();
    let done = sqlx::query!(
        "insert into ticket (id, number, kind, community_id, building_id, unit_id, common_area_id, asset_id, category_id, urgency, channel,
                             reporter_id, filed_by, reporter_role, summary, body, language, state, state_facts, state_at, filed_at,
                             recorded_at, hidden_from, external_source, external_id, terms, department_id, accountable_id,
                             needs_review, tags, seen_by, rule_id, rule_set_id, last_seq, last_hash, next_due_at, next_metric)
         overriding system value
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $20, $21, $22, $23, $24, $25,
                 $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36)
         on conflict (number) do nothing",
        ticket.id.0,
        ticket.number.as_str(),
        new.kind.as_str(),
        new.place.community.0,
        new.place.building.map(|id| id.0),
        new.place.unit.map(|id| id.0),
        new.place.common_area.map(|id| id.0),
        new.place.asset.map(|id| id.0),
        new.category.map(|id| id.0),
        ticket.urgency.as_str(),
        new.channel.as_str(),
        new.reporter.map(|id| id.0),
        new.filed_by.map(|id| id.0),
        new.reporter_role.map(OccupancyRole::as_str),
        new.summary(),
        new.body,
        new.language.code(),
        state,
        facts,
        new.filed_at,
        now,
        &ticket.hidden_from,
        new.external.as_ref().map(|(source, _)| source.as_str()),
        new.external.as_ref().map(|(_, id)| id.as_str()),
        terms,
        ticket.department.map(|id| id.0),
        ticket.accountable.map(|id| id.0),
        ticket.needs_review,
        &ticket.tags,
        &ticket.seen_by,
        ticket.rule,
        ticket.rule_set,
        ticket.last_seq,
        ticket.last_hash,
        soonest.map(|(due_at, _)| due_at),
        soonest.map(|(_, metric)| metric.as_str()),
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Tickets whose state ends by itself by now: waiting until, or resolved and quiet. Another process's rows are left to it.
pub async fn claim_waking(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<TicketId>> {
    let ids = sqlx::query_scalar!(
        "select id from ticket where wake_at <= $1 order by wake_at limit $2 for no key update skip locked",
        now,
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(ids.into_iter().map(TicketId).collect())
}

/// Days since the same category was last filed for the same unit, or for the same building when it concerns a shared place.
pub async fn days_since_same(conn: &mut PgConnection, new: &NewTicket) -> Result<Option<u32>> {
    let (Some(category), Some(building)) = (new.category, new.place.building) else {
        return Ok(None);
    };
    let last = match new.place.unit {
        // a unit's tickets are few, its building's of one category can be thousands
        Some(unit) => {
            sqlx::query_scalar!(
                "select filed_at from ticket where unit_id = $1 and category_id = $2 and filed_at <= $3 order by filed_at desc limit 1",
                unit.0,
                category.0,
                new.filed_at
            )
            .fetch_optional(conn)
            .await?
        }
        None => {
            sqlx::query_scalar!(
                "select filed_at from ticket
                 where building_id = $1 and category_id = $2 and filed_at <= $3 and unit_id is null
                 order by filed_at desc limit 1",
                building.0,
                category.0,
                new.filed_at
            )
            .fetch_optional(conn)
            .await?
        }
    };
    Ok(last.and_then(|last| (new.filed_at - last).num_days().try_into().ok()))
}

pub async fn rate(
    conn: &mut PgConnection,
    ticket: TicketId,
    cycle: i32,
    person: PersonId,
    score: i32,
    words: &str,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into rating (ticket_id, cycle, person_id, score, words, rated_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (ticket_id, cycle, person_id) do update set score = excluded.score, words = excluded.words, rated_at = excluded.rated_at",
        ticket.0,
        cycle,
        person.0,
        score,
        words,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What was written in the form of this key is sent: a save of it that is still under way comes too late.
pub async fn end_draft(
    conn: &mut PgConnection,
    person: PersonId,
    place: &str,
    key: Uuid,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into draft (person_id, place, body, saved_at, sent_key) values ($1, $2, '', $3, $4)
         on conflict (person_id, place) do update set body = '', saved_at = excluded.saved_at, sent_key = excluded.sent_key",
        person.0,
        place,
        now,
        key
    )
    .execute(conn)
    .await?;
    Ok(())
}
