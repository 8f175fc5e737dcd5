use chrono::{DateTime, Utc};
use sqlx::{PgConnection, QueryBuilder, Row};

use super::{
    super::figure::{Group, Lens, Pick},
    condition::{push_from, push_key, push_marked, push_where, select},
};
use crate::error::Result;

/// More groups than this no board shows.
const MOST_GROUPS: i64 = 500;

/// One group of a figure, or all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    pub key: String,
    pub n: i64,
    /// Of open work the late, of promises the kept.
    pub marked: i64,
}

pub async fn count(
    conn: &mut PgConnection,
    lens: &Lens,
    pick: &Pick,
    now: DateTime<Utc>,
) -> Result<Counted> {
    let mut q = QueryBuilder::new("select '', count(*), count(*) filter (where ");
    push_marked(&mut q, pick, now);
    q.push(")");
    push_from(&mut q, pick);
    push_where(&mut q, lens, pick, now);
    let (key, n, marked) = q.build_query_as().fetch_one(conn).await?;
    Ok(Counted { key, n, marked })
}

/// The groups of a figure, the largest first.
pub async fn count_by(
    conn: &mut PgConnection,
    lens: &Lens,
    pick: &Pick,
    group: Group,
    now: DateTime<Utc>,
) -> Result<Vec<Counted>> {
    let mut q = QueryBuilder::new("select coalesce(");
    push_key(&mut q, group, lens, pick, now);
    q.push(", ''), count(*), count(*) filter (where ");
    push_marked(&mut q, pick, now);
    q.push(")");
    push_from(&mut q, pick);
    push_where(&mut q, lens, pick, now);
    q.push(" group by 1 order by 2 desc, 1 limit ")
        .push_bind(MOST_GROUPS);
    let rows: Vec<(String, i64, i64)> = q.build_query_as().fetch_all(conn).await?;
    Ok(rows
        .into_iter()
        .map(|(key, n, marked)| Counted { key, n, marked })
        .collect())
}

/// How long what was closed had taken, in days.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Closing {
    pub n: i64,
    pub median: Option<f64>,
    pub ninetieth: Option<f64>,
}

pub async fn closing(
    conn: &mut PgConnection,
    lens: &Lens,
    pick: &Pick,
    now: DateTime<Utc>,
) -> Result<Closing> {
    let days = "extract(epoch from t.closed_at - t.filed_at)::float8 / 86400";
    let what = format!(
        "count(*), percentile_cont(0.5) within group (order by {days}), percentile_cont(0.9) within group (order by {days})"
    );
    let row = select(&what, lens, pick, now)
        .build()
        .fetch_one(conn)
        .await?;
    Ok(Closing {
        n: row.try_get(0)?,
        median: row.try_get(1)?,
        ninetieth: row.try_get(2)?,
    })
}

/// At how many buildings.
pub async fn addresses(
    conn: &mut PgConnection,
    lens: &Lens,
    pick: &Pick,
    now: DateTime<Utc>,
) -> Result<i64> {
    Ok(select("count(distinct t.building_id)", lens, pick, now)
        .build_query_scalar()
        .fetch_one(conn)
        .await?)
}
