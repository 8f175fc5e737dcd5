//! While it is worked on: on hold, off hold, seen on site.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::super::{
    super::super::{
        Number, WaitReason,
        conversation::{self, Said},
        read, waiting,
    },
    path,
    sent::Sent,
};
use crate::{
    app::App,
    error::Result,
    i18n::Message,
    people::Staff,
    property,
    web::{Path, Redirect, Upload},
};

/// POST /desk/tickets/{number}/hold
pub async fn hold(mut sent: Sent) -> Result<Response> {
    let reason: Option<WaitReason> = sent.choice("hold_reason", "desk-choose-reason");
    let words = sent.optional("hold_words");
    let until = until(&sent).await?;
    let until = sent.errors.need("hold_until", until, "desk-choose-day");
    let (Some(reason), Some(until), true) = (reason, until, sent.errors.is_empty()) else {
        return sent.again("hold").await;
    };
    let (by, seen) = (sent.by(), sent.seen());
    let done = waiting::hold(&sent.app, &by, &sent.number, reason, until, words, seen).await;
    if let Err(error) = done {
        return sent.refuse("hold", "hold", error).await;
    }
    let page = path(&sent.number);
    let undone_at = format!("{page}/reversal");
    let held = Message::new("desk-said-held").undone_at(undone_at);
    Ok(Redirect::to(page).saying(held).into_response())
}

/// Day and time as the ticket's community keeps them.
async fn until(sent: &Sent) -> Result<Option<DateTime<Utc>>> {
    let mut conn = sent.app.pool.acquire().await?;
    let t = read::find_for_staff(&sent.app, &mut conn, &sent.staff.scope, &sent.number).await?;
    let zone = property::community(&mut conn, t.community).await?.zone;
    let (Ok(day), Ok(time)) = (
        sent.fields.get("hold_until").parse::<NaiveDate>(),
        NaiveTime::parse_from_str(sent.fields.get("hold_time"), "%H:%M"),
    ) else {
        return Ok(None);
    };
    // a time that a clock change swallowed is the hour after it
    let at = |time| day.and_time(time).and_local_timezone(zone).latest();
    let local = at(time).or_else(|| at(time + TimeDelta::hours(1)));
    Ok(local.map(|at| at.to_utc()))
}

/// POST /desk/tickets/{number}/hold/end
pub async fn resume(sent: Sent) -> Result<Response> {
    let done = waiting::resume(&sent.app, &sent.by(), &sent.number).await;
    sent.settle("hold", "hold/end", done, "desk-said-resumed")
        .await
}

/// POST /desk/tickets/{number}/progress: visited, made safe, looked into.
pub async fn progress(
    app: State<App>,
    staff: Staff,
    number: Path<Number>,
    upload: Upload,
) -> Result<Response> {
    let mut sent = Sent::with_photos(app, staff, number, upload, "seen_photos").await?;
    let happened = sent.choice("seen_what", "desk-choose-one");
    let words = sent.optional("seen_words");
    let Some(happened) = happened.filter(|_| sent.errors.is_empty()) else {
        return sent.again("progress").await;
    };
    let said = Said {
        key: sent.key,
        words,
        language: sent.language(),
        files: sent.photos.clone(),
        seen_version: sent.seen(),
    };
    let (by, number) = (sent.by(), &sent.number);
    let done = conversation::report_progress(&sent.app, &by, number, happened, said).await;
    sent.settle("progress", "progress", done, "desk-said-progress")
        .await
}
