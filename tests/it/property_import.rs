//! A company's homes and people come in from files: good rows once, bad rows with a reason.

use ventanilla::property::import;

use crate::support::{TestApp, World};

const HOMES: &str = "\
Community;Building;Unit;Name;Email;Phone;Role;Share;From;To
palmeras;Torre 7;1A;Elena Prats;elena@example.com;+34 600 111 222;;50;2019-03-01;
palmeras;Torre 7;1A;Joan Prats;;600 111 223;co_owner;50;2019-03-01;
palmeras;Torre 7;1B;;;;;;;
palmeras;Torre 7;P-12;Elena Prats;ELENA@example.com;;owner;;;
nowhere;Torre 7;1C;;;;;;;
palmeras;Torre 7;1C;Marc Vidal;elena@example.com;;;;;
palmeras;Torre 7;1D;Marc Vidal;not an address;;;;;
palmeras;Torre 7;1D;Marc Vidal;;;landlord;;;
palmeras;Torre 7;1D;Marc Vidal;;;;;2024-01-01;2023-01-01
";

#[tokio::test]
async fn homes_come_in_once_and_bad_rows_say_why() {
    let t = TestApp::start().await;
    let _w = World::of(&t).await;
    let before = counts(&t).await;
    let dry = import::homes(&t.app, HOMES.as_bytes(), true)
        .await
        .expect("a dry run");
    assert_eq!((dry.rows, dry.units, dry.people), (9, 3, 2), "{dry:?}");
    assert_eq!(counts(&t).await, before, "a dry run loads nothing");

    let done = import::homes(&t.app, HOMES.as_bytes(), false)
        .await
        .expect("imported");
    assert_eq!(done, dry, "a dry run says what will happen");
    assert_eq!(done.occupancies, 3);
    let (units, people, occupancies) = counts(&t).await;
    let added = (units - before.0, people - before.1, occupancies - before.2);
    assert_eq!(added, (3, 2, 3));
    for (line, word) in [
        (6, "nowhere"),
        (7, "belongs to Elena Prats"),
        (8, "email: "),
        (9, "landlord"),
        (10, "ends before"),
    ] {
        let fault = &done.faults[&line];
        assert!(fault.contains(word), "line {line}: {fault}");
    }

    let again = import::homes(&t.app, HOMES.as_bytes(), false)
        .await
        .expect("imported");
    let added = (again.units, again.people, again.occupancies, again.changed);
    assert_eq!((added, again.unchanged), ((0, 0, 0, 0), 4), "{again:?}");
}

#[tokio::test]
async fn what_changed_in_the_file_changes_here() {
    let t = TestApp::start().await;
    let _w = World::of(&t).await;
    import::homes(&t.app, HOMES.as_bytes(), false)
        .await
        .expect("imported");
    // a new number, an address for who had none, and somebody who has left
    let newer = HOMES
        .replace(
            "+34 600 111 222;;50;2019-03-01;",
            "+34 600 999 888;;50;2019-03-01;",
        )
        .replace(
            "Joan Prats;;600 111 223",
            "Joan Prats;joan@example.com;600 111 223",
        )
        .replace(
            "co_owner;50;2019-03-01;",
            "co_owner;50;2019-03-01;2026-01-31",
        );
    let done = import::homes(&t.app, newer.as_bytes(), false)
        .await
        .expect("imported");
    assert_eq!((done.people, done.occupancies, done.changed), (0, 0, 2));
    let joan: (String, Option<chrono::NaiveDate>) = sqlx::query_as(
        "select p.email, o.to_on from person p join occupancy o on o.person_id = p.id where p.name = 'Joan Prats'",
    )
    .fetch_one(&t.pool)
    .await
    .expect("Joan");
    assert_eq!(joan.0, "joan@example.com");
    assert_eq!(
        joan.1.map(|day| day.to_string()).as_deref(),
        Some("2026-01-31")
    );
}

#[tokio::test]
async fn shared_places_come_in_once() {
    let t = TestApp::start().await;
    let _w = World::of(&t).await;
    import::homes(&t.app, HOMES.as_bytes(), false)
        .await
        .expect("imported");
    let file = "community,building,kind,name,name_en\n\
                palmeras,Torre 7,lift,Ascensor norte,North lift\n\
                palmeras,,garden,Jardín del norte,\n\
                palmeras,Torre 99,lift,Ascensor,\n\
                palmeras,,sauna,Sauna,\n";
    let dry = import::areas(&t.app, file.as_bytes(), true)
        .await
        .expect("a dry run");
    assert_eq!((dry.added, dry.faults.len()), (2, 2), "{dry:?}");
    let done = import::areas(&t.app, file.as_bytes(), false)
        .await
        .expect("imported");
    assert_eq!(done, dry);
    assert!(done.faults[&4].contains("Torre 99") && done.faults[&5].contains("sauna"));
    let again = import::areas(&t.app, file.as_bytes(), false)
        .await
        .expect("imported");
    assert_eq!((again.added, again.unchanged), (0, 2));
}

async fn counts(t: &TestApp) -> (i64, i64, i64) {
    sqlx::query_as(
        "select (select count(*) from unit), (select count(*) from person), (select count(*) from occupancy)",
    )
    .fetch_one(&t.pool)
    .await
    .expect("counts")
}
