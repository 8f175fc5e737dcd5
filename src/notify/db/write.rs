use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::super::hearers::{Concerned, Hearer, Told};
use crate::{
    error::Result,
    ids::{DepartmentId, EventId, NotificationId, PersonId, TicketId},
    ticket::EventKind,
};

/// One event of a job.
#[derive(Debug, Clone)]
pub struct Happened {
    pub id: EventId,
    pub ticket: TicketId,
    pub told: Told,
}

pub async fn events(conn: &mut PgConnection, ids: &[EventId]) -> Result<Vec<Happened>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows = sqlx::query!(
        r#"select id as "id: EventId", ticket_id as "ticket_id: TicketId", kind as "kind: EventKind", visibility,
                  actor_id as "actor_id: PersonId", data
           from event where id = any($1)
           order by id limit 1000"#,
        &ids,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Happened {
            id: row.id,
            ticket: row.ticket_id,
            told: Told {
                kind: row.kind,
                public: row.visibility == "public",
                actor: row.actor_id,
                data: row.data,
            },
        })
        .collect())
}

/// Everybody who might be concerned by these events of the ticket, as things stand now.
pub async fn concerned(
    conn: &mut PgConnection,
    ticket: TicketId,
    happened: &[Happened],
    now: DateTime<Utc>,
) -> Result<Concerned> {
    let offered = happened
        .iter()
        .filter(|event| event.told.kind == EventKind::HandoffOffered)
        .find_map(|event| event.told.data.get("department")?.as_i64());
    let row = sqlx::query!(
        r#"select t.reporter_id as "reporter_id: PersonId", t.department_id as "department_id: DepartmentId",
             t.urgency = 'emergency' as "emergency!",
             (select a.person_id from staff_account a
               where a.person_id = t.accountable_id and a.disabled_at is null) as "accountable: PersonId",
             (select d.head_id from department d
               where d.id = t.department_id and not (d.head_id = any (t.hidden_from))) as "head: PersonId",
             array(select distinct o.person_id from occupancy o
               where o.unit_id = t.unit_id and (o.to_on is null or o.to_on > $2::date)
                 and o.person_id is distinct from t.reporter_id and owner_may_see(t, o.person_id, $2::date)
               limit 50) as "household!: Vec<PersonId>",
             array(select w.person_id from watcher w
               where w.ticket_id = t.id and t.unit_id is null and w.person_id is distinct from t.reporter_id
                 and not exists (select from staff_account a where a.person_id = w.person_id)
                 and exists (select from occupancy o join unit u on u.id = o.unit_id
                             where o.person_id = w.person_id and u.community_id = t.community_id
                               and (t.building_id is null or u.building_id = t.building_id)
                               and o.from_on <= $2::date and (o.to_on is null or o.to_on > $2::date))
               limit 500) as "followers!: Vec<PersonId>",
             array(select w.person_id from watcher w
               where w.ticket_id = t.id and w.own_ticket_id is not null and w.person_id is distinct from t.reporter_id
               limit 500) as "joined!: Vec<PersonId>",
             array(select w.person_id from watcher w join staff_account a using (person_id)
               where w.ticket_id = t.id and w.own_ticket_id is null and a.disabled_at is null and not (w.person_id = any (t.hidden_from))
               limit 500) as "watchers!: Vec<PersonId>",
             array(select distinct r.person_id from staff_role r join staff_account a using (person_id)
               where r.role = 'desk' and (r.community_id is null or r.community_id = t.community_id)
                 and a.disabled_at is null and not (r.person_id = any (t.hidden_from))
               limit 200) as "desk!: Vec<PersonId>",
             array(select distinct r.person_id from staff_role r join staff_account a using (person_id)
               where r.role = 'manager' and (r.community_id is null or r.community_id = t.community_id)
                 and a.disabled_at is null and not (r.person_id = any (t.hidden_from))
               limit 50) as "managers!: Vec<PersonId>",
             array(select distinct r.person_id from staff_role r join staff_account a using (person_id)
               where r.role = 'finance' and (r.community_id is null or r.community_id = t.community_id)
                 and a.disabled_at is null and not (r.person_id = any (t.hidden_from))
               limit 50) as "finance!: Vec<PersonId>",
             array(select m.person_id from department_member m join staff_account a using (person_id)
               where m.department_id = $3 and a.disabled_at is null and not (m.person_id = any (t.hidden_from))
               limit 200) as "offered!: Vec<PersonId>",
             exists (select from event e where e.ticket_id = t.id and e.cycle = t.cycle and e.kind = 'Apologised') as "apologised!"
           from ticket t where t.id = $1"#,
        ticket.0,
        now.date_naive(),
        offered,
    )
    .fetch_one(conn)
    .await?;
    Ok(Concerned {
        reporter: row.reporter_id,
        household: row.household,
        followers: row.followers,
        joined: row.joined,
        accountable: row.accountable,
        watchers: row.watchers,
        department: row.department_id,
        head: row.head,
        desk: row.desk,
        managers: row.managers,
        finance: row.finance,
        offered: row.offered,
        emergency: row.emergency,
        apologised: row.apologised,
    })
}

/// Writes the notices that are not there yet; returns the new mails. Who has no address gets no mail.
pub async fn insert(
    conn: &mut PgConnection,
    event: EventId,
    ticket: TicketId,
    hearing: &[Hearer],
    now: DateTime<Utc>,
) -> Result<Vec<NotificationId>> {
    let people: Vec<i64> = hearing.iter().map(|hearer| hearer.person.0).collect();
    let templates: Vec<String> = hearing
        .iter()
        .map(|hearer| hearer.template.as_str().to_owned())
        .collect();
    let audiences: Vec<String> = hearing
        .iter()
        .map(|hearer| hearer.template.face().as_str().to_owned())
        .collect();
    let mails: Vec<bool> = hearing.iter().map(|hearer| hearer.mail).collect();
    let new = sqlx::query_scalar!(
        r#"with hearer as (
             select h.person_id, h.template, h.audience, h.mail and p.email is not null as mail
             from unnest($3::bigint[], $4::text[], $7::text[], $5::boolean[]) as h (person_id, template, audience, mail)
             join person p on p.id = h.person_id),
           notice as (
             select person_id, template, audience, 'app' as channel, 'shown' as state from hearer
             union all
             select person_id, template, audience, 'mail', 'queued' from hearer where mail),
           new as (
             insert into notification (event_id, ticket_id, person_id, channel, template, audience, state, not_before, created_at, message_id)
             select $1, $2, person_id, channel, template, audience, state, $6, $6, gen_random_uuid() from notice
             on conflict on constraint notification_once do nothing
             returning id, channel)
           select id as "id!: NotificationId" from new where channel = 'mail' order by id"#,
        event.0,
        ticket.0,
        &people,
        &templates,
        &mails,
        now,
        &audiences,
    )
    .fetch_all(conn)
    .await?;
    Ok(new)
}

pub async fn mark_sent(
    conn: &mut PgConnection,
    id: NotificationId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update notification set state = 'sent', sent_at = $2 where id = $1 and state = 'queued'",
        id.0,
        now
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub async fn mark_dead(conn: &mut PgConnection, id: NotificationId) -> Result<()> {
    sqlx::query!(
        "update notification set state = 'dead' where id = $1 and state = 'queued'",
        id.0
    )
    .execute(conn)
    .await?;
    Ok(())
}
