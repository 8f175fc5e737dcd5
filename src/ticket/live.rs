//! Live pages: who of those connected may hear that a ticket changed. The same conditions as everywhere, in one query.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
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
    web::{
        Query,
        live::{self, Listener, Missed, Who},
    },
};

/// More events than this are not named one by one.
const MOST_MISSED: i64 = 500;
/// An event's number is drawn before its deed commits: of those so close behind the mark some may not have been told.
const OVERLAP: i64 = 100;

#[derive(Debug, Default, serde::Deserialize)]
pub struct After {
    after: Option<i64>,
}

/// `GET /live`: changes as they happen, and first those since `Last-Event-ID` (or `?after=`, for a stream opened anew). "No
/// content" tells a browser that nobody is signed in any more and not to ask again.
pub async fn stream(
    State(app): State<App>,
    viewer: Option<SignedIn>,
    Query(query): Query<After>,
    headers: HeaderMap,
) -> Result<Response> {
    let Some(viewer) = viewer else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let last = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok()?.parse().ok())
        .or(query.after);
    let listener = Listener {
        who: Who {
            person: viewer.person_id,
            audience: viewer.audience,
        },
        scope: serde_json::to_value(&viewer.scope)?.into(),
    };
    live::stream(&app, listener, missed(&app, &viewer, last)).await
}

async fn missed(app: &App, viewer: &SignedIn, last: Option<i64>) -> Result<Missed> {
    let mark = live::mark(app).await?;
    let mut conn = app.pool.acquire().await?;
    let changes = match last.filter(|last| *last <= mark) {
        None if last.is_none() => Some(Vec::new()),
        Some(last) if mark - last <= MOST_MISSED => {
            let after = last - OVERLAP;
            Some(match viewer.audience {
                Audience::Owner => {
                    let today = app.clock.now().date_naive();
                    db::changed_for_owner(&mut conn, viewer.person_id, after, today).await?
                }
                Audience::Staff => db::changed_for_staff(&mut conn, &viewer.scope, after).await?,
            })
        }
        // too long ago, or of another database
        _ => None,
    };
    Ok(Missed { mark, changes })
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
