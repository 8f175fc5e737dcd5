//! Following a matter without signing in: its number, the last figures of a phone on file, and a code sent to the address on
//! file. Nothing says whether number and figures go together: asking does the same work for all, and a job looks them up.

use std::net::IpAddr;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Number, db};
use crate::{app::App, error::Result, jobs, mail, people::code, text::Email, web::rate::Rate};

/// The job kind of [`ask`].
pub const JOB: &str = "track_code";
/// Figures asked for, from the end of the phone number.
pub const FIGURES: usize = 4;

/// Of one number from one place, and from everywhere: four figures are guessed in ten thousand tries.
const PER_NUMBER_AND_PLACE: Rate = Rate::new("track", 3, TimeDelta::hours(1));
const PER_NUMBER: Rate = Rate::new("track-all", 12, TimeDelta::hours(1));
/// Nor are numbers tried one after the other.
const PER_PLACE: Rate = Rate::new("track-place", 20, TimeDelta::hours(1));

#[derive(Debug, Serialize, Deserialize)]
struct Wanted {
    number: Number,
    figures: String,
    request: Uuid,
}

/// Asks for a code; `request` ties it to the browser.
pub async fn ask(
    app: &App,
    number: &Number,
    figures: &str,
    request: Uuid,
    place: IpAddr,
) -> Result<()> {
    let now = app.clock.now();
    PER_PLACE.hit(&app.pool, place, now).await?;
    PER_NUMBER_AND_PLACE
        .hit(&app.pool, format!("{number}:{place}"), now)
        .await?;
    PER_NUMBER.hit(&app.pool, number, now).await?;
    let wanted = serde_json::to_value(Wanted {
        number: number.clone(),
        figures: figures.to_owned(),
        request,
    })?;
    app.deed(move |d| {
        let wanted = wanted.clone();
        Box::pin(async move {
            let (now, once) = (d.now, format!("track:{request}"));
            jobs::enqueue(d.conn(), JOB, wanted, now, Some(&once), now).await
        })
    })
    .await
}

/// The job of [`ask`].
pub async fn send(app: &App, job: &jobs::Job) -> Result<()> {
    let Wanted {
        number,
        figures,
        request,
    } = job.read()?;
    let good_until = job.asked_at + code::LIFE;
    app.deed(move |d| {
        let (number, figures) = (number.clone(), figures.clone());
        Box::pin(async move {
            let now = d.now;
            let reader = db::reader_by_phone(d.conn(), &number, &figures, now.date_naive()).await?;
            let Some((person, email, language)) = reader else {
                return Ok(());
            };
            let Ok(to) = Email::parse(&email) else {
                return Ok(());
            };
            let Some(in_two) = code::make(d, person, request, good_until).await? else {
                return Ok(());
            };
            let l = language.at(now);
            let subject = l.a("people-code-mail-subject", "code", in_two.as_str());
            let text = l.aa(
                "track-mail",
                "code",
                in_two.as_str(),
                "number",
                number.as_str(),
            );
            let mail = mail::Outgoing::new(request, to, &subject, text).good_until(good_until);
            mail::post(d.conn(), &mail, now).await
        })
    })
    .await
}
