//! The record as the owner's story. Staff read theirs in `staff/story.rs`.

mod icon;

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::{
    event::{EventKind, Visibility},
    read::{Attachment, Entry},
};
use crate::{
    i18n::{L, Lang},
    ids::EventId,
    people::DepartmentNames,
    web::Frame,
};

/// One entry as a page prints it.
pub struct Line {
    pub id: EventId,
    pub icon: &'static str,
    pub at: DateTime<Utc>,
    pub who: String,
    /// `internal`, `ours`, `theirs`, `late` or nothing: how it is drawn.
    pub face: &'static str,
    /// What happened, in a sentence; empty when the words alone say it.
    pub says: String,
    pub words: Option<(String, Lang)>,
    pub photos: Vec<Attachment>,
    pub kind: EventKind,
    /// Lines of the words that head a part of a letter.
    headings: Vec<String>,
}

impl Line {
    pub fn is_heading(&self, part: &str) -> bool {
        self.headings.iter().any(|heading| heading == part)
    }
}

const LETTER_PARTS: [&str; 5] = [
    "complaint-letter-finding",
    "complaint-letter-reasons",
    "complaint-letter-remedy",
    "complaint-letter-next",
    "complaint-letter-further",
];

/// The headings a written answer has, in the language it was written in.
fn headings(frame: &Frame, entry: &Entry) -> Vec<String> {
    match (entry.kind, &entry.text) {
        (EventKind::ComplaintAnswered, Some((_, lang))) => {
            let l = lang.at(frame.now);
            LETTER_PARTS
                .iter()
                .map(|key| l.t(key).into_owned())
                .collect()
        }
        _ => Vec::new(),
    }
}

/// What the sentences need beside the entries.
pub struct Names {
    pub departments: Arc<DepartmentNames>,
}

impl Names {
    pub fn department(&self, l: &L, data: &Value) -> String {
        data["department"]
            .as_i64()
            .and_then(|id| self.departments.iter().find(|known| known.id.0 == id))
            .map(|known| l.label(&known.name).to_owned())
            .unwrap_or_default()
    }
}

/// The story an owner reads: public entries that mean something to them, newest first.
pub fn for_owner(
    frame: &Frame,
    record: &[Entry],
    files: Vec<Attachment>,
    names: &Names,
) -> Vec<Line> {
    let undone: Vec<(i32, i32)> = record.iter().filter_map(undoes_in_silence).collect();
    let stands = |entry: &Entry| {
        let is_undone = |(first, last): &(i32, i32)| (*first..=*last).contains(&entry.seq);
        match entry.kind {
            EventKind::TriageUndone => moved_back(entry).is_some(),
            EventKind::Resumed if undoes_in_silence(entry).is_some() => false,
            EventKind::Routed | EventKind::Rerouted | EventKind::PutOnHold => {
                !undone.iter().any(is_undone)
            }
            kind => tells_owner(kind),
        }
    };
    let mut lines: Vec<Line> = lines(frame, record, files, names)
        .into_iter()
        .zip(record)
        .filter(|(_, entry)| stands(entry))
        .map(|(line, _)| line)
        .collect();
    lines.reverse();
    lines
}

/// The entries of a decision taken back before anybody heard of it, first and last: to the owner it never happened.
fn undoes_in_silence(entry: &Entry) -> Option<(i32, i32)> {
    let undoes = matches!(entry.kind, EventKind::TriageUndone | EventKind::Resumed);
    if !undoes || entry.data["told"] == true {
        return None;
    }
    serde_json::from_value(entry.data["undoes"].clone()).ok()
}

/// Where it is again after a decision that was told and taken back, as the facts of an entry that sends it there.
fn moved_back(entry: &Entry) -> Option<Value> {
    let back_to = &entry.data["back_to"];
    let moved = entry.data["told"] == true && entry.data["department"] != *back_to;
    moved.then(|| json!({ "department": back_to }))
}

/// Entries that only repeat what the page says elsewhere are left out for owners.
fn tells_owner(kind: EventKind) -> bool {
    !matches!(
        kind,
        EventKind::Promised | EventKind::PolicyReapplied | EventKind::Closed | EventKind::Rated
    )
}

fn lines(frame: &Frame, record: &[Entry], files: Vec<Attachment>, names: &Names) -> Vec<Line> {
    let mut by_event: HashMap<EventId, Vec<Attachment>> = HashMap::new();
    for file in files {
        if let Some(event) = file.event {
            by_event.entry(event).or_default().push(file);
        }
    }
    record
        .iter()
        .map(|entry| Line {
            id: entry.id,
            icon: icon::of(entry.kind),
            at: entry.at,
            who: who(frame, entry),
            face: face(entry),
            says: says(frame, entry, names),
            words: entry.text.clone(),
            photos: by_event.remove(&entry.id).unwrap_or_default(),
            kind: entry.kind,
            headings: headings(frame, entry),
        })
        .collect()
}

/// Owners read staff by their first name; the company speaks where nobody did.
fn who(frame: &Frame, entry: &Entry) -> String {
    match (&entry.actor_name, entry.actor_kind.as_str()) {
        (Some(name), "staff") => first_name(name).to_owned(),
        (Some(name), _) => name.clone(),
        (None, "owner") => frame.l.t("story-a-resident").into_owned(),
        (None, _) => frame.l.word("actor", "system").into_owned(),
    }
}

fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

fn face(entry: &Entry) -> &'static str {
    match (entry.visibility, entry.kind, entry.actor_kind.as_str()) {
        (_, EventKind::PromiseBroken, _) => "late",
        (Visibility::Internal, _, _) => "internal",
        (Visibility::Public, _, "owner") => "theirs",
        (
            Visibility::Public,
            EventKind::Answered
            | EventKind::SpokeWithOwner
            | EventKind::MadePublic
            | EventKind::Resolved
            | EventKind::ComplaintAnswered
            | EventKind::DisputeDecided
            | EventKind::PayerSettled
            | EventKind::Apologised,
            _,
        ) => "ours",
        (Visibility::Public, _, _) => "",
    }
}

/// The sentence of an entry. Keys: `story-<Kind>`, with what its facts say.
fn says(frame: &Frame, entry: &Entry, names: &Names) -> String {
    let l = &frame.l;
    let data = &entry.data;
    let text = |name: &str| data[name].as_str().unwrap_or_default();
    let when = |name: &str| {
        text(name)
            .parse::<DateTime<Utc>>()
            .map(|at| frame.moment(at))
            .unwrap_or_default()
    };
    match entry.kind {
        EventKind::Filed => l.a(
            "story-Filed",
            "channel",
            l.word("channel", text("channel")).into_owned(),
        ),
        EventKind::Routed | EventKind::Rerouted => sent_to(l, data, names),
        EventKind::TriageUndone => sent_to(l, &moved_back(entry).unwrap_or_default(), names),
        EventKind::PutOnHold => l.aa(
            "story-PutOnHold",
            "reason",
            l.word("wait", text("reason")).into_owned(),
            "until",
            when("until"),
        ),
        EventKind::PayerSettled => {
            l.a("story-PayerSettled", "payer", payer(l, text("payer"), true))
        }
        EventKind::Resumed => l.t("story-Resumed").into_owned(),
        EventKind::Resolved => l.a(
            "story-Resolved",
            "outcome",
            l.word("outcome", text("outcome")).into_owned(),
        ),
        EventKind::Declined => match text("referral") {
            "" => l.t("story-Declined").into_owned(),
            referral => l.a("story-Declined-referral", "to", referral),
        },
        EventKind::MarkedDuplicate => l.a("story-MarkedDuplicate", "number", text("of")),
        EventKind::Rated => l.n("story-Rated", data["score"].as_i64().unwrap_or_default()),
        EventKind::PromiseBroken => l.aa(
            "story-PromiseBroken",
            "metric",
            l.word("owner-metric", text("metric")).into_owned(),
            "due",
            when("due"),
        ),
        EventKind::PromiseWarned => l.aa(
            "story-PromiseWarned",
            "metric",
            l.word("metric", text("metric")).into_owned(),
            "due",
            when("due"),
        ),
        EventKind::PromiseEscalated => l.a(
            "story-PromiseEscalated",
            "metric",
            l.word("metric", text("metric")).into_owned(),
        ),
        EventKind::PromiseMoved => {
            let each = data["promises"].as_array().into_iter().flatten();
            let each = each.filter_map(|promise| {
                let due: DateTime<Utc> = promise["due"].as_str()?.parse().ok()?;
                let metric = l.word("owner-metric", promise["metric"].as_str()?);
                let due = frame.moment(due);
                Some(l.aa("story-promise-by", "metric", metric, "due", due))
            });
            let each: Vec<String> = each.collect();
            l.a("story-PromiseMoved", "list", each.join(" · "))
        }
        EventKind::UrgencyChanged => l.a(
            "story-UrgencyChanged",
            "to",
            l.word("urgency", text("to")).into_owned(),
        ),
        EventKind::HandoffOffered => {
            let department = names.department(l, data);
            if department.is_empty() {
                l.t("story-HandoffOffered").into_owned()
            } else {
                l.a("story-HandoffOffered-department", "department", department)
            }
        }
        EventKind::Answered | EventKind::Wrote | EventKind::Noted | EventKind::MadePublic => {
            corrected(l, data).unwrap_or_default()
        }
        kind => l.t(&format!("story-{kind}")).into_owned(),
    }
}

fn sent_to(l: &L, data: &Value, names: &Names) -> String {
    let department = names.department(l, data);
    if department.is_empty() {
        l.t("story-Routed-desk").into_owned()
    } else {
        l.a("story-Routed", "department", department)
    }
}

/// What an owner put right in the first minutes, if that is what the entry is.
pub fn corrected(l: &L, data: &Value) -> Option<String> {
    let facts = data.get("corrected")?;
    let word = |of: &str, name: &str| Some(l.word(of, facts[name].as_str()?).into_owned());
    Some(l.aa(
        "story-Corrected",
        "enter",
        word("repair-enter", "enter")?,
        "best",
        word("repair-best", "best")?,
    ))
}

/// Who pays, as the owner or as the company's people read it.
pub fn payer(l: &L, payer: &str, to_owner: bool) -> String {
    let set = if to_owner { "owner-payer" } else { "payer" };
    l.word(set, payer).into_owned()
}

/// The address of a photo's small picture.
pub fn thumb(id: &Uuid) -> String {
    format!("/files/{id}/thumb")
}
