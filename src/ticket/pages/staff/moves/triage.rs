//! The desk decides where it goes and how soon it matters.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use super::{
    super::{
        super::super::{
            Number,
            list::{self, Of, View},
            triage::{self, Route},
        },
        by,
        compose::{seen, settle},
    },
    Reading, again,
};
use crate::{
    app::App,
    error::Result,
    i18n::Message,
    ids::DepartmentId,
    people::Staff,
    web::{Form, Path, Redirect},
};

/// POST /desk/tickets/{number}/route
pub async fn route(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let mut form = Reading::of(&fields);
    let department: Option<DepartmentId> = form.choice("route_department");
    let reason = form.optional("route_reason");
    let errors = form.errors;
    let Some(department) = department.filter(|_| errors.is_empty()) else {
        return again(&app, &staff, &number, "route", fields, errors).await;
    };
    let to = Route {
        department,
        person: fields.get("route_person").parse().ok(),
        urgency: fields.get("route_urgency").parse().ok(),
        reason,
        seen_version: seen(&fields),
    };
    let done = triage::route(&app, &by(&staff), &number, to).await;
    if done.is_ok() && fields.has("then_next") {
        return next(&app, &staff, &number).await;
    }
    settle(
        &app,
        &staff,
        &number,
        "route",
        "route",
        fields,
        done,
        Message::new("desk-said-routed"),
    )
    .await
}

/// POST /desk/tickets/{number}/review: what the rule chose is right.
pub async fn review(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let done = triage::confirm(&app, &by(&staff), &number, seen(&fields)).await;
    if done.is_ok() && fields.has("then_next") {
        return next(&app, &staff, &number).await;
    }
    settle(
        &app,
        &staff,
        &number,
        "route",
        "review",
        fields,
        done,
        Message::new("desk-said-reviewed"),
    )
    .await
}

/// On to the next ticket nobody has looked at; the queue when there is none.
async fn next(app: &App, staff: &Staff, done: &Number) -> Result<Response> {
    let mut conn = app.pool.acquire().await?;
    let saying = Message::new("desk-said-routed-number").with("number", done);
    for view in [View::Untriaged, View::Review] {
        let of = Of::View(view, list::Filter::default());
        let (rows, _) = list::page(&mut conn, &staff.scope, &of, None, 1).await?;
        if let Some(row) = rows.first() {
            return Ok(Redirect::to(format!("/desk/tickets/{}", row.number))
                .saying(saying)
                .into_response());
        }
    }
    Ok(Redirect::to("/desk").saying(saying).into_response())
}

/// POST /desk/tickets/{number}/urgency
pub async fn urgency(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let mut form = Reading::of(&fields);
    let urgency = form.choice("urgency");
    let reason = form.words("urgency_reason", 3);
    let errors = form.errors;
    let Some(urgency) = urgency.filter(|_| errors.is_empty()) else {
        return again(&app, &staff, &number, "urgency", fields, errors).await;
    };
    let done =
        triage::set_urgency(&app, &by(&staff), &number, urgency, reason, seen(&fields)).await;
    settle(
        &app,
        &staff,
        &number,
        "urgency",
        "urgency",
        fields,
        done,
        Message::new("desk-said-urgency"),
    )
    .await
}
