use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use super::super::{
    import::Row,
    model::{Charge, Held},
};
use crate::{
    error::Result,
    ids::{ChargeId, CommunityId, PersonId, UnitId},
    ticket::Number,
};

pub(super) struct ChargeRow {
    pub id: ChargeId,
    pub unit: UnitId,
    pub reference: String,
    pub name: String,
    pub period_on: NaiveDate,
    pub due_on: NaiveDate,
    pub amount: i64,
    pub paid: i64,
    pub relieved: i64,
    pub explanation: String,
    pub held_by: Option<Number>,
    pub claimed: Option<i64>,
    pub held_at: Option<DateTime<Utc>>,
}

impl From<ChargeRow> for Charge {
    fn from(row: ChargeRow) -> Self {
        let held = row.held_by.zip(row.held_at);
        Self {
            id: row.id,
            unit: row.unit,
            reference: row.reference,
            name: row.name,
            period_on: row.period_on,
            due_on: row.due_on,
            amount: row.amount,
            paid: row.paid,
            relieved: row.relieved,
            explanation: row.explanation,
            held: held.map(|(ticket, since)| Held {
                ticket,
                claimed: row.claimed,
                since,
            }),
        }
    }
}

/// The account of a unit, newest first: two years, and whatever is older and still open. For an owner, from the day they came;
/// `owner` is `None` for staff.
pub async fn charges_of_unit(
    conn: &mut PgConnection,
    unit: UnitId,
    owner: Option<PersonId>,
    today: NaiveDate,
) -> Result<Vec<Charge>> {
    let rows = sqlx::query_as!(
        ChargeRow,
        r#"select c.id as "id: ChargeId", c.unit_id as "unit: UnitId", c.reference, c.name, c.period_on, c.due_on, c.amount, c.paid,
                  r.relieved as "relieved!", c.explanation, h.number as "held_by?: Number", h.claimed as "claimed?", h.held_at as "held_at?"
           from charge c
           cross join lateral (select coalesce(sum(a.amount), 0)::bigint as relieved from adjustment a
                               where a.charge_id = c.id and a.approved_at is not null) r
           left join lateral (select t.number, l.claimed, l.held_at from dispute_line l join ticket t on t.id = l.ticket_id
                              where l.charge_id = c.id and l.released_at is null
                                and t.state in ('new', 'assigned', 'in_progress', 'waiting')
                              limit 1) h on true
           where c.unit_id = $1
             and (c.due_on > $3::date - 730 or c.amount - r.relieved > c.paid)
             and ($2::bigint is null or exists (
                    select from occupancy o where o.person_id = $2 and o.unit_id = c.unit_id and o.role in ('owner', 'co_owner', 'agent')
                      and o.from_on <= c.due_on and o.from_on <= $3 and (o.to_on is null or o.to_on > $3)))
           order by c.due_on desc, c.id desc
           limit 200"#,
        unit.0,
        owner.map(|person| person.0),
        today,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Charge::from).collect())
}

/// Keeps others from disputing, adjusting or importing over these lines until the deed ends; in the order of their ids.
pub async fn lock_charges(conn: &mut PgConnection, ids: &[ChargeId]) -> Result<()> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    sqlx::query!(
        "select id from charge where id = any($1) order by id limit 1000 for update",
        &ids
    )
    .fetch_all(conn)
    .await?;
    Ok(())
}

/// Building and label → unit, of one community.
pub async fn units_by_name(
    conn: &mut PgConnection,
    community: CommunityId,
) -> Result<Vec<(String, String, UnitId)>> {
    let rows = sqlx::query!(
        "select b.name, u.label, u.id from unit u join building b on b.id = u.building_id where u.community_id = $1 limit 200000",
        community.0
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.name, row.label, UnitId(row.id)))
        .collect())
}

/// A line as it stands, and whether an open dispute names it.
pub struct Standing {
    pub unit: UnitId,
    pub amount: i64,
    pub paid: i64,
    pub name: String,
    pub period_on: NaiveDate,
    pub due_on: NaiveDate,
    pub explanation: String,
}

pub async fn find_charge(
    conn: &mut PgConnection,
    community: CommunityId,
    reference: &str,
) -> Result<Option<Standing>> {
    Ok(sqlx::query_as!(
        Standing,
        r#"select unit_id as "unit: UnitId", amount, paid, name, period_on, due_on, explanation
           from charge where community_id = $1 and reference = $2"#,
        community.0,
        reference
    )
    .fetch_optional(conn)
    .await?)
}

pub async fn save_charge(
    conn: &mut PgConnection,
    community: CommunityId,
    unit: UnitId,
    row: &Row,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into charge (community_id, unit_id, reference, name, period_on, due_on, amount, paid, explanation, imported_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict on constraint charge_reference do update
         set name = excluded.name, period_on = excluded.period_on, due_on = excluded.due_on, paid = excluded.paid,
             explanation = excluded.explanation, imported_at = excluded.imported_at
         where charge.unit_id = excluded.unit_id and charge.amount = excluded.amount",
        community.0,
        unit.0,
        row.reference,
        row.name,
        row.period_on,
        row.due_on,
        row.amount,
        row.paid,
        row.explanation,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}
