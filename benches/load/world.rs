//! The filled database, who is signed in there, and what they ask for.

use std::time::{Duration, Instant};

use anyhow::ensure;
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, postgres::PgConnectOptions};
use tower_sessions::session::Id;
use uuid::Uuid;

/// So many owners, each with a ticket of theirs.
const OWNERS: i64 = 400;

pub struct World {
    pub filled_in: Duration,
    pub megabytes: i64,
    tickets: i64,
    owners: Vec<Owner>,
    desk: Vec<String>,
    heads: Vec<String>,
    place: String,
    what: String,
}

struct Owner {
    session: String,
    number: String,
    unit: i64,
}

pub async fn create(at: &PgConnectOptions, name: &str) -> anyhow::Result<()> {
    drop(at, name).await?;
    statement(at, format!("create database {name}")).await
}

pub async fn drop(at: &PgConnectOptions, name: &str) -> anyhow::Result<()> {
    statement(at, format!("drop database if exists {name} with (force)")).await
}

async fn statement(at: &PgConnectOptions, sql: String) -> anyhow::Result<()> {
    let mut conn = PgConnection::connect_with(at).await?;
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut conn).await?;
    Ok(conn.close().await?)
}

impl World {
    pub async fn fill(at: &PgConnectOptions, tickets: u32) -> anyhow::Result<Self> {
        let began = Instant::now();
        let fill = format!(
            "set bench.tickets = {tickets};\n{}",
            include_str!("../fill.sql")
        );
        statement(at, fill).await?;
        statement(at, "vacuum analyze".to_owned()).await?;
        statement(at, "checkpoint".to_owned()).await?;
        let filled_in = began.elapsed();

        let mut conn = PgConnection::connect_with(at).await?;
        let (tickets, megabytes) = sqlx::query_as(
            "select count(*), pg_database_size(current_database()) / 1048576 from ticket",
        )
        .fetch_one(&mut conn)
        .await?;
        let (place, what) = sqlx::query_as(
            "select parent_slug, slug from category
             where kind = 'repair' and parent_slug <> 'shared' and danger is null and urgency = 'normal' and not retired
               and slug not like '%-unsure' order by position, id limit 1",
        )
        .fetch_one(&mut conn)
        .await?;
        // one in so many, spread over all ages
        let rows = sqlx::query(
            "select reporter_id, number, unit_id from ticket where id % greatest($1 / $2, 1) = 0 order by id limit $2",
        )
        .bind(tickets)
        .bind(OWNERS)
        .fetch_all(&mut conn)
        .await?;
        let mut owners = vec![];
        for row in rows {
            owners.push(Owner {
                session: sign_in(&mut conn, row.try_get(0)?, "owner").await?,
                number: row.try_get(1)?,
                unit: row.try_get(2)?,
            });
        }
        let mut world = Self {
            filled_in,
            megabytes,
            tickets,
            owners,
            desk: vec![],
            heads: vec![],
            place,
            what,
        };
        for person in sqlx::query_scalar("select person_id from staff_role where role = 'desk'")
            .fetch_all(&mut conn)
            .await?
        {
            world.desk.push(sign_in(&mut conn, person, "staff").await?);
        }
        for person in sqlx::query_scalar(
            "select head_id from department where slug <> 'customer-service' and head_id is not null",
        )
        .fetch_all(&mut conn)
        .await?
        {
            world.heads.push(sign_in(&mut conn, person, "staff").await?);
        }
        ensure!(
            !(world.owners.is_empty() || world.desk.is_empty() || world.heads.is_empty()),
            "nobody is there"
        );
        Ok(world)
    }

    /// A ticket's id, all over the table.
    pub fn any_ticket(&self, n: u64) -> i64 {
        1 + (n.wrapping_mul(2_654_435_761) % self.tickets as u64) as i64
    }

    /// GET of one of the pages measured.
    pub fn page(&self, what: &str, n: u64) -> Vec<u8> {
        let (path, session) = match what {
            "tracking" => {
                let owner = one(&self.owners, n);
                (format!("/r/{}", owner.number), &owner.session)
            }
            "queue" => ("/desk?view=all".to_owned(), one(&self.desk, n)),
            _ => ("/dept/board".to_owned(), one(&self.heads, n)),
        };
        format!("GET {path} HTTP/1.1\r\nhost: localhost\r\ncookie: session={session}\r\n\r\n")
            .into_bytes()
    }

    /// POST of the last page of a report, as a browser without JavaScript sends it.
    pub fn report(&self, n: u64) -> Vec<u8> {
        let owner = one(&self.owners, n);
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("unit", &owner.unit.to_string())
            .append_pair("place", &self.place)
            .append_pair("what", &self.what)
            .append_pair("key", &Uuid::new_v4().to_string())
            .append_pair(
                "words",
                "The tap drips all night and the bucket below it is full by the morning.",
            )
            .append_pair("worse", "unsure")
            .append_pair("enter", "no")
            .append_pair("best", "any")
            .finish();
        format!(
            "POST /report/repair/last HTTP/1.1\r\nhost: localhost\r\ncookie: session={}\r\nsec-fetch-site: same-origin\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            owner.session,
            body.len()
        )
        .into_bytes()
    }
}

fn one<T>(of: &[T], n: u64) -> &T {
    &of[(n % of.len() as u64) as usize]
}

/// A session as a sign-in leaves it; the cookie's value.
async fn sign_in(conn: &mut PgConnection, person: i64, audience: &str) -> anyhow::Result<String> {
    let id = Id(rand::random());
    sqlx::query(
        "insert into session (id_hash, person_id, audience, data, expires_at) values ($1, $2, $3, '{}', now() + interval '20 minutes')",
    )
    .bind(&Sha256::digest(id.to_string())[..])
    .bind(person)
    .bind(audience)
    .execute(conn)
    .await?;
    Ok(id.to_string())
}
