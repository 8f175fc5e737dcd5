//! The composer: a reply, a note, or what was said by phone or at the counter.

use axum::{extract::State, response::Response};

use super::{
    super::super::{
        Number,
        conversation::{self, Said},
    },
    by, path,
    sent::Sent,
};
use crate::{
    app::App,
    error::{AppError, Result},
    i18n::Message,
    ids::EventId,
    people::Staff,
    web::{Form, Path, Redirect, Upload},
};

/// POST /desk/tickets/{number}/messages
pub async fn send(
    app: State<App>,
    staff: Staff,
    number: Path<Number>,
    upload: Upload,
) -> Result<Response> {
    let mut sent = Sent::with_photos(app, staff, number, upload, "photos").await?;
    // a photo says something by itself
    let words = if sent.photos.is_empty() {
        sent.words("words", 1)
    } else {
        sent.optional("words")
    };
    if !sent.errors.is_empty() {
        return sent.again("message").await;
    }
    let said = Said {
        key: sent.key,
        words,
        language: sent.language(),
        files: sent.photos.clone(),
        seen_version: sent.seen(),
    };
    let (app, by, number) = (&sent.app, sent.by(), &sent.number);
    let (done, saying) = match sent.fields.get("as") {
        "note" => (
            conversation::note(app, &by, number, said).await,
            "desk-said-note",
        ),
        "spoke" => (
            conversation::spoke(app, &by, number, said).await,
            "desk-said-spoke",
        ),
        _ => (
            conversation::answer(app, &by, number, said).await,
            "desk-said-reply",
        ),
    };
    sent.settle("message", "messages", done, saying).await
}

/// POST /desk/tickets/{number}/public-notes: a note is shown to the owner.
pub async fn publish(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    Form { fields, .. }: Form,
) -> Result<Redirect> {
    let note = fields
        .get("note")
        .parse()
        .map(EventId)
        .map_err(|_| AppError::NotFound)?;
    conversation::make_public(&app, &by(&staff), &number, note).await?;
    Ok(Redirect::to(path(&number)).saying(Message::new("desk-said-public")))
}
