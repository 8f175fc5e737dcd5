//! POST /drafts: words half written, kept on the server so that no crash loses them.

use axum::{extract::State, http::StatusCode};

use super::{
    super::super::{Number, around, read},
    sent::MOST,
};
use crate::{
    app::App,
    error::{AppError, Result},
    people::Staff,
    web::Form,
};

/// A place is a ticket's number: one draft for each ticket and person. 409: what the form held has been sent already.
pub async fn keep(
    State(app): State<App>,
    staff: Staff,
    Form { fields, key }: Form,
) -> Result<StatusCode> {
    let number: Number = fields
        .get("place")
        .parse()
        .map_err(|_| AppError::NotFound)?;
    let mut conn = app.pool.acquire().await?;
    read::find_for_staff(&app, &mut conn, &staff.scope, &number).await?;
    let body: String = fields.raw("body").chars().take(MOST * 2).collect();
    let kept = around::keep_draft(
        &mut conn,
        staff.person_id,
        number.as_str(),
        &body,
        key,
        app.clock.now(),
    )
    .await?;
    Ok(if kept {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::CONFLICT
    })
}
