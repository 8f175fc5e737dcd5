//! What deeds write, and the locked row they start from.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::super::{
    event::{Row, Visibility},
    filing::NewTicket,
    handoff::{Offer, To},
    model::{Place, State, Ticket},
    number::Number,
};
use crate::{
    error::{AppError, Result},
    i18n::Lang,
    ids::{
        AssetId, BuildingId, CategoryId, CommonAreaId, CommunityId, DepartmentId, EventId,
        PersonId, TicketId, UnitId,
    },
    people::Scope,
    property::OccupancyRole,
};

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

/// A new row in state `new`; `None` if the number is taken.
pub async fn insert(
    conn: &mut PgConnection,
    number: &Number,
    new: &NewTicket,
    urgency: &str,
    terms: &[String],
    now: DateTime<Utc>,
) -> Result<Option<TicketId>> {
    let id = sqlx::query_scalar!(
        "insert into ticket (number, kind, community_id, building_id, unit_id, common_area_id, asset_id, category_id, urgency, channel,
                             reporter_id, filed_by, reporter_role, summary, body, language, state, state_at, filed_at, recorded_at,
                             hidden_from, external_source, external_id, terms)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'new', $17, $17, $18, $19, $20, $21, $22)
         on conflict (number) do nothing returning id",
        number.as_str(),
        new.kind.as_str(),
        new.place.community.0,
        new.place.building.map(|id| id.0),
        new.place.unit.map(|id| id.0),
        new.place.common_area.map(|id| id.0),
        new.place.asset.map(|id| id.0),
        new.category.map(|id| id.0),
        urgency,
        new.channel.as_str(),
        new.reporter.map(|id| id.0),
        new.filed_by.map(|id| id.0),
        new.reporter_role.map(OccupancyRole::as_str),
        new.summary(),
        new.body,
        new.language.code(),
        new.filed_at,
        now,
        &new.hidden_from,
        new.external.as_ref().map(|(source, _)| source.as_str()),
        new.external.as_ref().map(|(_, id)| id.as_str()),
        terms,
    )
    .fetch_optional(conn)
    .await?;
    Ok(id.map(TicketId))
}

