//! Lists of tickets as staff page through them, and how much each view holds: always through the visibility condition.

mod after;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, Postgres, QueryBuilder, Row as _, types::Json};

pub use after::After;

use super::super::model::{Kind, Urgency};
use crate::{
    error::Result,
    i18n::Label,
    ids::{CommunityId, DepartmentId, PersonId, TicketId, UnitId},
    people::Scope,
    text::text_enum,
};

text_enum! {
    /// What a list is of.
    pub enum View {
        Untriaged => "untriaged",
        Review => "review",
        All => "all",
        Late => "late",
        Mine => "mine",
        Waiting => "waiting",
        Resolved => "resolved",
        /// With the viewer's departments, and nobody has started.
        Pool => "pool",
        /// Everything open with the viewer's departments.
        Department => "department",
    }
}

/// Rows of one page.
pub const PAGE: usize = 50;
/// Views are counted this far: beyond it the number only says "many".
pub const COUNTED: i64 = 1_000;

pub const STATES: [&str; 9] = [
    "new",
    "assigned",
    "in_progress",
    "waiting",
    "resolved",
    "closed",
    "declined",
    "duplicate",
    "withdrawn",
];
const OPEN: &str = "t.state in ('new', 'assigned', 'in_progress', 'waiting')";

/// What narrows a view; all of it stands in the address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub community: Option<CommunityId>,
    pub department: Option<DepartmentId>,
    pub kind: Option<Kind>,
    pub urgency: Option<Urgency>,
    pub state: Option<&'static str>,
    /// As [`crate::text::terms`] gives them.
    pub terms: Vec<String>,
}

/// Which tickets.
#[derive(Debug, Clone)]
pub enum Of {
    View(View, Filter),
    Reporter(PersonId),
    Unit(UnitId),
    Words(Vec<String>),
    /// Offered to the viewer or to a department of theirs.
    Offers,
}

impl Of {
    /// Open work is done in the order of its promises; what is over is looked up, the newest first.
    fn is_by_promise(&self) -> bool {
        match self {
            Self::View(View::Resolved, _) => false,
            Self::View(_, filter) => filter
                .state
                .is_none_or(|state| STATES[..4].contains(&state)),
            Self::Offers => true,
            Self::Reporter(_) | Self::Unit(_) | Self::Words(_) => false,
        }
    }
}

#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Row {
    #[sqlx(try_from = "i64")]
    pub id: TicketId,
    pub number: String,
    pub kind: String,
    pub summary: String,
    pub language: String,
    pub urgency: String,
    pub channel: String,
    pub state: String,
    pub needs_review: bool,
    pub late: bool,
    pub filed_at: DateTime<Utc>,
    pub(super) next_due_at: Option<DateTime<Utc>>,
    /// The running promise that counts: of a late ticket the one that was broken first.
    pub due_at: Option<DateTime<Utc>>,
    pub category_id: Option<i64>,
    pub community_id: i64,
    pub building: Option<String>,
    pub unit: Option<String>,
    pub area: Option<Json<Label>>,
    pub department_id: Option<i64>,
    pub accountable: Option<String>,
}

/// One page and where the next begins, if there is one.
pub async fn page(
    conn: &mut PgConnection,
    scope: &Scope,
    of: &Of,
    after: Option<&After>,
    most: usize,
) -> Result<(Vec<Row>, Option<After>)> {
    let by_promise = of.is_by_promise();
    let mut rows = match of {
        // A common word fills the page from the newest tickets. A rare one does not: its tickets are few, and the index of the
        // words knows them all. Which of both it is, a plan made once for all words cannot tell.
        Of::Words(_) => {
            let rows = read(conn, scope, of, after, most, Among::Newest).await?;
            if rows.len() > most {
                rows
            } else {
                read(conn, scope, of, after, most, Among::Indexed).await?
            }
        }
        _ => read(conn, scope, of, after, most, Among::All).await?,
    };
    let next = (rows.len() > most).then(|| {
        rows.truncate(most);
        rows.last().map(|row| After::row(row, by_promise))
    });
    Ok((rows, next.flatten()))
}

/// Where the rows of a page are looked for.
#[derive(Clone, Copy, PartialEq)]
enum Among {
    All,
    /// The next [`NEWEST`] in the order of filing.
    Newest,
    /// All that the index of the words finds, before it is put in order.
    Indexed,
}

const NEWEST: usize = 20_000;

