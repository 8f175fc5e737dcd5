//! Somebody changed the ticket while words were being written: nothing was sent, nothing is lost, and what is new is shown first.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use uuid::Uuid;

use super::{
    super::super::{Number, read},
    names::Names,
    path,
    story::{self, Told},
};
use crate::{
    app::App,
    error::Result,
    files::{self, Pending},
    people::Staff,
    property,
    web::{Fields, Frame, Nav, page_as},
};

#[derive(Template)]
#[template(path = "ticket/desk_stale.html")]
struct StalePage {
    frame: Frame,
    key: Uuid,
    path: String,
    /// Where the form was sent and is sent again.
    action: String,
    number: String,
    news: Vec<Told>,
    /// Typed in boxes of several lines: name and words.
    written: Vec<(String, String)>,
    kept: Vec<Pending>,
    /// Everything else the form held.
    held: Vec<(String, String)>,
    is_note: bool,
    version: i32,
    seq: i32,
}

/// 409: what changed since, and the same form again.
pub async fn draw(
    app: &App,
    staff: &Staff,
    number: &Number,
    noun: &'static str,
    fields: Fields,
) -> Result<Response> {
    let mut conn = app.pool.acquire().await?;
    let t = read::find_for_staff(app, &mut conn, &staff.scope, number).await?;
    let community = property::community(&mut conn, t.community).await?;
    let mut frame = Frame::staff(app, staff)
        .title("desk-stale-title")
        .at(Nav::Desk);
    frame.zone = community.zone;
    let seen: i32 = fields.get("seq").parse().unwrap_or(0);
    let record = read::record_of(&mut conn, t.id, true).await?;
    let shown = read::attachments_of(&mut conn, t.id, true).await?;
    let new: Vec<_> = record
        .into_iter()
        .filter(|entry| entry.seq > seen)
        .collect();
    let names = Names::of(&mut conn, &new).await?;
    let is_written = |name: &str| WRITTEN.contains(&name);
    let of = |wanted: bool| -> Vec<(String, String)> {
        fields
            .iter()
            .filter(|(name, _)| {
                !["key", "version", "seq", "kept"].contains(name) && is_written(name) == wanted
            })
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    };
    let page = StalePage {
        kept: files::pending(app, staff.person_id, &fields, "kept").await?,
        news: story::story(&frame, &new, &shown, &names),
        written: of(true)
            .into_iter()
            .filter(|(_, words)| !words.is_empty())
            .collect(),
        held: of(false),
        path: path(number),
        action: format!("{}/{noun}", path(number)),
        number: t.number.to_string(),
        is_note: fields.is("as", "note"),
        version: t.version,
        seq: t.last_seq,
        key: Uuid::new_v4(),
        frame,
    };
    Ok(page_as(StatusCode::CONFLICT, page))
}

const WRITTEN: [&str; 9] = [
    "words",
    "route_reason",
    "urgency_reason",
    "offer_reason",
    "hold_words",
    "done_words",
    "decline_words",
    "reopen_words",
    "seen_words",
];
