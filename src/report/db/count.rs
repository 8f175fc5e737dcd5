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

/// A figure by the groups of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Breakdown {
    /// The largest first; whatever belongs to no group has an empty key.
    pub groups: Vec<Counted>,
    /// How many groups there are, also beyond those listed.
    pub kinds: i64,
    /// The whole figure.
    pub n: i64,
    pub marked: i64,
}

/// A figure broken down in several ways. What it counts is read once for all of them.
pub async fn break_down<const N: usize>(
    conn: &mut PgConnection,
    lens: &Lens,
    pick: &Pick,
    by: [Group; N],
    now: DateTime<Utc>,
) -> Result<[Breakdown; N]> {
    let each = |name: &str| {
        let names = (0..N).map(|way| name.replace('#', &way.to_string()));
        names.collect::<Vec<_>>().join(", ")
    };
    let mut q = QueryBuilder::new(format!(
        "select way, key, n, marked, kinds, of_all, marked_of_all
         from (select *, row_number() over (partition by way order by n desc, key) as rank,
                      count(*) filter (where key <> '') over (partition by way) as kinds,
                      (sum(n) over (partition by way))::bigint as of_all,
                      (sum(marked) over (partition by way))::bigint as marked_of_all
               from (select array_position(array[{}], 0) - 1 as way, coalesce({}, '') as key,
                            count(*) as n, count(*) filter (where is_marked) as marked
                     from (select ",
        each("grouping(by_#)"),
        each("by_#"),
    ));
    for (way, group) in by.into_iter().enumerate() {
        push_key(&mut q, group, lens, pick, now);
        q.push(format!(" as by_{way}, "));
    }
    push_marked(&mut q, pick, now);
    q.push(" as is_marked");
    push_from(&mut q, pick);
    push_where(&mut q, lens, pick, now);
    q.push(format!(
        ") counted group by grouping sets ({})) grouped) ranked where rank <= ",
        each("(by_#)")
    ))
    .push_bind(MOST_GROUPS)
    .push(" order by way, rank");
    let rows: Vec<(i32, String, i64, i64, i64, i64, i64)> =
        q.build_query_as().fetch_all(conn).await?;
    let mut ways = std::array::from_fn(|_| Breakdown::default());
    for (way, key, n, marked, kinds, of_all, marked_of_all) in rows {
        let way: &mut Breakdown = &mut ways[usize::try_from(way)?];
        way.groups.push(Counted { key, n, marked });
        (way.kinds, way.n, way.marked) = (kinds, of_all, marked_of_all);
    }
    Ok(ways)
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
