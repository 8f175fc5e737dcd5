//! The 60-second path: a photo and where it is; what is wrong; the last page, which is also the page to check.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use uuid::Uuid;

use super::form::{Answers, CARRIED, Chosen, MOST_WORDS, best_times, words_needed, yes_or_no};
use crate::{
    app::App,
    catalog::{Catalog, Category, Kind, Urgency},
    error::{FieldErrors, Result},
    files::{self, Pending},
    i18n::Message,
    people::Owner,
    property::{Home, Homes, Picked},
    repair::{NewRepair, db, report},
    ticket::{By, Channel, pages::owner::over_limit},
    web::{self, Choice, Fields, Form, Frame, Nav, Redirect, Tile, Upload},
};

const START: &str = "/report/repair";

#[derive(Template)]
#[template(path = "repair/where.html")]
struct WherePage {
    frame: Frame,
    errors: FieldErrors,
    home: Home,
    photos: Vec<Pending>,
    tiles: Vec<Tile>,
}

/// GET /report/repair: a photo, and where it is.
pub async fn start(State(app): State<App>, owner: Owner, fields: Fields) -> Result<Response> {
    let fields = fields.only(CARRIED);
    let homes = Homes::of(&app, &owner).await?;
    match homes.pick(&app, &owner, &fields, START)? {
        Picked::Home(home) => where_page(&app, &owner, *home, fields, FieldErrors::default()).await,
        Picked::Ask(page) => Ok(page),
    }
}

async fn where_page(
    app: &App,
    owner: &Owner,
    home: Home,
    fields: Fields,
    errors: FieldErrors,
) -> Result<Response> {
    let catalog = catalog(app).await?;
    let frame = frame(app, owner, "repair-where-title", "/report".to_owned());
    Ok(web::drawn(
        !errors.is_empty(),
        WherePage {
            tiles: catalog
                .top(Kind::Repair)
                .map(|place| tile(&frame, place))
                .collect(),
            photos: files::pending(app, owner.person_id, &fields, "photo").await?,
            frame: frame.wrong_if(&errors),
            errors,
            home,
        },
    ))
}

/// POST /report/repair: keeps the photo, goes on to what is wrong.
pub async fn choose_place(
    State(app): State<App>,
    owner: Owner,
    upload: Upload,
) -> Result<Response> {
    let homes = Homes::of(&app, &owner).await?;
    let mut fields = upload.fields.only(CARRIED);
    let Some(home) = homes.named(&fields)?.cloned() else {
        return Ok(to(START, &fields));
    };
    let (photos, errors) =
        files::take_in(&app, owner.person_id, &upload, "photos", "photo").await?;
    fields.set_all("photo", &photos);
    let catalog = catalog(&app).await?;
    if !errors.is_empty() || Chosen::read(&catalog, home.clone(), &fields).is_none() {
        return where_page(&app, &owner, home, fields, errors).await;
    }
    Ok(to("/report/repair/what", &fields))
}

#[derive(Template)]
#[template(path = "repair/what.html")]
struct WhatPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    next: &'static str,
    tiles: Vec<Tile>,
}

/// GET /report/repair/what: what is wrong there.
pub async fn what(State(app): State<App>, owner: Owner, fields: Fields) -> Result<Response> {
    let fields = fields.only(CARRIED);
    let catalog = catalog(&app).await?;
    let Some(chosen) = chosen(&app, &owner, &catalog, &fields).await? else {
        return Ok(to(START, &fields));
    };
    Ok(what_page(
        &app,
        &owner,
        &catalog,
        &chosen,
        &fields,
        FieldErrors::default(),
    ))
}

fn what_page(
    app: &App,
    owner: &Owner,
    catalog: &Catalog,
    chosen: &Chosen,
    fields: &Fields,
    errors: FieldErrors,
) -> Response {
    let fields = fields.only(CARRIED).without(&["what", "at"]);
    let back = address(START, &fields.without(&["place"]));
    let frame = frame(app, owner, "repair-what-title", back);
    web::drawn(
        !errors.is_empty(),
        WhatPage {
            next: if chosen.is_shared() {
                "/report/same"
            } else {
                "/report/repair/last"
            },
            tiles: catalog
                .below(&chosen.place)
                .map(|what| tile(&frame, what))
                .collect(),
            frame: frame.wrong_if(&errors),
            fields,
            errors,
        },
    )
}

fn nothing_chosen() -> FieldErrors {
    FieldErrors(vec![("what", Message::new("repair-what-missing"))])
}

#[derive(Template)]
#[template(path = "repair/last.html")]
struct LastPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
    home: Home,
    place: Arc<Category>,
    what: Arc<Category>,
    photos: Vec<Pending>,
    carried: Fields,
    things: Vec<Choice>,
    change_place: String,
    change_what: String,
    words_needed: bool,
    words_label: &'static str,
    asks_vulnerable: bool,
    worse: Vec<Choice>,
    enter: Vec<Choice>,
    best: Vec<Choice>,
    most_words: usize,
}

/// GET /report/repair/last: what was chosen, the last questions, Send.
pub async fn last(State(app): State<App>, owner: Owner, fields: Fields) -> Result<Response> {
    let mut fields = fields.only(CARRIED);
    let lets_in = db::lets_in(&mut *app.pool.acquire().await?, owner.person_id).await?;
    fields.set("enter", if lets_in { "yes" } else { "no" });
    fields.set("worse", "unsure");
    fields.set("best", "any");
    last_page(&app, &owner, fields, FieldErrors::default(), Uuid::new_v4()).await
}

