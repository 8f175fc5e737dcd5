//! Another system's tickets come in with their past, once, and nobody is told.

use chrono::{DateTime, Utc};
use ventanilla::{
    evidence,
    people::{self, Role},
    ticket::import::{Mapping, Report, import},
};

use crate::support::{TestApp, World};

const FILE: &str = include_str!("../fixtures/nyc-311-small.csv");
const MAPPING: &str = include_str!("../../examples/nyc-311.toml");

async fn run(t: &TestApp, dry_run: bool) -> Report {
    read(t, FILE, dry_run).await
}

async fn read(t: &TestApp, file: &str, dry_run: bool) -> Report {
    let mapping: Mapping = MAPPING.parse().expect("the shipped mapping reads");
    import(&t.app, &mapping, file.as_bytes(), dry_run)
        .await
        .expect("imported")
}

/// The small file with other rows at its end.
fn with_rows(rows: &[&str]) -> String {
    rows.iter()
        .fold(FILE.to_owned(), |file, row| file + row + "\n")
}

/// A row of the export: number, when it was filed, address and what is said.
fn row(id: &str, filed: &str, address: &str, said: &str) -> String {
    format!(
        "{id},{filed},,HPD,Housing,HEATING,{said},RESIDENTIAL,10001,{address},NEW YORK,Open,,BRONX,,,"
    )
}

#[tokio::test]
async fn good_rows_come_in_once_and_bad_ones_are_named() {
    let t = TestApp::start().await;
    World::of(&t).await;
    let dry = run(&t, true).await;
    assert_eq!((dry.rows, dry.added, dry.known), (10, 7, 0));
    assert_eq!(t.count("select count(*) from ticket").await, 0);
    assert_eq!(
        t.count("select count(*) from community where slug = 'new-york'")
            .await,
        0
    );

    let first = run(&t, false).await;
    assert_eq!(
        (first.added, first.closed, first.addresses.len()),
        (7, 5, 4)
    );
    assert_eq!(first, dry, "rehearsed as it is done");
    let faults: Vec<_> = first.faults.into_iter().collect();
    assert_eq!(
        faults.iter().map(|(line, _)| *line).collect::<Vec<_>>(),
        [9, 10, 11]
    );
    assert!(
        faults[0].1.contains("is not a time like"),
        "{}",
        faults[0].1
    );
    assert_eq!(faults[1].1, "closed before it was filed");
    assert_eq!(faults[2].1, "no [states] entry for \"Lost\"");

    let second = run(&t, false).await;
    assert_eq!((second.added, second.known), (0, 7));
    assert_eq!(t.count("select count(*) from ticket").await, 7);
}

#[tokio::test]
async fn times_are_the_real_ones_and_promises_were_kept_or_broken_by_them() {
    let t = TestApp::start().await;
    World::of(&t).await;
    let report = run(&t, false).await;
    // 2 days, 4 days, 1 day, half an hour, 44.5 days
    assert_eq!(report.median().map(|took| took.num_hours()), Some(48));

    let (filed, closed): (DateTime<Utc>, DateTime<Utc>) = sqlx::query_as(
        "select filed_at, closed_at from ticket where external_id = '90000001' and external_source = 'nyc-311'",
    )
    .fetch_one(&t.pool)
    .await
    .expect("a ticket");
    // eight in the morning in New York
    assert_eq!(filed.to_rfc3339(), "2014-01-06T13:00:00+00:00");
    assert_eq!(closed.to_rfc3339(), "2014-01-08T13:00:00+00:00");

    let state = async |id: &str, metric: &str| -> String {
        sqlx::query_scalar(
            "select p.state from promise p join ticket t on t.id = p.ticket_id where t.external_id = $1 and p.metric = $2",
        )
        .bind(id)
        .bind(metric)
        .fetch_one(&t.pool)
        .await
        .expect("a promise")
    };
    assert_eq!(state("90000004", "first_response").await, "kept");
    assert_eq!(state("90000005", "resolve").await, "broken");
    assert_eq!(
        t.count("select count(*) from ticket where state = 'in_progress' and late and accountable_id is not null").await,
        1
    );
}

#[tokio::test]
async fn nobody_is_told_then_or_later_and_the_record_is_whole() {
    let t = TestApp::start().await;
    let w = World::of(&t).await;
    // everybody who could be: managers of everything
    let mut conn = t.pool.acquire().await.expect("a connection");
    people::grant(&mut conn, w.hugo, Role::Manager, None)
        .await
        .expect("a role");
    drop(conn);
    run(&t, false).await;
    assert_eq!(t.count("select count(*) from job").await, 0);
    t.sweep().await;
    t.advance(chrono::TimeDelta::days(9));
    t.sweep().await;
    assert_eq!(t.count("select count(*) from notification").await, 0);
    assert!(t.mails().is_empty());
    let checks = evidence::verify(&t.app.worker_pool, &t.app.files)
        .await
        .expect("verified");
    for check in checks {
        assert!(check.is_clean(), "{}: {:?}", check.name, check.faults);
    }
}

