//! A calendar as a file, and holidays out of one. What a file brings stands in the form first; nothing is saved by it.

use axum::{
    extract::State,
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use chrono::{Datelike, NaiveDate};

use super::{
    edit::{Drawn, Taken, draw, stored},
    fields::{filled, read},
    find, named,
};
use crate::{
    app::App,
    error::{AppError, FieldErrors, Result},
    i18n::Message,
    people::Admin,
    sla::{self, Calendar},
    web::{Frame, Path, Upload},
};

/// Holidays are read from this year to the third after it.
const YEARS: i32 = 3;

/// GET /admin/calendars/{id}/file: as the command reads it.
pub async fn export(State(app): State<App>, _: Admin, Path(id): Path<String>) -> Result<Response> {
    let id = named(&id)?.ok_or(AppError::NotFound)?;
    let settings = app.sla.settings(&mut *app.pool.acquire().await?).await?;
    let stored = find(&settings, id)?;
    let name = format!("attachment; filename=\"{}.toml\"", stored.slug);
    let headers = [
        (CONTENT_TYPE, "application/toml; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, name),
    ];
    Ok((headers, stored.calendar.to_toml()).into_response())
}

/// POST /admin/calendars/{id}/file: a calendar file into the form.
pub async fn import(
    State(app): State<App>,
    admin: Admin,
    Path(id): Path<String>,
    upload: Upload,
) -> Result<Response> {
    let id = named(&id)?;
    let mut conn = app.pool.acquire().await?;
    let settings = app.sla.settings(&mut conn).await?;
    let mut drawn = Drawn {
        fields: stored(&settings, id)?,
        ..Drawn::default()
    };
    let l = Frame::staff(&app, &admin).l;
    match text(&upload, "file")
        .await?
        .map(|text| text.parse::<Calendar>())
    {
        Ok(Ok(calendar)) => {
            let version = drawn.fields.get("version").to_owned();
            let name = drawn.fields.get("name").to_owned();
            drawn.fields = filled(&name, &calendar);
            drawn.fields.set("version", version);
            drawn.taken = Some(Taken {
                words: l.t("calendar-admin-file-read").into_owned(),
                left_out: Vec::new(),
            });
        }
        Ok(Err(fault)) => drawn.errors.push("file", fault.message()),
        Err(errors) => drawn.errors = errors,
    }
    draw(&app, &mut conn, &admin, id, drawn).await
}

/// POST /admin/calendars/{id}/holidays: the whole days of an iCalendar file into the form, closed.
pub async fn holidays(
    State(app): State<App>,
    admin: Admin,
    Path(id): Path<String>,
    upload: Upload,
) -> Result<Response> {
    let id = named(&id)?;
    let mut conn = app.pool.acquire().await?;
    let settings = app.sla.settings(&mut conn).await?;
    let mut drawn = Drawn {
        fields: stored(&settings, id)?,
        ..Drawn::default()
    };
    let l = Frame::staff(&app, &admin).l;
    let today = app.clock.now().date_naive();
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(today);
    let within = day(today.year(), 1, 1)..=day(today.year() + YEARS, 12, 31);
    match text(&upload, "ics").await? {
        Ok(text) => match sla::holidays_from_ics(&text, within) {
            Ok(imported) => {
                let mut calendar = match read(&drawn.fields, today) {
                    Ok((_, calendar)) => calendar,
                    Err(_) => Calendar::weekly(chrono_tz::UTC, Default::default()),
                };
                let before = calendar.dates.len();
                for holiday in &imported.holidays {
                    calendar.add_holiday(holiday.date, &holiday.name);
                }
                let added = calendar.dates.len() - before;
                let kept = ["name", "zone", "version"]
                    .map(|name| (name, drawn.fields.get(name).to_owned()));
                drawn.fields = filled("", &calendar);
                for (name, value) in kept {
                    drawn.fields.set(name, value);
                }
                drawn.taken = Some(Taken {
                    words: l.n(
                        "calendar-admin-holidays-read",
                        i64::try_from(added).unwrap_or(i64::MAX),
                    ),
                    left_out: imported
                        .left_out
                        .iter()
                        .map(|(name, why)| format!("{name}: {}", l.m(&why.message())))
                        .collect(),
                });
            }
            Err(fault) => drawn.errors.push("ics", fault.message()),
        },
        Err(errors) => drawn.errors = errors,
    }
    draw(&app, &mut conn, &admin, id, drawn).await
}

/// The text of the one file, or what is wrong with it.
async fn text(upload: &Upload, field: &'static str) -> Result<Result<String, FieldErrors>> {
    let mut errors = upload.errors(field);
    if !errors.is_empty() {
        return Ok(Err(errors));
    }
    let file = upload
        .files
        .iter()
        .find(|file| file.field == field && file.size > 0);
    let Some(file) = file else {
        errors.push(field, Message::new("calendar-admin-file-missing"));
        return Ok(Err(errors));
    };
    let bytes = file.bytes().await?;
    Ok(match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(_) => {
            errors.push(field, Message::new("calendar-admin-file-unreadable"));
            Err(errors)
        }
    })
}