/// All entries in one statement; the ids come back in the order of the entries.
pub async fn insert_events(
    conn: &mut PgConnection,
    ticket: TicketId,
    now: DateTime<Utc>,
    rows: &[Row],
) -> Result<Vec<EventId>> {
    let seqs: Vec<i32> = rows.iter().map(|row| row.seq).collect();
    let cycles: Vec<i32> = rows.iter().map(|row| row.cycle).collect();
    let kinds: Vec<String> = rows
        .iter()
        .map(|row| row.entry.kind.as_str().to_owned())
        .collect();
    let visibilities: Vec<String> = rows
        .iter()
        .map(|row| row.entry.visibility.as_str().to_owned())
        .collect();
    let actors: Vec<Option<i64>> = rows
        .iter()
        .map(|row| row.entry.actor.person().map(|person| person.0))
        .collect();
    let actor_kinds: Vec<String> = rows
        .iter()
        .map(|row| row.entry.actor.kind().to_owned())
        .collect();
    let effective: Vec<DateTime<Utc>> = rows.iter().map(|row| row.entry.effective_at).collect();
    let data: Vec<Value> = rows.iter().map(|row| row.entry.data.clone()).collect();
    let digests: Vec<Option<Vec<u8>>> = rows.iter().map(|row| row.text_digest.clone()).collect();
    let prevs: Vec<Option<Vec<u8>>> = rows.iter().map(|row| row.prev.clone()).collect();
    let hashes: Vec<Vec<u8>> = rows.iter().map(|row| row.hash.clone()).collect();
    let mut ids = sqlx::query!(
        r#"insert into event (ticket_id, seq, cycle, kind, visibility, actor_id, actor_kind, recorded_at, effective_at, data, text_digest, prev_hash, hash)
         select $1, e.seq, e.cycle, e.kind, e.visibility, e.actor_id, e.actor_kind, $2, e.effective_at, e.data, e.digest, e.prev, e.hash
         from unnest($3::int[], $4::int[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::timestamptz[], $10::jsonb[], $11::bytea[], $12::bytea[], $13::bytea[])
              as e (seq, cycle, kind, visibility, actor_id, actor_kind, effective_at, data, digest, prev, hash)
         returning id, seq"#,
        ticket.0,
        now,
        &seqs,
        &cycles,
        &kinds,
        &visibilities,
        &actors as &[Option<i64>],
        &actor_kinds,
        &effective,
        &data,
        &digests as &[Option<Vec<u8>>],
        &prevs as &[Option<Vec<u8>>],
        &hashes,
    )
    .fetch_all(conn)
    .await?;
    ids.sort_by_key(|row| row.seq);
    Ok(ids.into_iter().map(|row| EventId(row.id)).collect())
}

pub async fn insert_texts(conn: &mut PgConnection, texts: &[(EventId, &Row)]) -> Result<()> {
    let ids: Vec<i64> = texts.iter().map(|(id, _)| id.0).collect();
    let salts: Vec<Vec<u8>> = texts.iter().map(|(_, row)| row.salt.clone()).collect();
    let (bodies, languages): (Vec<String>, Vec<String>) = texts
        .iter()
        .filter_map(|(_, row)| row.entry.text.clone())
        .map(|(body, lang)| (body, lang.code().to_owned()))
        .unzip();
    sqlx::query!(
        "insert into event_text (event_id, salt, body, language)
         select * from unnest($1::bigint[], $2::bytea[], $3::text[], $4::text[])",
        &ids,
        &salts,
        &bodies,
        &languages,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ties uploads to the ticket and the entry they came with. Only the uploader's own, and only once.
pub async fn claim_files(
    conn: &mut PgConnection,
    ticket: TicketId,
    event: EventId,
    uploader: Option<PersonId>,
    visibility: Visibility,
    files: &[Uuid],
) -> Result<()> {
    sqlx::query!(
        "update file set ticket_id = $1, event_id = $2, visibility = $3
         where id = any ($4) and ticket_id is null and uploaded_by is not distinct from $5",
        ticket.0,
        event.0,
        visibility.as_str(),
        files,
        uploader.map(|person| person.0),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Closes the present span in somebody's hands and opens the next; nothing happens if neither department nor person changes.
pub async fn pass_custody(
    conn: &mut PgConnection,
    ticket: &Ticket,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "with closed as (
           update custody set to_at = $5
           where ticket_id = $1 and to_at is null
             and (department_id, person_id, cycle) is distinct from ($2::bigint, $3::bigint, $4::int)
           returning id),
         kept as (select id from custody where ticket_id = $1 and to_at is null and id not in (select id from closed))
         insert into custody (ticket_id, cycle, department_id, person_id, from_at)
         select $1, $4, $2, $3, $5 where not exists (select from kept)",
        ticket.id.0,
        ticket.department.map(|id| id.0),
        ticket.accountable.map(|id| id.0),
        ticket.cycle,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn end_custody(
    conn: &mut PgConnection,
    ticket: TicketId,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update custody set to_at = $2 where ticket_id = $1 and to_at is null",
        ticket.0,
        at
    )
    .execute(conn)
    .await?;
    Ok(())
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

/// Days since the same category was last filed for the same unit, or for the same building when it concerns a shared place.
pub async fn days_since_same(conn: &mut PgConnection, new: &NewTicket) -> Result<Option<u32>> {
    let (Some(category), Some(building)) = (new.category, new.place.building) else {
        return Ok(None);
    };
    let last = sqlx::query_scalar!(
        "select filed_at from ticket
         where building_id = $1 and category_id = $2 and filed_at <= $3 and unit_id is not distinct from $4
         order by filed_at desc limit 1",
        building.0,
        category.0,
        new.filed_at,
        new.place.unit.map(|id| id.0)
    )
    .fetch_optional(conn)
    .await?;
    Ok(last.and_then(|last| (new.filed_at - last).num_days().try_into().ok()))
}

pub async fn watch(conn: &mut PgConnection, ticket: TicketId, people: &[PersonId]) -> Result<()> {
    let people: Vec<i64> = people.iter().map(|person| person.0).collect();
    sqlx::query!(
        "insert into watcher (ticket_id, person_id) select $1, unnest($2::bigint[]) on conflict do nothing",
        ticket.0,
        &people
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn unwatch(conn: &mut PgConnection, ticket: TicketId, person: PersonId) -> Result<()> {
    sqlx::query!(
        "delete from watcher where ticket_id = $1 and person_id = $2",
        ticket.0,
        person.0
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn is_member(
    conn: &mut PgConnection,
    person: PersonId,
    department: DepartmentId,
) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from department_member m join staff_account a on a.person_id = m.person_id
                          where m.person_id = $1 and m.department_id = $2 and a.disabled_at is null)
               or exists (select from department where id = $2 and (head_id = $1 or duty_id = $1)) as "is!""#,
        person.0,
        department.0
    )
    .fetch_one(conn)
    .await?)
}

pub async fn is_head(
    conn: &mut PgConnection,
    person: PersonId,
    department: DepartmentId,
) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from department where id = $2 and head_id = $1) as "is!""#,
        person.0,
        department.0
    )
    .fetch_one(conn)
    .await?)
}

/// Where somebody works: their department if they have one, the present one first if it is among several.
pub async fn home_department(
    conn: &mut PgConnection,
    person: PersonId,
    present: Option<DepartmentId>,
) -> Result<Option<DepartmentId>> {
    Ok(sqlx::query_scalar!(
        "select department_id from department_member where person_id = $1
         order by (department_id is not distinct from $2::bigint) desc, department_id limit 1",
        person.0,
        present.map(|id| id.0)
    )
    .fetch_optional(conn)
    .await?
    .map(DepartmentId))
}

pub async fn desk_department(conn: &mut PgConnection) -> Result<Option<DepartmentId>> {
    crate::people::department_by_slug(conn, "customer-service").await
}

pub async fn person_name(conn: &mut PgConnection, person: Option<PersonId>) -> Result<String> {
    let Some(person) = person else {
        return Ok(String::new());
    };
    Ok(
        sqlx::query_scalar!("select name from person where id = $1", person.0)
            .fetch_one(conn)
            .await?,
    )
}

pub async fn is_complaint_about_department(
    conn: &mut PgConnection,
    ticket: TicketId,
    department: DepartmentId,
) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from complaint where ticket_id = $1 and about_department_id = $2) as "is!""#,
        ticket.0,
        department.0
    )
    .fetch_one(conn)
    .await?)
}

