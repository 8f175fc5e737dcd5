//! The filled database, who is signed in there, and what they ask for.

use std::time::{Duration, Instant};

use anyhow::ensure;
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Connection, PgConnection, postgres::PgConnectOptions};
use tower_sessions::session::Id;
use uuid::Uuid;

/// So many owners, each with a ticket of theirs.
const OWNERS: i64 = 400;
/// So many owners report something, each at most ten times a day.
const REPORTERS: i64 = 20_000;

pub struct World {
    tickets: i64,
    owners: Vec<Owner>,
    reporters: Vec<Reporter>,
    desk: Vec<String>,
    heads: Vec<String>,
    place: String,
    what: String,
}

struct Owner {
    session: String,
    number: String,
}

struct Reporter {
    session: String,
    unit: i64,
}

/// Whether a run before this one left a database whose filling came to its end.
pub async fn is_there(at: &PgConnectOptions, name: &str) -> anyhow::Result<bool> {
    let Ok(mut conn) = PgConnection::connect_with(&at.clone().database(name)).await else {
        return Ok(false);
    };
    let filled = sqlx::query_scalar("select to_regclass('bench_filled') is not null");
    Ok(filled.fetch_one(&mut conn).await?)
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

pub async fn fill(at: &PgConnectOptions, tickets: u32) -> anyhow::Result<Duration> {
    let began = Instant::now();
    let fill = format!(
        "set bench.tickets = {tickets};\n{}",
        include_str!("../fill.sql")
    );
    statement(at, fill).await?;
    statement(at, "vacuum analyze".to_owned()).await?;
    statement(at, "create table bench_filled ()".to_owned()).await?;
    statement(at, "checkpoint".to_owned()).await?;
    Ok(began.elapsed())
}

impl World {
    /// `tickets` is how many there were before any run filed its own: their ids have no gaps.
    pub async fn open(at: &PgConnectOptions, tickets: i64) -> anyhow::Result<Self> {
        // what was reported in another run is of another day
        statement(at, "truncate session, rate_count".to_owned()).await?;
        let mut conn = PgConnection::connect_with(at).await?;
        let (place, what) = sqlx::query_as(
            "select parent_slug, slug from category
             where kind = 'repair' and parent_slug <> 'shared' and danger is null and urgency = 'normal' and not retired
               and slug not like '%-unsure' order by position, id limit 1",
        )
        .fetch_one(&mut conn)
        .await?;
        // one in so many, spread over all ages
        let rows: Vec<(i64, String)> = sqlx::query_as(
            "select reporter_id, number from ticket
             where id % greatest($1 / $2, 1) = 0 and number like '_-%' order by id limit $2",
        )
        .bind(tickets)
        .bind(OWNERS)
        .fetch_all(&mut conn)
        .await?;
        let people: Vec<i64> = rows.iter().map(|row| row.0).collect();
        let owners = sign_in(&mut conn, &people, "owner").await?;
        let owners = owners.into_iter().zip(rows);
        let homes: Vec<(i64, i64)> = sqlx::query_as(
            "select person_id, unit_id from occupancy order by hashint8(person_id), id limit $1",
        )
        .bind(REPORTERS)
        .fetch_all(&mut conn)
        .await?;
        let people: Vec<i64> = homes.iter().map(|home| home.0).collect();
        let reporters = sign_in(&mut conn, &people, "owner").await?;
        let reporters = reporters.into_iter().zip(homes);
        let desk: Vec<i64> =
            sqlx::query_scalar("select person_id from staff_role where role = 'desk'")
                .fetch_all(&mut conn)
                .await?;
        let heads: Vec<i64> = sqlx::query_scalar(
            "select head_id from department where slug <> 'customer-service' and head_id is not null",
        )
        .fetch_all(&mut conn)
        .await?;
        let world = Self {
            tickets,
            owners: owners
                .map(|(session, (_, number))| Owner { session, number })
                .collect(),
            reporters: reporters
                .map(|(session, (_, unit))| Reporter { session, unit })
                .collect(),
            desk: sign_in(&mut conn, &desk, "staff").await?,
            heads: sign_in(&mut conn, &heads, "staff").await?,
            place,
            what,
        };
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

    /// GET of the last page of a report, which whoever reports has opened before.
    pub fn form(&self, n: u64) -> Vec<u8> {
        let owner = one(&self.reporters, n);
        let (place, what) = (&self.place, &self.what);
        format!(
            "GET /report/repair/last?unit={}&place={place}&what={what} HTTP/1.1\r\nhost: localhost\r\ncookie: session={}\r\n\r\n",
            owner.unit, owner.session
        )
        .into_bytes()
    }

    /// POST of the last page of a report, as a browser without JavaScript sends it.
    pub fn report(&self, n: u64) -> Vec<u8> {
        let owner = one(&self.reporters, n);
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

/// Sessions as a sign-in leaves them; the cookies' values.
async fn sign_in(
    conn: &mut PgConnection,
    people: &[i64],
    audience: &str,
) -> anyhow::Result<Vec<String>> {
    let ids: Vec<String> = people
        .iter()
        .map(|_| Id(rand::random()).to_string())
        .collect();
    let hashes: Vec<Vec<u8>> = ids.iter().map(|id| Sha256::digest(id).to_vec()).collect();
    sqlx::query(
        "insert into session (id_hash, person_id, audience, data, expires_at)
         select hash, person, $3, '{}', now() + interval '20 minutes' from unnest($1::bytea[], $2::bigint[]) as s (hash, person)",
    )
    .bind(&hashes)
    .bind(people)
    .bind(audience)
    .execute(conn)
    .await?;
    Ok(ids)
}
