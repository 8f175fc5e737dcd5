//! Every migration applies over the rows of those before it, and loses none.

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, ConnectOptions, PgConnection, migrate::Migrator};
use ventanilla::db::MIGRATOR;

use crate::support::TestDb;

/// Rows for the tables that exist after this migration. The first row of a table has the number 1.
const SAMPLES: &[(i64, &str)] = &[
    (
        1,
        "insert into person (name, email, phone, created_at) values
             ('Elena García', 'elena@example.org', '+34 600 111 222', now()), ('Ana Ruiz', null, null, now());
         insert into department (slug, name, head_id) values ('engineering', '{\"en\": \"Engineering\"}', 2);
         insert into department_member values (1, 2);
         insert into staff_account (person_id, login, created_at) values (2, 'ana', now());
         insert into staff_role (person_id, role) values (2, 'desk');
         insert into shift (person_id, weekday, from_time, to_time) values (2, 1, '09:00', '17:00');
         insert into absence (person_id, from_at, to_at) values (2, now(), now() + interval '1 day');
         insert into rate_count values ('sign-in', now(), 1);
         insert into session (id_hash, person_id, audience, data, expires_at)
             values ('\\x01', 1, 'owner', '{}', now() + interval '1 day')",
    ),
    (
        2,
        "insert into community (slug, name, zone, currency, language)
             values ('palmeras', 'Las Palmeras', 'Europe/Madrid', 'EUR', 'es');
         insert into building (community_id, name) values (1, 'Tower 2');
         insert into unit (community_id, building_id, label) values (1, 1, '2-A');
         insert into common_area (community_id, building_id, kind, name) values (1, 1, 'lobby', '{}');
         insert into asset (community_id, building_id, common_area_id, kind, name, code) values (1, 1, 1, 'lift', '{}', 'L1');
         insert into occupancy (person_id, unit_id, role, share, from_on) values (1, 1, 'owner', 10000, '2020-01-01');
         insert into staff_role (person_id, role, community_id) values (2, 'manager', 1)",
    ),
    (
        3,
        "insert into category (kind, slug, label) values ('repair', 'kitchen-drip', '{}')",
    ),
    (
        4,
        "insert into rule_set (version, state, rules, made_at) values (1, 'live', '[]', now())",
    ),
    (
        5,
        "insert into calendar (slug, name, zone, week) values ('madrid', 'Madrid', 'Europe/Madrid', '{}');
         update community set calendar_id = 1;
         insert into policy_set (version, state, body, made_at) values (1, 'live', '[]', now())",
    ),
    (
        6,
        "insert into ticket (number, kind, community_id, building_id, unit_id, category_id, urgency, channel, reporter_id,
                             reporter_role, summary, body, language, department_id, accountable_id, state, state_at, filed_at,
                             recorded_at, next_due_at, late, idempotency_key)
             values ('R-7KQ4M2-8', 'repair', 1, 1, 1, 1, 'normal', 'web', 1, 'owner', 'Gotea', 'Gotea', 'es', 1, 2, 'assigned',
                     now(), now(), now(), now(), true, gen_random_uuid()),
                    ('C-7KQ4M2-8', 'complaint', 1, 1, 1, null, 'normal', 'web', 1, 'owner', 'Ruido', 'Ruido', 'es', null, null, 'new',
                     now(), now(), now(), null, false, null),
                    ('F-7KQ4M2-8', 'fee_dispute', 1, 1, 1, null, 'normal', 'web', 1, 'owner', 'Cuota', 'Cuota', 'es', null, null, 'new',
                     now(), now(), now(), null, false, null);
         insert into promise (ticket_id, cycle, metric, starts_on, target, policy, calendar_id, state, started_at, due_at,
                              breached_at, met_at, community_id, department_id)
             values (1, 1, 'acknowledge', 'filed', '15 min', 'p', 1, 'kept', now(), now(), null, now(), 1, 1),
                    (1, 1, 'first_response', 'filed', '4 wh', 'p', 1, 'running', now(), now(), now(), null, 1, 1),
                    (1, 1, 'resolve', 'filed', '10 wd', 'p', 1, 'waiting', null, null, null, null, 1, 1),
                    (1, 1, 'attend', 'filed', '2 h', 'p', 1, 'broken', now(), now(), now(), now(), 1, 1),
                    (1, 1, 'make_safe', 'filed', '2 h', 'p', 1, 'dropped', now(), now(), null, null, 1, 1);
         insert into pause (ticket_id, cycle, reason, from_at, to_at) values (1, 1, 'parts', now(), now());
         insert into extension (promise_id, by_target, reason, made_at) values (2, '1 wd', 'parts come late', now());
         insert into event (ticket_id, seq, cycle, kind, visibility, actor_kind, recorded_at, effective_at, hash)
             values (1, 1, 1, 'Filed', 'public', 'owner', now(), now(), '\\x01');
         insert into event_text values (1, '\\x02', 'Gotea', 'es');
         insert into custody (ticket_id, cycle, department_id, person_id, from_at) values (1, 1, 1, 2, now());
         insert into handoff (ticket_id, from_person_id, to_department_id, reason, offered_at, lapses_at, state)
             values (1, 2, 1, 'not mine', now(), now(), 'offered');
         insert into watcher values (1, 2);
         insert into file (id, ticket_id, event_id, name, media_type, size, sha256, created_at)
             values (gen_random_uuid(), 1, 1, 'a.jpg', 'image/jpeg', 3, '\\x03', now());
         insert into rating (ticket_id, cycle, person_id, score, rated_at) values (1, 1, 1, 5, now());
         insert into idempotency values (gen_random_uuid(), 1, '\\x04', '1', now());
         insert into draft values (2, 'ticket:1', 'Estimada', now())",
    ),
    (
        7,
        "insert into repair (ticket_id) values (1);
         insert into complaint (ticket_id, about) values (2, 'noise');
         insert into complaint_answer values (2, 1, 'upheld', 'r', 'r', 'n', 'f', 2, now());
         insert into charge (community_id, unit_id, reference, name, period_on, due_on, amount, imported_at)
             values (1, 1, 'F-1', 'Cuota', '2026-11-01', '2026-11-30', 8450, now());
         insert into dispute (ticket_id) values (3);
         insert into dispute_line (ticket_id, charge_id, ground, held_at) values (3, 1, 'amount', now());
         insert into adjustment (charge_id, ticket_id, amount, proposed_by, proposed_at, needs_second)
             values (1, 3, 100, 2, now(), true)",
    ),
    (
        8,
        "insert into job (kind, payload, run_at, created_at) values ('announce', '{}', now(), now());
         insert into notification (event_id, ticket_id, person_id, channel, template, state, not_before, created_at, message_id)
             values (1, 1, 1, 'app', 'received', 'shown', now(), now(), gen_random_uuid()),
                    (1, 1, 2, 'app', 'assigned', 'shown', now(), now(), gen_random_uuid());
         insert into mailbox (message_id, to_address, subject, body, sent_at) values ('m', 'elena@example.org', 's', 'b', now())",
    ),
    // A code lives for ten minutes; 11 asks of each what none of the old ones has.
    (
        11,
        "insert into sign_in_code (person_id, request, code_hash, created_at, expires_at)
             values (1, gen_random_uuid(), '\\x05', now(), now())",
    ),
    (
        51,
        "insert into ticket_link values ('\\x06', 1, 1, now(), now())",
    ),
    (
        60,
        "insert into audit (seq, at, actor_id, action, person_id, hash) values (1, now(), 2, 'invited', 1, '\\x07');
         update audit_head set seq = 1, hash = '\\x07'",
    ),
];

