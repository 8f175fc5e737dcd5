//! GET /desk: the queue, by view and filter; both stand in the address.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{
    super::super::list::{self, After, COUNTED, Filter, Of, PAGE, STATES, View},
    rows::{Line, ways},
};
use crate::{
    app::App,
    catalog::{Kind, Urgency},
    error::{FieldErrors, Result},
    i18n::L,
    people::{self, Staff},
    property, text,
    web::{Choice, Conn, Fields, Frame, Nav, page},
};

/// One view beside the list.
pub struct Tab {
    pub href: String,
    pub words: String,
    pub count: String,
    pub is_open: bool,
    pub key: &'static str,
}

#[derive(Template)]
#[template(path = "ticket/desk_queue.html")]
struct QueuePage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    tabs: Vec<Tab>,
    rows: Vec<Line>,
    /// Where triage begins.
    first: Option<String>,
    view: View,
    here: String,
    start: String,
    next: String,
    is_narrowed: bool,
    /// What an empty list says.
    nothing: String,
    clear: String,
    /// Where to go when there is nothing here.
    elsewhere: Option<(String, String)>,
    communities: Vec<Choice>,
    departments: Vec<Choice>,
    kinds: Vec<Choice>,
    urgencies: Vec<Choice>,
    states: Vec<Choice>,
}

static VIEWS: [View; 7] = [
    View::Untriaged,
    View::Review,
    View::Late,
    View::Mine,
    View::Waiting,
    View::Resolved,
    View::All,
];

/// GET /desk
pub async fn show(
    State(app): State<App>,
    staff: Staff,
    mut conn: Conn,
    mut fields: Fields,
) -> Result<Response> {
    let frame = Frame::staff(&app, &staff).title("desk-title").at(Nav::Desk);
    let l = frame.l;
    let view = fields.get("view").parse().unwrap_or(View::Untriaged);
    fields.set("view", view.as_str());
    let filter = filter(&fields);
    let after = After::parse(fields.get("after"));
    let (rows, next) = list::page(
        &mut conn,
        &staff.scope,
        &Of::View(view, filter.clone()),
        after.as_ref(),
        PAGE,
    )
    .await?;
    let whole = without_state(&filter);
    let counts = app
        .tallies
        .of(&mut conn, &staff.scope, &VIEWS, &whole)
        .await?;
    let tabs = tabs("/desk", &VIEWS, &counts, view, &fields, l);
    drop(conn);
    let mine = staff.communities();
    let communities = property::known_communities(&app)
        .await?
        .iter()
        .filter(|community| mine.contains(&community.id))
        .map(|community| Choice::new(community.id, community.name.clone()))
        .collect();
    let departments = people::department_names(&app)
        .await?
        .iter()
        .map(|known| Choice::new(known.id, l.label(&known.name)))
        .collect();
    let words = |of: &'static str| move |word: &&str| Choice::new(word, l.word(of, word));
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
    let urgencies: Vec<&str> = Urgency::ALL
        .iter()
        .map(|urgency| urgency.as_str())
        .collect();
    let elsewhere = rows.is_empty().then(|| next_most_useful(&tabs)).flatten();
    let is_narrowed = NARROWS.iter().any(|name| !fields.get(name).is_empty());
    let first = address("/desk", &fields, &["after"]);
    let (start, next) = ways(first, after.as_ref(), next);
    Ok(page(QueuePage {
        here: address("/desk", &fields, &[]),
        start,
        next,
        nothing: l
            .t(if is_narrowed {
                "desk-none-narrowed"
            } else {
                "desk-none"
            })
            .into_owned(),
        clear: format!("/desk?view={view}"),
        first: rows
            .first()
            .filter(|_| matches!(view, View::Untriaged | View::Review))
            .map(|row| format!("/desk/tickets/{}?act=triage", row.number)),
        rows: Line::all(&app, rows, l).await?,
        errors: FieldErrors::default(),
        communities: any(l, communities),
        departments: any(l, departments),
        kinds: any(l, kinds.iter().map(words("kind")).collect()),
        urgencies: any(l, urgencies.iter().map(words("urgency")).collect()),
        states: any(l, STATES.iter().map(words("state")).collect()),
        frame,
        fields,
        tabs,
        view,
        is_narrowed,
        elsewhere,
    }))
}

const NARROWS: [&str; 6] = [
    "community",
    "department",
    "kind",
    "urgency",
    "state",
    "text",
];

/// What narrows the list; a word that is not one narrows nothing.
pub fn filter(fields: &Fields) -> Filter {
    Filter {
        community: fields.get("community").parse().ok(),
        department: fields.get("department").parse().ok(),
        kind: fields.get("kind").parse().ok(),
        urgency: fields.get("urgency").parse().ok(),
        state: STATES
            .into_iter()
            .find(|state| *state == fields.get("state")),
        terms: text::terms(fields.get("text")),
    }
}

fn without_state(filter: &Filter) -> Filter {
    Filter {
        state: None,
        ..filter.clone()
    }
}

/// Every filter starts with "any".
fn any(l: L, mut choices: Vec<Choice>) -> Vec<Choice> {
    choices.insert(0, Choice::new("", l.t("desk-any")));
    choices
}

/// The present address without some of its parts.
pub fn address(path: &str, fields: &Fields, without: &[&str]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("view", fields.get("view"));
    for name in NARROWS.iter().chain(&["after"]) {
        let value = fields.get(name);
        if !value.is_empty() && !without.contains(name) {
            query.append_pair(name, value);
        }
    }
    format!("{path}?{}", query.finish())
}

pub fn tabs(
    path: &str,
    views: &[View],
    counts: &[i64],
    open: View,
    fields: &Fields,
    l: L,
) -> Vec<Tab> {
    views
        .iter()
        .zip(counts)
        .map(|(view, count)| {
            let mut there = fields.clone();
            there.set("view", view.as_str());
            Tab {
                href: address(path, &there, &["after", "state"]),
                words: l.t(&format!("desk-view-{view}")).into_owned(),
                count: if *count > COUNTED {
                    l.a("desk-more-than", "count", l.number(COUNTED))
                } else {
                    l.number(*count)
                },
                is_open: *view == open,
                key: match view {
                    View::Untriaged => "g u",
                    View::Mine => "g m",
                    View::Late => "g l",
                    View::Review => "g r",
                    View::Waiting => "g w",
                    View::Resolved => "g d",
                    View::All => "g a",
                    View::Pool => "g p",
                    View::Department => "g t",
                },
            }
        })
        .collect()
}

fn next_most_useful(tabs: &[Tab]) -> Option<(String, String)> {
    tabs.iter()
        .find(|tab| !tab.is_open && tab.count != "0")
        .map(|tab| (tab.href.clone(), tab.words.clone()))
}
