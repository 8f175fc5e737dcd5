//! How a matter stands, for whoever holds its private link: state, promised times and steps; what was written is for those who
//! sign in. Nothing can be done here.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use chrono::TimeDelta;
use tower_sessions::Session;

use super::{
    super::story::{self, Line, Names},
    matter::{place, title},
    show::{Promised, promised, sentence},
    url,
};
use crate::{
    app::App,
    error::{AppError, Audience, Result},
    ids::PersonId,
    people::{self, SignedIn},
    property,
    ticket::{
        EventKind, Number, State as Life,
        db::matter::{Matter, find_matter},
        link,
        read::Entry,
    },
    web::{self, ClientIp, Frame, Path, Reader, Redirect, rate::Rate},
};

/// Of one place in a minute: nobody tries tokens.
const OPENED: Rate = Rate::new("link", 10, TimeDelta::minutes(1));
/// What this browser was led to: number → whose link it was.
const LED_TO: &str = "led-to";
/// More a browser does not keep in mind.
const MOST: usize = 20;

/// GET /t/{token}: the token leaves the address at once. Its own reader, signed in, goes on to the whole page.
pub async fn open(
    State(app): State<App>,
    session: Session,
    client: ClientIp,
    who: Option<SignedIn>,
    Path(token): Path<String>,
) -> Result<Redirect> {
    let now = app.clock.now();
    OPENED.hit(&app.pool, client.place(), now).await?;
    let mut conn = app.pool.acquire().await?;
    let found = link::find(&mut conn, &token, now).await?;
    drop(conn);
    let (number, person) = found.ok_or(AppError::NotFound)?;
    let is_theirs = |who: &SignedIn| who.person_id == person && who.audience == Audience::Owner;
    if who.is_some_and(|who| is_theirs(&who)) {
        return Ok(Redirect::to(url(&number)));
    }
    lead(&session, &number, person).await
}

/// This browser may see, from now on, how this person's matter stands.
pub(super) async fn lead(session: &Session, number: &Number, person: PersonId) -> Result<Redirect> {
    let mut led_to = led_to(session).await?;
    led_to.insert(number.to_string(), person);
    while led_to.len() > MOST {
        led_to.pop_first();
    }
    session.insert(LED_TO, led_to).await?;
    Ok(Redirect::to(format!("/track/{number}")))
}

async fn led_to(session: &Session) -> Result<BTreeMap<String, PersonId>> {
    Ok(session.get(LED_TO).await?.unwrap_or_default())
}

#[derive(Template)]
#[template(path = "ticket/track.html")]
struct TrackPage {
    frame: Frame,
    number: String,
    place: String,
    state: &'static str,
    reason: &'static str,
    sentence: String,
    promises: Vec<Promised>,
    story: Vec<Line>,
}

/// GET /track/{number}: as far as the link's reader may see it today. Nobody was led here: they are asked who they are, whether or
/// not there is such a number.
pub async fn show(
    State(app): State<App>,
    session: Session,
    reader: Reader,
    Path(number): Path<Number>,
) -> Result<Response> {
    let led_to = led_to(&session).await?;
    let Some(&person) = led_to.get(number.as_str()) else {
        return Ok(Redirect::to(format!("/track?number={number}")).into_response());
    };
    let frame = Frame::public(&app, reader);
    let mut conn = app.pool.acquire().await?;
    let today = frame.now.date_naive();
    let Matter {
        mut detail,
        record,
        promises,
    } = find_matter(&app, &mut conn, person, &number, today).await?;
    if let Life::Declined { referral, .. } = &mut detail.state {
        // typed by somebody
        *referral = None;
    }
    let community = property::community(&mut conn, detail.community).await?;
    drop(conn);
    let frame = frame.of_community(
        &community.name,
        &community.phone,
        &community.emergency_phone,
        community.zone,
    );
    let name = title(&frame, &detail);
    let frame = frame.titled(name);
    let names = Names {
        departments: people::department_names(&app).await?,
    };
    let story = steps(&frame, &record, &names);
    let mut promises_here = promised(&frame, &detail, &promises);
    for promise in &mut promises_here {
        // the reasons are on a page of those who sign in
        promise.why.clear();
    }
    Ok(web::page(TrackPage {
        sentence: sentence(&frame, &detail, &promises),
        promises: promises_here,
        place: place(&detail, &frame),
        state: detail.state.as_str(),
        reason: match &detail.state {
            Life::Waiting { reason, .. } => reason.as_str(),
            _ => "",
        },
        number: number.to_string(),
        story,
        frame,
    })
    .into_response())
}

/// How it went on, for whoever holds a private link: from which kinds of steps, and in our own sentences alone. What people wrote,
/// put right, or typed into a field is for those who sign in.
fn steps(frame: &Frame, record: &[Entry], names: &Names) -> Vec<Line> {
    let mut lines = story::for_owner(frame, record, Vec::new(), names);
    lines.retain(|line| is_a_step(line.kind));
    for line in &mut lines {
        line.words = None;
        line.who.clear();
        if line.kind == EventKind::Declined {
            // whom it was referred to was typed by somebody
            line.says = frame.l.t("story-Declined").into_owned();
        }
    }
    lines
}

/// Whether a link tells it. Whatever can carry words or corrections says nothing here.
fn is_a_step(kind: EventKind) -> bool {
    match kind {
        EventKind::Filed
        | EventKind::Imported
        | EventKind::Acknowledged
        | EventKind::Routed
        | EventKind::Rerouted
        | EventKind::TriageUndone
        | EventKind::Accepted
        | EventKind::HandoffAccepted
        | EventKind::SpokeWithOwner
        | EventKind::PutOnHold
        | EventKind::Resumed
        | EventKind::Visited
        | EventKind::MadeSafe
        | EventKind::Investigated
        | EventKind::Resolved
        | EventKind::Confirmed
        | EventKind::Returned
        | EventKind::Reopened
        | EventKind::Declined
        | EventKind::MarkedDuplicate
        | EventKind::Withdrawn
        | EventKind::PromiseBroken
        | EventKind::PromiseExtended
        | EventKind::PromiseMoved
        | EventKind::Apologised
        | EventKind::ComplaintAnswered
        | EventKind::StageTwoAsked
        | EventKind::ChargesHeld
        | EventKind::DisputeDecided
        | EventKind::AdjustmentApproved => true,
        EventKind::Promised
        | EventKind::Assigned
        | EventKind::HandoffOffered
        | EventKind::HandoffDeclined
        | EventKind::HandoffLapsed
        | EventKind::HandoffWithdrawn
        | EventKind::Answered
        | EventKind::Wrote
        | EventKind::Noted
        | EventKind::MadePublic
        | EventKind::UrgencyChanged
        | EventKind::Rated
        | EventKind::Thanked
        | EventKind::Closed
        | EventKind::PromiseWarned
        | EventKind::PromiseEscalated
        | EventKind::PolicyReapplied
        | EventKind::AdjustmentProposed
        | EventKind::AdjustmentRefused
        | EventKind::PayerSettled => false,
    }
}
