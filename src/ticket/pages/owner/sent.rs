//! The receipt, and its times for a calendar.

use askama::Template;
use axum::{
    extract::State,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use icalendar::{Calendar, Component, Event, EventLike};
use uuid::Uuid;

use super::{
    matter::{place, title},
    of_matter,
    show::{Promised, promised},
    url,
};
use crate::{
    app::App,
    error::{AppError, Result},
    people::Owner,
    sla::{self, Promise, State as Clock},
    ticket::{
        CHANGE_FOR, Kind, Number, Urgency, is_for_owner, link,
        read::{self, Detail},
    },
    web::{self, Form, Frame, Path, Qr},
};

/// Of what was written, on the receipt.
const OWN_WORDS: usize = 140;

#[derive(Template)]
#[template(path = "ticket/sent.html")]
struct SentPage {
    frame: Frame,
    number: String,
    title: String,
    place: String,
    words: String,
    lang: &'static str,
    department: String,
    promises: Vec<Promised>,
    emergency: bool,
    /// Some time lies ahead.
    has_times: bool,
    /// Until when it can be put right.
    change_until: Option<String>,
    passed_on: Option<(String, Qr)>,
    key: Uuid,
}

/// GET /r/{number}/sent: the receipt; stays valid when bookmarked.
pub async fn sent(
    State(app): State<App>,
    owner: Owner,
    Path(number): Path<Number>,
) -> Result<Response> {
    draw(&app, &owner, &number, None).await
}

/// POST /r/{number}/sent: the same with a code for somebody else at home. It is on this page alone: nobody keeps it, so it cannot be
/// drawn again, and the next one is another.
pub async fn pass_on(
    State(app): State<App>,
    owner: Owner,
    Path(number): Path<Number>,
    _: Form,
) -> Result<Response> {
    let path = link::pass_on(&app, owner.person_id, &number).await?;
    let link = app.config.absolute(&path);
    let qr = Qr::of(&link)?;
    draw(&app, &owner, &number, Some((link, qr))).await
}

async fn draw(
    app: &App,
    owner: &Owner,
    number: &Number,
    passed_on: Option<(String, Qr)>,
) -> Result<Response> {
    let frame = Frame::owner(app, owner);
    let mut conn = app.pool.acquire().await?;
    let today = frame.now.date_naive();
    let detail = read::find_for_owner(app, &mut conn, owner.person_id, number, today).await?;
    let frame = of_matter(frame, &mut conn, owner, detail.community).await?;
    let promises = sla::promises_of(&mut conn, detail.id).await?;
    drop(conn);
    let title_of_page = frame.l.word("sent-title", detail.kind.as_str());
    let frame = frame.titled(title_of_page);
    let mine = detail.reporter == Some(owner.person_id);
    let change_until = changes_until(&detail, frame.now).filter(|_| mine);
    Ok(web::page(SentPage {
        title: title(&frame, &detail),
        place: place(&detail, &frame),
        words: first_words(&detail.body),
        lang: detail.language.tag(),
        department: frame.l.label(&detail.department_name).to_owned(),
        promises: promised(&frame, &detail, &promises),
        emergency: detail.urgency == Urgency::Emergency,
        has_times: ahead(&detail, &promises, frame.now).next().is_some(),
        change_until: change_until.map(|until| frame.moment(until)),
        number: number.to_string(),
        passed_on,
        key: Uuid::new_v4(),
        frame,
    }))
}

/// Until when its reporter can put a repair right; other kinds are checked on a page of their own before they are sent.
pub fn changes_until(detail: &Detail, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let until = detail.filed_at + CHANGE_FOR;
    (detail.kind == Kind::Repair && detail.state.is_open() && now < until).then_some(until)
}

fn first_words(body: &str) -> String {
    let line = body.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(OWN_WORDS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// What is promised to the owner and lies ahead.
fn ahead<'a>(
    detail: &'a Detail,
    promises: &'a [Promise],
    now: DateTime<Utc>,
) -> impl Iterator<Item = (&'a Promise, DateTime<Utc>)> {
    promises
        .iter()
        .filter(|p| p.cycle == detail.cycle && p.state == Clock::Running)
        .filter(|p| is_for_owner(p.metric))
        .filter_map(move |p| Some((p, p.due_at.filter(|due| *due > now)?)))
}

/// GET /r/{number}/calendar: the promised times as an iCalendar file (RFC 5545).
pub async fn calendar(
    State(app): State<App>,
    owner: Owner,
    Path(number): Path<Number>,
) -> Result<Response> {
    let frame = Frame::owner(&app, &owner);
    let mut conn = app.pool.acquire().await?;
    let today = frame.now.date_naive();
    let detail = read::find_for_owner(&app, &mut conn, owner.person_id, &number, today).await?;
    let frame = of_matter(frame, &mut conn, &owner, detail.community).await?;
    let promises = sla::promises_of(&mut conn, detail.id).await?;
    drop(conn);
    let l = &frame.l;
    let mut file = Calendar::empty();
    file.append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Ventanilla//EN"));
    for (promise, due) in ahead(&detail, &promises, frame.now) {
        let what = l.word("owner-metric", promise.metric.as_str()).into_owned();
        let by = l.aa("owner-next", "what", what, "when", frame.moment(due));
        let page = app.config.absolute(&url(&number));
        let event = Event::with_uid(&format!("promise-{}@ventanilla", promise.id))
            .timestamp(frame.now)
            .starts(due)
            .ends(due)
            .summary(&format!("{number} · {by}"))
            .location(&place(&detail, &frame))
            .description(&format!("{}\n{page}", title(&frame, &detail)))
            .url(&page)
            .done();
        file.push(event);
    }
    if file.is_empty() {
        return Err(AppError::NotFound);
    }
    let headers = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()),
        (CACHE_CONTROL, "no-store".to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{number}.ics\""),
        ),
    ];
    Ok((headers, file.to_string()).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_receipt_repeats_the_first_words_on_one_line() {
        assert_eq!(first_words("Gotea\n el  grifo"), "Gotea el grifo");
        let long = first_words(&"家".repeat(200));
        assert_eq!(long.chars().count(), OWN_WORDS + 1);
        assert!(long.ends_with('…'));
    }
}
