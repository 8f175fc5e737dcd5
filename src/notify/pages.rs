//! Notices in the product: what happened to one's tickets, newest first.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{
    Template,
    db::list::{self, Notice},
    words::Facts,
};
use crate::{
    app::App,
    catalog::Kind,
    error::{Audience, Result},
    i18n::Label,
    ids::NotificationId,
    people::{Owner, SignedIn, Staff},
    ticket::pages::owner,
    web::{Form, Frame, Nav, Query, Reader, Redirect, page},
};

const OWNER_PAGE: &str = "/notices/mine";
const STAFF_PAGE: &str = "/desk/notices";

#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Before {
    before: Option<NotificationId>,
}

#[derive(askama::Template)]
#[template(path = "notify/owner.html")]
struct OwnerPage {
    frame: Frame,
    lines: Lines,
}

#[derive(askama::Template)]
#[template(path = "notify/staff.html")]
struct StaffPage {
    frame: Frame,
    lines: Lines,
}

#[derive(askama::Template)]
#[template(path = "notify/bell.html")]
struct Bell {
    frame: Frame,
}

/// `GET /bell`: the number alone, for pages that hear it has changed.
pub async fn bell(State(app): State<App>, who: Option<SignedIn>, reader: Reader) -> Response {
    let Some(who) = who else {
        return StatusCode::NO_CONTENT.into_response();
    };
    let mut frame = Frame::public(&app, reader);
    frame.unread = who.unread;
    page(Bell { frame })
}

/// A page of notices, ready to print.
struct Lines {
    /// Where the page is, for the form and the link to older ones.
    path: &'static str,
    notices: Vec<Line>,
    newest: i64,
    older: Option<NotificationId>,
    any_new: bool,
}

struct Line {
    words: String,
    /// Which matter, and where; empty when it is theirs no more.
    about: String,
    when: String,
    is_new: bool,
    /// None: it is theirs no more.
    href: Option<String>,
}

impl Lines {
    fn new(frame: &Frame, path: &'static str, notices: Vec<Notice>, is_first: bool) -> Self {
        let full = notices.len() as i64 == list::PAGE;
        Self {
            path,
            newest: notices.first().map_or(i64::MAX, |notice| notice.id.0),
            older: notices.last().map(|notice| notice.id).filter(|_| full),
            // what counts on the bell and is not to be seen any more must not stay there for ever
            any_new: notices.iter().any(|notice| notice.is_new) || (is_first && frame.unread > 0),
            notices: notices
                .into_iter()
                .map(|notice| Line::new(frame, &notice))
                .collect(),
        }
    }
}

impl Line {
    fn new(frame: &Frame, notice: &Notice) -> Self {
        let is_theirs = notice.template != Template::TakenBack;
        let message = notice.facts.message_of(frame.l, notice.template, "line");
        Self {
            words: frame.l.m(&message),
            about: if is_theirs {
                about(frame, notice)
            } else {
                String::new()
            },
            when: frame.moment_there(notice.at, notice.facts.zone),
            is_new: notice.is_new,
            href: is_theirs.then(|| ticket_path(notice.template, &notice.facts)),
        }
    }
}

/// "Tap or pipe drips · Tower 2 · 2-A"; of a neighbour's matter only what neighbours may know, which is not in whose home it is.
fn about(frame: &Frame, notice: &Notice) -> String {
    let (facts, place) = (&notice.facts, &notice.place);
    let title = match notice.template {
        // its line begins with it
        Template::Neighbour => String::new(),
        template => matter(frame, template.face(), facts.kind, &facts.what),
    };
    let unit = place
        .unit
        .as_deref()
        .filter(|_| !notice.template.tells_step());
    let mut parts = vec![
        title.as_str(),
        place.building.as_deref().unwrap_or(&place.community),
        unit.unwrap_or_default(),
        frame.l.label(&place.area),
    ];
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// What it is called where its reader's tickets are listed.
fn matter(frame: &Frame, face: Audience, kind: Kind, category: &Label) -> String {
    match face {
        Audience::Owner => owner::matter(frame, kind, category),
        Audience::Staff if category.0.is_empty() => {
            frame.l.word("kind", kind.as_str()).into_owned()
        }
        Audience::Staff => frame.l.label(category).to_owned(),
    }
}

/// Where the reader of this message reads on: neighbours on the card that says no more than they may know, whoever reported the same
/// on the page of their own report.
pub(super) fn ticket_path(template: Template, facts: &Facts) -> String {
    let number = &facts.number;
    match template.face() {
        Audience::Owner if template == Template::Neighbour => format!("/report/same/{number}"),
        Audience::Owner if template == Template::Joined => {
            format!("/r/{}", facts.own.as_ref().unwrap_or(number))
        }
        Audience::Owner => format!("/r/{number}"),
        Audience::Staff => format!("/desk/tickets/{number}"),
    }
}

/// `GET /notices/mine`
pub async fn mine(
    State(app): State<App>,
    owner: Owner,
    Query(query): Query<Before>,
) -> Result<Response> {
    let mut conn = app.pool.acquire().await?;
    let notices = list::of_owner(&mut conn, owner.person_id, query.before, app.clock.now()).await?;
    let frame = Frame::owner(&app, &owner)
        .title("notify-page-title")
        .at(Nav::Notices);
    let lines = Lines::new(&frame, OWNER_PAGE, notices, query.before.is_none());
    Ok(page(OwnerPage { frame, lines }))
}

/// `POST /notices/mine`: all up to the newest the page showed are read.
pub async fn read_mine(State(app): State<App>, owner: Owner, form: Form) -> Result<Redirect> {
    mark_read(&app, owner.person_id, Audience::Owner, &form).await?;
    Ok(Redirect::to(OWNER_PAGE))
}

/// `GET /desk/notices`
pub async fn of_staff(
    State(app): State<App>,
    staff: Staff,
    Query(query): Query<Before>,
) -> Result<Response> {
    let mut conn = app.pool.acquire().await?;
    let notices = list::of_staff(&mut conn, &staff.scope, query.before).await?;
    let frame = Frame::staff(&app, &staff)
        .title("notify-page-title")
        .at(Nav::Notices);
    let lines = Lines::new(&frame, STAFF_PAGE, notices, query.before.is_none());
    Ok(page(StaffPage { frame, lines }))
}

/// `POST /desk/notices`
pub async fn read_of_staff(State(app): State<App>, staff: Staff, form: Form) -> Result<Redirect> {
    mark_read(&app, staff.person_id, Audience::Staff, &form).await?;
    Ok(Redirect::to(STAFF_PAGE))
}

async fn mark_read(
    app: &App,
    person: crate::ids::PersonId,
    face: Audience,
    form: &Form,
) -> Result<()> {
    let Ok(upto) = form.fields.get("upto").parse::<NotificationId>() else {
        return Ok(());
    };
    app.deed(move |d| {
        Box::pin(async move {
            let now = d.now;
            list::mark_read(d.conn(), person, face, upto, now).await
        })
    })
    .await
}
