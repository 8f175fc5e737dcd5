use super::*;
use crate::ids::UnitId;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).expect("a day")
}

fn charge() -> Charge {
    Charge {
        id: ChargeId(12),
        unit: UnitId(1),
        reference: "F-1".into(),
        name: "Fee".into(),
        period_on: day(1),
        due_on: day(5),
        amount: 12_000,
        paid: 0,
        relieved: 0,
        explanation: String::new(),
        held: None,
    }
}

fn wrong(fields: &Fields) -> (&'static str, String) {
    let errors = parse(fields, &charge(), day(23)).expect_err("wrong");
    let (field, message) = &errors.0[0];
    (field, message.key.to_string())
}

#[test]
fn each_ground_asks_for_what_belongs_to_it() {
    let parsed = |fields: Fields| parse(&fields, &charge(), day(23)).expect("fine");
    assert_eq!(
        parsed(Fields::from([("ground", "amount"), ("claimed", "60,00")])).claimed,
        Some(6_000)
    );
    assert_eq!(
        parsed(Fields::from([("ground", "amount"), ("claimed", "0")])).claimed,
        Some(0)
    );
    let paid = parsed(Fields::from([
        ("ground", "paid"),
        ("paid_on", "2026-11-02"),
        ("way", "card"),
        ("claimed", "1"),
    ]));
    assert_eq!(
        (paid.claimed, paid.facts.on, paid.facts.way),
        (None, Some(day(2)), Some(PayWay::Card))
    );
    assert_eq!(
        parsed(Fields::from([("ground", "not_mine")])).facts,
        Facts::default()
    );
}

#[test]
fn what_is_wrong_stands_at_its_field() {
    assert_eq!(
        wrong(&Fields::default()),
        ("ground", "fees-ground-missing".into())
    );
    let amount = |claimed| Fields::from([("ground", "amount"), ("claimed", claimed)]);
    assert_eq!(wrong(&amount("")), ("claimed", "money-missing".into()));
    assert_eq!(
        wrong(&amount("120.00")),
        ("claimed", "fees-claim-is-charge".into())
    );
    assert_eq!(
        wrong(&amount("120.01")),
        ("claimed", "fees-claim-too-high".into())
    );
    let paid = |on| Fields::from([("ground", "paid"), ("paid_on", on)]);
    assert_eq!(wrong(&paid("")), ("paid_on", "fees-paid-on-missing".into()));
    assert_eq!(
        wrong(&paid("2026-11-24")),
        ("paid_on", "fees-date-in-future".into())
    );
    assert_eq!(
        wrong(&paid("yesterday")),
        ("paid_on", "fees-date-unreadable".into())
    );
}
