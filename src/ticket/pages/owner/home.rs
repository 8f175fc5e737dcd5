//! The front door, the first page of somebody signed in, and the choice of what to report.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use super::matter::matter;
use crate::{
    app::App,
    error::Result,
    people::{Owner, SignedIn},
    property::{self, Home},
    ticket::{State as Life, db::owner as db},
    web::{self, Fields, Frame, Nav, Reader, Redirect},
};

/// How many cards the first page shows of what is over.
const OVER: i64 = 10;
const OPEN: i64 = 50;
/// When the older ones are asked for as well.
const OVER_ALL: i64 = 200;

#[derive(Template)]
#[template(path = "ticket/front.html")]
struct FrontPage {
    frame: Frame,
    communities: Vec<property::Community>,
}

/// GET /: whoever is signed in goes on to their own first page.
pub async fn front(
    State(app): State<App>,
    who: Option<SignedIn>,
    reader: Reader,
) -> Result<Response> {
    if let Some(who) = who {
        let to = match who.audience {
            crate::error::Audience::Owner => "/home",
            crate::error::Audience::Staff => "/staff",
        };
        return Ok(Redirect::to(to).into_response());
    }
    let mut conn = app.pool.acquire().await?;
    let communities = property::communities(&mut conn).await?;
    Ok(web::page(FrontPage {
        frame: Frame::public(&app, reader).title("front-title"),
        communities,
    }))
}

#[derive(Template)]
#[template(path = "ticket/home.html")]
struct HomePage {
    frame: Frame,
    homes: Vec<Home>,
    open: Vec<CardView>,
    over: Vec<CardView>,
    /// There are more that are over.
    older: bool,
}

/// A card as it is printed.
struct CardView {
    href: String,
    number: String,
    title: String,
    place: String,
    state: &'static str,
    reason: &'static str,
    summary: String,
    lang: &'static str,
    filed: String,
    next: String,
    late: bool,
    by_other: bool,
}

impl CardView {
    fn new(frame: &Frame, card: db::Card) -> Self {
        let reason = match &card.state {
            Life::Waiting { reason, .. } => reason.as_str(),
            _ => "",
        };
        let title = matter(frame, card.kind, &card.category_label);
        let next = card
            .next
            .filter(|_| card.state.is_open())
            .map(|(metric, due)| {
                frame.l.aa(
                    "owner-next",
                    "what",
                    frame.l.word("owner-metric", metric.as_str()).into_owned(),
                    "when",
                    frame.moment_there(due, card.zone),
                )
            });
        Self {
            href: super::url(&card.number),
            number: card.number.to_string(),
            title,
            place: card.place,
            state: card.state.as_str(),
            reason,
            filed: frame.moment_there(card.filed_at, card.zone),
            summary: card.summary,
            lang: card.language.tag(),
            next: next.unwrap_or_default(),
            late: card.late && card.state.is_open(),
            by_other: !card.mine,
        }
    }
}

/// GET /home
pub async fn home(State(app): State<App>, owner: Owner, fields: Fields) -> Result<Response> {
    let frame = Frame::owner(&app, &owner).title("home-title").at(Nav::Home);
    let today = frame.now.date_naive();
    let mut conn = app.pool.acquire().await?;
    let homes = property::units_of_person(&mut conn, owner.person_id, today).await?;
    let open = db::cards(&mut conn, owner.person_id, today, false, OPEN).await?;
    let most = if fields.is("over", "all") {
        OVER_ALL
    } else {
        OVER
    };
    let mut over = db::cards(&mut conn, owner.person_id, today, true, most + 1).await?;
    let older = i64::try_from(over.len())? > most;
    over.truncate(usize::try_from(most)?);
    let view = |cards: Vec<db::Card>| {
        cards
            .into_iter()
            .map(|card| CardView::new(&frame, card))
            .collect()
    };
    let (open, over) = (view(open), view(over));
    Ok(web::page(HomePage {
        frame,
        homes,
        open,
        over,
        older: older && most < OVER_ALL,
    }))
}

#[derive(Template)]
#[template(path = "ticket/report.html")]
struct ReportPage {
    frame: Frame,
}

/// GET /report
pub async fn report(State(app): State<App>, owner: Owner) -> Result<Response> {
    let frame = Frame::owner(&app, &owner)
        .title("report-title")
        .at(Nav::Report);
    Ok(web::page(ReportPage { frame }))
}
