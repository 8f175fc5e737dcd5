//! The company's figures: the same grammar over departments and communities.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{
    db::{self, Closing, Counted},
    figure::{Figure, Group, Lens, Pick, Span},
    repeat::{self, Repeat},
};
use crate::error::Result;

/// So many are shown.
const REPEATS: usize = 8;

/// One community or department.
#[derive(Debug, Clone)]
pub struct Part {
    pub id: i64,
    pub filed: i64,
    pub open: Counted,
    pub first: Counted,
    pub done: Counted,
    pub closing: Closing,
    pub addresses: i64,
}

#[derive(Debug, Clone)]
pub struct Company {
    pub at: DateTime<Utc>,
    pub span: Span,
    pub departments: Vec<Part>,
    pub communities: Vec<Part>,
    pub repeats: Vec<Repeat>,
}

impl Company {
    pub async fn count(
        conn: &mut PgConnection,
        lens: &Lens,
        span: Span,
        communities: &[i64],
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let mut departments = lens.departments.clone();
        if lens.unrouted {
            departments.push(0);
        }
        Ok(Self {
            at: now,
            span,
            departments: parts(conn, lens, span, Group::Department, &departments, now).await?,
            communities: parts(conn, lens, span, Group::Community, communities, now).await?,
            repeats: repeats(conn, lens, span, now).await?,
        })
    }
}

async fn repeats(
    conn: &mut PgConnection,
    lens: &Lens,
    span: Span,
    now: DateTime<Utc>,
) -> Result<Vec<Repeat>> {
    let filed = Pick::of(Figure::Filed, span);
    let [filed] = db::break_down(&mut *conn, lens, &filed, [Group::Repeat], now).await?;
    repeat::top(conn, filed.groups, REPEATS).await
}

async fn parts(
    conn: &mut PgConnection,
    lens: &Lens,
    span: Span,
    group: Group,
    ids: &[i64],
    now: DateTime<Utc>,
) -> Result<Vec<Part>> {
    let mut counted = Vec::new();
    for figure in [Figure::Filed, Figure::Open, Figure::First, Figure::Done] {
        let pick = Pick::of(figure, span);
        let [parts] = db::break_down(&mut *conn, lens, &pick, [group], now).await?;
        counted.push(parts.groups);
    }
    let mut parts = Vec::new();
    for &id in ids {
        let key = id.to_string();
        let of = |figure: usize| {
            let found = counted[figure].iter().find(|c| c.key == key);
            found.cloned().unwrap_or_default()
        };
        let (filed, open) = (of(0).n, of(1));
        if filed == 0 && open.n == 0 {
            continue;
        }
        let closed = Pick::of(Figure::Closed, span).within(group, &key);
        let all = Pick::of(Figure::Filed, span).within(group, &key);
        parts.push(Part {
            id,
            filed,
            open,
            first: of(2),
            done: of(3),
            closing: db::closing(&mut *conn, lens, &closed, now).await?,
            addresses: db::addresses(&mut *conn, lens, &all, now).await?,
        });
    }
    Ok(parts)
}
