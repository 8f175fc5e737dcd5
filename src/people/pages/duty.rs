//! Who of a head's departments is at work when, and who is away: the next ticket goes by it.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use chrono::{NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};

use crate::{
    app::App,
    error::{AppError, FieldErrors, Result},
    i18n::Message,
    ids::PersonId,
    people::{
        self, Head,
        db::team::{self, Absence, Shift},
    },
    text::Words,
    web::{self, Choice, Fields, Form, Frame, Nav, Path, Redirect, Viewer},
};

const PAGE: &str = "/dept/people";

#[derive(Template)]
#[template(path = "people/admin_duty.html")]
struct DutyPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    /// Whose form the errors are about.
    about: Option<PersonId>,
    departments: Vec<Team>,
    weekdays: Vec<Choice>,
}

struct Team {
    name: String,
    people: Vec<Member>,
}

struct Member {
    id: PersonId,
    name: String,
    load: i64,
    shifts: Vec<Shift>,
    absences: Vec<Absence>,
    is_away: bool,
}

impl Member {
    fn field(&self, name: &str) -> String {
        format!("{name}-{}", self.id)
    }
}

/// GET /dept/people
pub async fn show(State(app): State<App>, head: Head) -> Result<Response> {
    draw(&app, &head, Fields::default(), FieldErrors::default(), None).await
}

async fn draw(
    app: &App,
    head: &Head,
    fields: Fields,
    errors: FieldErrors,
    about: Option<PersonId>,
) -> Result<Response> {
    let frame = Frame::staff(app, head)
        .title("people-duty-title")
        .at(Nav::Board)
        .back("/dept/board", "nav-board")
        .wrong_if(&errors);
    let (l, now) = (frame.l, frame.now);
    let mut conn = app.pool.acquire().await?;
    let mut departments = Vec::new();
    for department in people::departments(&mut conn).await? {
        if !head.is_head_of(department.id) {
            continue;
        }
        let members = people::members(&mut conn, department.id).await?;
        let ids: Vec<i64> = members.iter().map(|(id, _)| id.0).collect();
        let shifts = team::shifts(&mut conn, &ids).await?;
        let absences = team::absences(&mut conn, &ids, now).await?;
        let loads = team::loads(&mut conn, &ids).await?;
        let people = members.into_iter().map(|(id, name)| {
            let absences: Vec<_> = absences
                .iter()
                .filter(|a| a.person == id)
                .cloned()
                .collect();
            Member {
                load: loads
                    .iter()
                    .find(|(person, _)| *person == id)
                    .map_or(0, |(_, open)| *open),
                shifts: shifts
                    .iter()
                    .filter(|shift| shift.person == id)
                    .cloned()
                    .collect(),
                is_away: absences.iter().any(|absence| absence.from <= now),
                absences,
                id,
                name,
            }
        });
        departments.push(Team {
            people: people.collect(),
            name: l.label(&department.name).to_owned(),
        });
    }
    Ok(web::drawn(
        !errors.is_empty(),
        DutyPage {
            weekdays: (1..=7)
                .map(|day| Choice::new(day, l.weekday(day)))
                .collect(),
            frame,
            fields,
            errors,
            about,
            departments,
        },
    ))
}

/// Another department's people are not there.
async fn own(app: &App, head: &Head, person: PersonId) -> Result<()> {
    let mut conn = app.pool.acquire().await?;
    if team::is_of(&mut conn, person, head.heads()).await? {
        Ok(())
    } else {
        Err(AppError::NotFound)
    }
}