async fn read(
    conn: &mut PgConnection,
    scope: &Scope,
    of: &Of,
    after: Option<&After>,
    most: usize,
    among: Among,
) -> Result<Vec<Row>> {
    let by_promise = of.is_by_promise();
    // The page is found first, along an index; only its rows are then given their names, save those that every process keeps in
    // memory. How many they are stands in the statement, so that it is planned for a page and not for a tenth of all tickets.
    let mut q = QueryBuilder::new(
        "select t.id, t.number, t.kind, t.summary, t.language, t.urgency, t.channel, t.state, t.needs_review, t.late, t.filed_at,
                t.next_due_at,
                case when t.late
                  then (select min(r.due_at) from promise r where r.ticket_id = t.id and r.state = 'running')
                  else t.next_due_at end as due_at,
                t.category_id, t.community_id, b.name as building, u.label as unit, coalesce(s.name, a.name) as area,
                t.department_id, p.name as accountable
         from (select t.* from ",
    );
    let order = if by_promise {
        " order by t.queue_at, t.id"
    } else {
        " order by t.filed_at desc, t.id desc"
    };
    q.push("ticket t where ");
    match (among, of) {
        (Among::Indexed, Of::Words(terms)) => {
            q.push("t.id = any (array(select w.id from ticket w where w.terms @> ")
                .push_bind(terms.clone())
                .push("))");
        }
        _ => narrow(&mut q, scope, of),
    }
    seen(&mut q, scope);
    from(&mut q, "t", after, by_promise);
    if among == Among::Newest {
        q.push(" and t.filed_at >= coalesce((select w.filed_at from ticket w where true");
        from(&mut q, "w", after, by_promise);
        q.push(" order by w.filed_at desc, w.id desc limit 1 offset ")
            .push(NEWEST);
        q.push("), '-infinity')");
    }
    q.push(order).push(" limit ").push(most + 1);
    q.push(
        ") t
         left join building b on b.id = t.building_id
         left join unit u on u.id = t.unit_id
         left join common_area a on a.id = t.common_area_id
         left join asset s on s.id = t.asset_id
         left join person p on p.id = t.accountable_id",
    );
    q.push(order);
    Ok(q.build_query_as().fetch_all(conn).await?)
}

/// What comes after the last row of the page before.
fn from(q: &mut QueryBuilder<Postgres>, t: &str, after: Option<&After>, by_promise: bool) {
    let Some(after) = after else { return };
    let (at, order) = if by_promise {
        ("queue_at", ">")
    } else {
        ("filed_at", "<")
    };
    q.push(format_args!(" and ({t}.{at}, {t}.id) {order} ("));
    q.push_bind(after.at.sql());
    q.push("::text::timestamptz, ")
        .push_bind(after.id)
        .push(")");
}

/// How many tickets each view holds for the viewer, counted to [`COUNTED`] and one.
pub async fn counts(
    conn: &mut PgConnection,
    scope: &Scope,
    views: &[View],
    filter: &Filter,
) -> Result<Vec<i64>> {
    let mut q = QueryBuilder::new("select ");
    for (i, view) in views.iter().enumerate() {
        q.push(if i > 0 { ", " } else { "" });
        q.push("(select count(*) from (select from ticket t where ");
        narrow(&mut q, scope, &Of::View(*view, filter.clone()));
        seen(&mut q, scope);
        q.push(" limit ").push(COUNTED + 1).push(") counted)");
    }
    let row = q.build().fetch_one(conn).await?;
    (0..views.len()).map(|i| Ok(row.try_get(i)?)).collect()
}

fn narrow(q: &mut QueryBuilder<Postgres>, scope: &Scope, of: &Of) {
    match of {
        Of::View(view, filter) => {
            of_view(q, scope, *view, filter);
            of_filter(q, filter);
        }
        Of::Reporter(person) => {
            q.push("t.reporter_id = ").push_bind(person.0);
        }
        Of::Unit(unit) => {
            q.push("t.unit_id = ").push_bind(unit.0);
        }
        Of::Words(terms) => {
            q.push("t.terms @> ").push_bind(terms.clone());
        }
        Of::Offers => {
            q.push("t.id in (select h.ticket_id from handoff h where h.state = 'offered' and (h.to_person_id = ");
            q.push_bind(scope.me);
            q.push(" or h.to_department_id = any (")
                .push_bind(scope.departments.clone());
            q.push(")))");
        }
    }
}

fn of_view(q: &mut QueryBuilder<Postgres>, scope: &Scope, view: View, filter: &Filter) {
    match view {
        View::Untriaged => q.push("t.state = 'new'"),
        View::Review => q.push("t.needs_review and ").push(OPEN),
        // "all" with a state is all of that state, also of what is over
        View::All if filter.state.is_some() => q.push("true"),
        View::All => q.push(OPEN),
        View::Late => q.push("t.late and ").push(OPEN),
        View::Mine => q
            .push("t.accountable_id = ")
            .push_bind(scope.me)
            .push(" and ")
            .push(OPEN),
        View::Waiting => q.push("t.state = 'waiting'"),
        View::Resolved => q.push("t.state = 'resolved'"),
        View::Pool | View::Department => {
            q.push("t.department_id = any (")
                .push_bind(scope.departments.clone());
            q.push(") and t.community_id = any (")
                .push_bind(scope.department_communities.clone());
            q.push(") and ");
            if view == View::Pool {
                q.push("t.state = 'assigned' and t.accountable_id is distinct from ")
                    .push_bind(scope.me)
            } else {
                q.push(OPEN)
            }
        }
    };
}

fn of_filter(q: &mut QueryBuilder<Postgres>, filter: &Filter) {
    if let Some(community) = filter.community {
        q.push(" and t.community_id = ").push_bind(community.0);
    }
    if let Some(department) = filter.department {
        q.push(" and t.department_id = ").push_bind(department.0);
    }
    if let Some(kind) = filter.kind {
        q.push(" and t.kind = ").push_bind(kind.as_str());
    }
    if let Some(urgency) = filter.urgency {
        q.push(" and t.urgency = ").push_bind(urgency.as_str());
    }
    if let Some(state) = filter.state {
        // written out, so that the planner sees which partial index holds
        q.push(" and t.state = '").push(state).push("'");
    }
    if !filter.terms.is_empty() {
        q.push(" and t.terms @> ").push_bind(filter.terms.clone());
    }
}

fn seen(q: &mut QueryBuilder<Postgres>, scope: &Scope) {
    q.push(" and staff_may_see(t, ").push_bind(scope.me);
    for list in [
        &scope.desk,
        &scope.departments,
        &scope.department_communities,
        &scope.finance,
    ] {
        q.push(", ").push_bind(list.clone());
    }
    q.push(")");
}
