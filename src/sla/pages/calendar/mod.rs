//! The working calendars, and which community goes by which.

pub(super) mod edit;
mod fields;
pub(super) mod files;
mod preview;

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::NaiveDate;

use crate::{
    app::App,
    error::{AppError, Result},
    i18n::Message,
    ids::{CalendarId, CommunityId},
    people::Admin,
    property,
    sla::{self, Settings, StoredCalendar},
    web::{Choice, Fields, Form, Frame, Nav, Redirect, page},
};
use preview::week_in_words;

const MOST_CLOSED: usize = 4;

#[derive(Template)]
#[template(path = "sla/admin_calendars.html")]
struct CalendarsPage {
    frame: Frame,
    calendars: Vec<Line>,
    communities: Vec<Community>,
    choices: Vec<Choice>,
}

struct Line {
    id: CalendarId,
    name: String,
    zone: &'static str,
    week: Vec<String>,
    /// The next dates on which nobody works.
    closed: Vec<String>,
    communities: Vec<String>,
}

struct Community {
    id: CommunityId,
    name: String,
    calendar: String,
}

/// GET /admin/calendars
pub async fn list(State(app): State<App>, admin: Admin) -> Result<Response> {
    let frame = Frame::staff(&app, &admin)
        .title("calendar-admin-title")
        .at(Nav::Admin)
        .back("/admin", "nav-admin");
    let mut conn = app.pool.acquire().await?;
    let settings = app.sla.settings(&mut conn).await?;
    let communities = property::communities(&mut conn).await?;
    let of = |community| settings.calendar_of(community).map(|stored| stored.id);
    let mut stored: Vec<&StoredCalendar> = settings.calendars().collect();
    stored.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    let today = frame.now.date_naive();
    let calendars = stored.iter().map(|stored| {
        let users = communities.iter().filter(|c| of(c.id) == Some(stored.id));
        Line {
            communities: users.map(|community| community.name.clone()).collect(),
            ..Line::of(stored, today, frame.l)
        }
    });
    Ok(page(CalendarsPage {
        calendars: calendars.collect(),
        choices: stored
            .iter()
            .map(|stored| Choice::new(stored.id, &stored.name))
            .collect(),
        communities: communities
            .iter()
            .map(|community| Community {
                id: community.id,
                name: community.name.clone(),
                calendar: of(community.id).map_or_else(String::new, |id| id.to_string()),
            })
            .collect(),
        frame,
    }))
}

impl Line {
    fn of(stored: &StoredCalendar, today: NaiveDate, l: crate::i18n::L) -> Self {
        let calendar = &stored.calendar;
        let closed = calendar.dates.range(today..);
        let closed = closed.filter(|(_, hours)| hours.is_empty());
        let said = closed.take(MOST_CLOSED).map(|(date, _)| {
            let name = calendar.names.get(date).map_or("", String::as_str);
            format!("{} {name}", l.day(*date)).trim_end().to_owned()
        });
        Self {
            id: stored.id,
            name: stored.name.clone(),
            zone: calendar.zone.name(),
            week: week_in_words(calendar, l),
            closed: said.collect(),
            communities: Vec::new(),
        }
    }
}

/// POST /admin/calendars: another calendar for a community.
pub async fn choose(State(app): State<App>, _: Admin, form: Form) -> Result<Redirect> {
    let community = form.fields.get("community").parse();
    let community: CommunityId = community.map_err(|_| AppError::NotFound)?;
    let calendar = form.fields.get("calendar").parse();
    let calendar: CalendarId = calendar.map_err(|_| AppError::NotFound)?;
    let mut conn = app.pool.acquire().await?;
    property::community(&mut conn, community).await?;
    find(&*app.sla.settings(&mut conn).await?, calendar)?;
    drop(conn);
    app.deed(move |d| {
        Box::pin(async move { sla::use_calendar(d.conn(), community, calendar).await })
    })
    .await?;
    app.sla.forget();
    Ok(Redirect::to("/admin/calendars").saying(Message::new("calendar-admin-chosen")))
}

fn find(settings: &Settings, id: CalendarId) -> Result<&StoredCalendar> {
    let mut all = settings.calendars();
    all.find(|stored| stored.id == id).ok_or(AppError::NotFound)
}

/// The calendar an address names; `new` is one that is not there yet.
fn named(id: &str) -> Result<Option<CalendarId>> {
    match id {
        "new" => Ok(None),
        id => id.parse().map(Some).map_err(|_| AppError::NotFound),
    }
}

/// What the forms of a new calendar begin with.
fn fresh() -> Fields {
    let mut fields = Fields::from([("name", ""), ("zone", "")]);
    for day in &sla::WEEKDAYS[..5] {
        fields.set(day, "09:00-17:00");
    }
    fields
}
