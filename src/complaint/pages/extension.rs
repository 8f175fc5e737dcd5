//! More time for the answer, with its reason.

use askama::Template;
use axum::{extract::State, response::Response};

use super::{desk_frame, load, to_ticket};
use crate::{
    app::App,
    complaint::answer,
    error::{FieldErrors, Result},
    i18n::Lang,
    people::Staff,
    text::Words,
    ticket::Number,
    web::{self, Fields, Form, Frame, Path},
};

#[derive(Template)]
#[template(path = "complaint/extension.html")]
struct ExtensionPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    number: Number,
    reads: Lang,
}

/// GET /desk/tickets/{number}/extension
pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
) -> Result<Response> {
    let (fields, errors) = (Fields::default(), FieldErrors::default());
    draw(&app, &staff, &number, fields, errors).await
}

async fn draw(
    app: &App,
    staff: &Staff,
    number: &Number,
    fields: Fields,
    errors: FieldErrors,
) -> Result<Response> {
    let (detail, _, reads) = load(app, staff, number).await?;
    let frame = desk_frame(app, staff, number, "complaint-extension-title");
    let page = ExtensionPage {
        frame: frame.wrong_if(&errors),
        fields,
        errors,
        number: detail.number,
        reads,
    };
    Ok(web::drawn(!page.errors.is_empty(), page))
}

/// POST /desk/tickets/{number}/extension
pub async fn extend(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    form: Form,
) -> Result<Response> {
    let mut errors = FieldErrors::default();
    let days = form.fields.get("days").parse().ok();
    let days = days.filter(|days: &u32| (1..=60).contains(days));
    let days = errors.need("days", days, "complaint-days-missing");
    let reason = Words::parse(form.fields.get("reason"), 3..=1_000);
    let reason = errors.take("reason", reason.map(Words::into_string));
    let (Some(days), Some(reason)) = (days, reason) else {
        return draw(&app, &staff, &number, form.fields, errors).await;
    };
    match answer::extend(&app, &staff, &number, days, reason).await {
        Ok(()) => Ok(to_ticket(&number, "complaint-extended")),
        Err(error) => {
            let errors = FieldErrors::refused(error)?;
            draw(&app, &staff, &number, form.fields, errors).await
        }
    }
}
