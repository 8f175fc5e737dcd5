//! GET /desk/keys: every key, as a page.

use askama::Template;
use axum::{extract::State, response::Response};

use crate::{
    app::App,
    people::Staff,
    web::{Frame, page},
};

#[derive(Template)]
#[template(path = "ticket/desk_keys.html")]
struct KeysPage {
    frame: Frame,
    keys: Vec<(&'static str, String)>,
}

const KEYS: [(&str, &str); 25] = [
    ("?", "desk-key-keys"),
    ("/", "desk-key-search"),
    ("Ctrl+K", "desk-key-commands"),
    ("j", "desk-key-down"),
    ("k", "desk-key-up"),
    ("Enter", "desk-key-open"),
    ("↵", "desk-key-accept"),
    ("c", "desk-key-new"),
    ("g u", "desk-key-untriaged"),
    ("g r", "desk-key-review"),
    ("g l", "desk-key-late"),
    ("g m", "desk-key-mine"),
    ("r", "desk-key-reply"),
    ("n", "desk-key-note"),
    ("d", "desk-key-department"),
    ("d 1 … 9", "desk-key-which-department"),
    ("1 … 4", "desk-key-urgency"),
    ("z", "desk-key-undo"),
    ("s", "desk-key-hold"),
    ("x  X", "desk-key-select"),
    ("a", "desk-key-take"),
    ("e", "desk-key-resolve"),
    ("=", "desk-key-duplicate"),
    ("Ctrl+Enter", "desk-key-send"),
    ("Esc", "desk-key-back"),
];

/// GET /desk/keys
pub async fn show(State(app): State<App>, staff: Staff) -> Response {
    let frame = Frame::staff(&app, &staff).title("desk-keys-title");
    let l = frame.l;
    page(KeysPage {
        keys: KEYS
            .map(|(key, words)| (key, l.t(words).into_owned()))
            .into(),
        frame,
    })
}
