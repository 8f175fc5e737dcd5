//! Photos and papers of a ticket, for whoever may see the ticket.

use axum::{extract::State, http::HeaderMap, response::Response};
use uuid::Uuid;

use super::super::read;
use crate::{
    app::App,
    error::{AppError, Audience, Result},
    files::{self, Variant},
    people::SignedIn,
    web::Path,
};

/// GET /files/{id}
pub async fn full(
    State(app): State<App>,
    who: Option<SignedIn>,
    Path(id): Path<Uuid>,
    asked: HeaderMap,
) -> Result<Response> {
    serve(&app, who, id, Variant::Full, &asked).await
}

/// GET /files/{id}/thumb
pub async fn thumb(
    State(app): State<App>,
    who: Option<SignedIn>,
    Path(id): Path<Uuid>,
    asked: HeaderMap,
) -> Result<Response> {
    serve(&app, who, id, Variant::Thumb, &asked).await
}

/// An upload that belongs to no ticket yet is its uploader's; one of a ticket is for those who see the ticket, and an internal one for
/// staff alone.
async fn serve(
    app: &App,
    who: Option<SignedIn>,
    id: Uuid,
    variant: Variant,
    asked: &HeaderMap,
) -> Result<Response> {
    let who = who.ok_or(AppError::NotFound)?;
    let mut conn = app.pool.acquire().await?;
    let file = files::find(&mut conn, id)
        .await?
        .ok_or(AppError::NotFound)?;
    let today = app.clock.now().date_naive();
    let sees = match (file.ticket_id, who.audience) {
        (None, _) => file.uploaded_by == Some(who.person_id),
        (Some(ticket), Audience::Owner) => {
            !file.internal && read::owner_sees(&mut conn, who.person_id, ticket, today).await?
        }
        (Some(ticket), Audience::Staff) => read::staff_sees(&mut conn, &who.scope, ticket).await?,
    };
    drop(conn);
    if !sees {
        return Err(AppError::NotFound);
    }
    files::serve(app, &file, variant, asked).await
}
