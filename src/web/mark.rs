//! The small signs: which icon goes with which word, and how a promise's time is shown.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::Frame;
use crate::i18n::Given;

/// Shapes tell the states apart without colour: ring, half, bars, tick, dot, struck ring.
pub fn of_state(state: &str) -> &'static str {
    match state {
        "in_progress" => "state-in_progress",
        "waiting" => "state-waiting",
        "resolved" => "state-resolved",
        "closed" => "state-closed",
        "declined" | "withdrawn" => "state-declined",
        "duplicate" => "git-merge",
        _ => "state-new",
    }
}

pub fn of_kind(kind: &str) -> &'static str {
    match kind {
        "complaint" => "message-report",
        "repair" => "tool",
        "fee_dispute" => "receipt",
        "suggestion" => "bulb",
        "service_order" => "calendar-event",
        _ => "help-circle",
    }
}

pub fn of_channel(channel: &str) -> &'static str {
    match channel {
        "web" => "world",
        "phone" => "phone",
        "walk_in" => "building-store",
        "email" => "mail",
        "proactive" => "heart",
        _ => "database",
    }
}

/// A promise's time as a tag: how long is left, how soon, how late. The exact moment stands in its title.
pub struct Due {
    /// `on`, `soon` or `late`: outline, pale, solid.
    pub face: &'static str,
    pub icon: &'static str,
    pub words: String,
    pub moment: String,
    pub iso: String,
}

impl Due {
    /// `soon`: from how many minutes before it on.
    pub fn at(frame: &Frame, due_at: impl Given<DateTime<Utc>>, soon: impl Given<i64>) -> Self {
        Self::there(frame, due_at, soon, frame.zone)
    }

    /// In a list of tickets from several places: by the clock of the ticket's.
    pub fn there(
        frame: &Frame,
        due_at: impl Given<DateTime<Utc>>,
        soon: impl Given<i64>,
        zone: impl Given<Tz>,
    ) -> Self {
        let (l, due_at) = (frame.l, due_at.given());
        let left = due_at - frame.now;
        let moment = frame.moment_there(due_at, zone);
        let (face, icon, words) = match () {
            // A minute begun is a minute late: never "0 min late".
            () if left < TimeDelta::zero() => {
                let late = left.abs().max(TimeDelta::minutes(1));
                ("late", "due-late", l.a("due-late", "span", l.brief(late)))
            }
            () if left <= TimeDelta::minutes(soon.given()) => {
                ("soon", "due-soon", l.a("due-left", "span", l.brief(left)))
            }
            () => ("on", "due-soon", moment.clone()),
        };
        Self {
            face,
            icon,
            words,
            moment,
            iso: l.iso(due_at),
        }
    }
}
