//! Past matters with the facts they were, or would have been, routed by.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sqlx::{PgConnection, types::Json};

use crate::{
    catalog::{Danger, Kind, Urgency},
    error::Result,
    i18n::Lang,
    ids::{AssetId, BuildingId, CommonAreaId, CommunityId, PersonId, TicketId, UnitId},
    property::OccupancyRole,
    routing::{Channel, Facts, Past, choose::Seen},
    text::Folded,
};

/// The last so many, newest first. What the router saw and no row keeps comes from its record; where it kept none (imports,
/// matters the desk sent by hand) it is told from the rows, and `working_time` answers for the calendar.
pub async fn past(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    most: u16,
    working_time: impl Fn(CommunityId, DateTime<Utc>) -> bool,
) -> Result<Vec<Past>> {
    let rows = sqlx::query!(
        r#"select t.id as "id: TicketId", t.number, t.filed_at, t.kind as "kind: Kind", t.community_id as "community: CommunityId", c.zone,
                  t.building_id as "building: BuildingId", t.unit_id as "unit: UnitId", t.common_area_id as "area: CommonAreaId",
                  ca.kind as "area_kind?", t.asset_id as "asset: AssetId", a.kind as "asset_kind?",
                  cat.slug as "category?", cat.parent_slug as "parent?", cat.danger as "danger: Danger",
                  t.urgency as "urgency: Urgency", t.channel as "channel: Channel", t.language, t.reporter_role, t.body,
                  d.slug as "department?", coalesce(r.getting_worse = 'yes', false) as "getting_worse!",
                  k.about_person_id as "about_person: PersonId", about.slug as "about_department?",
                  (select e.data -> 'decision' -> 'seen' from event e
                   where e.ticket_id = t.id and e.kind = 'Routed' order by e.seq limit 1) as "seen: Json<Option<Seen>>",
                  (select max(p.filed_at) from ticket p
                   where p.building_id = t.building_id and p.category_id = t.category_id and p.filed_at <= t.filed_at and p.id <> t.id
                     and p.unit_id is not distinct from t.unit_id) as last_same
           from ticket t
           join community c on c.id = t.community_id
           left join common_area ca on ca.id = t.common_area_id
           left join asset a on a.id = t.asset_id
           left join category cat on cat.id = t.category_id
           left join department d on d.id = t.department_id
           left join repair r on r.ticket_id = t.id
           left join complaint k on k.ticket_id = t.id
           left join department about on about.id = k.about_department_id
           where $1::bigint is null or t.community_id = $1
           order by t.filed_at desc, t.id desc limit $2"#,
        community.map(|id| id.0),
        i64::from(most)
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let zone: Tz = row
                .zone
                .parse()
                .map_err(|_| anyhow::anyhow!("no zone is called {:?}", row.zone))?;
            let local = row.filed_at.with_timezone(&zone).naive_local();
            let seen = row.seen.and_then(|seen| seen.0).unwrap_or_else(|| Seen {
                danger: row.danger,
                getting_worse: row.getting_worse,
                vulnerable: false,
                urgency: row.urgency,
                working_time: working_time(row.community, row.filed_at),
                last_same_days: row
                    .last_same
                    .and_then(|last| (row.filed_at - last).num_days().try_into().ok()),
            });
            Ok(Past {
                ticket: row.id,
                number: row.number,
                filed_at: row.filed_at,
                department: row.department,
                facts: Facts {
                    category: row.category,
                    ancestors: row.parent.into_iter().collect(),
                    building: row.building,
                    unit: row.unit,
                    common_area: row.area,
                    common_area_kind: row.area_kind,
                    asset: row.asset,
                    asset_kind: row.asset_kind,
                    danger: seen.danger,
                    getting_worse: seen.getting_worse,
                    vulnerable: seen.vulnerable,
                    urgency: seen.urgency,
                    channel: row.channel,
                    language: Lang::from_code(&row.language).unwrap_or_default(),
                    working_time: seen.working_time,
                    occupancy_role: row
                        .reporter_role
                        .as_deref()
                        .and_then(|role| role.parse::<OccupancyRole>().ok()),
                    last_same_days: seen.last_same_days,
                    text: Folded::new(&row.body),
                    about_department: row.about_department,
                    about_person: row.about_person,
                    ..Facts::bare(row.kind, row.community, local)
                },
            })
        })
        .collect()
}
