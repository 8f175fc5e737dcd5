//! All SQL of complaints.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::model::{About, Affects, AnswerBy, Complaint, Finding, NewComplaint, Written};
use crate::{
    error::Result,
    ids::{CommunityId, DepartmentId, PersonId, TicketId},
    repair::BestTime,
    ticket::Number,
};

pub async fn insert(
    conn: &mut PgConnection,
    ticket: TicketId,
    new: &NewComplaint,
    about_ticket: Option<TicketId>,
) -> Result<()> {
    let affects: Vec<String> = new
        .affects
        .iter()
        .map(|affects: &Affects| affects.as_str().to_owned())
        .collect();
    sqlx::query!(
        "insert into complaint (ticket_id, about, about_person_id, about_department_id, about_ticket_id, wants, affects, anonymous,
                                answer_by, best_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        ticket.0,
        new.about.as_str(),
        new.about_person.map(|id| id.0),
        new.about_department.map(|id| id.0),
        about_ticket.map(|id| id.0),
        new.wants,
        &affects,
        new.anonymous,
        new.answer_by.as_str(),
        new.best_time.as_str(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What is known of a complaint beside its ticket, which the viewer must have been shown.
pub async fn find(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Complaint>> {
    Ok(sqlx::query_as!(
        Complaint,
        r#"select ticket_id as "ticket: TicketId", about as "about: About", about_person_id as "about_person: PersonId",
                  about_department_id as "about_department: DepartmentId", wants, affects, anonymous, stage, stage2_at, extended_until,
                  answer_by as "answer_by: AnswerBy", best_time as "best_time: BestTime"
           from complaint where ticket_id = $1"#,
        ticket.0
    )
    .fetch_optional(conn)
    .await?)
}

/// The written answers so far: stage, parts, who and when.
pub async fn answers_of(
    conn: &mut PgConnection,
    ticket: TicketId,
) -> Result<Vec<(i32, Written, PersonId, DateTime<Utc>)>> {
    let rows = sqlx::query!(
        r#"select stage, finding as "finding: Finding", reasons, remedy, next_steps, further, answered_by, answered_at
           from complaint_answer where ticket_id = $1 order by stage limit 2"#,
        ticket.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let written = Written {
                finding: row.finding,
                reasons: row.reasons,
                remedy: row.remedy,
                next_steps: row.next_steps,
                further: row.further,
            };
            (
                row.stage,
                written,
                PersonId(row.answered_by),
                row.answered_at,
            )
        })
        .collect())
}

/// The answer of a stage. One given again after the owner returned it takes its place here; the record keeps both.
pub async fn save_answer(
    conn: &mut PgConnection,
    ticket: TicketId,
    stage: i32,
    written: &Written,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into complaint_answer (ticket_id, stage, finding, reasons, remedy, next_steps, further, answered_by, answered_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (ticket_id, stage) do update
         set finding = excluded.finding, reasons = excluded.reasons, remedy = excluded.remedy, next_steps = excluded.next_steps,
             further = excluded.further, answered_by = excluded.answered_by, answered_at = excluded.answered_at",
        ticket.0,
        stage,
        written.finding.as_str(),
        written.reasons,
        written.remedy,
        written.next_steps,
        written.further,
        by.0,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Everybody who had a part in the first stage: who answered it, and who was accountable for it.
pub async fn first_hands(conn: &mut PgConnection, ticket: TicketId) -> Result<Vec<PersonId>> {
    let people = sqlx::query_scalar!(
        r#"select e.actor_id as "person!" from event e
           where e.ticket_id = $1 and e.kind = 'ComplaintAnswered' and e.actor_id is not null and (e.data ->> 'stage')::int = 1
           union
           select u.person_id from custody u join complaint c on c.ticket_id = u.ticket_id
           where u.ticket_id = $1 and u.person_id is not null and (c.stage2_at is null or u.from_at < c.stage2_at)
           limit 100"#,
        ticket.0
    )
    .fetch_all(conn)
    .await?;
    Ok(people.into_iter().map(PersonId).collect())
}

pub async fn ask_stage_two(
    conn: &mut PgConnection,
    ticket: TicketId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!("update complaint set stage = 2, stage2_at = $2, extended_until = null where ticket_id = $1", ticket.0, now)
        .execute(conn)
        .await?;
    Ok(())
}

pub async fn extended(
    conn: &mut PgConnection,
    ticket: TicketId,
    until: Option<DateTime<Utc>>,
) -> Result<()> {
    sqlx::query!(
        "update complaint set extended_until = $2 where ticket_id = $1",
        ticket.0,
        until
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn is_staff(conn: &mut PgConnection, person: PersonId) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from staff_account where person_id = $1) as "is!""#,
        person.0
    )
    .fetch_one(conn)
    .await?)
}

/// Those who belong to a department and do not run the community: to them a complaint about it is not there.
pub async fn hands_of(
    conn: &mut PgConnection,
    department: DepartmentId,
    community: CommunityId,
) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar!(
        r#"select s.person_id as "person!" from (
             select person_id from department_member where department_id = $1
             union select head_id from department where id = $1
             union select duty_id from department where id = $1) s
           where s.person_id is not null
             and not exists (select from staff_role r where r.person_id = s.person_id and r.role = 'manager'
                               and (r.community_id is null or r.community_id = $2))
           limit 1000"#,
        department.0,
        community.0
    )
    .fetch_all(conn)
    .await?)
}

/// The company's people an owner has met in their tickets, by name.
pub async fn met(conn: &mut PgConnection, owner: PersonId) -> Result<Vec<(PersonId, String)>> {
    let rows = sqlx::query!(
        r#"select p.id, p.name, max(e.recorded_at) as "last!"
           from ticket t
           join event e on e.ticket_id = t.id and e.actor_kind = 'staff' and e.visibility = 'public'
           join person p on p.id = e.actor_id
           where t.reporter_id = $1
           group by p.id, p.name
           order by max(e.recorded_at) desc
           limit 8"#,
        owner.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (PersonId(row.id), row.name))
        .collect())
}

/// Tickets an owner reported, newest first: what a complaint can be about.
pub async fn recent(conn: &mut PgConnection, owner: PersonId) -> Result<Vec<(Number, String)>> {
    let rows = sqlx::query!(
        r#"select number as "number: Number", summary from ticket
           where reporter_id = $1 and kind <> 'complaint' order by filed_at desc limit 8"#,
        owner.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.number, row.summary))
        .collect())
}
