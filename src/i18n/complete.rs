//! House rules of the message files: nothing missing, nothing left over between languages, nothing said that we do not say.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use super::{Lang, exists};

fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found
}

/// Key → the message as written, over all files of a language; a key written twice fails.
fn messages(lang: Lang) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (path, text) in files(&format!("locales/{lang}"), "ftl") {
        let mut key = String::new();
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let starts = line.starts_with(|c: char| c.is_ascii_lowercase());
            match line.split_once('=') {
                Some((name, value)) if starts => {
                    key = name.trim().to_owned();
                    let before = all.insert(key.clone(), value.to_owned());
                    assert!(
                        before.is_none(),
                        "{key} is written twice, again in {}",
                        path.display()
                    );
                }
                _ => all.entry(key.clone()).or_default().push_str(line),
            }
        }
    }
    all.remove("");
    all
}

fn variables(message: &str) -> BTreeSet<&str> {
    message
        .split('$')
        .skip(1)
        .map(|rest| {
            rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')
                .next()
                .unwrap_or("")
        })
        .collect()
}

/// Every text that follows `opening` up to the next quotation mark.
fn quoted<'a>(text: &'a str, opening: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(opening)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
}

#[test]
fn every_message_is_in_every_language_with_the_same_values() {
    let english = messages(Lang::En);
    for lang in [Lang::Es, Lang::Zh] {
        let other = messages(lang);
        let missing: Vec<_> = english.keys().filter(|k| !other.contains_key(*k)).collect();
        let left_over: Vec<_> = other.keys().filter(|k| !english.contains_key(*k)).collect();
        assert!(
            missing.is_empty() && left_over.is_empty(),
            "{lang}: missing {missing:?}, left over {left_over:?}"
        );
        for (key, text) in &english {
            let (ours, theirs) = (variables(text), variables(&other[key]));
            // Chinese has no plural; Spanish may say "one" without its figure. What it names must exist.
            assert!(
                theirs.is_subset(&ours),
                "{lang}: {key} names {theirs:?}, English {ours:?}"
            );
        }
    }
}

#[test]
fn every_message_can_be_read() {
    for lang in Lang::ALL {
        for key in messages(lang).keys() {
            assert!(exists(lang, key), "{lang}: {key} does not parse");
        }
    }
}

#[test]
fn every_message_a_page_asks_for_exists() {
    let mut unknown = BTreeSet::new();
    let asked = [
        "l.t(\"",
        "l.n(\"",
        "l.a(\"",
        "l.aa(\"",
        "l.aaa(\"",
        ".title(\"",
        "Message::new(\"",
    ];
    let sources = files("templates", "html")
        .into_iter()
        .chain(files("templates", "txt"))
        .chain(files("src", "rs"));
    for (path, text) in sources {
        // This file and the tests speak of messages that need not exist.
        if path.ends_with("complete.rs") || path.ends_with("tests.rs") {
            continue;
        }
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
        for key in asked.iter().flat_map(|opening| quoted(text, opening)) {
            let is_key = key
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
                && key.contains('-');
            if is_key && !exists(Lang::En, key) {
                unknown.insert(format!("{key} in {}", path.display()));
            }
        }
        for rest in text.split("l.word(\"").skip(1) {
            let Some((of, after)) = rest.split_once("\", \"") else {
                continue;
            };
            let stored = after.split('"').next().unwrap_or("");
            if !of.contains('"')
                && !of.contains('\n')
                && !exists(Lang::En, &format!("{of}-{stored}"))
            {
                unknown.insert(format!("{of}-{stored} in {}", path.display()));
            }
        }
    }
    unknown.retain(|u| !u.contains("/src/i18n.rs") && !u.contains("/src/web/frame.rs"));
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn every_icon_a_page_asks_for_is_drawn() {
    for (path, text) in files("templates", "html")
        .into_iter()
        .chain(files("src", "rs"))
    {
        for opening in [
            "web::icon(\"",
            "mark::icon(\"",
            "mark::empty(\"",
            "mark::note(\"",
            "mark::entry(\"",
        ] {
            for name in quoted(&text, opening) {
                assert!(
                    crate::web::is_drawn(name),
                    "icon {name} in {}",
                    path.display()
                );
            }
        }
    }
}

/// What we do not say to people who wait (PAGES, words for angry people).
#[test]
fn nothing_is_said_that_means_nothing() {
    let banned = [
        "any inconvenience caused",
        "sorry you feel",
        "sorry if",
        "unfortunately we are unable",
        "as per ",
        "kindly",
        "valued customer",
        "high volume",
        "as soon as possible",
        "shortly",
        "oops",
        "disculpe las molestias",
        "a la brevedad",
        "lo antes posible",
        "尽快",
        "请您耐心等待",
        "带来不便敬请谅解",
    ];
    for lang in Lang::ALL {
        for (key, text) in messages(lang) {
            let text = text.to_lowercase();
            for phrase in banned {
                assert!(!text.contains(phrase), "{lang}: {key} says “{phrase}”");
            }
        }
    }
}
