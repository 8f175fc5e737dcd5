//! All SQL of the proof.

use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    Check, NAMED,
    chain::{Chain, Stored},
};
use crate::{error::Result, ticket::Number};

/// Lifts the limit of pages and jobs from this connection: a proof reads everything.
pub async fn take_your_time(conn: &mut PgConnection) -> Result<()> {
    sqlx::query("set statement_timeout = 0")
        .execute(conn)
        .await?;
    Ok(())
}

/// The next hundred tickets with their whole record. One statement reads tickets and entries, so that a deed committing meanwhile is
/// seen whole or not at all.
pub async fn chains_after(conn: &mut PgConnection, after: i64) -> Result<Vec<(i64, Chain)>> {
    let rows = sqlx::query!(
        r#"with page as (select id, number, state, last_seq, last_hash from ticket where id > $1 order by id limit 100)
           select p.id as "id!", p.number as "number!", p.state as "state!", p.last_seq as "last_seq!", p.last_hash, e.seq as "seq?",
                  e.cycle as "cycle?", e.kind as "kind?", e.visibility as "visibility?", e.actor_id, e.actor_kind as "actor_kind?",
                  e.recorded_at as "recorded_at?", e.effective_at as "effective_at?", e.data as "data?", e.text_digest, e.prev_hash,
                  e.hash as "hash?", x.salt as "salt?", x.body as "body?"
           from page p
           left join event e on e.ticket_id = p.id
           left join event_text x on x.event_id = e.id
           order by p.id, e.seq"#,
        after
    )
    .fetch_all(conn)
    .await?;
    let mut chains: Vec<(i64, Chain)> = vec![];
    for row in rows {
        if chains.last().is_none_or(|(id, _)| *id != row.id) {
            let chain = Chain {
                number: row.number,
                state: row.state,
                last_seq: row.last_seq,
                last_hash: row.last_hash,
                entries: vec![],
            };
            chains.push((row.id, chain));
        }
        let stored = (|| {
            Some(Stored {
                seq: row.seq?,
                cycle: row.cycle?,
                kind: row.kind?,
                visibility: row.visibility?,
                actor_id: row.actor_id,
                actor_kind: row.actor_kind?,
                recorded_at: row.recorded_at?,
                effective_at: row.effective_at?,
                data: row.data?,
                text_digest: row.text_digest,
                prev: row.prev_hash,
                hash: row.hash?,
                text: row.salt.zip(row.body),
            })
        })();
        if let (Some(stored), Some((_, chain))) = (stored, chains.last_mut()) {
            chain.entries.push(stored);
        }
    }
    Ok(chains)
}

pub async fn files_after(conn: &mut PgConnection, after: Uuid) -> Result<Vec<(Uuid, Vec<u8>)>> {
    let rows = sqlx::query!(
        "select id, sha256 from file where id > $1 order by id limit 500",
        after
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.sha256)).collect())
}

