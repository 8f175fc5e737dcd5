//! What is wrong with each chosen line, a page a line.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;

use super::way::{Found, Way};
use crate::{
    app::App,
    error::{AppError, FieldErrors, Result},
    fees::{
        dispute::NewLine,
        model::{Charge, Facts, Ground, PayWay},
    },
    i18n::Message,
    ids::ChargeId,
    money,
    people::Owner,
    property::{Community, Home},
    web::{self, Choice, Fields, Form, Frame, Nav, Redirect},
};

#[derive(Template)]
#[template(path = "fees/why.html")]
struct WhyPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    carried: Fields,
    charge: Charge,
    community: Community,
    /// Question so many of so many.
    at: usize,
    of: usize,
    grounds: Vec<Choice>,
    ways: Vec<Choice>,
}

/// GET /report/fee/why: what is wrong with the next line.
pub async fn ask(State(app): State<App>, owner: Owner, fields: Fields) -> Result<Response> {
    match Way::read(&app, &owner, &fields).await? {
        Found::Way(way) => Ok(page(
            &app,
            &owner,
            &way,
            Fields::default(),
            FieldErrors::default(),
        )),
        Found::Elsewhere(there) => Ok(there),
    }
}

fn page(app: &App, owner: &Owner, way: &Way, fields: Fields, errors: FieldErrors) -> Response {
    let Some(at) = way.next() else {
        return Redirect::to(way.on()).into_response();
    };
    let frame = Frame::owner(app, owner)
        .title("fees-why-title")
        .at(Nav::Fees)
        .back(format!("/statement/{}", way.home.unit.id), "fees-back");
    let l = frame.l;
    let ground = |ground: &Ground| Choice::new(ground, l.word("fees-ground", ground.as_str()));
    let pay_way = |way: &PayWay| Choice::new(way, l.word("fees-way", way.as_str()));
    let ways = std::iter::once(Choice::new("", l.t("fees-way-none")))
        .chain(PayWay::ALL.iter().map(pay_way));
    web::drawn(
        !errors.is_empty(),
        WhyPage {
            grounds: Ground::ALL.iter().map(ground).collect(),
            ways: ways.collect(),
            frame: frame.wrong_if(&errors),
            fields,
            errors,
            carried: way.to_fields(),
            charge: way.lines[at].0.clone(),
            community: way.home.community.clone(),
            at: at + 1,
            of: way.lines.len(),
        },
    )
}

/// POST /report/fee/why: goes on to the next line, to the explanation, or to the proof.
pub async fn said(State(app): State<App>, owner: Owner, form: Form) -> Result<Response> {
    let mut way = match Way::read(&app, &owner, &form.fields).await? {
        Found::Way(way) => way,
        Found::Elsewhere(there) => return Ok(there),
    };
    let Some(at) = way.next() else {
        return Ok(Redirect::to(way.on()).into_response());
    };
    let today = app
        .clock
        .now()
        .with_timezone(&way.home.community.zone)
        .date_naive();
    let line = match parse(&form.fields, &way.lines[at].0, today) {
        Ok(line) => line,
        Err(errors) => return Ok(page(&app, &owner, &way, form.fields, errors)),
    };
    way.lines[at].1 = Some(line);
    if line.ground == Ground::Unclear {
        let query = way.to_fields().to_query();
        let there = format!("/report/fee/explained?{query}&about={}", line.charge);
        return Ok(Redirect::to(there).into_response());
    }
    Ok(Redirect::to(way.on()).into_response())
}

/// What was said about one line. A claim belongs to a wrong amount, a date and a way to a payment, a date to a move.
fn parse(fields: &Fields, charge: &Charge, today: NaiveDate) -> Result<NewLine, FieldErrors> {
    let one = |field, key| FieldErrors(vec![(field, Message::new(key))]);
    let ground: Ground = fields
        .get("ground")
        .parse()
        .map_err(|_| one("ground", "fees-ground-missing"))?;
    let mut errors = FieldErrors::default();
    let mut claimed = None;
    if ground == Ground::Amount {
        let nothing = fields
            .get("claimed")
            .chars()
            .all(|c| matches!(c, '0' | '.' | ','))
            && fields.get("claimed").contains('0');
        let typed = if nothing {
            Ok(0)
        } else {
            money::parse(fields.get("claimed"))
        };
        match typed.and_then(|minor| charge.must_exceed(minor).map(|()| minor)) {
            Ok(minor) => claimed = Some(minor),
            Err(message) => errors.push("claimed", message),
        }
    }
    let field = match ground {
        Ground::Paid => Some("paid_on"),
        Ground::NotMine => Some("moved_on"),
        Ground::Amount | Ground::NoService | Ground::Unclear | Ground::Other => None,
    };
    let mut on = None;
    if let Some(field) = field {
        match fields.get(field) {
            "" if field == "paid_on" => errors.push(field, Message::new("fees-paid-on-missing")),
            "" => {}
            typed => match typed.parse::<NaiveDate>() {
                Ok(day) if day > today => errors.push(field, Message::new("fees-date-in-future")),
                Ok(day) => on = Some(day),
                Err(_) => errors.push(field, Message::new("fees-date-unreadable")),
            },
        }
    }
    let way = if ground == Ground::Paid {
        fields.get("way").parse().ok()
    } else {
        None
    };
    if errors.is_empty() {
        Ok(NewLine {
            charge: charge.id,
            ground,
            claimed,
            facts: Facts { on, way },
        })
    } else {
        Err(errors)
    }
}

#[derive(Template)]
#[template(path = "fees/explained.html")]
struct ExplainedPage {
    frame: Frame,
    home: Home,
    charge: Charge,
    go_on: String,
}

/// GET /report/fee/explained: how the line comes about. "That answers it" files nothing.
pub async fn explained(State(app): State<App>, owner: Owner, fields: Fields) -> Result<Response> {
    let way = match Way::read(&app, &owner, &fields).await? {
        Found::Way(way) => way,
        Found::Elsewhere(there) => return Ok(there),
    };
    let about: ChargeId = fields
        .get("about")
        .parse()
        .map_err(|_| AppError::NotFound)?;
    let charge = way
        .lines
        .iter()
        .map(|(charge, _)| charge)
        .find(|charge| charge.id == about);
    let charge = charge.cloned().ok_or(AppError::NotFound)?;
    let back = way
        .lines
        .iter()
        .position(|(charge, _)| charge.id == about)
        .map(|at| way.again(at));
    let frame = Frame::owner(&app, &owner)
        .title("fees-explained-title")
        .at(Nav::Fees);
    let frame = frame.back(back.unwrap_or_default(), "fees-back");
    Ok(web::page(ExplainedPage {
        frame,
        go_on: way.on(),
        home: way.home,
        charge,
    }))
}

#[cfg(test)]
mod tests;
