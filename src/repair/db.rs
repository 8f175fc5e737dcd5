//! All SQL of repairs.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{PgConnection, types::Json};

use super::model::{BestTime, GettingWorse, NewRepair, Payer, Repair};
use crate::{
    error::Result,
    i18n::Label,
    ids::{BuildingId, CategoryId, CommunityId, PersonId, TicketId},
    ticket::Number,
};

pub async fn insert(conn: &mut PgConnection, ticket: TicketId, new: &NewRepair) -> Result<()> {
    sqlx::query!(
        "insert into repair (ticket_id, getting_worse, enter_when_out, best_time) values ($1, $2, $3, $4)",
        ticket.0,
        new.getting_worse.as_str(),
        new.enter_when_out,
        new.best_time.as_str(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether that was a change.
pub async fn set_visit(
    conn: &mut PgConnection,
    ticket: TicketId,
    enter_when_out: bool,
    best_time: BestTime,
) -> Result<bool> {
    let done = sqlx::query!(
        "update repair set enter_when_out = $2, best_time = $3
         where ticket_id = $1 and (enter_when_out, best_time) is distinct from ($2, $3)",
        ticket.0,
        enter_when_out,
        best_time.as_str()
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// What is known of a repair beside its ticket, which the viewer must have been shown.
pub async fn find(conn: &mut PgConnection, ticket: TicketId) -> Result<Option<Repair>> {
    Ok(sqlx::query_as!(
        Repair,
        r#"select getting_worse as "getting_worse: GettingWorse", enter_when_out, best_time as "best_time: BestTime",
                  payer as "payer: Payer"
           from repair where ticket_id = $1"#,
        ticket.0
    )
    .fetch_optional(conn)
    .await?)
}

/// Also of a repair that came from another system, of which no more than the ticket is known.
pub async fn settle_payer(conn: &mut PgConnection, ticket: TicketId, payer: Payer) -> Result<()> {
    sqlx::query!(
        "insert into repair (ticket_id, payer) values ($1, $2) on conflict (ticket_id) do update set payer = $2",
        ticket.0,
        payer.as_str()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether somebody lets us in when they are out: prefills the report.
pub async fn lets_in(conn: &mut PgConnection, person: PersonId) -> Result<bool> {
    Ok(
        sqlx::query_scalar!("select enter_when_out from person where id = $1", person.0)
            .fetch_optional(conn)
            .await?
            .unwrap_or_default(),
    )
}

pub struct SharedRow {
    pub id: TicketId,
    pub number: Number,
    pub category: Json<Label>,
    pub building: Option<String>,
    pub area: Option<Json<Label>>,
    pub asset: Option<Json<Label>>,
    pub state: String,
    pub reason: Option<String>,
    pub filed_at: DateTime<Utc>,
    pub next_due_at: Option<DateTime<Utc>>,
    pub next_metric: Option<String>,
    pub follows: bool,
}

/// A repair as its neighbours may know of it, `$1` being who asks; written out once.
macro_rules! select {
    ($rest:tt, $($arg:expr),* $(,)?) => {
        sqlx::query_as!(
            SharedRow,
            r#"select t.id as "id: TicketId", t.number as "number: Number", k.title as "category: Json<Label>", b.name as "building?",
                  a.name as "area?: Json<Label>", s.name as "asset?: Json<Label>", t.state, t.state_facts ->> 'reason' as reason,
                  t.filed_at, t.next_due_at, t.next_metric,
                  exists (select from watcher w where w.ticket_id = t.id and w.person_id = $1) as "follows!"
           from ticket t
           join category k on k.id = t.category_id
           left join building b on b.id = t.building_id
           left join common_area a on a.id = t.common_area_id
           left join asset s on s.id = t.asset_id
           "# + $rest,
            $($arg),*
        )
    };
}

/// Repairs of shared places as their neighbours may know of them: never who, never their words. Of one category and building,
/// still open or ended after `since`; those that more follow first.
pub async fn same(
    conn: &mut PgConnection,
    viewer: PersonId,
    community: CommunityId,
    building: BuildingId,
    category: CategoryId,
    now: DateTime<Utc>,
) -> Result<Vec<SharedRow>> {
    Ok(select!(
        "where t.kind = 'repair' and t.unit_id is null and t.community_id = $2 and t.category_id = $4
             and (t.building_id is null or t.building_id = $3)
             and t.state not in ('duplicate', 'declined', 'withdrawn')
             and (t.state in ('new', 'assigned', 'in_progress', 'waiting') or t.state_at > $5)
             and t.filed_at <= $6
           order by (t.state in ('new', 'assigned', 'in_progress', 'waiting')) desc,
                    (select count(*) from watcher w where w.ticket_id = t.id) desc, t.filed_at desc
           limit 3",
        viewer.0,
        community.0,
        building.0,
        category.0,
        now - TimeDelta::days(7),
        now,
    )
    .fetch_all(conn)
    .await?)
}

/// Of one ticket, for those who live where it is, or whose own report was joined with it.
pub async fn shared(
    conn: &mut PgConnection,
    viewer: PersonId,
    number: &Number,
    now: DateTime<Utc>,
) -> Result<Option<SharedRow>> {
    Ok(select!(
        "where t.number = $2 and t.kind = 'repair' and t.unit_id is null
             and (exists (select from occupancy o join unit u on u.id = o.unit_id
                          where o.person_id = $1 and u.community_id = t.community_id
                            and (t.building_id is null or u.building_id = t.building_id)
                            and o.from_on <= $3::timestamptz::date and (o.to_on is null or o.to_on > $3::timestamptz::date))
                  or exists (select from watcher w where w.ticket_id = t.id and w.person_id = $1 and w.own_ticket_id is not null))",
        viewer.0,
        number.as_str(),
        now,
    )
    .fetch_optional(conn)
    .await?)
}

/// What somebody follows without it being theirs, newest first.
pub async fn followed(conn: &mut PgConnection, viewer: PersonId) -> Result<Vec<SharedRow>> {
    Ok(sqlx::query_as!(
        SharedRow,
        r#"select t.id as "id: TicketId", t.number as "number: Number", k.title as "category: Json<Label>", b.name as "building?",
                  a.name as "area?: Json<Label>", s.name as "asset?: Json<Label>", t.state, t.state_facts ->> 'reason' as reason,
                  t.filed_at, t.next_due_at, t.next_metric, true as "follows!"
           from watcher w
           join ticket t on t.id = w.ticket_id
           join category k on k.id = t.category_id
           left join building b on b.id = t.building_id
           left join common_area a on a.id = t.common_area_id
           left join asset s on s.id = t.asset_id
           where w.person_id = $1 and t.kind = 'repair' and t.unit_id is null and t.reporter_id is distinct from $1
             and t.state not in ('closed', 'duplicate', 'declined', 'withdrawn')
           order by t.filed_at desc
           limit 10"#,
        viewer.0,
    )
    .fetch_all(conn)
    .await?)
}

/// What the report says now: the words as they were last put right, else as they were sent.
pub async fn words_now(conn: &mut PgConnection, ticket: TicketId) -> Result<String> {
    Ok(sqlx::query_scalar!(
        r#"select coalesce((select x.body from event e join event_text x on x.event_id = e.id
                            where e.ticket_id = t.id and e.kind = 'Wrote' and e.data ? 'corrected'
                            order by e.seq desc limit 1), t.body) as "words!"
           from ticket t where t.id = $1"#,
        ticket.0
    )
    .fetch_one(conn)
    .await?)
}
