//! How every page looks. The product is filled with a small cast whose matters stand everywhere a matter can stand, and every
//! page that can be opened is looked at: nothing is wider than the screen, axe finds nothing, every word is translated, there is
//! one heading, a title and the right language. A page without a place in this sweep fails.
//!
//! Each page is looked at once, in a language, scheme and width that change from page to page; with `VENTANILLA_LOOKS=all`
//! (`bin/looks`) in all of them, and with `VENTANILLA_LOOKS_TO` pictures of all go there.

mod filled;
mod look;
mod open;
mod owner_places;
mod places;
mod staff_places;
#[path = "../it/matrix/table.rs"]
#[expect(dead_code, reason = "the routes are wanted here, not who may go there")]
mod table;

use std::{collections::BTreeSet, path::PathBuf, time::Instant};

use ventanilla::i18n::Lang;

use self::{filled::Filled, look::Scheme, places::Who};
use crate::walk::Walk;

/// A small phone, a phone, a tablet, a desk.
const WIDTHS: [i64; 4] = [320, 390, 768, 1440];

/// What answers to GET and is no page.
const NO_PAGES: [(&str, &str); 14] = [
    ("GET /live", "a stream"),
    ("GET /bell", "a part of every page"),
    ("GET /livez", "for programs"),
    ("GET /readyz", "for programs"),
    ("GET /static/{*path}", "files"),
    ("GET /files/{id}", "a file"),
    ("GET /files/{id}/thumb", "a file"),
    ("GET /r/{number}/calendar", "a file"),
    ("GET /admin/calendars/{id}/file", "a file"),
    ("GET /staff", "leads to where one works"),
    ("GET /fees", "leads to the statement"),
    ("GET /report/fee", "leads to the statement"),
    ("GET /staff/setup/{token}", "leads to the page without it"),
    ("GET /desk/tickets/{number}/next", "leads to the next one"),
];

#[test]
fn every_page_has_its_place() {
    let shown: BTreeSet<&str> = places::all(&Filled::default())
        .iter()
        .map(|place| place.route)
        .collect();
    let pages: BTreeSet<&str> = table::ROWS
        .iter()
        .map(|(route, _)| *route)
        .filter(|route| route.starts_with("GET "))
        .filter(|route| NO_PAGES.iter().all(|(no_page, _)| no_page != route))
        .collect();
    let missing: Vec<_> = pages.difference(&shown).collect();
    let stale: Vec<_> = shown.difference(&pages).collect();
    assert!(
        missing.is_empty() && stale.is_empty(),
        "where is it looked at? {missing:#?}\nno such page: {stale:#?}"
    );
}

/// The schemes and widths in which the page of this place in the list is looked at in a language; none in two languages of three,
/// unless it is looked at in all.
fn combinations(nth: usize, lang: Lang, all: bool) -> Vec<(Scheme, Vec<i64>)> {
    if all {
        return Scheme::BOTH.map(|scheme| (scheme, WIDTHS.to_vec())).into();
    }
    if lang != Lang::ALL[nth % 3] {
        return vec![];
    }
    vec![(Scheme::BOTH[nth / 3 % 2], vec![WIDTHS[nth % 4]])]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_looks_right() {
    let setting = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let all = setting("VENTANILLA_LOOKS").is_some_and(|value| value == "all");
    let only = setting("VENTANILLA_LOOKS_ONLY");
    let to = setting("VENTANILLA_LOOKS_TO").map(PathBuf::from);
    let walk = Walk::start(Lang::En).await;
    let filled = Filled::of(&walk).await;
    walk.hold_still().await;
    let keys = look::message_keys();
    let mut wrong = Vec::new();
    let (begun, mut looks) = (Instant::now(), 0);
    let places = places::all(&filled);
    let mut at: Option<(Who, Lang)> = None;
    for lang in Lang::ALL {
        for (nth, place) in places.iter().enumerate() {
            if only.as_ref().is_some_and(|only| !place.name.contains(only)) {
                continue;
            }
            let schemes = combinations(nth, lang, all);
            if schemes.is_empty() {
                continue;
            }
            if at != Some((place.who, lang)) || place.leaves {
                walk.enter_as(place.who, &filled, lang).await;
            }
            at = (!place.leaves).then_some((place.who, lang));
            if let Err(fault) = walk.open_place(place, &filled).await {
                wrong.push(format!("{} {lang:?}: {fault}", place.name));
                continue;
            }
            for (scheme, widths) in schemes {
                let faults = walk
                    .look(place, (lang, scheme, &widths), &keys, to.as_deref())
                    .await;
                looks += widths.len();
                wrong.extend(
                    faults
                        .into_iter()
                        .map(|fault| format!("{} {lang:?} {scheme:?}: {fault}", place.name)),
                );
            }
        }
    }
    println!(
        "{looks} looks at {} places in {:?}",
        places.len(),
        begun.elapsed()
    );
    walk.end().await;
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
