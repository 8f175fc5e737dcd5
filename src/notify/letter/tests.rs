use chrono_tz::Europe::Madrid;
use serde_json::{Value, json};

use super::*;
use crate::{
    catalog::Kind,
    i18n::{Label, Lang},
    ticket::EventKind,
};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn letter(template: Template, data: Value) -> Letter {
    Letter {
        template,
        facts: Facts {
            number: "R-7KQ4M2-8".to_owned(),
            own: Some("R-3D8ZP1-K".to_owned()),
            kind: Kind::Repair,
            department: Label::new("Engineering", "Mantenimiento", "工程部"),
            actor: Some("Luis Ortega".to_owned()),
            who: Some("Luis Ortega".to_owned()),
            manager: Some("María Ruiz".to_owned()),
            phone: "+34 910 555 010".to_owned(),
            zone: Madrid,
            event: EventKind::Accepted,
            data,
            what: Label::new("Lighting", "Iluminación", "照明"),
            closes_at: Some(at("2026-12-01T09:00:00Z")),
        },
        reader: "Ana".to_owned(),
        text: Some("The kitchen tap drips.\nIt gets worse.".to_owned()),
        promises: vec![
            ("first_response".to_owned(), at("2026-11-23T13:00:00Z")),
            ("attend".to_owned(), at("2026-11-25T08:52:10Z")),
            ("resolve".to_owned(), at("2026-12-07T18:00:00Z")),
        ],
        open: true,
        state: "assigned".to_owned(),
        emergency: true,
        emergency_phone: "+34 910 555 000".to_owned(),
        community: "Los Olivos".to_owned(),
        place: "Tower 2 · 4B".to_owned(),
        link: "https://service.example.org/r/R-7KQ4M2-8".to_owned(),
    }
}

/// Facts enough for any template.
fn any_facts() -> Value {
    json!({
        "metric": "attend", "due": "2026-11-24T11:00:00Z", "new_due": "2026-11-24T15:00:00Z", "until": "2026-11-30T08:00:00Z",
        "reason": "parts", "referral": "Canal de Isabel II", "score": 2, "promise": 1, "payer": "owner",
    })
}

fn written(letter: &Letter, lang: Lang) -> Words {
    letter
        .words(lang.at(at("2026-11-23T09:00:00Z")))
        .expect("a letter")
}

/// What we say ourselves: without what is quoted, the address of the page, and the name below.
fn our_words(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with('>') && !line.starts_with("https://"))
        .collect();
    lines[..lines.len() - 2].join("\n")
}

#[test]
fn a_receipt_says_what_we_heard_what_we_do_by_when_who_and_what_if_that_is_wrong() {
    let mut receipt = letter(Template::Received, json!({}));
    receipt.emergency = false;
    let words = written(&receipt, Lang::En);
    assert_eq!(words.subject, "We have your report R-7KQ4M2-8");
    assert_eq!(
        words.text,
        "Hello Ana,

We have your report R-7KQ4M2-8.

> The kitchen tap drips.
> It gets worse.

Engineering deals with it now.

– A person answers you: by Mon 23 Nov, 14:00.
– Someone comes: by Wed 25 Nov, 10:00.
– It is done: by Mon 7 Dec, 19:00.

Luis Ortega, Engineering, answers for it. You can call +34 910 555 010.
Is something here wrong? Write to us on its page:

https://service.example.org/r/R-7KQ4M2-8

Luis Ortega
Los Olivos
"
    );
}

#[test]
fn an_apology_owns_the_failing_gives_the_cause_and_a_new_time() {
    let words = written(&letter(Template::Apology, any_facts()), Lang::En);
    assert_eq!(
        words.subject,
        "We did not keep our word about your report R-7KQ4M2-8"
    );
    assert_eq!(
        words.text,
        "Hello Ana,

We said that someone would come about R-7KQ4M2-8 by Tue 24 Nov, 12:00.

We did not keep that. It is our failure, and I am sorry.
It was with Engineering, and nobody had begun.

– By Tue 24 Nov, 16:00 Luis Ortega tells you how it stands and when it will be done.

Luis Ortega, Engineering, answers for it. You can call +34 910 555 010.
If we miss that, María Ruiz, the manager, will ring you. You can also write on its page:

https://service.example.org/r/R-7KQ4M2-8

Luis Ortega
Los Olivos
"
    );
}

#[test]
fn danger_comes_first_and_long_words_are_cut() {
    let mut receipt = letter(Template::Received, json!({}));
    receipt.text = Some("água ".repeat(100));
    let text = written(&receipt, Lang::Es).text;
    let first = text.lines().nth(2).expect("a second paragraph");
    assert_eq!(
        first,
        "¿Hay alguien en peligro? Llame ahora al +34 910 555 000."
    );
    let quote = text
        .lines()
        .find(|line| line.starts_with("> "))
        .expect("a quote");
    assert_eq!(quote.chars().count(), 2 + OWN_WORDS);
}