pub async fn insert_offer(
    conn: &mut PgConnection,
    ticket: TicketId,
    from: Option<PersonId>,
    to: To,
    reason: &str,
    now: DateTime<Utc>,
    lapses_at: DateTime<Utc>,
) -> Result<bool> {
    let (person, department) = match to {
        To::Person(person) => (Some(person.0), None),
        To::Department(department) => (None, Some(department.0)),
    };
    let done = sqlx::query!(
        "insert into handoff (ticket_id, from_person_id, to_person_id, to_department_id, reason, offered_at, lapses_at, state)
         values ($1, $2, $3, $4, $5, $6, $7, 'offered') on conflict (ticket_id) where state = 'offered' do nothing",
        ticket.0,
        from.map(|person| person.0),
        person,
        department,
        reason,
        now,
        lapses_at
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub async fn open_offer(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Offer>> {
    let row = sqlx::query!(
        "select id, from_person_id, to_person_id, to_department_id, reason, offered_at, lapses_at
         from handoff where ticket_id = $1 and state = 'offered'",
        ticket.0
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Offer {
        id: row.id,
        from: row.from_person_id.map(PersonId),
        to_person: row.to_person_id.map(PersonId),
        to_department: row.to_department_id.map(DepartmentId),
        reason: row.reason,
        offered_at: row.offered_at,
        lapses_at: row.lapses_at,
    }))
}

pub async fn settle_offer(
    conn: &mut PgConnection,
    offer: i64,
    state: &str,
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update handoff set state = $2, settled_by = $3, settled_at = $4 where id = $1",
        offer,
        state,
        by.map(|person| person.0),
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whatever was offered no longer is: the ticket went elsewhere, or ended.
pub async fn withdraw_offer(
    conn: &mut PgConnection,
    ticket: TicketId,
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update handoff set state = 'withdrawn', settled_by = $2, settled_at = $3 where ticket_id = $1 and state = 'offered'",
        ticket.0,
        by.map(|person| person.0),
        at
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Tickets with an offer that nobody took in time. The ticket is locked first, as every deed does.
pub async fn claim_lapsed(
    conn: &mut PgConnection,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<TicketId>> {
    let ids = sqlx::query_scalar!(
        "select t.id from handoff h join ticket t on t.id = h.ticket_id
         where h.state = 'offered' and h.lapses_at <= $1
         order by h.lapses_at limit $2 for no key update of t skip locked",
        now,
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(ids.into_iter().map(TicketId).collect())
}

pub async fn note_text(
    conn: &mut PgConnection,
    ticket: TicketId,
    note: EventId,
) -> Result<Option<(String, Lang)>> {
    let row = sqlx::query!(
        "select x.body, x.language from event e join event_text x on x.event_id = e.id
         where e.id = $2 and e.ticket_id = $1 and e.kind = 'Noted'",
        ticket.0,
        note.0
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| (row.body, Lang::from_code(&row.language).unwrap_or_default())))
}

pub async fn is_public_already(
    conn: &mut PgConnection,
    ticket: TicketId,
    note: EventId,
) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from event where ticket_id = $1 and kind = 'MadePublic' and (data->>'note')::bigint = $2) as "is!""#,
        ticket.0,
        note.0
    )
    .fetch_one(conn)
    .await?)
}

pub async fn drop_draft(conn: &mut PgConnection, person: PersonId, place: &str) -> Result<()> {
    sqlx::query!(
        "delete from draft where person_id = $1 and place = $2",
        person.0,
        place
    )
    .execute(conn)
    .await?;
    Ok(())
}
