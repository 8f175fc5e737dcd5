//! The record in sentences, for staff: everything, oldest first.

use chrono::{DateTime, Utc};

use super::{
    super::super::{
        EventKind, Visibility,
        read::{Attachment, Entry},
    },
    names::Names,
};
use crate::{ids::EventId, ticket::pages::story::corrected, web::Frame};

/// One entry as it is printed.
pub struct Told {
    pub id: EventId,
    pub icon: &'static str,
    pub at: DateTime<Utc>,
    pub who: String,
    /// `internal`, `ours`, `theirs`, `late`, `quiet` or nothing: how it is drawn.
    pub face: &'static str,
    pub did: String,
    pub words: String,
    pub lang: &'static str,
    pub files: Vec<Attachment>,
    /// A note that can still be shown to the owner.
    pub may_publish: bool,
    /// Escalations that followed this one with nothing between: folded, so that the story stays readable.
    pub again: Vec<Told>,
}

pub fn story(frame: &Frame, entries: &[Entry], files: &[Attachment], names: &Names) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    let mut before = None;
    for (entry, line) in entries.iter().zip(lines(frame, entries, files, names)) {
        match told.last_mut() {
            Some(last)
                if entry.kind == EventKind::PromiseEscalated && before == Some(entry.kind) =>
            {
                last.again.push(line);
            }
            _ => told.push(line),
        }
        before = Some(entry.kind);
    }
    told
}

fn lines(frame: &Frame, entries: &[Entry], files: &[Attachment], names: &Names) -> Vec<Told> {
    let shown: Vec<i64> = entries
        .iter()
        .filter(|entry| entry.kind == EventKind::MadePublic)
        .filter_map(|entry| entry.data["note"].as_i64())
        .collect();
    entries
        .iter()
        .map(|entry| {
            let words = entry.text.as_ref();
            Told {
                id: entry.id,
                icon: icon(entry.kind),
                at: entry.at,
                who: who(frame, entry),
                face: face(entry),
                did: did(frame, entry, names),
                words: words.map(|(words, _)| words.clone()).unwrap_or_default(),
                lang: words.map_or("", |(_, lang)| lang.tag()),
                files: files
                    .iter()
                    .filter(|file| file.event == Some(entry.id))
                    .cloned()
                    .collect(),
                may_publish: entry.kind == EventKind::Noted
                    && words.is_some()
                    && !shown.contains(&entry.id.0),
                again: Vec::new(),
            }
        })
        .collect()
}

fn who(frame: &Frame, entry: &Entry) -> String {
    match (&entry.actor_name, entry.actor_kind.as_str()) {
        (Some(name), _) => name.clone(),
        (None, kind) => frame.l.word("actor", kind).into_owned(),
    }
}

fn face(entry: &Entry) -> &'static str {
    use EventKind as E;
    match (entry.visibility, entry.kind, entry.actor_kind.as_str()) {
        (_, E::PromiseBroken, _) => "late",
        (Visibility::Internal, ..) if entry.text.is_some() => "internal",
        (
            Visibility::Public,
            E::Answered
            | E::SpokeWithOwner
            | E::MadePublic
            | E::Resolved
            | E::ComplaintAnswered
            | E::DisputeDecided
            | E::Apologised
            | E::Declined,
            _,
        ) => "ours",
        (Visibility::Public, _, "owner") => "theirs",
        (
            Visibility::Public,
            E::Filed | E::Imported | E::PutOnHold | E::Visited | E::MadeSafe | E::Investigated,
            _,
        ) => "",
        _ => "quiet",
    }
}

fn icon(kind: EventKind) -> &'static str {
    use EventKind as E;
    match kind {
        E::Filed | E::Imported => "send",
        E::Acknowledged | E::Promised => "receipt",
        E::Routed | E::Rerouted | E::Assigned => "arrow-right",
        E::TriageUndone => "arrow-back-up",
        E::Accepted | E::HandoffAccepted => "user-check",
        E::HandoffOffered | E::HandoffDeclined | E::HandoffLapsed | E::HandoffWithdrawn => {
            "arrows-exchange"
        }
        E::Answered
        | E::Wrote
        | E::MadePublic
        | E::Apologised
        | E::ComplaintAnswered
        | E::Thanked => "message",
        E::SpokeWithOwner => "phone",
        E::Noted => "note",
        E::UrgencyChanged | E::PolicyReapplied => "flag",
        E::PromiseMoved => "calendar-time",
        E::PutOnHold => "player-pause",
        E::Resumed => "clock",
        E::Visited | E::Investigated => "tool",
        E::MadeSafe => "shield",
        E::Resolved | E::Confirmed | E::DisputeDecided => "circle-check",
        E::Rated => "star",
        E::Returned | E::Reopened | E::StageTwoAsked => "rotate-2",
        E::Closed | E::Declined | E::Withdrawn => "circle-x",
        E::MarkedDuplicate => "git-merge",
        E::PromiseWarned | E::PromiseBroken | E::PromiseEscalated | E::PromiseExtended => {
            "alert-triangle"
        }
        E::ChargesHeld
        | E::AdjustmentProposed
        | E::AdjustmentApproved
        | E::AdjustmentRefused
        | E::PayerSettled => "coin",
    }
}

