//! "Has this already been reported?" for shared places: a step of its own that never blocks a report.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use super::{
    form::CARRIED,
    owner::{address, catalog, chosen, frame, see, to},
};
use crate::{
    app::App,
    catalog::Urgency,
    error::Result,
    i18n::Message,
    people::Owner,
    repair::shared::{self, Card},
    ticket::Number,
    web::{self, Fields, Form, Frame, Nav, Path, Redirect},
};

const LAST: &str = "/report/repair/last";

#[derive(Template)]
#[template(path = "repair/same.html")]
struct SamePage {
    frame: Frame,
    cards: Vec<Card>,
    go_on: String,
}

/// GET /report/same: what neighbours reported; skipped when there is nothing, in an emergency, and when looking failed.
pub async fn ask(State(app): State<App>, owner: Owner, fields: Fields) -> Result<Response> {
    let fields = fields.only(CARRIED);
    let catalog = catalog(&app).await?;
    let Some(chosen) = chosen(&app, &owner, &catalog, &fields).await? else {
        return Ok(to("/report/repair", &fields));
    };
    let is_calm = |urgency: Urgency| urgency != Urgency::Emergency;
    let what = chosen.what.as_ref().filter(|what| is_calm(what.urgency));
    let Some(what) = what.filter(|_| chosen.is_shared()) else {
        return Ok(to(LAST, &fields));
    };
    let cards = shared::same(&app, owner.person_id, &chosen.home, what.id).await;
    let cards = cards.unwrap_or_else(|error| {
        tracing::warn!(%error, "looking for the same report failed");
        Vec::new()
    });
    if cards.is_empty() {
        return Ok(to(LAST, &fields));
    }
    let back = address("/report/repair/what", &fields.without(&["what"]));
    Ok(web::page(SamePage {
        frame: frame(&app, &owner, "repair-same-title", back),
        cards,
        go_on: address(LAST, &fields),
    }))
}

#[derive(Template)]
#[template(path = "repair/card.html")]
struct CardPage {
    frame: Frame,
    card: Card,
}

/// GET /report/same/{number}: what neighbours may know of it.
pub async fn show(
    State(app): State<App>,
    owner: Owner,
    Path(number): Path<Number>,
) -> Result<Response> {
    let card = shared::card(&app, owner.person_id, &number).await?;
    let frame = Frame::owner(&app, &owner)
        .at(Nav::Home)
        .back("/home", "repair-back");
    let title = frame.l.label(&card.what).to_owned();
    let frame = frame.titled(title);
    Ok(web::page(CardPage { frame, card }))
}

/// POST /report/same/{number}: "me too", or no longer.
pub async fn follow(
    State(app): State<App>,
    owner: Owner,
    Path(number): Path<Number>,
    form: Form,
) -> Result<Response> {
    let on = form.fields.get("follow") != "no";
    shared::follow(&app, owner.person_id, &number, on).await?;
    if !on {
        return Ok(see("/home".to_owned()));
    }
    let card = Redirect::to(format!("/report/same/{number}"));
    Ok(card
        .saying(Message::new("repair-same-following"))
        .into_response())
}
