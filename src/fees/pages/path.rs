//! Proof, the page to check, Send. Words do not travel in the address: the page to check carries them hidden.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use uuid::Uuid;

use super::way::{CARRIED, Found, Said, Way};
use crate::{
    app::App,
    error::{FieldErrors, Result},
    fees::{
        dispute::{Disputed, NewDispute, NewLine, dispute},
        model::Charge,
    },
    files::{self, Pending},
    i18n::Message,
    people::Owner,
    property::Home,
    text::Words,
    ticket::{By, Channel, pages::owner::over_limit},
    web::{self, Fields, Form, Frame, Nav, Redirect, Upload},
};

const MOST_WORDS: usize = 2_000;

#[derive(Template)]
#[template(path = "fees/proof.html")]
struct ProofPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    carried: Fields,
    proof: Vec<Pending>,
    most_words: usize,
}

/// GET /report/fee/proof: papers and words, both optional.
pub async fn proof(State(app): State<App>, owner: Owner, fields: Fields) -> Result<Response> {
    proof_page(&app, &owner, fields.only(CARRIED), FieldErrors::default()).await
}

/// POST /report/fee/change: back from the page to check, with what was written.
pub async fn change(State(app): State<App>, owner: Owner, form: Form) -> Result<Response> {
    proof_page(&app, &owner, form.fields, FieldErrors::default()).await
}

async fn proof_page(
    app: &App,
    owner: &Owner,
    fields: Fields,
    errors: FieldErrors,
) -> Result<Response> {
    let way = match Way::read(app, owner, &fields).await? {
        Found::Way(way) => way,
        Found::Elsewhere(there) => return Ok(there),
    };
    if way.next().is_some() {
        return Ok(Redirect::to(way.on()).into_response());
    }
    let frame = Frame::owner(app, owner)
        .title("fees-proof-title")
        .at(Nav::Fees);
    let back = way.again(way.lines.len() - 1);
    let page = ProofPage {
        frame: frame.back(back, "fees-back").wrong_if(&errors),
        carried: way.to_fields(),
        proof: files::pending(app, owner.person_id, &fields, "file").await?,
        fields,
        errors,
        most_words: MOST_WORDS,
    };
    Ok(web::drawn(!page.errors.is_empty(), page))
}

#[derive(Template)]
#[template(path = "fees/check.html")]
struct CheckPage {
    frame: Frame,
    errors: FieldErrors,
    key: Uuid,
    carried: Fields,
    home: Home,
    /// A line, what was said about it, and the address that asks again.
    lines: Vec<(Charge, NewLine, String)>,
    words: String,
    proof: Vec<Pending>,
    on_hold: i64,
}

/// POST /report/fee/proof: keeps the papers, shows everything once more.
pub async fn check(State(app): State<App>, owner: Owner, upload: Upload) -> Result<Response> {
    let (ids, mut errors) = files::take_in(&app, owner.person_id, &upload, "proof", "file").await?;
    let mut fields = upload.fields;
    fields.set_all("file", &ids);
    if let Err(message) = Words::optional(fields.get("words"), MOST_WORDS) {
        errors.push("words", message);
    }
    if !errors.is_empty() {
        return proof_page(&app, &owner, fields, errors).await;
    }
    check_page(&app, &owner, &fields, errors, upload.key).await
}

async fn check_page(
    app: &App,
    owner: &Owner,
    fields: &Fields,
    errors: FieldErrors,
    key: Uuid,
) -> Result<Response> {
    let way = match Way::read(app, owner, fields).await? {
        Found::Way(way) => way,
        Found::Elsewhere(there) => return Ok(there),
    };
    if way.next().is_some() {
        return Ok(Redirect::to(way.on()).into_response());
    }
    let frame = Frame::owner(app, owner)
        .title("fees-check-title")
        .at(Nav::Fees);
    let mut carried = way.to_fields();
    for (name, value) in fields.only(&["words", "file"]).iter() {
        carried.push(name, value);
    }
    let lines: Vec<_> = way
        .lines
        .iter()
        .enumerate()
        .filter_map(|(at, (charge, said))| Some((charge.clone(), (*said)?, way.again(at))))
        .collect();
    let page = CheckPage {
        on_hold: lines
            .iter()
            .map(|(charge, said, _)| charge.at_stake(said.claimed))
            .sum(),
        words: fields.get("words").to_owned(),
        proof: files::pending(app, owner.person_id, fields, "file").await?,
        home: way.home,
        frame: frame.wrong_if(&errors),
        errors,
        key,
        carried,
        lines,
    };
    Ok(web::drawn(!page.errors.is_empty(), page))
}

/// POST /report/fee/check: files the dispute; a line that stands in an open one leads there.
pub async fn send(State(app): State<App>, owner: Owner, form: Form) -> Result<Response> {
    let words = match Words::optional(form.fields.get("words"), MOST_WORDS) {
        Ok(words) => words.map(Words::into_string).unwrap_or_default(),
        Err(message) => {
            let errors = FieldErrors(vec![("words", message)]);
            return proof_page(&app, &owner, form.fields, errors).await;
        }
    };
    // Not through `Way`: a second tap finds its lines on hold already, and the deed knows why.
    let lines: Vec<NewLine> = form
        .fields
        .all("said")
        .filter_map(|said| said.parse::<Said>().ok())
        .map(|said| said.0)
        .collect();
    let proof = files::pending(&app, owner.person_id, &form.fields, "file").await?;
    let new = NewDispute {
        key: form.key,
        unit: form
            .fields
            .get("unit")
            .parse()
            .map_err(|_| crate::error::AppError::NotFound)?,
        reporter: Some(owner.person_id),
        channel: Channel::Web,
        lines,
        words,
        language: owner.language,
        proof: proof.into_iter().map(|file| file.id).collect(),
    };
    if let Some(errors) = over_limit(&app, &owner, form.key).await? {
        return check_page(&app, &owner, &form.fields, errors, form.key).await;
    }
    Ok(
        match dispute(&app, &By::Owner(owner.person_id), new).await? {
            Disputed::Filed(filing) => {
                Redirect::to(format!("/r/{}/sent", filing.number())).into_response()
            }
            Disputed::Open(number) => Redirect::to(format!("/r/{number}"))
                .saying(Message::new("fees-open-already"))
                .into_response(),
        },
    )
}
