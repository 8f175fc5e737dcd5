//! The composer: a reply, a note, or what was said by phone or at the counter.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use uuid::Uuid;

use super::{
    super::super::{
        Number,
        conversation::{self, Said},
    },
    by,
    case::{Drawn, draw},
    path, stale,
};
use crate::{
    app::App,
    error::{AppError, FieldErrors, Result},
    files,
    i18n::{Lang, Message},
    ids::EventId,
    people::Staff,
    text::Words,
    web::{Fields, Form, Path, Redirect, Upload},
};

/// Most characters of a message.
pub const MOST: usize = 8_000;

/// POST /desk/tickets/{number}/messages
pub async fn send(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    upload: Upload,
) -> Result<Response> {
    let (files, mut errors) =
        files::take_in(&app, staff.person_id, &upload, "photos", "kept").await?;
    let (mut fields, key) = (upload.fields, upload.key);
    carry(&mut fields, &files);
    let words = match (Words::optional(fields.get("words"), MOST), files.is_empty()) {
        (Ok(Some(words)), _) => words.into_string(),
        (Ok(None), false) => String::new(),
        (Ok(None), true) => {
            errors.push("words", Message::new("form-empty"));
            String::new()
        }
        (Err(message), _) => {
            errors.push("words", message);
            String::new()
        }
    };
    if !errors.is_empty() {
        let drawn = Drawn {
            fields,
            errors,
            acting: "message",
            key: Some(key),
            refused: None,
        };
        return draw(&app, &staff, &number, drawn).await;
    }
    let said = Said {
        key,
        words,
        language: language(&fields, &staff),
        files,
        seen_version: seen(&fields),
    };
    let (by, way) = (by(&staff), fields.get("as"));
    let done = match way {
        "note" => conversation::note(&app, &by, &number, said).await,
        "spoke" => conversation::spoke(&app, &by, &number, said).await,
        _ => conversation::answer(&app, &by, &number, said).await,
    };
    let saying = match way {
        "note" => "desk-said-note",
        "spoke" => "desk-said-spoke",
        _ => "desk-said-reply",
    };
    settle(
        &app,
        &staff,
        &number,
        "message",
        "messages",
        fields,
        done,
        Message::new(saying),
    )
    .await
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

/// Photos that came with a form stay with it when it is drawn again.
pub fn carry(fields: &mut Fields, files: &[Uuid]) {
    for (i, file) in files.iter().enumerate() {
        if i == 0 {
            fields.set("kept", file.to_string());
        } else {
            fields.push("kept", file.to_string());
        }
    }
}

/// What the page showed; without it the deed does not ask.
pub fn seen(fields: &Fields) -> Option<i32> {
    fields.get("version").parse().ok()
}

/// Staff write in the language they read.
pub fn language(_: &Fields, staff: &Staff) -> Lang {
    crate::web::Viewer::reader(staff).lang
}

/// After a form: on to the ticket, or back to what was typed with what stands in the way.
#[expect(
    clippy::too_many_arguments,
    reason = "one ending for a dozen forms, each with its own words"
)]
pub async fn settle(
    app: &App,
    staff: &Staff,
    number: &Number,
    acting: &'static str,
    noun: &'static str,
    fields: Fields,
    done: Result<()>,
    saying: Message,
) -> Result<Response> {
    match done {
        Ok(()) => Ok(Redirect::to(path(number)).saying(saying).into_response()),
        Err(AppError::Stale) => stale::draw(app, staff, number, noun, fields).await,
        Err(AppError::Refused(message)) => {
            let drawn = Drawn {
                fields,
                errors: FieldErrors::default(),
                acting,
                refused: Some(message),
                key: None,
            };
            draw(app, staff, number, drawn).await
        }
        Err(other) => Err(other),
    }
}
