//! While it is worked on: on hold, off hold, seen on site.

use axum::{extract::State, response::Response};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::{
    super::{
        super::super::{
            Number, WaitReason,
            conversation::{self, Said},
            read, waiting,
        },
        by,
        compose::{carry, language, seen, settle},
    },
    Reading, again,
};
use crate::{
    app::App,
    error::Result,
    files,
    i18n::Message,
    people::Staff,
    property,
    web::{Fields, Form, Path, Upload},
};

/// POST /desk/tickets/{number}/hold
pub async fn hold(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let mut form = Reading::of(&fields);
    let reason: Option<WaitReason> = form.choice("hold_reason");
    let words = form.optional("hold_words");
    let until = until(&app, &staff, &number, &fields).await?;
    if until.is_none() {
        form.errors
            .push("hold_until", Message::new("desk-choose-day"));
    }
    let errors = form.errors;
    let (Some(reason), Some(until), true) = (reason, until, errors.is_empty()) else {
        return again(&app, &staff, &number, "hold", fields, errors).await;
    };
    let done = waiting::hold(
        &app,
        &by(&staff),
        &number,
        reason,
        until,
        words,
        seen(&fields),
    )
    .await;
    settle(
        &app,
        &staff,
        &number,
        "hold",
        "hold",
        fields,
        done,
        Message::new("desk-said-held"),
    )
    .await
}

/// Day and time as the ticket's community keeps them.
async fn until(
    app: &App,
    staff: &Staff,
    number: &Number,
    fields: &Fields,
) -> Result<Option<DateTime<Utc>>> {
    let mut conn = app.pool.acquire().await?;
    let t = read::find_for_staff(&mut conn, &staff.scope, number).await?;
    let zone = property::community(&mut conn, t.community).await?.zone;
    let (Ok(day), Ok(time)) = (
        fields.get("hold_until").parse::<NaiveDate>(),
        NaiveTime::parse_from_str(fields.get("hold_time"), "%H:%M"),
    ) else {
        return Ok(None);
    };
    // a time that a clock change swallowed is the hour after it
    let local = day.and_time(time).and_local_timezone(zone);
    Ok(local
        .latest()
        .or_else(|| {
            (day.and_time(time) + chrono::TimeDelta::hours(1))
                .and_local_timezone(zone)
                .latest()
        })
        .map(|at| at.to_utc()))
}

/// POST /desk/tickets/{number}/hold/end
pub async fn resume(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let done = waiting::resume(&app, &by(&staff), &number).await;
    settle(
        &app,
        &staff,
        &number,
        "hold",
        "hold/end",
        fields,
        done,
        Message::new("desk-said-resumed"),
    )
    .await
}

/// POST /desk/tickets/{number}/progress: visited, made safe, looked into.
pub async fn progress(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    upload: Upload,
) -> Result<Response> {
    let (photos, mut errors) =
        files::take_in(&app, staff.person_id, &upload, "seen_photos", "kept").await?;
    let (mut fields, key) = (upload.fields, upload.key);
    carry(&mut fields, &photos);
    let mut form = Reading::of(&fields);
    let happened = form.choice("seen_what");
    let words = form.optional("seen_words");
    errors.0.extend(form.errors.0);
    let Some(happened) = happened.filter(|_| errors.is_empty()) else {
        return again(&app, &staff, &number, "progress", fields, errors).await;
    };
    let said = Said {
        key,
        words,
        language: language(&fields, &staff),
        files: photos,
        seen_version: seen(&fields),
    };
    let done = conversation::report_progress(&app, &by(&staff), &number, happened, said).await;
    settle(
        &app,
        &staff,
        &number,
        "progress",
        "progress",
        fields,
        done,
        Message::new("desk-said-progress"),
    )
    .await
}