async fn rows(conn: &mut PgConnection) -> BTreeMap<String, i64> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select tablename::text from pg_tables where schemaname = 'public' and tablename <> '_sqlx_migrations'",
    )
    .fetch_all(&mut *conn)
    .await
    .expect("pg_tables");
    let mut rows = BTreeMap::new();
    for table in tables {
        let n = sqlx::query_scalar(AssertSqlSafe(format!("select count(*) from {table}")))
            .fetch_one(&mut *conn)
            .await
            .expect("a count");
        rows.insert(table, n);
    }
    rows
}

#[tokio::test]
async fn each_migration_applies_over_the_rows_of_those_before() {
    let db = TestDb::empty().await;
    let options = db.owner().options([("client_min_messages", "warning")]);
    let mut conn = options.connect().await.expect("a connection");
    let all: Vec<_> = MIGRATOR.iter().cloned().collect();
    let mut before = BTreeMap::new();
    for so_far in 1..=all.len() {
        let last = &all[so_far - 1];
        let name = format!("{:04}_{}", last.version, last.description);
        Migrator::with_migrations(all[..so_far].to_vec())
            .run(&mut conn)
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let after = rows(&mut conn).await;
        for (table, n) in &before {
            let left = after.get(table);
            assert!(left >= Some(n), "{name} leaves {left:?} of {n} in {table}");
        }
        for (_, sample) in SAMPLES
            .iter()
            .filter(|(version, _)| *version == last.version)
        {
            sqlx::raw_sql(*sample)
                .execute(&mut conn)
                .await
                .unwrap_or_else(|error| panic!("rows after {name}: {error}"));
        }
        before = rows(&mut conn).await;
    }
    let empty: Vec<_> = before.iter().filter(|(_, n)| **n == 0).collect();
    assert!(empty.is_empty(), "tables without a sample row: {empty:?}");
    // what was there is what it was, with what later migrations say of it
    let of_whom: Vec<Option<String>> =
        sqlx::query_scalar("select audience from notification order by id")
            .fetch_all(&mut conn)
            .await
            .expect("notices");
    assert_eq!(
        of_whom,
        [Some("owner".to_owned()), Some("staff".to_owned())]
    );
    let first: bool = sqlx::query_scalar("select queue_at = '-infinity' from ticket where id = 1")
        .fetch_one(&mut conn)
        .await
        .expect("a ticket");
    assert!(first, "what is late stands first in the queue");
    // and the program takes it as its own
    db.database()
        .migrate()
        .await
        .expect("nothing is left to do");
}
