use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::{
    error::{Audience, Result},
    ids::{PersonId, TicketId},
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
