//! The way to a matter for somebody signed out who has its number: the last figures of their phone, then a code.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use uuid::Uuid;

use super::track;
use crate::{
    app::App,
    error::{FieldErrors, Result},
    i18n::Message,
    people::{
        code::Awaited,
        pages::{Step, too_many, tried},
    },
    property::{self, Community},
    ticket::{Number, by_number},
    web::{self, ClientIp, Fields, Form, Frame, Reader, Redirect},
};

const CODE: &str = "/track/code";

/// A code was asked for in this browser.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Sought {
    number: Number,
    figures: String,
    code: Awaited,
}

impl Step for Sought {
    const KEY: &str = "sought";
}

impl Sought {
    /// Asks for a code, and remembers it.
    async fn begin(
        app: &App,
        session: &Session,
        client: ClientIp,
        (number, figures): (Number, String),
    ) -> Result<Self> {
        let code = Awaited::since(app.clock.now());
        by_number::ask(app, &number, &figures, code.request, client.place()).await?;
        let sought = Self {
            number,
            figures,
            code,
        };
        sought.keep(session).await?;
        Ok(sought)
    }
}

#[derive(Template)]
#[template(path = "ticket/seek.html")]
struct SeekPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
    communities: Vec<Community>,
}

#[derive(Template)]
#[template(path = "ticket/seek_code.html")]
struct CodePage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
    communities: Vec<Community>,
    number: String,
    figures: String,
}

/// GET /track
pub async fn show(State(app): State<App>, reader: Reader, fields: Fields) -> Result<Response> {
    let fields = fields.only(&["number"]);
    draw(&app, reader, fields, FieldErrors::default()).await
}

async fn draw(app: &App, reader: Reader, fields: Fields, errors: FieldErrors) -> Result<Response> {
    let frame = Frame::public(app, reader)
        .title("track-title")
        .back("/", "track-back");
    let page = SeekPage {
        frame: frame.wrong_if(&errors),
        fields,
        errors,
        key: Uuid::new_v4(),
        communities: communities(app).await?,
    };
    Ok(web::drawn(!page.errors.is_empty(), page))
}

async fn communities(app: &App) -> Result<Vec<Community>> {
    property::communities(&mut *app.pool.acquire().await?).await
}

fn parse(fields: &Fields) -> Result<(Number, String), FieldErrors> {
    let mut errors = FieldErrors::default();
    let number: Option<Number> = fields.get("number").parse().ok();
    if number.is_none() {
        errors.push("number", Message::new("track-number-wrong"));
    }
    let figures: String = fields
        .get("figures")
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    if figures.len() != by_number::FIGURES || !figures.bytes().all(|b| b.is_ascii_digit()) {
        errors.push("figures", Message::new("track-figures-wrong"));
    }
    match number {
        Some(number) if errors.is_empty() => Ok((number, figures)),
        _ => Err(errors),
    }
}

/// POST /track: the same answer for every number.
pub async fn ask(
    State(app): State<App>,
    reader: Reader,
    client: ClientIp,
    session: Session,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let errors = match parse(&fields) {
        Ok(asked) => match Sought::begin(&app, &session, client, asked).await {
            Ok(_) => return Ok(Redirect::to(CODE).into_response()),
            Err(error) => too_many(error, "number")?,
        },
        Err(errors) => errors,
    };
    draw(&app, reader, fields, errors).await
}

/// GET /track/code
pub async fn show_code(
    State(app): State<App>,
    reader: Reader,
    session: Session,
) -> Result<Response> {
    let Some(sought) = Sought::of(&session).await? else {
        return Ok(Redirect::to("/track").into_response());
    };
    let errors = FieldErrors::default();
    draw_code(&app, reader, &sought, Fields::default(), errors).await
}

/// POST /track/code
pub async fn enter(
    State(app): State<App>,
    reader: Reader,
    client: ClientIp,
    session: Session,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let Some(mut sought) = Sought::of(&session).await? else {
        return Ok(Redirect::to("/track").into_response());
    };
    let typed = fields.get("code");
    let entered = sought.code.enter(&app, client.place(), typed).await;
    let again = async {
        let asked = (sought.number.clone(), sought.figures.clone());
        sought = Sought::begin(&app, &session, client, asked).await?;
        Ok(())
    };
    let errors = match tried(entered, again).await? {
        Ok(person) => {
            session.remove_value(Sought::KEY).await?;
            let there = track::lead(&session, &sought.number, person).await?;
            return Ok(there.into_response());
        }
        Err(errors) => errors,
    };
    sought.keep(&session).await?;
    draw_code(&app, reader, &sought, fields, errors).await
}

async fn draw_code(
    app: &App,
    reader: Reader,
    sought: &Sought,
    fields: Fields,
    errors: FieldErrors,
) -> Result<Response> {
    let frame = Frame::public(app, reader)
        .title("people-code-title")
        .back("/track", "track-code-back");
    let page = CodePage {
        frame: frame.wrong_if(&errors),
        fields,
        errors,
        key: Uuid::new_v4(),
        communities: communities(app).await?,
        number: sought.number.to_string(),
        figures: sought.figures.clone(),
    };
    Ok(web::drawn(!page.errors.is_empty(), page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_type_it_and_figures_are_four() {
        let typed = Number::draw(crate::ticket::Kind::Repair);
        let lower = typed.as_str().to_lowercase().replace('-', " ");
        let fields = Fields::from([("number", lower.as_str()), ("figures", " 08 62 ")]);
        assert_eq!(parse(&fields), Ok((typed, "0862".to_owned())));
        for figures in ["", "862", "08620", "08a2", "０８６２"] {
            let wrong = parse(&Fields::from([("number", "R-1"), ("figures", figures)]));
            let fields: Vec<_> = wrong.expect_err("both").0.iter().map(|e| e.0).collect();
            assert_eq!(fields, ["number", "figures"], "{figures}");
        }
    }
}
