//! The arguments every message of this room may use.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::template::Template;
use crate::{
    catalog::Kind,
    i18n::{L, Label, Message, Value},
    ticket::EventKind,
};

/// What messages can speak of; see the head of `locales/en/notify.ftl`.
#[derive(Debug, Clone)]
pub struct Facts {
    pub number: String,
    /// The reader's own ticket, where it was joined with this one.
    pub own: Option<String>,
    pub kind: Kind,
    pub department: Label,
    /// Who did it.
    pub actor: Option<String>,
    /// Who answers for the ticket.
    pub who: Option<String>,
    pub manager: Option<String>,
    pub phone: String,
    pub zone: Tz,
    pub event: EventKind,
    /// Facts of the event.
    pub data: serde_json::Value,
    /// What it is about: the category's name.
    pub what: Label,
    /// When it closes by itself.
    pub closes_at: Option<DateTime<Utc>>,
}

impl Facts {
    /// This message with everything it may need; what it does not use costs nothing.
    pub fn message(&self, l: L, key: impl Into<String>) -> Message {
        let matter = l.t(&format!("notify-matter-{}", self.kind)).into_owned();
        let nobody = || l.t("notify-we").into_owned();
        let text = |value: String| Value::Text(value);
        let mut message = Message::of(key.into())
            .with("number", &self.number)
            .value("Matter", text(first_upper(&matter)))
            .value("matter", text(matter))
            .value("department", text(self.department(l)))
            .value("actor", text(self.actor.clone().unwrap_or_else(nobody)))
            .value("who", text(self.who.clone().unwrap_or_else(nobody)))
            .value("manager", text(self.manager.clone().unwrap_or_else(nobody)))
            .value("phone", text(self.phone.clone()))
            .value("what", text(l.label(&self.what).to_owned()));
        if let Some(own) = &self.own {
            message = message.with("own", own);
        }
        if let Some(payer) = self.word("payer") {
            message = message.value("payer", Value::Word(format!("owner-payer-{payer}")));
        }
        if let Some(metric) = self.word("metric") {
            message = message.value("metric", Value::Word(format!("metric-{metric}")));
        }
        if let Some(due) = self.instant("due") {
            message = message.value("when", Value::Moment(due, self.zone));
        }
        if let Some(until) = self.instant("until") {
            message = message.value("until", Value::Moment(round_later(until), self.zone));
        }
        if let Some(new) = self.instant("new_due") {
            message = message.value("new", Value::Moment(round_later(new), self.zone));
        }
        if let Some(closes) = self.closes_at {
            message = message.value(
                "closes",
                Value::Day(closes.with_timezone(&self.zone).date_naive()),
            );
        }
        if let Some(score) = self.data.get("score").and_then(serde_json::Value::as_i64) {
            message = message.count("score", score);
        }
        if let Some(referral) = self.word("referral") {
            message = message.with("referral", referral);
        }
        message
    }

    /// The same with how another's matter went on where the message tells that; it may speak of { $until }.
    pub fn message_of(&self, l: L, template: Template, part: &str) -> Message {
        let message = self.message(l, format!("notify-{template}-{part}"));
        if template.tells_step() {
            message.with(
                "step",
                l.m(&self.message(l, format!("notify-step-{}", self.event))),
            )
        } else {
            message
        }
    }

    fn department(&self, l: L) -> String {
        let name = l.label(&self.department);
        if name.is_empty() {
            l.t("notify-desk").into_owned()
        } else {
            name.to_owned()
        }
    }

    pub fn word(&self, name: &str) -> Option<&str> {
        self.data.get(name)?.as_str()
    }

    pub fn instant(&self, name: &str) -> Option<DateTime<Utc>> {
        self.word(name)?.parse().ok()
    }
}

/// A promised instant as it is told: at the next quarter of an hour, never earlier than it is.
pub fn round_later(at: DateTime<Utc>) -> DateTime<Utc> {
    const QUARTER: i64 = 15 * 60;
    let whole = at.timestamp() + i64::from(at.timestamp_subsec_nanos() > 0);
    DateTime::from_timestamp((whole + QUARTER - 1).div_euclid(QUARTER) * QUARTER, 0).unwrap_or(at)
}

fn first_upper(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promised_times_are_told_later_never_earlier() {
        let told = |at: &str| {
            round_later(at.parse().unwrap()).to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
        };
        assert_eq!(told("2026-11-24T10:00:00Z"), "2026-11-24T10:00:00Z");
        assert_eq!(told("2026-11-24T10:00:00.000001Z"), "2026-11-24T10:15:00Z");
        assert_eq!(told("2026-11-24T10:14:59Z"), "2026-11-24T10:15:00Z");
        assert_eq!(told("2026-11-24T23:50:00Z"), "2026-11-25T00:00:00Z");
    }
}