/// What must hold between rows and no constraint alone can say.
pub async fn invariants(conn: &mut PgConnection) -> Result<Vec<Check>> {
    Ok(vec![
        numbers(conn).await?,
        find(conn, "accountable", "an open ticket with a department has somebody accountable, and its hands are recorded",
            "select t.number from ticket t
             where t.state in ('assigned', 'in_progress', 'waiting')
               and not exists (select from custody c where c.ticket_id = t.id and c.to_at is null
                                 and c.person_id is not distinct from t.accountable_id and c.department_id is not distinct from t.department_id)
             limit 20",
            "select count(*) from ticket where state in ('assigned', 'in_progress', 'waiting')").await?,
        find(conn, "breaches", "no broken promise without its breach, and none kept after its due instant",
            "select t.number from promise p join ticket t on t.id = p.ticket_id
             where (p.state = 'broken' and p.breached_at is null) or (p.state = 'kept' and p.met_at > p.due_at) limit 20",
            "select count(*) from promise").await?,
        find(conn, "breach-events", "every breach is on the record",
            "select t.number from promise p join ticket t on t.id = p.ticket_id
             where p.breached_at is not null
               and not exists (select from event e where e.ticket_id = p.ticket_id and e.kind in ('PromiseBroken', 'Imported') and
                                 (e.kind = 'Imported' or (e.data->>'promise')::bigint = p.id)) limit 20",
            "select count(*) from promise where breached_at is not null").await?,
        find(conn, "pauses", "a waiting ticket has one open pause, and no other ticket has",
            "select t.number from ticket t
             where (t.state = 'waiting') <> exists (select from pause p where p.ticket_id = t.id and p.to_at is null)
               and (t.state = 'waiting' or exists (select from pause p where p.ticket_id = t.id and p.to_at is null)) limit 20",
            "select count(*) from pause").await?,
        find(conn, "late", "the ticket's soonest promise and lateness are those of its promises",
            "select t.number from ticket t
             left join lateral (select min(p.due_at) filter (where p.breached_at is null) as due,
                                       coalesce(bool_or(p.breached_at is not null), false) as late
                                from promise p where p.ticket_id = t.id and p.state = 'running') s on true
             where t.next_due_at is distinct from s.due or t.late <> s.late limit 20",
            "select count(*) from ticket").await?,
        find(conn, "keys", "a key's answer is a ticket that exists",
            "select i.answer from idempotency i where i.answer ~ '^[A-Z]-' and not exists (select from ticket t where t.number = i.answer) limit 20",
            "select count(*) from idempotency").await?,
        find(conn, "disputes", "a decided dispute holds no line, one that is undecided or awaits its second person every line",
            "select t.number from dispute d join ticket t on t.id = d.ticket_id join dispute_line l on l.ticket_id = d.ticket_id
             where (d.decided_at is not null and l.released_at is null
                    and not exists (select from adjustment a where a.ticket_id = d.ticket_id and a.approved_at is null and a.refused_at is null))
                or (d.decided_at is null and l.released_at is not null and t.state not in ('withdrawn', 'declined', 'duplicate')) limit 20",
            "select count(*) from dispute_line").await?,
        find(conn, "adjustments", "what comes off a charge is what was decided, agreed by two people where two are needed",
            "select t.number from adjustment a join ticket t on t.id = a.ticket_id
             where (a.needs_second and a.approved_by = a.proposed_by)
                or (a.refused_at is null
                    and not exists (select from dispute_line l
                                    where l.ticket_id = a.ticket_id and l.charge_id = a.charge_id and l.relief = a.amount)) limit 20",
            "select count(*) from adjustment").await?,
        find(conn, "notices", "a notice speaks of a ticket that its event is about",
            "select t.number from notification n join event e on e.id = n.event_id join ticket t on t.id = n.ticket_id
             where e.ticket_id <> n.ticket_id limit 20",
            "select count(*) from notification").await?,
        find(conn, "transactions", "nobody sits idle in a transaction",
            "select pid::text from pg_stat_activity
             where datname = current_database() and state = 'idle in transaction' and state_change < now() - interval '10 seconds' limit 20",
            "select count(*) from pg_stat_activity where datname = current_database()").await?,
    ])
}

/// Every number reads back as itself.
async fn numbers(conn: &mut PgConnection) -> Result<Check> {
    let mut check = Check {
        name: "numbers",
        looked_at: 0,
        faults: vec![],
    };
    let mut after = 0;
    loop {
        let page = sqlx::query!(
            "select id, number, kind from ticket where id > $1 order by id limit 5000",
            after
        )
        .fetch_all(&mut *conn)
        .await?;
        let Some(last) = page.last() else {
            return Ok(check);
        };
        after = last.id;
        for row in page {
            check.looked_at += 1;
            let reads = row.number.parse::<Number>().is_ok_and(|n| {
                n.as_str() == row.number
                    && row
                        .kind
                        .parse()
                        .is_ok_and(|k: crate::ticket::Kind| row.number.starts_with(k.letter()))
            });
            if !reads && check.faults.len() < NAMED {
                check
                    .faults
                    .push(format!("ticket {} has the number {}", row.id, row.number));
            }
        }
    }
}

/// A query that names what breaks a rule.
async fn find(
    conn: &mut PgConnection,
    name: &'static str,
    rule: &str,
    faults: &'static str,
    looked_at: &'static str,
) -> Result<Check> {
    let looked_at = sqlx::query_scalar::<_, i64>(looked_at)
        .fetch_one(&mut *conn)
        .await?;
    let found = sqlx::query_scalar::<_, String>(faults)
        .fetch_all(&mut *conn)
        .await?;
    Ok(Check {
        name,
        looked_at,
        faults: found
            .into_iter()
            .map(|what| format!("{what}: {rule}"))
            .collect(),
    })
}
