//! How many reports one person may file in a day.

use chrono::TimeDelta;
use uuid::Uuid;

use crate::{
    app::App,
    error::{AppError, FieldErrors, Result},
    i18n::{Message, Value},
    people::Owner,
    web::{Viewer, rate::Rate},
};

const REPORTS: Rate = Rate::new("report", 10, TimeDelta::days(1));

/// Before an owner's report of any kind is filed: at most ten a day each, so that nobody buries the front desk. Past that,
/// what the page says above everything they typed. A form sent again under its key is the report it was.
pub async fn over_limit(app: &App, owner: &Owner, key: Uuid) -> Result<Option<FieldErrors>> {
    let now = app.clock.now();
    let mut conn = app.readers.acquire().await?;
    let counted = REPORTS.hit(&mut *conn, owner.person_id, now).await;
    drop(conn);
    let retry_after = match counted {
        Err(AppError::TooMany { retry_after }) => retry_after,
        other => return other.map(|()| None),
    };
    if was_sent(app, owner, key).await? {
        return Ok(None);
    }
    tracing::warn!(person_id = %owner.person_id, "reported as often as one may in a day");
    let word = if owner.phone().is_empty() {
        "report-limit"
    } else {
        "report-limit-phone"
    };
    let again_at = now + TimeDelta::seconds(retry_after.into());
    let message = Message::new(word)
        .count("count", REPORTS.most)
        .value("at", Value::Moment(again_at, owner.zone()))
        .with("phone", owner.phone());
    Ok(Some(FieldErrors::of_the_whole(message)))
}

/// Under their name, or without one when they told it anonymously.
async fn was_sent(app: &App, owner: &Owner, key: Uuid) -> Result<bool> {
    let person = owner.person_id;
    app.deed(move |d| {
        Box::pin(async move {
            Ok(d.answered(key, Some(person)).await?.is_some()
                || d.answered(key, None).await?.is_some())
        })
    })
    .await
}
