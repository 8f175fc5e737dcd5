//! Charges and disputes: what is open, what is held, what a decision comes to. No SQL, no pages.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    i18n::Message,
    ids::{ChargeId, DisputeLineId, UnitId},
    text::text_enum,
    ticket::{Number, Outcome},
};

text_enum! {
    /// What an owner says is wrong with a line.
    pub enum Ground {
        Paid => "paid",
        Amount => "amount",
        NotMine => "not_mine",
        NoService => "no_service",
        Unclear => "unclear",
        Other => "other",
    }

    /// How it was paid.
    pub enum PayWay {
        Transfer => "transfer",
        DirectDebit => "direct_debit",
        Card => "card",
        Cash => "cash",
        Other => "other",
    }

    /// What is decided about one line.
    pub enum Decision {
        Upheld => "upheld",
        Partly => "partly",
        Rejected => "rejected",
    }
}

/// What belongs to a ground: when it was paid and how, or when somebody moved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<PayWay>,
}

/// The open dispute that holds a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub ticket: Number,
    /// What the owner says it should be; minor units.
    pub claimed: Option<i64>,
    pub since: DateTime<Utc>,
}

/// One line of a unit's account. Amounts in minor units of the community's currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    pub id: ChargeId,
    pub unit: UnitId,
    pub reference: String,
    pub name: String,
    pub period_on: NaiveDate,
    pub due_on: NaiveDate,
    pub amount: i64,
    pub paid: i64,
    /// Taken off by decisions.
    pub relieved: i64,
    pub explanation: String,
    pub held: Option<Held>,
}

impl Charge {
    /// What the line comes to after decisions.
    pub fn stands_at(&self) -> i64 {
        self.amount - self.relieved
    }

    /// Still to be paid, or to be given back if negative.
    pub fn open(&self) -> i64 {
        self.stands_at() - self.paid
    }

    /// What a dispute with this claim is about: all of it, or what goes beyond the claim.
    pub fn at_stake(&self, claimed: Option<i64>) -> i64 {
        (self.stands_at() - claimed.unwrap_or(0)).max(0)
    }

    /// What is not asked for while the dispute is open: never more than is still to be paid.
    pub fn on_hold(&self) -> i64 {
        self.held.as_ref().map_or(0, |held| {
            self.at_stake(held.claimed).min(self.open().max(0))
        })
    }

    /// What is asked for now.
    pub fn payable(&self) -> i64 {
        self.open() - self.on_hold()
    }

    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.payable() > 0 && self.due_on < today
    }

    /// The word of its state: `charge-<word>` in the message files.
    pub fn state(&self, today: NaiveDate) -> &'static str {
        if self.held.is_some() {
            "held"
        } else if self.open() <= 0 {
            "paid"
        } else if self.is_late(today) {
            "late"
        } else {
            "due"
        }
    }

    /// A claim must lie below what was charged: at that amount there is nothing to dispute.
    pub fn must_exceed(&self, claimed: i64) -> Result<(), Message> {
        match claimed {
            claimed if claimed < 0 || claimed > self.stands_at() => {
                Err(Message::new("fees-claim-too-high"))
            }
            claimed if claimed == self.stands_at() => Err(Message::new("fees-claim-is-charge")),
            _ => Ok(()),
        }
    }
}

/// The sums of a statement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    pub open: i64,
    pub on_hold: i64,
    pub payable: i64,
}

impl Totals {
    pub fn of(charges: &[Charge]) -> Self {
        charges.iter().fold(Self::default(), |sum, charge| Self {
            open: sum.open + charge.open(),
            on_hold: sum.on_hold + charge.on_hold(),
            payable: sum.payable + charge.payable(),
        })
    }
}

/// A line of a dispute with its charge and, once decided, the decision.
#[derive(Debug, Clone)]
pub struct DisputeLine {
    pub id: DisputeLineId,
    pub charge: Charge,
    pub ground: Ground,
    pub claimed: Option<i64>,
    pub facts: Facts,
    pub decision: Option<Decision>,
    pub relief: Option<i64>,
    pub reasons: Option<String>,
}

impl DisputeLine {
    pub fn at_stake(&self) -> i64 {
        self.charge.at_stake(self.claimed)
    }

    /// What comes off: everything at stake, a part of it, or nothing. `part` counts for [`Decision::Partly`] alone.
    pub fn relief(&self, decision: Decision, part: Option<i64>) -> Result<i64, Message> {
        match (decision, part) {
            (Decision::Upheld, _) => Ok(self.at_stake()),
            (Decision::Rejected, _) => Ok(0),
            (Decision::Partly, Some(part)) if 0 < part && part < self.at_stake() => Ok(part),
            (Decision::Partly, _) => Err(Message::new("fees-relief-between")),
        }
    }
}

