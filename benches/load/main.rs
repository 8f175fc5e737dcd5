//! Signed-in requests over HTTP beside two references on the same server and database, by size: `bin/scale`.
//!
//!   cargo bench --bench load -- [--seconds N] [--worker] [--keep] [--only WHAT]… [TICKETS]…
//!
//! `DATABASE_URL` names a server where databases may be made, as a superuser; each size has one of its own, gone afterwards.
//! With `--keep` the large ones stay and are measured again by the next run. `--only` names `tracking`, `queue`, `board`,
//! `filing` or `sweep`; the sweep is measured only when it is named.

mod reference;
mod server;
mod sweep;
mod volley;
mod world;

use anyhow::ensure;
use sqlx::postgres::PgConnectOptions;

use crate::{
    reference::Filed,
    server::Server,
    volley::{Figures, Length},
    world::World,
};

/// As many people at once, in pages and references alike.
const CONNECTIONS: usize = 16;

/// A database of fewer tickets is not worth keeping: what a run files would change it.
const WORTH_KEEPING: u32 = 100_000;

struct Asked {
    seconds: u64,
    worker: bool,
    keep: bool,
    only: Vec<String>,
    sizes: Vec<u32>,
}

impl Asked {
    fn read() -> anyhow::Result<Self> {
        let mut asked = Self {
            seconds: 15,
            worker: false,
            keep: false,
            only: vec![],
            sizes: vec![],
        };
        let mut args = std::env::args().skip(1);
        while let Some(arg) = args.next() {
            match arg.as_str() {
                // cargo's own word to every bench
                "--bench" => {}
                "--worker" => asked.worker = true,
                "--keep" => asked.keep = true,
                "--only" => asked.only.extend(args.next()),
                "--seconds" => asked.seconds = args.next().unwrap_or_default().parse()?,
                size => asked.sizes.push(size.parse()?),
            }
        }
        if asked.sizes.is_empty() {
            asked.sizes = vec![1_000, 100_000, 1_000_000];
        }
        Ok(asked)
    }

    fn wants(&self, what: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == what)
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let asked = Asked::read()?;
    let url = std::env::var("DATABASE_URL")?;
    let mut first: Option<Vec<Line>> = None;
    for &size in &asked.sizes {
        let name = format!("ventanilla_bench_{size}");
        let at: PgConnectOptions = url.parse()?;
        let keep = asked.keep && size >= WORTH_KEEPING;
        let filled = keep && world::is_there(&at, &name).await?;
        if !filled {
            world::create(&at, &name).await?;
        }
        let size = Size {
            tickets: size,
            database: server::address(&url, &name),
            at: at.clone().database(&name),
            filled,
        };
        let measured = one_size(&asked, &size).await;
        if !keep {
            world::drop(&at, &name).await?;
        }
        let lines = measured?;
        if let Some(first) = &first {
            for (line, small) in lines.iter().zip(first) {
                println!(
                    "  {:<10} p99 is {:.2} of the smallest size's (goal 1.5)",
                    line.what,
                    line.figures.p99() / small.figures.p99()
                );
            }
        }
        first.get_or_insert(lines);
    }
    Ok(())
}

struct Line {
    what: &'static str,
    figures: Figures,
}

/// One database and what is in it.
struct Size {
    tickets: u32,
    database: String,
    at: PgConnectOptions,
    /// A run before this one filled it.
    filled: bool,
}

async fn one_size(asked: &Asked, size: &Size) -> anyhow::Result<Vec<Line>> {
    let at = &size.at;
    // the first start makes the schema and what every company begins with, or brings it up to date
    Server::start(&size.database, false).await?.stop().await?;
    let tickets = size.tickets;
    if size.filled {
        println!("\n## {tickets} tickets (filled before)\n");
    } else {
        let took = world::fill(at, tickets).await?;
        println!("\n## {tickets} tickets (filled in {} s)\n", took.as_secs());
    }
    if asked.only == ["sweep"] {
        sweep::measure(at, &size.database).await?;
        return Ok(vec![]);
    }
    let world = World::open(at, i64::from(tickets)).await?;
    let server = Server::start(&size.database, asked.worker).await?;
    let at_rest = server.resident_mb()?;

    println!(
        "| what | requests/s | p50 ms | p99 ms | ratio | goal |\n| --- | --- | --- | --- | --- | --- |"
    );
    let mut lines = pages(asked, at, &world, &server).await?;
    if asked.wants("filing") {
        lines.push(filing(asked, at, &world, &server).await?);
    }
    println!(
        "\nResident memory {at_rest} MB at rest, {} MB at its most (goal 100). Cold start {:.2} s (goal 0.5).\n",
        server.most_resident_mb()?,
        server.started_in.as_secs_f64()
    );
    server.stop().await?;
    if asked.only.iter().any(|only| only == "sweep") {
        sweep::measure(at, &size.database).await?;
    }
    Ok(lines)
}

/// The first answers fill memory and caches; they do not count.
const BRIEF: Length = Length::seconds(2);

/// What is compared takes turns so often: the machine is not as fast in every second, and the disk less so.
const ROUNDS: u32 = 5;

/// The pages that were asked for, beside a select.
async fn pages(
    asked: &Asked,
    at: &PgConnectOptions,
    world: &World,
    server: &Server,
) -> anyhow::Result<Vec<Line>> {
    let slice = Length::seconds(asked.seconds) / ROUNDS;
    let mut pages: Vec<(&str, f64, Figures)> =
        [("tracking", 0.09), ("queue", 0.03), ("board", 0.03)]
            .into_iter()
            .filter(|(what, _)| asked.wants(what))
            .map(|(what, goal)| (what, goal, Figures::default()))
            .collect();
    let mut select = Figures::default();
    reference::select(at, world, BRIEF).await?;
    for round in 0..ROUNDS {
        select += reference::select(at, world, slice).await?;
        for (what, _, figures) in &mut pages {
            let ask = |n| world.page(what, n);
            if round == 0 {
                volley::fire(server, BRIEF, 200, &ask).await?;
            }
            *figures += volley::fire(server, slice, 200, &ask).await?;
        }
    }
    println!("{}", select.row("select by primary key", None));
    let lines = pages.into_iter().map(|(what, goal, figures)| {
        let ratio = figures.rate() / select.rate();
        println!("{}", figures.row(what, Some((ratio, goal))));
        Line { what, figures }
    });
    Ok(lines.collect())
}

/// Filing, by people who have just opened the form, beside a transaction of the same rows.
async fn filing(
    asked: &Asked,
    at: &PgConnectOptions,
    world: &World,
    server: &Server,
) -> anyhow::Result<Line> {
    let slice = Length::seconds(asked.seconds) / ROUNDS;
    let file = |n| world.report(n);
    volley::fire(server, BRIEF, 303, &file).await?;
    let filed = Filed::last(at).await?;
    reference::transaction(at, &filed, BRIEF).await?;
    let (mut raw, mut figures) = (Figures::default(), Figures::default());
    for _ in 0..ROUNDS {
        raw += reference::transaction(at, &filed, slice).await?;
        let opened = volley::fire(server, slice / 2, 200, &|n| world.form(n)).await?;
        // the same people, in the same order
        let file = |n| world.report(n - opened.count());
        let sent = volley::fire(server, slice, 303, &file).await?;
        ensure!(sent.count() < opened.count(), "not all had opened the form");
        figures += sent;
    }
    println!("{}", raw.row("raw transaction", None));
    let ratio = figures.rate() / raw.rate();
    println!("{}", figures.row("filing", Some((ratio, 0.5))));
    Ok(Line {
        what: "filing",
        figures,
    })
}