#[tokio::test]
async fn a_row_that_no_database_takes_is_named_and_stops_nothing() {
    let t = TestApp::start().await;
    World::of(&t).await;
    let day = "01/06/2014 05:00:00 PM";
    let (long, far) = ("word ".repeat(1_000), "1 ROAD ".repeat(60));
    let rows = [
        row("90000011", day, "5 NUL STREET", "HE\0AT"),
        row("90000012", day, "6 LONG STREET", &long),
        row("90000013", day, &far, "HEAT"),
        row("90000014", "01/06/1914 05:00:00 PM", "7 OLD STREET", "HEAT"),
        row(&"9".repeat(3_000), day, "8 NUMBER STREET", "HEAT"),
        row("90000016", day, "9 SHORT STREET,MOVED", "HEAT"),
        row("90000017", day, "10 GOOD STREET", "HEAT\u{202e}"),
    ];
    let file = with_rows(&rows.each_ref().map(String::as_str));
    let dry = read(&t, &file, true).await;
    assert_eq!(t.count("select count(*) from ticket").await, 0);
    assert_eq!(
        t.count("select count(*) from building where name like '%SAMPLE%'")
            .await,
        0
    );
    let done = read(&t, &file, false).await;
    assert_eq!(done, dry);
    assert_eq!((done.rows, done.added, done.known), (17, 8, 0));
    let fault = |line: u64| {
        done.faults
            .get(&line)
            .map(String::as_str)
            .unwrap_or_default()
    };
    assert_eq!(fault(12), "Descriptor: holds U+0000, which no text has");
    for (line, part) in [
        (13, "Descriptor: "),
        (14, "Incident Address: "),
        (15, "is before 1970"),
        (16, "Unique Key: "),
        (17, "columns where there should be"),
    ] {
        assert!(fault(line).contains(part), "{line}: {:?}", fault(line));
    }
    assert!(
        done.faults.values().all(|fault| !fault.contains("form-")),
        "sentences: {:?}",
        done.faults
    );
    assert_eq!(done.faults.len(), 9);
    let said = "select body from ticket where external_id = '90000017'";
    let said: String = sqlx::query_scalar(said)
        .fetch_one(&t.pool)
        .await
        .expect("a ticket");
    assert_eq!(said, "HEATING – HEAT – RESIDENTIAL");
}

#[tokio::test]
async fn what_the_database_refuses_of_one_row_is_a_fault_of_that_row() {
    let t = TestApp::start().await;
    World::of(&t).await;
    sqlx::raw_sql(
        "create function refuse_lane() returns trigger language plpgsql as $$
         begin if new.name like '%LANE' then raise exception 'no lanes here'; end if; return new; end $$;
         create trigger no_lane before insert on building for each row execute function refuse_lane();",
    )
    .execute(&t.pool)
    .await
    .expect("a trigger");
    let dry = run(&t, true).await;
    let done = run(&t, false).await;
    assert_eq!(done, dry);
    assert_eq!(done.added, 6);
    assert_eq!(
        done.faults[&8],
        "the database does not take it: no lanes here"
    );
}

#[tokio::test]
async fn semicolons_tabs_and_returns_are_read_as_well() {
    let t = TestApp::start().await;
    World::of(&t).await;
    let commas = run(&t, true).await;
    let mut reader = csv::Reader::from_reader(FILE.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let records: Vec<csv::StringRecord> = reader
        .records()
        .map(|record| record.expect("a row"))
        .collect();
    for delimiter in *b";\t" {
        let mut written = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(csv::Terminator::CRLF)
            .from_writer(vec![]);
        written.write_record(&header).expect("written");
        for record in &records {
            written.write_record(record).expect("written");
        }
        let file = String::from_utf8(written.into_inner().expect("whole")).expect("text");
        assert_eq!(read(&t, &file, true).await, commas);
    }
    assert_eq!(commas.added, 7);
}

#[tokio::test]
async fn what_became_of_it_is_read_by_everybody_once_it_is_closed() {
    let t = TestApp::start().await;
    World::of(&t).await;
    let report = run(&t, false).await;
    assert!(report.lacks.is_empty());
    let words: Vec<(String, String, String, String)> = sqlx::query_as(
        "select t.external_id, e.kind, e.visibility, x.body from event e
         join ticket t on t.id = e.ticket_id join event_text x on x.event_id = e.id
         where e.kind <> 'Filed' order by t.external_id",
    )
    .fetch_all(&t.pool)
    .await
    .expect("words");
    let words: Vec<_> = words
        .iter()
        .map(|(id, kind, seen, said)| [id.as_str(), kind, seen, said])
        .collect();
    let heat = "The inspector, who came on Tuesday, found heat restored.";
    assert_eq!(
        words,
        [
            ["90000001", "Resolved", "public", heat],
            ["90000005", "Resolved", "public", "The ceiling was painted."],
            [
                "90000006",
                "Imported",
                "internal",
                "An inspection is planned."
            ],
        ]
    );
    let older: String = FILE
        .lines()
        .map(|line| {
            line.rsplit_once(',')
                .map_or(line, |(rest, _)| rest)
                .to_owned()
                + "\n"
        })
        .filter(|line| !line.contains('"'))
        .collect();
    let report = read(&t, &older, true).await;
    assert_eq!(report.lacks.len(), 1, "said, and nothing is stopped");
    assert_eq!(report.known, 5);
}

#[tokio::test]
async fn the_heads_board_shows_what_came_in_and_how_long_it_took() {
    let t = TestApp::demo().await;
    let w = World::of(&t).await;
    run(&t, false).await;
    let mut conn = t.pool.acquire().await.expect("a connection");
    people::grant(&mut conn, w.hugo, Role::Manager, None)
        .await
        .expect("a role");
    drop(conn);
    let hugo = t.at_work(w.hugo).await;
    let board = hugo.get("/dept/board?department=all&span=all").await;
    assert_eq!(board.status, 200, "{}", board.body);
    let tops = board.texts("ul.tops li");
    for figure in [
        "7 came in, from 4 addresses",
        "5 closed",
        "2.0 days to close, median",
        "2 open",
    ] {
        assert!(
            tops.iter().any(|top| top.contains(figure)),
            "{figure}: {tops:?}"
        );
    }
    let repeats = board.texts("ol.repeats li");
    assert_eq!(repeats.len(), 1);
    assert!(
        repeats[0].starts_with('3') && repeats[0].contains("12 SAMPLE STREET"),
        "{repeats:?}"
    );
}