/// What happened, in a sentence: `desk-did-<Kind>` with what its facts say.
fn did(frame: &Frame, entry: &Entry, names: &Names) -> String {
    use EventKind as E;
    let l = frame.l;
    let data = &entry.data;
    let text = |name: &str| data[name].as_str().unwrap_or_default().to_owned();
    let word = |of: &str, name: &str| match data[name].as_str() {
        Some(stored) => l.word(of, stored).into_owned(),
        None => String::new(),
    };
    let when = |name: &str| {
        let at: Option<DateTime<Utc>> = data[name].as_str().and_then(|at| at.parse().ok());
        at.map_or_else(|| l.t("desk-no-time").into_owned(), |at| frame.moment(at))
    };
    match entry.kind {
        E::Routed | E::Rerouted => match names.department(&data["department"], l) {
            Some(department) => l.a("desk-did-Routed", "department", department),
            None => l.t("desk-did-left-to-desk").into_owned(),
        },
        E::PayerSettled => l.a("desk-did-PayerSettled", "payer", word("payer", "payer")),
        E::Assigned => match names.person(&data["person"]) {
            Some(person) => l.a("desk-did-Assigned", "person", person),
            None => l.t("desk-did-reviewed").into_owned(),
        },
        E::HandoffOffered => {
            let to = names
                .person(&data["person"])
                .or_else(|| names.department(&data["department"], l));
            l.aa(
                "desk-did-HandoffOffered",
                "to",
                to.unwrap_or_default(),
                "until",
                when("lapses_at"),
            )
        }
        // set by whoever took it down, before anything else had been chosen
        E::UrgencyChanged if entry.data["from"].is_null() => {
            l.a("desk-did-UrgencyChanged-first", "to", word("urgency", "to"))
        }
        E::UrgencyChanged => l.aa(
            "desk-did-UrgencyChanged",
            "from",
            word("urgency", "from"),
            "to",
            word("urgency", "to"),
        ),
        E::PutOnHold => l.aa(
            "desk-did-PutOnHold",
            "reason",
            word("wait", "reason"),
            "until",
            when("until"),
        ),
        E::Resumed => l
            .t(match text("by").as_str() {
                "answer" => "desk-did-Resumed-answer",
                "date" => "desk-did-Resumed-date",
                "undo" => "desk-did-Resumed-undo",
                _ => "desk-did-Resumed",
            })
            .into_owned(),
        E::Resolved | E::ComplaintAnswered | E::DisputeDecided if data["outcome"].is_string() => {
            l.a("desk-did-Resolved", "outcome", word("outcome", "outcome"))
        }
        E::Rated => l.n("desk-did-Rated", data["score"].as_i64().unwrap_or_default()),
        E::Declined => match data["referral"].as_str() {
            Some(to) if !to.is_empty() => l.aa(
                "desk-did-Declined-referral",
                "reason",
                word("desk-decline", "reason"),
                "to",
                to,
            ),
            _ => l.a(
                "desk-did-Declined",
                "reason",
                word("desk-decline", "reason"),
            ),
        },
        E::MarkedDuplicate => l.a("desk-did-MarkedDuplicate", "number", text("of")),
        E::Closed if text("by") == "quiet" => l.t("desk-did-Closed-quiet").into_owned(),
        E::PromiseWarned | E::PromiseBroken | E::PromiseEscalated => l.aa(
            &format!("desk-did-{}", entry.kind),
            "metric",
            word("metric", "metric"),
            "due",
            when("due"),
        ),
        E::Promised | E::PolicyReapplied | E::PromiseMoved => {
            let each: Vec<String> = data["promises"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|promise| {
                    let due: DateTime<Utc> = promise["due"].as_str()?.parse().ok()?;
                    let metric = l.word("metric", promise["metric"].as_str()?).into_owned();
                    Some(l.aa(
                        "desk-promise-by",
                        "metric",
                        metric,
                        "due",
                        frame.moment(due),
                    ))
                })
                .collect();
            l.a(
                &format!("desk-did-{}", entry.kind),
                "list",
                each.join(" · "),
            )
        }
        // the words say it
        E::Answered | E::Wrote | E::Noted => corrected(&frame.l, data).unwrap_or_default(),
        kind => l.t(&format!("desk-did-{kind}")).into_owned(),
    }
}
