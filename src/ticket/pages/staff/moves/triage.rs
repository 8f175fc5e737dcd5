//! The desk decides where it goes and how soon it matters.

use axum::response::{IntoResponse, Response};

use super::super::{
    super::super::{
        list::{self, Of, View},
        read,
        triage::{self, Route},
    },
    sent::Sent,
};
use crate::{error::Result, i18n::Message, ids::DepartmentId, web::Redirect};

/// POST /desk/tickets/{number}/route
pub async fn route(mut sent: Sent) -> Result<Response> {
    let department: Option<DepartmentId> = sent.choice("route_department");
    let mut conn = sent.app.pool.acquire().await?;
    let now = read::find_for_staff(&mut conn, &sent.staff.scope, &sent.number).await?;
    drop(conn);
    // a wrong department is somebody's mistake or a rule's: they learn from the reason
    let reason = match (now.department, department) {
        (Some(from), Some(to)) if from != to => sent.words("route_reason", 3),
        _ => sent.optional("route_reason"),
    };
    let Some(department) = department.filter(|_| sent.errors.is_empty()) else {
        return sent.again("route").await;
    };
    let to = Route {
        department,
        person: sent.fields.get("route_person").parse().ok(),
        urgency: sent.fields.get("route_urgency").parse().ok(),
        reason,
        seen_version: sent.seen(),
    };
    let done = triage::route(&sent.app, &sent.by(), &sent.number, to).await;
    if done.is_ok() && sent.fields.has("then_next") {
        return next(&sent).await;
    }
    sent.settle("route", "route", done, "desk-said-routed")
        .await
}

/// POST /desk/tickets/{number}/review: what the rule chose is right.
pub async fn review(sent: Sent) -> Result<Response> {
    let done = triage::confirm(&sent.app, &sent.by(), &sent.number, sent.seen()).await;
    if done.is_ok() && sent.fields.has("then_next") {
        return next(&sent).await;
    }
    sent.settle("route", "review", done, "desk-said-reviewed")
        .await
}

/// On to the next ticket nobody has looked at; the queue when there is none.
async fn next(sent: &Sent) -> Result<Response> {
    let mut conn = sent.app.pool.acquire().await?;
    let saying = Message::new("desk-said-routed-number").with("number", &sent.number);
    for view in [View::Untriaged, View::Review] {
        let of = Of::View(view, list::Filter::default());
        let (rows, _) = list::page(&mut conn, &sent.staff.scope, &of, None, 1).await?;
        if let Some(row) = rows.first() {
            return Ok(Redirect::to(format!("/desk/tickets/{}", row.number))
                .saying(saying)
                .into_response());
        }
    }
    Ok(Redirect::to("/desk").saying(saying).into_response())
}

/// POST /desk/tickets/{number}/urgency
pub async fn urgency(mut sent: Sent) -> Result<Response> {
    let urgency = sent.choice("urgency");
    let reason = sent.words("urgency_reason", 3);
    let Some(urgency) = urgency.filter(|_| sent.errors.is_empty()) else {
        return sent.again("urgency").await;
    };
    let (by, seen) = (sent.by(), sent.seen());
    let done = triage::set_urgency(&sent.app, &by, &sent.number, urgency, reason, seen).await;
    sent.settle("urgency", "urgency", done, "desk-said-urgency")
        .await
}
