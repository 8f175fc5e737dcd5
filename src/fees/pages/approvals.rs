//! The second pair of eyes: what was proposed above the limit, by whom, and the letter that would go out.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use crate::{
    app::App,
    error::{AppError, FieldErrors, Result},
    fees::{db, decision},
    i18n::Message,
    ids::CommunityId,
    people::Staff,
    text::Words,
    ticket::Number,
    web::{self, Fields, Form, Frame, Nav, Path, Redirect},
};

#[derive(Template)]
#[template(path = "fees/approvals.html")]
struct ApprovalsPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    waiting: Vec<Waiting>,
}

struct Waiting {
    dispute: db::Waiting,
    is_own: bool,
    /// The words of a refusal just typed belong to this one.
    is_refused: bool,
}

/// GET /finance/approvals
pub async fn list(State(app): State<App>, staff: Staff) -> Result<Response> {
    draw(
        &app,
        &staff,
        Fields::default(),
        FieldErrors::default(),
        None,
    )
    .await
}

async fn draw(
    app: &App,
    staff: &Staff,
    fields: Fields,
    errors: FieldErrors,
    refused: Option<Number>,
) -> Result<Response> {
    let communities: Vec<i64> = staff
        .communities()
        .into_iter()
        .filter(|community| decision::may_approve(staff, *community))
        .map(|CommunityId(id)| id)
        .collect();
    if communities.is_empty() {
        return Err(AppError::NotFound);
    }
    let mut conn = app.pool.acquire().await?;
    let waiting = db::waiting(&mut conn, &communities)
        .await?
        .into_iter()
        .map(|dispute| Waiting {
            is_own: dispute.proposed_by == staff.person_id,
            is_refused: refused.as_ref() == Some(&dispute.number),
            dispute,
        });
    let waiting = waiting.collect();
    let frame = Frame::staff(app, staff)
        .title("fees-approvals-title")
        .at(Nav::Manage)
        .wrong_if(&errors);
    Ok(web::drawn(
        !errors.is_empty(),
        ApprovalsPage {
            frame,
            fields,
            errors,
            waiting,
        },
    ))
}

/// POST /finance/approvals/{number}: agrees, or says no and why.
pub async fn settle(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    form: Form,
) -> Result<Response> {
    let said = if form.fields.get("answer") == "refuse" {
        match Words::parse(form.fields.get("reason"), 3..=1_000) {
            Ok(reason) => decision::refuse(&app, &staff, &number, reason.into_string()).await?,
            Err(_) => {
                let errors =
                    FieldErrors(vec![("reason", Message::new("fees-refuse-reason-missing"))]);
                return draw(&app, &staff, form.fields, errors, Some(number)).await;
            }
        }
        "fees-approval-refused"
    } else {
        decision::approve(&app, &staff, &number).await?;
        "fees-approval-given"
    };
    let said = Message::new(said).with("number", &number);
    Ok(Redirect::to("/finance/approvals")
        .saying(said)
        .into_response())
}
