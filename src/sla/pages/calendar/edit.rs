//! One calendar as a form, beside the weeks it makes.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{
    super::row::{self, Rows, field},
    fields::{DATE, filled, read},
    find, fresh, named,
    preview::Preview,
};
use crate::{
    app::App,
    error::{FieldErrors, Result},
    i18n::Message,
    ids::CalendarId,
    people::Admin,
    property,
    sla::{self, Calendar, Following, Settings, WEEKDAYS},
    web::{self, Fields, Form, Frame, Nav, Path, Redirect},
};

/// Running promises that are tried before a calendar is saved; more would keep somebody waiting.
const MOST_TRIED: i64 = 5_000;

#[derive(Template)]
#[template(path = "sla/admin_calendar.html")]
struct CalendarPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    /// `new` or the calendar's id, as addresses have it.
    id: String,
    days: Vec<(&'static str, String)>,
    /// Dates that are over, then those that come.
    past: Vec<DateRow>,
    coming: Vec<DateRow>,
    zones: &'static [chrono_tz::Tz],
    preview: Option<Preview>,
    /// What saving would move, to be agreed to.
    moving: Option<Following>,
    /// What was read from a file and is not saved yet.
    taken: Option<Taken>,
    communities: Vec<String>,
}

struct DateRow {
    n: usize,
    date: &'static str,
    label: &'static str,
    hours: &'static str,
    words: String,
}

/// What a file brought into the form.
pub(super) struct Taken {
    pub words: String,
    pub left_out: Vec<String>,
}

/// What the form is drawn with.
#[derive(Default)]
pub(super) struct Drawn {
    pub fields: Fields,
    pub errors: FieldErrors,
    pub moving: Option<Following>,
    pub taken: Option<Taken>,
}