/// What the decisions about the lines come to for the dispute.
pub fn outcome(decisions: &[Decision]) -> Outcome {
    let all = |of: Decision| decisions.iter().all(|decision| *decision == of);
    if all(Decision::Upheld) {
        Outcome::Upheld
    } else if all(Decision::Rejected) {
        Outcome::NotUpheld
    } else {
        Outcome::PartlyUpheld
    }
}

/// Above the community's limit, the sum of one dispute needs a second pair of eyes.
pub fn needs_second(sum: i64, second_pair_above: i64) -> bool {
    sum > second_pair_above
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::Kind;

    fn charge(amount: i64, paid: i64, claimed: Option<Option<i64>>) -> Charge {
        let day = NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day");
        Charge {
            id: ChargeId(1),
            unit: UnitId(1),
            reference: "2026-11-1".into(),
            name: "Fee".into(),
            period_on: day,
            due_on: day,
            amount,
            paid,
            relieved: 0,
            explanation: String::new(),
            held: claimed.map(|claimed| Held {
                ticket: Number::draw(Kind::FeeDispute),
                claimed,
                since: DateTime::UNIX_EPOCH,
            }),
        }
    }

    #[test]
    fn only_what_is_disputed_is_held_and_the_rest_stays_payable() {
        let claimed = charge(10_000, 0, Some(Some(6_000)));
        assert_eq!((claimed.on_hold(), claimed.payable()), (4_000, 6_000));
        let whole = charge(10_000, 0, Some(None));
        assert_eq!((whole.on_hold(), whole.payable()), (10_000, 0));
        let paid_in_part = charge(10_000, 7_000, Some(Some(6_000)));
        assert_eq!((paid_in_part.on_hold(), paid_in_part.payable()), (3_000, 0));
        let paid = charge(10_000, 10_000, Some(None));
        assert_eq!((paid.on_hold(), paid.payable()), (0, 0));
    }

    #[test]
    fn totals_are_sums_of_lines() {
        let lines = [
            charge(10_000, 0, Some(Some(6_000))),
            charge(2_500, 500, None),
            charge(-300, 0, None),
        ];
        let sums = Totals {
            open: 11_700,
            on_hold: 4_000,
            payable: 7_700,
        };
        assert_eq!(Totals::of(&lines), sums);
    }

    #[test]
    fn a_claim_lies_below_the_charge() {
        let charge = charge(10_000, 0, None);
        assert!(charge.must_exceed(0).is_ok() && charge.must_exceed(9_999).is_ok());
        assert_eq!(
            charge.must_exceed(10_000).expect_err("the same").key,
            "fees-claim-is-charge"
        );
        assert_eq!(
            charge.must_exceed(10_001).expect_err("more").key,
            "fees-claim-too-high"
        );
    }

    #[test]
    fn relief_is_computed_and_bounded_by_what_is_at_stake() {
        let line = DisputeLine {
            id: DisputeLineId(1),
            charge: charge(10_000, 0, None),
            ground: Ground::Amount,
            claimed: Some(6_000),
            facts: Facts::default(),
            decision: None,
            relief: None,
            reasons: None,
        };
        assert_eq!(line.relief(Decision::Upheld, Some(1)), Ok(4_000));
        assert_eq!(line.relief(Decision::Rejected, Some(1)), Ok(0));
        assert_eq!(line.relief(Decision::Partly, Some(1_500)), Ok(1_500));
        for part in [None, Some(0), Some(-5), Some(4_000), Some(9_000)] {
            assert!(line.relief(Decision::Partly, part).is_err(), "{part:?}");
        }
    }

    #[test]
    fn the_outcome_follows_from_the_lines() {
        use Decision::{Partly, Rejected, Upheld};
        assert_eq!(outcome(&[Upheld, Upheld]), Outcome::Upheld);
        assert_eq!(outcome(&[Rejected]), Outcome::NotUpheld);
        assert_eq!(outcome(&[Upheld, Rejected]), Outcome::PartlyUpheld);
        assert_eq!(outcome(&[Partly]), Outcome::PartlyUpheld);
    }

    #[test]
    fn the_limit_itself_needs_no_second_person() {
        assert!(!needs_second(50_000, 50_000));
        assert!(needs_second(50_001, 50_000));
    }
}
