use chrono::{DateTime, NaiveTime, Utc};
use sqlx::PgConnection;

use super::super::duty::{Candidate, Standing};
use crate::{
    error::Result,
    ids::{CommunityId, DepartmentId, PersonId},
};

/// Members of the department who work in this community, a named person, and the ladder below them. A person without shifts is on
/// duty whenever not absent. The load is counted to fifty, so that a crowded pool costs no more than fifty index entries: whoever
/// has more takes turns with the others who do.
pub async fn candidates(
    conn: &mut PgConnection,
    department: DepartmentId,
    community: CommunityId,
    named: Option<PersonId>,
    weekday: i32,
    local: NaiveTime,
    now: DateTime<Utc>,
) -> Result<Vec<Candidate>> {
    let rows = sqlx::query!(
        r#"with stand as (
             select m.person_id, 0 as standing from department_member m where m.department_id = $1
               and (not exists (select from staff_role r where r.person_id = m.person_id and r.role = 'department')
                    or exists (select from staff_role r where r.person_id = m.person_id and r.role = 'department'
                                 and (r.community_id is null or r.community_id = $2)))
             union select $3, 0 where $3::bigint is not null
             union select duty_id, 1 from department where id = $1 and duty_id is not null
             union select head_id, 2 from department where id = $1 and head_id is not null
             union select duty_id, 3 from department where slug = 'customer-service' and duty_id is not null
             union select head_id, 4 from department where slug = 'customer-service' and head_id is not null)
           select s.person_id as "person_id!", s.standing as "standing!",
                  (a.disabled_at is null
                   and not exists (select from absence x where x.person_id = s.person_id and x.from_at <= $6 and x.to_at > $6)
                   and (not exists (select from shift f where f.person_id = s.person_id)
                        or exists (select from shift f where f.person_id = s.person_id and f.weekday = $4
                                     and f.from_time <= $5 and (f.to_time > $5 or f.to_time = '00:00')))) as "on_duty!",
                  case when s.standing = 0 then
                    (select count(*) from (select from ticket t where t.accountable_id = s.person_id
                                             and t.state in ('new', 'assigned', 'in_progress', 'waiting') limit 50) few)
                  else 0 end as "load!",
                  case when s.standing = 0 then (select max(c.from_at) from custody c where c.person_id = s.person_id) end as last_given_at
           from stand s join staff_account a on a.person_id = s.person_id
           where a.disabled_at is null
           order by s.standing, s.person_id limit 200"#,
        department.0,
        community.0,
        named.map(|person| person.0),
        weekday,
        local,
        now,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Candidate {
            person: PersonId(row.person_id),
            standing: match row.standing {
                0 => Standing::Member,
                1 => Standing::Duty,
                2 => Standing::Head,
                3 => Standing::DeskDuty,
                _ => Standing::DeskHead,
            },
            on_duty: row.on_duty,
            load: row.load,
            last_given_at: row.last_given_at,
        })
        .collect())
}