/// POST /dept/people/{person}/shifts
pub async fn add_shift(
    State(app): State<App>,
    head: Head,
    Path(person): Path<PersonId>,
    form: Form,
) -> Result<Response> {
    own(&app, &head, person).await?;
    let typed = &form.fields;
    let mut errors = FieldErrors::default();
    let weekday = typed.get("weekday").parse().ok();
    let weekday = weekday.filter(|day| (1..=7).contains(day));
    let weekday = errors.need("weekday", weekday, "people-duty-weekday-missing");
    let time = |name: &str| NaiveTime::parse_from_str(typed.get(name), "%H:%M").ok();
    let from = errors.need("from", time("from"), "people-duty-from-missing");
    let to = time("to");
    match (from, to) {
        (_, None) => errors.push("to", Message::new("people-duty-to-missing")),
        (Some(from), Some(to)) if to <= from && to != NaiveTime::MIN => {
            errors.push("to", Message::new("people-duty-backwards"));
        }
        _ => {}
    }
    let (Some(weekday), Some(from), Some(to), true) = (weekday, from, to, errors.is_empty()) else {
        return draw(&app, &head, form.fields, errors, Some(person)).await;
    };
    app.deed(move |d| {
        Box::pin(async move { team::add_shift(d.conn(), person, weekday, from, to).await })
    })
    .await?;
    Ok(done(person, "people-duty-shift-added").into_response())
}

/// POST /dept/people/{person}/shifts/{id}/remove
pub async fn remove_shift(
    State(app): State<App>,
    head: Head,
    Path((person, id)): Path<(PersonId, i64)>,
    _: Form,
) -> Result<Redirect> {
    own(&app, &head, person).await?;
    app.deed(move |d| Box::pin(async move { team::remove_shift(d.conn(), person, id).await }))
        .await?;
    Ok(done(person, "people-duty-shift-removed"))
}

/// POST /dept/people/{person}/absences: whole days, the last one included; from today on, from now on.
pub async fn add_absence(
    State(app): State<App>,
    head: Head,
    Path(person): Path<PersonId>,
    form: Form,
) -> Result<Response> {
    own(&app, &head, person).await?;
    let (typed, zone, now) = (&form.fields, head.zone(), app.clock.now());
    let mut errors = FieldErrors::default();
    let first: Option<NaiveDate> = typed.get("first").parse().ok();
    let first = errors.need("first", first, "people-duty-first-missing");
    let last: Option<NaiveDate> = typed.get("last").parse().ok();
    let start = |day: NaiveDate| {
        zone.from_local_datetime(&day.and_time(NaiveTime::MIN))
            .earliest()
            .map_or_else(
                || day.and_time(NaiveTime::MIN).and_utc(),
                |at| at.with_timezone(&Utc),
            )
    };
    let today = now.with_timezone(&zone).date_naive();
    match (first, last) {
        (_, None) => errors.push("last", Message::new("people-duty-last-missing")),
        (Some(first), Some(last)) if last < first => {
            errors.push("last", Message::new("people-duty-backwards"))
        }
        (_, Some(last)) if last < today => errors.push("last", Message::new("people-duty-over")),
        _ => {}
    }
    let note = errors.take("note", Words::optional(typed.get("note"), 200));
    let (Some(first), Some(last), Some(note), true) = (first, last, note, errors.is_empty()) else {
        return draw(&app, &head, form.fields, errors, Some(person)).await;
    };
    let note = note.map_or_else(String::new, Words::into_string);
    let from = if first == today { now } else { start(first) };
    let to = start(last + TimeDelta::days(1));
    app.deed(move |d| {
        let note = note.clone();
        Box::pin(async move { team::add_absence(d.conn(), person, from, to, &note).await })
    })
    .await?;
    Ok(done(person, "people-duty-absence-added").into_response())
}

/// POST /dept/people/{person}/absences/{id}/end
pub async fn end_absence(
    State(app): State<App>,
    head: Head,
    Path((person, id)): Path<(PersonId, i64)>,
    _: Form,
) -> Result<Redirect> {
    own(&app, &head, person).await?;
    app.deed(move |d| {
        Box::pin(async move {
            let now = d.now;
            team::end_absence(d.conn(), person, id, now).await
        })
    })
    .await?;
    Ok(done(person, "people-duty-absence-ended"))
}

fn done(person: PersonId, said: &'static str) -> Redirect {
    Redirect::to(format!("{PAGE}#person-{person}")).saying(Message::new(said))
}
