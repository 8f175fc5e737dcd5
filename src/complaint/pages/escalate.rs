//! The owner asks for the second stage.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use uuid::Uuid;

use crate::{
    app::App,
    complaint::{
        db,
        escalate::{escalate, may_escalate},
    },
    error::{AppError, FieldErrors, Result},
    i18n::Message,
    people::Owner,
    text::Words,
    ticket::{Number, pages, read},
    web::{self, Fields, Form, Frame, Nav, Path, Redirect},
};

const MOST_WORDS: usize = 2_000;

#[derive(Template)]
#[template(path = "complaint/escalate.html")]
struct EscalatePage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
    number: Number,
    most: usize,
}

/// GET /r/{number}/escalate: hidden until the first stage is answered or late.
pub async fn ask(
    State(app): State<App>,
    owner: Owner,
    Path(number): Path<Number>,
) -> Result<Response> {
    let (fields, errors) = (Fields::default(), FieldErrors::default());
    draw(&app, &owner, number, fields, errors, Uuid::new_v4()).await
}

async fn draw(
    app: &App,
    owner: &Owner,
    number: Number,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
) -> Result<Response> {
    let mut conn = app.pool.acquire().await?;
    let today = app.clock.now().date_naive();
    let detail = read::find_for_owner(app, &mut conn, owner.person_id, &number, today).await?;
    let complaint = db::find(&mut conn, detail.id)
        .await?
        .ok_or(AppError::NotFound)?;
    if !may_escalate(&detail, complaint.stage, owner.person_id) {
        return Err(AppError::NotFound);
    }
    let frame = Frame::owner(app, owner)
        .title("complaint-escalate-title")
        .at(Nav::Home)
        .back(format!("/r/{number}"), "complaint-back")
        .wrong_if(&errors);
    let page = EscalatePage {
        frame,
        fields,
        errors,
        key,
        number,
        most: MOST_WORDS,
    };
    Ok(web::drawn(!page.errors.is_empty(), page))
}

/// POST /r/{number}/escalate
pub async fn send(
    State(app): State<App>,
    owner: Owner,
    Path(number): Path<Number>,
    form: Form,
) -> Result<Response> {
    let reason = match Words::optional(form.fields.get("reason"), MOST_WORDS) {
        Ok(reason) => reason.map(Words::into_string).unwrap_or_default(),
        Err(message) => {
            let errors = FieldErrors(vec![("reason", message)]);
            return draw(&app, &owner, number, form.fields, errors, form.key).await;
        }
    };
    let me = owner.person_id;
    match escalate(&app, me, &number, form.key, reason, owner.language).await {
        Ok(()) => Ok(Redirect::to(pages::owner::url(&number))
            .saying(Message::new("complaint-escalated"))
            .into_response()),
        // why they are not satisfied can still be sent as a message
        Err(error) => {
            let reason = form.fields.get("reason");
            let typed = Fields::from([("words", reason)]);
            pages::owner::unsent(&app, &owner, &number, typed, error).await
        }
    }
}
