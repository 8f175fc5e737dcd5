//! "Change or withdraw", in the first minutes after a report.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use uuid::Uuid;

use super::form::{Answers, MOST_WORDS, best_times, yes_or_no};
use crate::{
    app::App,
    error::{AppError, FieldErrors, Result},
    i18n::Message,
    people::Owner,
    repair::{self, Correction, correct, db},
    ticket::{By, Kind, Number, Refusal, pages::owner, read},
    web::{self, Choice, Fields, Form, Frame, Nav, Path, Redirect},
};

#[derive(Template)]
#[template(path = "repair/change.html")]
struct ChangePage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
    number: String,
    until: String,
    enter: Vec<Choice>,
    best: Vec<Choice>,
    most_words: usize,
}

/// GET /r/{number}/change
pub async fn show(
    State(app): State<App>,
    owner: Owner,
    Path(number): Path<Number>,
) -> Result<Response> {
    draw(&app, &owner, &number, None, Uuid::new_v4()).await
}

/// `again`: as it was typed, and what is wrong with it.
async fn draw(
    app: &App,
    owner: &Owner,
    number: &Number,
    again: Option<(Fields, FieldErrors)>,
    key: Uuid,
) -> Result<Response> {
    let frame = Frame::owner(app, owner)
        .title("repair-change-title")
        .at(Nav::Home)
        .back(owner::url(number), "why-back");
    let mut conn = app.pool.acquire().await?;
    let today = frame.now.date_naive();
    let detail = read::find_for_owner(app, &mut conn, owner.person_id, number, today).await?;
    if detail.reporter != Some(owner.person_id) {
        return Err(AppError::NotFound);
    }
    if detail.kind != Kind::Repair {
        return Err(AppError::NotFound);
    }
    let Some(until) = owner::changes_until(&detail, frame.now) else {
        let why = if detail.state.is_open() {
            Refusal::TooLateToChange
        } else {
            Refusal::AlreadyOver
        };
        drop(conn);
        return match again {
            Some((typed, _)) => owner::unsent(app, owner, number, typed, why.into()).await,
            None => Ok(Redirect::to(owner::url(number))
                .saying(why.message())
                .into_response()),
        };
    };
    let known = repair::find(&mut conn, detail.id).await?;
    let words = db::words_now(&mut conn, detail.id).await?;
    drop(conn);
    let (fields, errors) = again.unwrap_or_else(|| {
        let enters = known.is_some_and(|known| known.enter_when_out);
        let best = known.map_or("any", |known| known.best_time.as_str());
        let fields = Fields::from([
            ("words", words.as_str()),
            ("enter", if enters { "yes" } else { "no" }),
            ("best", best),
        ]);
        (fields, FieldErrors::default())
    });
    let page = ChangePage {
        until: frame.moment(until),
        enter: yes_or_no(frame.l),
        best: best_times(frame.l),
        frame: frame.wrong_if(&errors),
        fields,
        errors,
        key,
        number: number.to_string(),
        most_words: MOST_WORDS,
    };
    Ok(web::drawn(!page.errors.is_empty(), page))
}

/// POST /r/{number}/change
pub async fn save(
    State(app): State<App>,
    owner: Owner,
    Path(number): Path<Number>,
    form: Form,
) -> Result<Response> {
    let answers = match Answers::parse(&form.fields, true) {
        Ok(answers) => answers,
        Err(errors) => {
            return draw(&app, &owner, &number, Some((form.fields, errors)), form.key).await;
        }
    };
    let correction = Correction {
        key: form.key,
        words: answers.words,
        language: owner.language,
        enter_when_out: answers.enter_when_out,
        best_time: answers.best_time,
    };
    let by = By::Owner(owner.person_id);
    match correct(&app, &by, &number, correction).await {
        Ok(()) => Ok(Redirect::to(owner::url(&number))
            .saying(Message::new("repair-changed"))
            .into_response()),
        // what was typed can still be sent as a message
        Err(error) => owner::unsent(&app, &owner, &number, form.fields, error).await,
    }
}
