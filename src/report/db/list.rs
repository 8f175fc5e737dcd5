use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use sqlx::{PgConnection, types::Json};

use super::{
    super::figure::{Figure, Lens, Pick},
    condition::select,
};
use crate::{
    error::Result,
    i18n::{Label, Lang},
};

pub const PAGE: i64 = 50;

/// A ticket, or of promises one promise to it, as lists print it.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Line {
    pub id: i64,
    pub number: String,
    pub kind: String,
    pub summary: String,
    pub language: String,
    pub state: String,
    pub urgency: String,
    pub version: i32,
    pub department: Option<i64>,
    pub department_name: Option<Json<Label>>,
    pub accountable: Option<i64>,
    pub accountable_name: Option<String>,
    pub community: String,
    pub zone: String,
    pub building: Option<String>,
    pub unit: Option<String>,
    pub wait_reason: Option<String>,
    pub filed_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
    /// The soonest promise still owed, broken or not; of promises, the one that is listed.
    pub due_at: Option<DateTime<Utc>>,
    /// Of promises: whether it was kept.
    pub kept: Option<bool>,
    /// What the list is in order of.
    pub at: DateTime<Utc>,
}

impl Line {
    /// What the summary is written in.
    pub fn lang(&self) -> &'static str {
        Lang::from_code(&self.language).unwrap_or_default().tag()
    }

    /// Whose clock it goes by.
    pub fn zone(&self) -> Tz {
        self.zone.parse().unwrap_or_default()
    }
}

/// The last line of the page before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    pub at: DateTime<Utc>,
    pub id: i64,
}

/// The soonest promise still owed.
const OWED: &str =
    "(select min(o.due_at) from promise o where o.ticket_id = t.id and o.state = 'running')";

/// A page of what a figure counts: open work with what is due first on top, the rest newest first.
pub async fn list(
    conn: &mut PgConnection,
    lens: &Lens,
    pick: &Pick,
    after: Option<After>,
    limit: i64,
    now: DateTime<Utc>,
) -> Result<Vec<Line>> {
    let (id, at, newest_first) = match pick.figure {
        Figure::Open | Figure::Late | Figure::Act | Figure::Today | Figure::Waiting => {
            // what nothing is promised for comes last
            let at = format!("coalesce({OWED}, t.filed_at + interval '1000 years')");
            ("t.id", at, false)
        }
        Figure::Filed | Figure::Reopened => ("t.id", "t.filed_at".to_owned(), true),
        Figure::Ended | Figure::Closed => ("t.id", "t.closed_at".to_owned(), true),
        Figure::First
        | Figure::FirstKept
        | Figure::FirstLate
        | Figure::Done
        | Figure::DoneKept
        | Figure::DoneLate => ("p.id", "p.due_at".to_owned(), true),
    };
    let (due, kept) = if pick.figure.is_of_promises() {
        ("p.due_at", "p.state = 'kept'")
    } else {
        (OWED, "null::boolean")
    };
    let what = format!(
        "{id} as id, t.number, t.kind, t.summary, t.language, t.state, t.urgency, t.version, t.department_id as department,
         (select d.name from department d where d.id = t.department_id) as department_name,
         t.accountable_id as accountable, (select a.name from person a where a.id = t.accountable_id) as accountable_name,
         (select c.name from community c where c.id = t.community_id) as community,
         (select c.zone from community c where c.id = t.community_id) as zone,
         (select b.name from building b where b.id = t.building_id) as building,
         (select u.label from unit u where u.id = t.unit_id) as unit,
         case when t.state = 'waiting' then t.state_facts->>'reason' end as wait_reason,
         t.filed_at, t.closed_at, {due} as due_at, {kept} as kept, {at} as at"
    );
    let mut q = select(&what, lens, pick, now);
    let (order, beyond) = if newest_first {
        ("desc", "<")
    } else {
        ("asc", ">")
    };
    if let Some(after) = after {
        q.push(format!(" and ({at}, {id}) {beyond} ("))
            .push_bind(after.at)
            .push(", ")
            .push_bind(after.id)
            .push(")");
    }
    q.push(format!(" order by {at} {order}, {id} {order} limit "))
        .push_bind(limit);
    Ok(q.build_query_as().fetch_all(conn).await?)
}
