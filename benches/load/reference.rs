//! What the database alone can do: the same rows that a filing writes, and one row by its key.

use anyhow::ensure;
use futures_util::future::try_join_all;
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, postgres::PgConnectOptions};
use uuid::Uuid;

use crate::{
    CONNECTIONS,
    volley::{Figures, Length},
    world::World,
};

async fn connections(at: &PgConnectOptions) -> anyhow::Result<Vec<PgConnection>> {
    // as the product's own connections
    let at = at.clone().options([("role", "ventanilla_app")]);
    Ok(try_join_all((0..CONNECTIONS).map(|_| PgConnection::connect_with(&at))).await?)
}

pub async fn select(
    at: &PgConnectOptions,
    world: &World,
    length: Length,
) -> anyhow::Result<Figures> {
    Figures::of(
        length,
        connections(at).await?,
        async |conn: &mut PgConnection, n| {
            sqlx::query("select number, state, summary, filed_at from ticket where id = $1")
                .bind(world.any_ticket(n))
                .fetch_one(conn)
                .await?;
            Ok(())
        },
    )
    .await
}

/// The rows of the last ticket filed, and the statements that write the same rows once more. They copy within the server: less
/// to send and to read than the product has, so the reference flatters nobody.
pub struct Filed {
    ticket: i64,
    copies: Vec<String>,
    job: serde_json::Value,
}

impl Filed {
    pub async fn last(at: &PgConnectOptions) -> anyhow::Result<Self> {
        let mut conn = PgConnection::connect_with(at).await?;
        let ticket = sqlx::query_scalar("select max(ticket_id) from event where kind = 'Filed'")
            .fetch_one(&mut conn)
            .await?;
        let events: Vec<i64> = sqlx::query_scalar("select id from event where ticket_id = $1")
            .bind(ticket)
            .fetch_all(&mut conn)
            .await?;
        ensure!(events.len() > 2, "nothing was filed");
        let mut copies = vec![copy(&mut conn, "ticket", "number", "id").await?];
        for table in ["event", "promise", "custody", "repair"] {
            copies.push(copy(&mut conn, table, "ticket_id", "ticket_id").await?);
        }
        Ok(Self {
            ticket,
            copies,
            job: serde_json::json!({ "events": events }),
        })
    }
}

/// `insert … select` of the rows where `key` is $1, with $2 for one column; answers with the first column of the new row.
async fn copy(
    conn: &mut PgConnection,
    table: &str,
    changed: &str,
    key: &str,
) -> anyhow::Result<String> {
    let columns: Vec<String> = sqlx::query_scalar(
        "select column_name::text from information_schema.columns
         where table_schema = 'public' and table_name = $1 and is_identity = 'NO' and is_generated = 'NEVER'
         order by ordinal_position",
    )
    .bind(table)
    .fetch_all(conn)
    .await?;
    let values: Vec<&str> = columns
        .iter()
        .map(|column| if column == changed { "$2" } else { column })
        .collect();
    let first = if table == "repair" { "ticket_id" } else { "id" };
    Ok(format!(
        "insert into {table} ({}) select {} from {table} where {key} = $1 returning {first}",
        columns.join(", "),
        values.join(", ")
    ))
}

pub async fn transaction(
    at: &PgConnectOptions,
    filed: &Filed,
    length: Length,
) -> anyhow::Result<Figures> {
    Figures::of(length, connections(at).await?, async |conn: &mut PgConnection, _| {
        let key = Uuid::new_v4();
        let mut tx = conn.begin().await?;
        sqlx::query("insert into idempotency (key, body_hash, answer, made_at) values ($1, $2, $3, now())")
            .bind(key)
            .bind(&key.as_bytes()[..])
            .bind(key.to_string())
            .execute(&mut *tx)
            .await?;
        let ticket: i64 = sqlx::query(AssertSqlSafe(filed.copies[0].as_str()))
            .bind(filed.ticket)
            .bind(key.to_string())
            .fetch_one(&mut *tx)
            .await?
            .try_get(0)?;
        let mut first_event = None;
        for rows in &filed.copies[1..] {
            let written = sqlx::query(AssertSqlSafe(rows.as_str()))
                .bind(filed.ticket)
                .bind(ticket)
                .fetch_all(&mut *tx)
                .await?;
            if first_event.is_none() {
                first_event = written.first().map(|row| row.try_get::<i64, _>(0)).transpose()?;
            }
        }
        sqlx::query(
            "insert into event_text (event_id, salt, body, language)
             select $2, x.salt, x.body, x.language from event e join event_text x on x.event_id = e.id
             where e.ticket_id = $1 and e.seq = 1",
        )
        .bind(filed.ticket)
        .bind(first_event)
        .execute(&mut *tx)
        .await?;
        sqlx::query("insert into job (kind, payload, run_at, created_at) values ('announce', $1, now(), now())")
            .bind(&filed.job)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    })
    .await
}