#[test]
fn every_letter_is_whole_and_short_in_every_language() {
    for template in Template::ALL.iter().copied() {
        for lang in Lang::ALL {
            for kind in Kind::ALL.iter().copied() {
                let mut letter = letter(template, any_facts());
                letter.facts.kind = kind;
                if template == Template::Declined {
                    letter.facts.data["reason"] = json!("other");
                }
                let words = written(&letter, lang);
                for text in [&words.subject, &words.text] {
                    assert!(!text.contains(['⟦', '{', '$']), "{template} {lang}: {text}");
                }
                assert!(
                    !words.subject.contains('\n') && words.subject.chars().count() <= 110,
                    "{}",
                    words.subject
                );
                if template.face() == Audience::Owner {
                    let ours = our_words(&words.text);
                    assert!(
                        ours.split_whitespace().count() <= 90,
                        "{template} {lang}:\n{ours}"
                    );
                    assert!(words.text.contains(&letter.link));
                }
            }
        }
    }
}

#[test]
fn sentences_to_owners_are_short() {
    for template in Template::ALL
        .iter()
        .copied()
        .filter(|template| template.face() == Audience::Owner)
    {
        let text = our_words(&written(&letter(template, any_facts()), Lang::En).text);
        for sentence in text.split(['.', '?', ':', '\n']) {
            // A name, a number and a moment are one thing to read each.
            let words = sentence
                .replace("Luis Ortega", "Luis")
                .replace("María Ruiz", "María")
                .replace("Tue 24 Nov, 12", "then");
            let count = words
                .replace("Tue 24 Nov, 16", "then")
                .split_whitespace()
                .count();
            assert!(count <= 15, "{template}: {sentence}");
        }
    }
}

/// Section 4 of the rules for words: what angry people have heard too often.
const BANNED: [&str; 24] = [
    "any inconvenience",
    "sorry you feel",
    "sorry if",
    "unfortunately",
    "as per",
    "kindly",
    "valued customer",
    "high volume",
    "as soon as possible",
    "shortly",
    " soon",
    "asap",
    "you failed to",
    "带来不便",
    "敬请谅解",
    "尽快",
    "耐心等待",
    "disculpe las molestias",
    "a la brevedad",
    "lo antes posible",
    "en breve",
    "lamentamos",
    "estimado cliente",
    "pronto",
];

#[test]
fn nothing_is_said_that_angry_people_have_heard_too_often() {
    for messages in [
        include_str!("../../../locales/en/notify.ftl"),
        include_str!("../../../locales/es/notify.ftl"),
        include_str!("../../../locales/zh/notify.ftl"),
    ] {
        for line in messages.lines().filter(|line| !line.starts_with('#')) {
            let lower = line.to_lowercase();
            for phrase in BANNED {
                assert!(!lower.contains(phrase), "“{phrase}” in: {line}");
            }
        }
    }
}

#[test]
fn every_reason_cause_and_promise_has_its_sentence() {
    use crate::{
        i18n::exists,
        sla::Metric,
        ticket::{DeclineReason, WaitReason},
    };
    for lang in Lang::ALL {
        let has = |key: String| assert!(exists(lang, &key), "{lang}: {key}");
        WaitReason::ALL
            .iter()
            .for_each(|reason| has(format!("notify-wait-{reason}")));
        DeclineReason::ALL
            .iter()
            .for_each(|reason| has(format!("notify-decline-{reason}")));
        Kind::ALL
            .iter()
            .for_each(|kind| has(format!("notify-matter-{kind}")));
        let states = [
            "new",
            "assigned",
            "in_progress",
            "waiting",
            "resolved",
            "closed",
            "declined",
            "duplicate",
            "withdrawn",
        ];
        states
            .iter()
            .for_each(|state| has(format!("notify-cause-{state}")));
        let owners = Metric::ALL
            .iter()
            .filter(|metric| crate::ticket::is_for_owner(**metric));
        owners.for_each(|metric| has(format!("notify-apology-heard-{metric}")));
        [
            "Accepted",
            "PutOnHold",
            "Resumed",
            "Visited",
            "MadeSafe",
            "Investigated",
            "Resolved",
            "Returned",
            "Reopened",
            "Closed",
            "Declined",
        ]
        .iter()
        .for_each(|step| has(format!("notify-step-{step}")));
        for template in Template::ALL.iter() {
            has(format!("notify-{template}-line"));
        }
    }
}

#[test]
fn what_was_done_late_needs_no_new_time() {
    let mut facts = any_facts();
    facts["new_due"] = Value::Null;
    let text = written(&letter(Template::Apology, facts), Lang::En).text;
    assert!(
        text.contains("It has happened in the meantime, later than we said.")
            && !text.contains("tells you how it stands")
    );
    assert!(text.contains("Is something here wrong? Write to us on its page:"));
}
