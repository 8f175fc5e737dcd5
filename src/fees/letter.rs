//! The letter about a dispute, in the owner's language: what was decided, the sum, the reasons, the paper, what happens next.

use chrono::{NaiveDate, TimeDelta};

use super::model::{Decision, DisputeLine, outcome};
use crate::{i18n::Lang, property::Community, ticket::Number};

/// The rest is asked for again after this, never at once.
const DAYS_TO_PAY: TimeDelta = TimeDelta::days(14);

pub(super) struct Letter<'a> {
    pub number: &'a Number,
    pub lines: &'a [DisputeLine],
    pub community: &'a Community,
    pub paper: &'a str,
    pub next: &'a str,
    pub signer: &'a str,
    pub language: Lang,
    pub today: NaiveDate,
}

/// Plain text, a paragraph a part. Read for years, so dates carry their year.
pub(super) fn write(letter: &Letter<'_>) -> String {
    let l = letter.language.lasting();
    let money = |minor: i64| l.money(minor, &letter.community.currency);
    let decisions: Vec<Decision> = letter
        .lines
        .iter()
        .filter_map(|line| line.decision)
        .collect();
    let sum: i64 = letter.lines.iter().filter_map(|line| line.relief).sum();
    let rest: i64 = letter
        .lines
        .iter()
        .map(|line| (line.charge.open() - line.relief.unwrap_or_default()).max(0))
        .sum();

    let mut parts = vec![
        l.aa(
            "fees-letter-head",
            "number",
            letter.number.as_str(),
            "day",
            l.long_day(letter.today),
        ),
        l.t(&format!("fees-letter-{}", outcome(&decisions).as_str()))
            .into_owned(),
    ];
    for line in letter.lines {
        let Some(decision) = line.decision else {
            continue;
        };
        let head = l.aaa(
            "fees-letter-line",
            "name",
            &line.charge.name,
            "reference",
            &line.charge.reference,
            "amount",
            money(line.charge.amount),
        );
        let said = l.a(
            &format!("fees-letter-line-{}", decision.as_str()),
            "relief",
            money(line.relief.unwrap_or_default()),
        );
        let mut lines = vec![head, said];
        if let Some(reasons) = line.reasons.as_deref().filter(|why| !why.trim().is_empty()) {
            lines.push(l.a("fees-letter-reasons", "reasons", reasons));
        }
        parts.push(lines.join("\n"));
    }
    parts.push(if sum > 0 {
        l.a("fees-letter-sum", "sum", money(sum))
    } else {
        l.t("fees-letter-sum-nothing").into_owned()
    });
    if rest > 0 {
        let by = l.long_day(letter.today + DAYS_TO_PAY);
        parts.push(l.aa("fees-letter-rest", "rest", money(rest), "day", by));
    }
    // A heading with nothing after it says that something was forgotten.
    for (key, name, words) in [
        ("fees-letter-paper", "paper", letter.paper),
        ("fees-letter-next", "next", letter.next),
    ] {
        if !words.trim().is_empty() {
            parts.push(l.a(key, name, words));
        }
    }
    parts.push(l.t("fees-letter-further").into_owned());
    parts.push(format!("{}\n{}", letter.signer, letter.community.name));
    parts.join("\n\n")
}
