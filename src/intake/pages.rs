//! GET and POST /desk/new: one page, from who asks to what was promised.

mod form;
mod offers;
mod read_back;

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use uuid::Uuid;

use form::{CHANNELS, parse};
use offers::{charges, of_unit, shared, subjects, whom};
pub use read_back::read_back;

use super::take;
use crate::{
    app::App,
    catalog::Urgency,
    error::{AppError, FieldErrors, Result},
    files::{self, Pending},
    i18n::Lang,
    ids::{PersonId, UnitId},
    people::Desk,
    property,
    ticket::{
        By, Channel,
        around::{self, Contact},
        found::{self, FoundPerson, FoundUnit},
        list::{self, Of},
        pages::staff::Line,
    },
    web::{self, Choice, Fields, Frame, Nav, Redirect, Upload, rate::SEARCHES},
};

/// Their tickets shown before a new one is taken down.
const BEFORE: usize = 5;

#[derive(Template)]
#[template(path = "intake/new.html")]
struct NewPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
    asked: String,
    people: Vec<FoundPerson>,
    units: Vec<FoundUnit>,
    /// The home that was found first.
    unit: Option<UnitId>,
    contact: Option<Contact>,
    /// Somebody nobody knows yet.
    is_new: bool,
    /// Who belongs to the unit that was found.
    residents: Vec<(PersonId, String, String)>,
    before: Vec<Line>,
    places: Vec<Choice>,
    subjects: Vec<(String, Vec<Choice>)>,
    /// Whom a complaint can be about.
    whom: Vec<Choice>,
    /// Lines of the account, for a charge that looks wrong.
    charges: Vec<Choice>,
    files: Vec<Pending>,
    urgencies: Vec<Choice>,
    channels: Vec<Choice>,
    languages: Vec<Choice>,
}

/// GET /desk/new
pub async fn show(State(app): State<App>, desk: Desk, mut fields: Fields) -> Result<Response> {
    if fields.get("channel").is_empty() {
        fields.set("channel", Channel::Phone.as_str());
    }
    draw(&app, &desk, fields, FieldErrors::default(), Uuid::new_v4()).await
}

async fn draw(
    app: &App,
    desk: &Desk,
    mut fields: Fields,
    errors: FieldErrors,
    key: Uuid,
) -> Result<Response> {
    let frame = Frame::staff(app, desk).title("intake-title").at(Nav::New);
    let l = frame.l;
    let scope = &desk.scope;
    let mut conn = app.pool.acquire().await?;
    let asked: String = fields.get("q").chars().take(120).collect();
    let today = frame.now.date_naive();
    let person = person(&mut conn, desk, &fields).await?;
    let unit = match fields.get("unit").parse().ok() {
        Some(id) => Some(property::unit(&mut conn, id).await?),
        None => None,
    }
    .filter(|unit| scope.has_desk(unit.community));
    let (mut contact, mut homes, mut before) = (None, vec![], vec![]);
    if let Some(person) = person {
        contact = Some(around::contact(&mut conn, person).await?);
        homes = property::units_of_person(&mut conn, person, today).await?;
        before = list::page(&mut conn, scope, &Of::Reporter(person), None, BEFORE)
            .await?
            .0;
    }
    let residents = match (&unit, person) {
        (Some(unit), None) => property::residents_of(&mut conn, unit.id, today).await?,
        _ => vec![],
    };
    let mut places: Vec<Choice> = homes
        .iter()
        .filter(|home| scope.has_desk(home.unit.community))
        .map(|home| of_unit(&home.unit))
        .collect();
    if let Some(unit) = &unit
        && !homes.iter().any(|home| home.unit.id == unit.id)
    {
        places.insert(0, of_unit(unit));
    }
    places.extend(shared(&mut conn, desk, l).await?);
    let catalog = app.catalog.catalog(&mut conn).await?;
    let units = homes.iter().map(|home| &home.unit).chain(&unit);
    let charges = charges(&mut conn, desk, units, today, l).await?;
    let whom = whom(&mut conn, person, l).await?;
    if fields.get("language").is_empty() {
        let language = contact.as_ref().map_or(l.lang, |contact| contact.language);
        fields.set("language", language.code());
    }
    let searches = !asked.is_empty() && contact.is_none();
    if searches {
        SEARCHES.hit(&mut *conn, desk.person_id, frame.now).await?;
    }
    let page = NewPage {
        files: files::pending(app, desk.person_id, &fields, "file").await?,
        people: if searches {
            found::people(&mut conn, scope, &asked).await?
        } else {
            vec![]
        },
        units: if searches {
            found::units(&mut conn, scope, &asked).await?
        } else {
            vec![]
        },
        unit: unit.as_ref().map(|unit| unit.id),
        residents: residents
            .into_iter()
            .map(|who| {
                (
                    who.person,
                    who.name,
                    l.word("role", who.role.as_str()).into_owned(),
                )
            })
            .collect(),
        before: Line::all(app, before, l).await?,
        urgencies: std::iter::once(Choice::new("", l.t("intake-as-category")))
            .chain(
                Urgency::ALL
                    .iter()
                    .map(|urgency| Choice::new(urgency, l.word("urgency", urgency.as_str()))),
            )
            .collect(),
        channels: CHANNELS
            .iter()
            .map(|channel| Choice::new(channel, l.word("channel", channel.as_str())))
            .collect(),
        languages: Lang::ALL
            .iter()
            .map(|lang| Choice::new(lang.code(), lang.own_name()))
            .collect(),
        is_new: contact.is_none() && (fields.has("new") || fields.has("name")),
        frame: frame.wrong_if(&errors),
        fields,
        errors,
        key,
        asked,
        contact,
        places,
        subjects: subjects(&catalog, l),
        whom,
        charges,
    };
    Ok(web::drawn(!page.errors.is_empty(), page))
}

/// Who was chosen; somebody the desk may not look up is not there.
async fn person(
    conn: &mut sqlx::PgConnection,
    desk: &Desk,
    fields: &Fields,
) -> Result<Option<PersonId>> {
    let Ok(person) = fields.get("person").parse() else {
        return Ok(None);
    };
    if around::sees_person(conn, &desk.scope, person).await? {
        Ok(Some(person))
    } else {
        Err(AppError::NotFound)
    }
}

/// POST /desk/new
pub async fn save(State(app): State<App>, desk: Desk, upload: Upload) -> Result<Response> {
    let (ids, wrong) = files::take_in(&app, desk.person_id, &upload, "files", "file").await?;
    let Upload {
        mut fields, key, ..
    } = upload;
    fields.set_all("file", &ids);
    let (known, catalog) = {
        let mut conn = app.pool.acquire().await?;
        let known = person(&mut conn, &desk, &fields).await?;
        (known, app.catalog.catalog(&mut conn).await?)
    };
    match parse(&fields, key, known, &catalog, (&ids, wrong)) {
        Err(errors) => draw(&app, &desk, fields, errors, key).await,
        Ok(taken) => match take(&app, &By::Staff(desk.scope.clone()), taken).await {
            Ok(number) => {
                Ok(Redirect::to(format!("/desk/tickets/{number}/read-back")).into_response())
            }
            Err(AppError::Refused(why)) => {
                let errors = FieldErrors::of_the_whole(why);
                draw(&app, &desk, fields, errors, key).await
            }
            Err(other) => Err(other),
        },
    }
}