/// GET /admin/calendars/{id}; `new` is one that is not there yet.
pub async fn show(
    State(app): State<App>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response> {
    let id = named(&id)?;
    let mut conn = app.pool.acquire().await?;
    let settings = app.sla.settings(&mut conn).await?;
    let drawn = Drawn {
        fields: stored(&settings, id)?,
        ..Drawn::default()
    };
    draw(&app, &mut conn, &admin, id, drawn).await
}

/// The form of the calendar as it is stored.
pub(super) fn stored(settings: &Settings, id: Option<CalendarId>) -> Result<Fields> {
    let Some(id) = id else { return Ok(fresh()) };
    let stored = find(settings, id)?;
    let mut fields = filled(&stored.name, &stored.calendar);
    fields.set("version", stored.version.to_string());
    Ok(fields)
}

/// POST /admin/calendars/{id}: a date more, a date less, a look at the weeks, or the calendar saved.
pub async fn save(
    State(app): State<App>,
    admin: Admin,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response> {
    let id = named(&id)?;
    let mut conn = app.pool.acquire().await?;
    let settings = app.sla.settings(&mut conn).await?;
    // a calendar that is not there cannot be changed
    stored(&settings, id)?;
    let mut drawn = Drawn {
        fields: form.fields,
        ..Drawn::default()
    };
    if let Some(fields) = changed(&drawn.fields) {
        drawn.fields = fields;
        return draw(&app, &mut conn, &admin, id, drawn).await;
    }
    let now = app.clock.now();
    let (name, calendar) = match read(&drawn.fields, now.date_naive()) {
        Ok(read) => read,
        Err(errors) => {
            drawn.errors = errors;
            return draw(&app, &mut conn, &admin, id, drawn).await;
        }
    };
    let asked = drawn.fields.get("do").to_owned();
    if let Some(id) = id
        && asked != "confirm"
    {
        let following =
            sla::would_follow(&app.sla, &mut conn, id, &calendar, MOST_TRIED, now).await?;
        if following.moved > 0 || asked == "look" {
            drawn.moving = Some(following);
            return draw(&app, &mut conn, &admin, Some(id), drawn).await;
        }
    } else if asked == "look" {
        return draw(&app, &mut conn, &admin, id, drawn).await;
    }
    drop(conn);
    let seen = drawn.fields.get("version").parse().unwrap_or(0);
    let slug = free_slug(&settings, &name);
    app.deed(move |d| {
        let (name, calendar, slug) = (name.clone(), calendar.clone(), slug.clone());
        Box::pin(async move {
            let now = d.now;
            match id {
                Some(id) => sla::change_calendar(d.conn(), id, seen, &name, &calendar, now).await,
                None => sla::add_calendar(d.conn(), &slug, &name, &calendar, now)
                    .await
                    .map(|_| ()),
            }
        })
    })
    .await?;
    app.sla.forget();
    let to = Redirect::to("/admin/calendars");
    Ok(to
        .saying(Message::new("calendar-admin-saved"))
        .into_response())
}

/// A short name for the command line that no other calendar has.
fn free_slug(settings: &Settings, name: &str) -> String {
    let words = name.to_lowercase();
    let words = words.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    let slug = match words.join("-") {
        slug if slug.is_empty() => "calendar".to_owned(),
        slug => slug,
    };
    let taken = |slug: &str| settings.calendars().any(|stored| stored.slug == slug);
    std::iter::once(slug.clone())
        .chain((2..).map(|n: u32| format!("{slug}-{n}")))
        .find(|slug| !taken(slug))
        .unwrap_or_default()
}

/// What the buttons beside the dates ask for. `None`: the form is to be read.
fn changed(fields: &Fields) -> Option<Fields> {
    let mut dates = Rows::sent(DATE, fields);
    match fields.get("do") {
        "add" => dates.rows.push(Fields::from([("date", "")])),
        other => {
            let n = row::dropped(other, "drop-")?;
            if n < dates.rows.len() {
                dates.rows.remove(n);
            }
        }
    }
    Some(dates.into(fields.clone()))
}

pub(super) async fn draw(
    app: &App,
    conn: &mut PgConnection,
    admin: &Admin,
    id: Option<CalendarId>,
    drawn: Drawn,
) -> Result<Response> {
    let frame = Frame::staff(app, admin)
        .at(Nav::Admin)
        .back("/admin/calendars", "calendar-admin-title")
        .wrong_if(&drawn.errors);
    let l = frame.l;
    let title = match id {
        Some(_) => l.a("calendar-admin-of", "name", drawn.fields.get("name")),
        None => l.t("calendar-admin-new").into_owned(),
    };
    let today = frame.now.date_naive();
    let calendar: Option<Calendar> = read(&drawn.fields, today).ok().map(|(_, c)| c);
    let rows = Rows::sent(DATE, &drawn.fields).rows;
    let is_past = |row: &Fields| {
        let date = row.get("date").parse::<NaiveDate>();
        date.is_ok_and(|date| date < today)
    };
    let date_row = |(n, row): (usize, &Fields)| DateRow {
        n,
        date: field("date", n),
        label: field("label", n),
        hours: field("hours", n),
        words: match row.get("date").parse::<NaiveDate>() {
            Ok(date) => l.day(date),
            Err(_) => l.n("calendar-admin-row", i64::try_from(n + 1).unwrap_or(0)),
        },
    };
    let numbered = || rows.iter().enumerate();
    let settings = app.sla.settings(&mut *conn).await?;
    let communities = match id {
        Some(id) => property::communities(conn)
            .await?
            .into_iter()
            .filter(|c| {
                settings
                    .calendar_of(c.id)
                    .is_some_and(|stored| stored.id == id)
            })
            .map(|community| community.name)
            .collect(),
        None => Vec::new(),
    };
    let page = CalendarPage {
        id: id.map_or_else(|| "new".to_owned(), |id| id.to_string()),
        days: WEEKDAYS
            .into_iter()
            .zip(1..)
            .map(|(day, n)| (day, l.weekday(n)))
            .collect(),
        past: numbered()
            .filter(|(_, row)| is_past(row))
            .map(date_row)
            .collect(),
        coming: numbered()
            .filter(|(_, row)| !is_past(row))
            .map(date_row)
            .collect(),
        zones: &chrono_tz::TZ_VARIANTS,
        preview: calendar.map(|calendar| Preview::of(&calendar, today, l)),
        frame: frame.titled(title),
        fields: drawn.fields,
        errors: drawn.errors,
        moving: drawn.moving,
        taken: drawn.taken,
        communities,
    };
    Ok(web::drawn(!page.errors.is_empty(), page))
}

impl CalendarPage {
    fn is_new(&self) -> bool {
        self.id == "new"
    }
}
