//! Charges from a file: good rows once, bad rows with a reason.

use ventanilla::fees;

use crate::{
    fees_dispute::CHARGES,
    support::{TestApp, World},
};

#[tokio::test]
async fn charges_come_in_once_and_bad_rows_say_why() {
    let t = TestApp::start().await;
    let _w = World::of(&t).await;
    let dry = fees::import::import(&t.app, CHARGES.as_bytes(), true)
        .await
        .expect("a dry run");
    assert_eq!((dry.rows, dry.added, dry.faults.len()), (5, 3, 2));
    let count = t.count("select count(*) from charge").await;
    assert_eq!(count, 0, "a dry run loads nothing");

    let first = fees::import::import(&t.app, CHARGES.as_bytes(), false)
        .await
        .expect("imported");
    assert_eq!((first.added, first.unchanged), (3, 0));
    assert!(first.faults[&5].contains("Tower 9"), "{:?}", first.faults);
    assert!(first.faults[&6].contains("line 2"), "{:?}", first.faults);
    let again = fees::import::import(&t.app, CHARGES.as_bytes(), false)
        .await
        .expect("imported");
    assert_eq!((again.added, again.changed, again.unchanged), (0, 0, 3));

    let dearer = CHARGES
        .replace("900.00", "950.00")
        .replace("130.00,130.00", "130.00,100.00");
    let changed = fees::import::import(&t.app, dearer.as_bytes(), false)
        .await
        .expect("imported");
    assert_eq!((changed.changed, changed.unchanged), (1, 1));
    assert!(
        changed.faults[&3].contains("another amount"),
        "{:?}",
        changed.faults
    );
}
