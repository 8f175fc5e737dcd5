//! What an owner does to their own matter.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{show, url};
use crate::{
    app::App,
    error::{AppError, FieldErrors, Result},
    files,
    i18n::Message,
    people::Owner,
    text::Words,
    ticket::{
        By, Number,
        conversation::{self, Said},
        resolution::{self, Back, GiveBack, Verdict},
    },
    web::{self, Fields, Form, Path, Redirect, Upload},
};

const MOST_WORDS: usize = 2_000;

/// POST /r/{number}/messages: words, photos, or both.
pub async fn say(
    State(app): State<App>,
    owner: Owner,
    Path(number): Path<Number>,
    upload: Upload,
) -> Result<Response> {
    let (photos, mut errors) =
        files::take_in(&app, owner.person_id, &upload, "photos", "photo").await?;
    let words = Words::optional(upload.fields.raw("words"), MOST_WORDS);
    let words = errors.take("words", words).flatten();
    if errors.is_empty() && words.is_none() && photos.is_empty() {
        errors.push("words", Message::new("owner-say-something"));
    }
    let mut fields = upload.fields;
    fields.set_all("photo", &photos);
    if !errors.is_empty() {
        let page = show::again(&app, &owner, &number, fields, errors).await?;
        return Ok(web::redraw(page));
    }
    let said = Said {
        key: upload.key,
        words: words.map(Words::into_string).unwrap_or_default(),
        language: owner.language,
        files: photos,
        seen_version: None,
    };
    let by = By::Owner(owner.person_id);
    match conversation::write(&app, &by, &number, said).await {
        Ok(()) => Ok(Redirect::to(url(&number))
            .saying(Message::new("owner-said"))
            .into_response()),
        Err(error) => unsent(&app, &owner, &number, fields, error).await,
    }
}

/// A rule said no to what they typed in `words`: the page of the matter, with the reason, and with the words in its message box, from
/// where they can still be sent.
pub async fn unsent(
    app: &App,
    owner: &Owner,
    number: &Number,
    fields: Fields,
    error: AppError,
) -> Result<Response> {
    let AppError::Refused(why) = error else {
        return Err(error);
    };
    let errors = FieldErrors(vec![("words", why)]);
    let page = show::again(app, owner, number, fields, errors).await?;
    Ok(web::page_as(StatusCode::CONFLICT, page))
}

/// POST /r/{number}/rating: it is done; stars and words if they like.
pub async fn confirm(
    State(app): State<App>,
    owner: Owner,
    Path(number): Path<Number>,
    form: Form,
) -> Result<Response> {
    let mut errors = FieldErrors::default();
    let score = match form.fields.get("score") {
        "" => None,
        typed => match typed.parse::<i32>() {
            Ok(score @ 1..=5) => Some(score),
            _ => {
                errors.push("score", Message::new("owner-score-choose"));
                None
            }
        },
    };
    let words = match Words::optional(form.fields.raw("praise"), MOST_WORDS) {
        Ok(words) => words.map(Words::into_string).unwrap_or_default(),
        Err(message) => {
            errors.push("praise", message);
            String::new()
        }
    };
    if !words.is_empty() && score.is_none() && errors.is_empty() {
        errors.push("score", Message::new("owner-score-choose"));
    }
    if !errors.is_empty() {
        let page = show::again(&app, &owner, &number, form.fields, errors).await?;
        return Ok(web::redraw(page));
    }
    let by = By::Owner(owner.person_id);
    let verdict = Verdict {
        key: form.key,
        score,
        words,
        language: owner.language,
    };
    resolution::confirm(&app, &by, &number, verdict).await?;
    Ok(Redirect::to(url(&number))
        .saying(Message::new("owner-confirmed"))
        .into_response())
}

/// POST /r/{number}/return: "it is not fixed", with photos of it if they like.
pub async fn give_back(
    State(app): State<App>,
    owner: Owner,
    Path(number): Path<Number>,
    upload: Upload,
    deed: GiveBack,
) -> Result<Response> {
    let (photos, mut errors) = files::take_in(
        &app,
        owner.person_id,
        &upload,
        "still_photos",
        "still_photo",
    )
    .await?;
    let words = Words::optional(upload.fields.raw("still"), MOST_WORDS);
    let words = errors.take("still", words).flatten();
    if !errors.is_empty() {
        let mut fields = upload.fields;
        fields.set_all("still_photo", &photos);
        let page = show::again(&app, &owner, &number, fields, errors).await?;
        return Ok(web::redraw(page));
    }
    let mut typed = Fields::from([("words", upload.fields.raw("still"))]);
    typed.set_all("photo", &photos);
    let by = By::Owner(owner.person_id);
    let back = Back {
        key: upload.key,
        words: words.map(Words::into_string).unwrap_or_default(),
        language: owner.language,
        files: photos,
    };
    match deed(app.clone(), by, number.clone(), back).await {
        Ok(()) => Ok(Redirect::to(url(&number))
            .saying(Message::new("owner-returned"))
            .into_response()),
        // what they have to say of it can still be sent as a message
        Err(error) => unsent(&app, &owner, &number, typed, error).await,
    }
}

/// POST /r/{number}/withdrawal
pub async fn withdraw(
    State(app): State<App>,
    owner: Owner,
    Path(number): Path<Number>,
    _: Form,
) -> Result<Response> {
    let by = By::Owner(owner.person_id);
    resolution::withdraw(&app, &by, &number, String::new(), owner.language).await?;
    Ok(Redirect::to(url(&number))
        .saying(Message::new("owner-withdrawn"))
        .into_response())
}
