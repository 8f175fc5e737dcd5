//! Live pages: who of those connected may hear that a ticket changed. The same conditions as everywhere, in one query.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use sqlx::PgConnection;

use super::db;
use crate::{
    app::App,
    error::{Audience, Result},
    ids::TicketId,
    people::SignedIn,
    web::live::{self, Listener, Who},
};

/// `GET /live`: changes as they happen. "No content" tells a browser that nobody is signed in any more and not to ask again.
pub async fn stream(State(app): State<App>, viewer: Option<SignedIn>) -> Result<Response> {
    let Some(viewer) = viewer else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let who = Who {
        person: viewer.person_id,
        audience: viewer.audience,
    };
    live::stream(
        &app,
        Listener {
            who,
            scope: serde_json::to_value(&viewer.scope)?.into(),
        },
    )
}

/// For [`crate::web::live::run`].
pub fn sees<'a>(
    conn: &'a mut PgConnection,
    ticket: TicketId,
    listeners: &'a [Listener],
    now: DateTime<Utc>,
) -> BoxFuture<'a, Result<Vec<Who>>> {
    Box::pin(async move {
        let (owners, staff): (Vec<_>, Vec<_>) = listeners
            .iter()
            .partition(|l| l.who.audience == Audience::Owner);
        let owners: Vec<i64> = owners.iter().map(|l| l.who.person.0).collect();
        let scopes = staff.iter().map(|l| (*l.scope).clone()).collect();
        db::who_sees(conn, ticket, &owners, scopes, now).await
    })
}