async fn last_page(
    app: &App,
    owner: &Owner,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
) -> Result<Response> {
    let catalog = catalog(app).await?;
    let carried = fields.only(CARRIED);
    let Some(chosen) = chosen(app, owner, &catalog, &fields).await? else {
        return Ok(to(START, &carried));
    };
    let Some(what) = chosen.what.clone() else {
        return Ok(what_page(
            app,
            owner,
            &catalog,
            &chosen,
            &fields,
            nothing_chosen(),
        ));
    };
    let change_what = address("/report/repair/what", &carried.without(&["what", "at"]));
    let frame = frame(app, owner, "repair-last-title", change_what.clone());
    let l = frame.l;
    let photos = files::pending(app, owner.person_id, &fields, "photo").await?;
    let things = chosen.things(app, &what).await?;
    let mut things: Vec<Choice> = things
        .iter()
        .map(|thing| Choice::new(thing.value(), l.label(&thing.name)))
        .collect();
    if !things.is_empty() {
        things.push(Choice::new("", l.t("repair-thing-unsure")));
    }
    let mut worse = yes_or_no(l);
    worse.push(Choice::new("unsure", l.t("repair-unsure")));
    Ok(web::drawn(
        !errors.is_empty(),
        LastPage {
            words_label: match words_needed(&what, !photos.is_empty()) {
                true => "repair-words-needed",
                false => "repair-words",
            },
            words_needed: words_needed(&what, !photos.is_empty()),
            asks_vulnerable: what.danger.is_some() || what.urgency <= Urgency::Urgent,
            worse,
            enter: yes_or_no(l),
            best: best_times(l),
            change_place: address(START, &carried.without(&["place", "what", "at"])),
            change_what,
            frame: frame.wrong_if(&errors),
            carried: carried.without(&["at"]),
            fields,
            errors,
            key,
            home: chosen.home,
            place: chosen.place,
            what,
            photos,
            things,
            most_words: MOST_WORDS,
        },
    ))
}

/// POST /report/repair/last: files it.
pub async fn send(State(app): State<App>, owner: Owner, form: Form) -> Result<Response> {
    let catalog = catalog(&app).await?;
    let Some(chosen) = chosen(&app, &owner, &catalog, &form.fields).await? else {
        return Ok(to(START, &form.fields.only(CARRIED)));
    };
    let Some(what) = chosen.what.clone() else {
        return Ok(what_page(
            &app,
            &owner,
            &catalog,
            &chosen,
            &form.fields,
            nothing_chosen(),
        ));
    };
    let photos = files::pending(&app, owner.person_id, &form.fields, "photo").await?;
    let answers = match Answers::parse(&form.fields, words_needed(&what, !photos.is_empty())) {
        Ok(answers) => answers,
        Err(errors) => return last_page(&app, &owner, form.fields, errors, form.key).await,
    };
    let things = chosen.things(&app, &what).await?;
    let thing = things
        .iter()
        .find(|thing| thing.value() == form.fields.get("at"));
    let new = NewRepair {
        key: form.key,
        place: chosen.place_of(thing),
        category: what.id,
        reporter: Some(owner.person_id),
        channel: Channel::Web,
        words: answers.words,
        language: owner.language,
        photos: photos.into_iter().map(|photo| photo.id).collect(),
        getting_worse: answers.getting_worse,
        vulnerable: answers.vulnerable,
        enter_when_out: answers.enter_when_out,
        best_time: answers.best_time,
        urgency: None,
    };
    if let Some(errors) = over_limit(&app, &owner, form.key).await? {
        return last_page(&app, &owner, form.fields, errors, form.key).await;
    }
    let filing = report(&app, &By::Owner(owner.person_id), new).await?;
    Ok(see(format!("/r/{}/sent", filing.number())))
}

pub(super) async fn catalog(app: &App) -> Result<Arc<Catalog>> {
    app.catalog.catalog_by(&app.readers).await
}

/// What was chosen, if home and place were.
pub(super) async fn chosen(
    app: &App,
    owner: &Owner,
    catalog: &Catalog,
    fields: &Fields,
) -> Result<Option<Chosen>> {
    let homes = Homes::of(app, owner).await?;
    let home = homes.named(fields)?.cloned();
    Ok(home.and_then(|home| Chosen::read(catalog, home, fields)))
}

pub(super) fn frame(app: &App, owner: &Owner, title: &str, back: String) -> Frame {
    Frame::owner(app, owner)
        .title(title)
        .at(Nav::Report)
        .back(back, "repair-back")
}

fn tile(frame: &Frame, category: &Category) -> Tile {
    let words = frame.l.label(&category.label);
    let tile = Tile::new(&category.slug, &category.icon, words);
    if category.slug.ends_with("-unsure") {
        tile.quiet()
    } else {
        tile
    }
}

pub(super) fn address(path: &str, fields: &Fields) -> String {
    format!("{path}?{}", fields.to_query())
}

pub(super) fn to(path: &str, fields: &Fields) -> Response {
    see(address(path, fields))
}

pub(super) fn see(location: String) -> Response {
    Redirect::to(location).into_response()
}
