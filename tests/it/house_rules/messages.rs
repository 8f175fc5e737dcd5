use std::collections::{BTreeMap, BTreeSet};

use super::{literals_after, none, sources};

const LANGUAGES: [&str; 3] = ["en", "es", "zh"];

/// Key → names of its arguments.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for file in sources(&format!("locales/{language}"), &["ftl"]) {
        let mut key = String::new();
        for line in file.text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line
                .split_once('=')
                .filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase() || c == '-'))
            {
                key = name.trim().to_owned();
                let twice = all.insert(key.clone(), BTreeSet::new());
                assert!(
                    twice.is_none(),
                    "{language}: {key} stands twice, the second time in {}",
                    file.path
                );
            }
            for (at, _) in line.match_indices('$') {
                let name: String = line[at + 1..]
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '-' || *c == '_')
                    .collect();
                all.get_mut(&key)
                    .expect("a message before its arguments")
                    .insert(name);
            }
        }
    }
    all
}

#[test]
fn every_message_exists_in_every_language_with_the_same_arguments() {
    let [english, others @ ..] = LANGUAGES;
    let english = messages(english);
    assert!(!english.is_empty(), "no messages were found");
    let mut faults = Vec::new();
    for language in others {
        let theirs = messages(language);
        faults.extend(
            english
                .keys()
                .filter(|key| !theirs.contains_key(*key))
                .map(|key| format!("{language} lacks {key}")),
        );
        faults.extend(
            theirs
                .keys()
                .filter(|key| !english.contains_key(*key))
                .map(|key| format!("en lacks {key}, which {language} has")),
        );
        for (key, arguments) in &theirs {
            if let Some(wanted) = english.get(key).filter(|wanted| *wanted != arguments) {
                faults.push(format!(
                    "{language}: {key} takes {arguments:?}, in English {wanted:?}"
                ));
            }
        }
    }
    none("messages differ between languages", &faults);
}

#[test]
fn every_message_that_is_asked_for_exists() {
    let english = messages("en");
    let calls = [
        ".t(\"",
        ".n(\"",
        ".a(\"",
        ".aa(\"",
        ".title(\"",
        "Message::new(\"",
    ];
    let mut faults = Vec::new();
    for file in sources("src", &["rs"])
        .into_iter()
        .chain(sources("templates", &["html", "txt"]))
    {
        // tests make up messages of their own
        let code = file.text.split("#[cfg(test)]").next().unwrap_or_default();
        let code = super::without(code, "{#", "#}");
        let code: String = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .flat_map(|line| [line, "\n"])
            .collect();
        // rustfmt may break a call before its first argument
        let code = code
            .replace("(\n", "(")
            .split("( ")
            .fold(String::new(), |code, part| {
                if code.is_empty() {
                    part.to_owned()
                } else {
                    code + "(" + part.trim_start()
                }
            });
        for key in calls.iter().flat_map(|call| literals_after(&code, call)) {
            if !english.contains_key(key) {
                faults.push(format!("{} asks for {key}", file.path));
            }
        }
    }
    none("messages that do not exist", &faults);
}
