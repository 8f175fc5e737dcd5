//! The rules of the house, as tests: what a reader may rely on without looking.

mod code;
mod links;
mod messages;
mod templates;

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A file of the sources: its path from the root of the crate, and what stands in it.
pub struct Source {
    pub path: String,
    pub text: String,
}

/// Every file under this folder with one of these endings, in order.
pub fn sources(folder: &str, endings: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(&root.join(folder), &mut found);
    found.sort();
    found
        .into_iter()
        .filter(|path| {
            path.extension()
                .is_some_and(|e| endings.iter().any(|ending| e == *ending))
        })
        .map(|path| Source {
            text: fs::read_to_string(&path).expect("sources are UTF-8"),
            path: path
                .strip_prefix(root)
                .expect("inside")
                .to_str()
                .expect("plain names")
                .to_owned(),
        })
        .collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The string literals right after each `start`, as in `start` = `path = "` → `desk/queue.html`.
pub fn literals_after<'a>(text: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(start)
        .filter_map(move |(at, _)| text[at + start.len()..].split('"').next())
}

/// Fails with every line of `faults`, so that one run shows all there is to mend.
pub fn none(rule: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{rule}:\n  {}", faults.join("\n  "));
}

/// The text without what stands from `open` to the next `close`.
pub fn without(text: &str, open: &str, close: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        left.push_str(before);
        match after.split_once(close) {
            Some((_, after)) => rest = after,
            None => {
                left.push_str(open);
                rest = after;
            }
        }
    }
    left + rest
}
