//! A question, a suggestion or praise, on a single page.

use askama::Template;
use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::get,
};
use uuid::Uuid;

use super::file::{NewInquiry, Sort, file};
use crate::{
    app::App,
    error::{FieldErrors, Result},
    files::{self, Pending},
    people::Owner,
    property::{Home, Homes, Picked},
    text::Words,
    ticket::{By, Channel, Where, pages::owner::over_limit},
    web::{self, Choice, Fields, Frame, Nav, Redirect, Upload},
};

const MOST_WORDS: usize = 2_000;

pub fn owner_routes() -> Router<App> {
    Router::new().route("/report/ask", get(show).post(send))
}

#[derive(Template)]
#[template(path = "inquiry/ask.html")]
struct AskPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
    home: Home,
    sorts: Vec<Choice>,
    files: Vec<Pending>,
    most: usize,
}

/// GET /report/ask
async fn show(State(app): State<App>, owner: Owner, fields: Fields) -> Result<Response> {
    let homes = Homes::of(&app, &owner).await?;
    let home = match homes.pick(&app, &owner, &fields.only(&["unit"]), "/report/ask")? {
        Picked::Home(home) => *home,
        Picked::Ask(page) => return Ok(page),
    };
    let fields = Fields::from([("sort", Sort::Ask.as_str())]);
    let errors = FieldErrors::default();
    draw(&app, &owner, home, fields, errors, Uuid::new_v4()).await
}

async fn draw(
    app: &App,
    owner: &Owner,
    home: Home,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
) -> Result<Response> {
    let frame = Frame::owner(app, owner)
        .title("inquiry-title")
        .at(Nav::Report)
        .back("/report", "inquiry-back");
    let l = frame.l;
    let page = AskPage {
        sorts: Sort::ALL
            .iter()
            .map(|sort| Choice::new(sort, l.word("inquiry-sort", sort.as_str())))
            .collect(),
        files: files::pending(app, owner.person_id, &fields, "file").await?,
        frame: frame.wrong_if(&errors),
        fields,
        errors,
        key,
        home,
        most: MOST_WORDS,
    };
    Ok(web::drawn(!page.errors.is_empty(), page))
}

/// POST /report/ask
async fn send(State(app): State<App>, owner: Owner, upload: Upload) -> Result<Response> {
    let homes = Homes::of(&app, &owner).await?;
    let Some(home) = homes.named(&upload.fields)?.cloned() else {
        return Ok(Redirect::to("/report/ask").into_response());
    };
    let (ids, mut errors) = files::take_in(&app, owner.person_id, &upload, "files", "file").await?;
    let sort: Sort = upload.fields.get("sort").parse().unwrap_or(Sort::Ask);
    let words = Words::wanted(
        upload.fields.get("words"),
        3..=MOST_WORDS,
        "inquiry-words-missing",
    );
    let words = errors.take("words", words);
    if errors.is_empty()
        && let Some(over) = over_limit(&app, &owner, upload.key).await?
    {
        errors = over;
    }
    let Some(words) = words.filter(|_| errors.is_empty()) else {
        let mut fields = upload.fields;
        fields.set_all("file", &ids);
        return draw(&app, &owner, home, fields, errors, upload.key).await;
    };
    let new = NewInquiry {
        key: upload.key,
        sort,
        place: Where::Unit(home.unit.id),
        reporter: Some(owner.person_id),
        channel: Channel::Web,
        words: words.into_string(),
        language: owner.language,
        files: ids,
    };
    let filing = file(&app, &By::Owner(owner.person_id), new).await?;
    Ok(Redirect::to(format!("/r/{}/sent", filing.number())).into_response())
}
