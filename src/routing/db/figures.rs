//! How often each rule was wrong.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::{error::Result, ids::CommunityId};

const MOST_RULES: i64 = 2_000;

/// How a rule fared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFigure {
    pub rule: String,
    /// Matters it sent.
    pub routed: i64,
    /// Of these, how many people sent to another department because the rule's was the wrong one.
    pub rerouted: i64,
}

impl RuleFigure {
    /// Hundredths that went wrong; `None` under twenty matters, where a percentage says nothing.
    pub fn wrong_percent(&self) -> Option<i64> {
        (self.routed >= 20).then(|| (self.rerouted * 100 + self.routed / 2) / self.routed)
    }
}

/// Per rule, over matters filed in `[from, until)`; the rules of a community, or those of the company. A matter that goes on to
/// another department for a second look, or once its work has begun, was not sent wrong: only what names the rule counts.
pub async fn rule_figures(
    conn: &mut PgConnection,
    community: Option<CommunityId>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<RuleFigure>> {
    Ok(sqlx::query_as!(
        RuleFigure,
        r#"select t.rule_id as "rule!", count(*) as "routed!",
                  count(*) filter (where exists (select from event e where e.ticket_id = t.id and e.kind = 'Rerouted'
                                                   and e.data ->> 'rule' = t.rule_id
                                                   and not exists (select from event u where u.ticket_id = e.ticket_id and u.kind = 'TriageUndone'
                                                                     and (u.data -> 'undoes' ->> 0)::int <= e.seq
                                                                     and (u.data -> 'undoes' ->> 1)::int >= e.seq))) as "rerouted!"
           from ticket t
           join rule_set s on s.id = t.rule_set_id and s.community_id is not distinct from $1
           where t.rule_id is not null and t.filed_at >= $2 and t.filed_at < $3
           group by t.rule_id order by 3 desc, 2 desc, 1 limit $4"#,
        community.map(|id| id.0),
        from,
        until,
        MOST_RULES
    )
    .fetch_all(conn)
    .await?)
}
