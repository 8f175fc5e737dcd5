use chrono::NaiveDate;

use super::*;
use crate::fees::model::{Ground, PayWay};

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).expect("a day")
}

#[test]
fn an_answer_survives_the_address() {
    let full = NewLine {
        charge: ChargeId(12),
        ground: Ground::Paid,
        claimed: None,
        facts: Facts {
            on: Some(day(2)),
            way: Some(PayWay::Card),
        },
    };
    for line in [
        full,
        NewLine {
            ground: Ground::Amount,
            claimed: Some(0),
            facts: Facts::default(),
            ..full
        },
    ] {
        assert_eq!(Said(line).to_string().parse(), Ok(Said(line)));
    }
    for bad in [
        "",
        "12",
        "12~paid",
        "x~paid~~~",
        "12~free~~~",
        "12~paid~~soon~",
        "12~paid~~~~",
    ] {
        assert_eq!(bad.parse::<Said>(), Err(()), "{bad}");
    }
}
