use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use crate::{
    error::{Audience, Result},
    ids::{PersonId, TicketId},
    people::Scope,
    web::live::Who,
};

/// Those of the owners, and of the staff by their scopes, who may see the ticket.
pub async fn who_sees(
    conn: &mut PgConnection,
    ticket: TicketId,
    owners: &[i64],
    scopes: serde_json::Value,
    now: DateTime<Utc>,
) -> Result<Vec<Who>> {
    let rows = sqlx::query!(
        r#"select o.id as "person!: PersonId", false as "staff!"
           from ticket t, unnest($2::bigint[]) as o (id)
           where t.id = $1 and owner_may_see(t, o.id, $4)
           union all
           select s.me, true
           from ticket t, jsonb_to_recordset($3) as s (me bigint, desk bigint[], departments bigint[],
                                                       department_communities bigint[], finance bigint[])
           where t.id = $1 and staff_may_see(t, s.me, s.desk, s.departments, s.department_communities, s.finance)
           limit 5000"#,
        ticket.0,
        owners,
        scopes,
        now.date_naive(),
    )
    .fetch_all(conn)
    .await?;
    let audience = |staff| {
        if staff {
            Audience::Staff
        } else {
            Audience::Owner
        }
    };
    Ok(rows
        .into_iter()
        .map(|row| Who {
            person: row.person,
            audience: audience(row.staff),
        })
        .collect())
}

/// Tickets this owner may see of which something was recorded after the event `after`.
pub async fn changed_for_owner(
    conn: &mut PgConnection,
    me: PersonId,
    after: i64,
    today: NaiveDate,
) -> Result<Vec<(TicketId, i32)>> {
    let rows = sqlx::query!(
        r#"select t.id as "id: TicketId", t.version from ticket t
           where t.id in (select e.ticket_id from event e where e.id > $2) and owner_may_see(t, $1, $3)
           limit 1000"#,
        me.0,
        after,
        today,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.version)).collect())
}

pub async fn changed_for_staff(
    conn: &mut PgConnection,
    scope: &Scope,
    after: i64,
) -> Result<Vec<(TicketId, i32)>> {
    let rows = sqlx::query!(
        r#"select t.id as "id: TicketId", t.version from ticket t
           where t.id in (select e.ticket_id from event e where e.id > $2) and staff_may_see(t, $1, $3, $4, $5, $6)
           limit 1000"#,
        scope.me,
        after,
        &scope.desk,
        &scope.departments,
        &scope.department_communities,
        &scope.finance,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.version)).collect())
}
