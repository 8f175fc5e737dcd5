//! A record that was tampered with is found out.

use super::*;

#[tokio::test]
async fn a_changed_entry_a_cut_tail_and_a_changed_row_are_found() {
    let c = Case::new().await;
    let (number, _) = c.taken().await;
    let id = c.detail(&number).await.id.0;
    for (tamper, undo) in [
        (
            "update event set data = '{\"x\": 1}' where ticket_id = $1 and seq = 2",
            None,
        ),
        (
            "update event_text set body = 'otra cosa' where event_id = (select id from event where ticket_id = $1 and seq = 1)",
            None,
        ),
        (
            "update ticket set state = 'assigned' where id = $1",
            Some("update ticket set state = 'in_progress' where id = $1"),
        ),
        (
            "update ticket set last_seq = last_seq + 1 where id = $1",
            Some("update ticket set last_seq = last_seq - 1 where id = $1"),
        ),
    ] {
        let before = faults(&c).await;
        let mut tx = c.t.pool.begin().await.expect("a transaction");
        sqlx::query("set local session_replication_role = replica")
            .execute(&mut *tx)
            .await
            .expect("triggers off, as a superuser can");
        sqlx::query(tamper)
            .bind(id)
            .execute(&mut *tx)
            .await
            .expect("tampered");
        tx.commit().await.expect("committed");
        assert!(faults(&c).await > before, "not found: {tamper}");
        if let Some(undo) = undo {
            sqlx::query(undo)
                .bind(id)
                .execute(&c.t.pool)
                .await
                .expect("undone");
        }
    }
}

async fn faults(c: &Case) -> usize {
    let checks = evidence::verify(&c.t.pool, &c.t.app.files)
        .await
        .expect("verified");
    checks.iter().map(|check| check.faults.len()).sum()
}
