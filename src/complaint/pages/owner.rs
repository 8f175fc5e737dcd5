//! A complaint told in steps, checked, sent.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use uuid::Uuid;

use super::{
    choices::choices,
    form::{CARRIED, MOST_WANTS, MOST_WORDS, Step, Told, Whom, about},
};
use crate::{
    app::App,
    complaint::{
        file::file,
        model::{About, NewComplaint},
    },
    error::{FieldErrors, Result},
    files::{self, Pending},
    people::Owner,
    property::{Home, Homes, Picked},
    ticket::{By, Channel, Where, pages::owner::over_limit},
    web::{self, Choice, Fields, Frame, Nav, Redirect, Upload},
};

#[derive(Template)]
#[template(path = "complaint/step.html")]
struct StepPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    carried: Fields,
    step: Step,
    before: Option<Step>,
    files: Vec<Pending>,
    choices: Vec<Choice>,
    more: Vec<Choice>,
    may_be_anonymous: bool,
    asks_name: bool,
    most: usize,
}

/// GET /report/complaint: what went wrong.
pub async fn start(State(app): State<App>, owner: Owner, fields: Fields) -> Result<Response> {
    let homes = Homes::of(&app, &owner).await?;
    let asked = fields.only(&["unit", "about", "whom"]);
    let home = match homes.pick(&app, &owner, &asked, "/report/complaint")? {
        Picked::Home(home) => home,
        Picked::Ask(page) => return Ok(page),
    };
    // From a page that says what was decided: they tell why it is wrong, the rest is known.
    let mut fields = asked.only(&["about", "whom"]);
    fields.set("unit", home.unit.id.to_string());
    fields.set("key", Uuid::new_v4().to_string());
    draw(&app, &owner, Step::Words, fields, FieldErrors::default()).await
}

/// POST /report/complaint: from page to page, and at last the complaint.
pub async fn step(State(app): State<App>, owner: Owner, upload: Upload) -> Result<Response> {
    let homes = Homes::of(&app, &owner).await?;
    let Some(home) = homes.named(&upload.fields)?.cloned() else {
        return Ok(Redirect::to("/report/complaint").into_response());
    };
    let (ids, mut errors) = files::take_in(&app, owner.person_id, &upload, "files", "file").await?;
    let mut fields = upload.fields.only(CARRIED);
    fields.set_all("file", &ids);
    let asked: Step = upload.fields.get("step").parse().unwrap_or(Step::Words);
    if let Ok(step) = upload.fields.get("go").parse::<Step>() {
        return draw(&app, &owner, step, fields, FieldErrors::default()).await;
    }
    if upload.fields.get("go") == "send" {
        return match Told::parse(&fields) {
            Ok(told) => match over_limit(&app, &owner, upload.key).await? {
                Some(errors) => check(&app, &owner, fields, told, errors).await,
                None => send(&app, &owner, &home, &fields, upload.key, told).await,
            },
            Err((step, errors)) => draw(&app, &owner, step, fields, errors).await,
        };
    }
    errors.0.extend(asked.errors(&fields).0);
    if !errors.is_empty() {
        return draw(&app, &owner, asked, fields, errors).await;
    }
    // Whoever changes one answer on the page to check comes back to it.
    let whom_is_new = asked == Step::About && asked.next(&fields) == Step::Whom;
    let next = if fields.is("checked", "yes") && !whom_is_new {
        Step::Check
    } else {
        asked.next(&fields)
    };
    draw(&app, &owner, next, fields, FieldErrors::default()).await
}

async fn send(
    app: &App,
    owner: &Owner,
    home: &Home,
    fields: &Fields,
    key: Uuid,
    told: Told,
) -> Result<Response> {
    let l = owner.language.at(app.clock.now());
    let words = match &told.name {
        Some(name) => format!(
            "{}\n\n{}",
            told.words,
            l.a("complaint-about-name", "name", name)
        ),
        None => told.words,
    };
    let (person, department, ticket) = match told.whom {
        Whom::Person(person) => (Some(person), None, None),
        Whom::Department(department) => (None, Some(department), None),
        Whom::Ticket(number) => (None, None, Some(number)),
        Whom::NotListed => (None, None, None),
    };
    let files = files::pending(app, owner.person_id, fields, "file").await?;
    let new = NewComplaint {
        key,
        place: Where::Unit(home.unit.id),
        reporter: Some(owner.person_id),
        channel: Channel::Web,
        about: told.about,
        about_person: person,
        about_department: department,
        about_ticket: ticket,
        words,
        language: owner.language,
        wants: told.wants,
        affects: told.affects,
        answer_by: told.answer_by,
        best_time: told.best_time,
        anonymous: told.anonymous,
        files: files.into_iter().map(|file| file.id).collect(),
    };
    let filing = file(app, &By::Owner(owner.person_id), new).await?;
    let there = if told.anonymous {
        "/report/complaint/sent".to_owned()
    } else {
        format!("/r/{}/sent", filing.number())
    };
    Ok(Redirect::to(there).into_response())
}

async fn draw(
    app: &App,
    owner: &Owner,
    step: Step,
    fields: Fields,
    errors: FieldErrors,
) -> Result<Response> {
    if step == Step::Check {
        return match Told::parse(&fields) {
            Ok(told) => check(app, owner, fields, told, errors).await,
            Err((step, errors)) => Box::pin(draw(app, owner, step, fields, errors)).await,
        };
    }
    let files = files::pending(app, owner.person_id, &fields, "file").await?;
    let title = format!("complaint-{step}-title");
    let frame = Frame::owner(app, owner).title(&title).at(Nav::Report);
    let frame = if step == Step::Words {
        frame.back("/report", "complaint-back")
    } else {
        frame
    };
    let about = about(&fields);
    let (choices, more) = choices(app, owner, frame.l, step, about).await?;
    Ok(web::drawn(
        !errors.is_empty(),
        StepPage {
            frame: frame.wrong_if(&errors),
            carried: fields.without(step.asks()),
            before: step.before(&fields),
            fields,
            errors,
            step,
            files,
            choices,
            more,
            may_be_anonymous: about.is_some_and(About::may_be_anonymous),
            asks_name: about == Some(About::Staff),
            most: if step == Step::Words {
                MOST_WORDS
            } else {
                MOST_WANTS
            },
        },
    ))
}

#[derive(Template)]
#[template(path = "complaint/check.html")]
struct CheckPage {
    frame: Frame,
    errors: FieldErrors,
    carried: Fields,
    told: Told,
    /// Whom or what it is about, in words.
    whom: String,
    files: Vec<Pending>,
}

async fn check(
    app: &App,
    owner: &Owner,
    fields: Fields,
    told: Told,
    errors: FieldErrors,
) -> Result<Response> {
    let files = files::pending(app, owner.person_id, &fields, "file").await?;
    let frame = Frame::owner(app, owner)
        .title("complaint-check-title")
        .at(Nav::Report);
    let (choices, _) = choices(app, owner, frame.l, Step::Whom, Some(told.about)).await?;
    let chosen = choices
        .into_iter()
        .find(|choice| !choice.value.is_empty() && choice.value == fields.get("whom"));
    let whom = match (&told.whom, &told.name) {
        (Whom::NotListed, name) => name.clone().unwrap_or_default(),
        (Whom::Person(_) | Whom::Department(_) | Whom::Ticket(_), _) => {
            chosen.map(|choice| choice.words).unwrap_or_default()
        }
    };
    let mut carried = fields;
    carried.set("checked", "yes");
    Ok(web::drawn(
        !errors.is_empty(),
        CheckPage {
            frame: frame.wrong_if(&errors),
            errors,
            carried,
            told,
            whom,
            files,
        },
    ))
}

#[derive(Template)]
#[template(path = "complaint/sent.html")]
struct SentPage {
    frame: Frame,
}

/// GET /report/complaint/sent: told without a name, so there is no receipt to come back to.
pub async fn sent_anonymously(State(app): State<App>, owner: Owner) -> Response {
    let frame = Frame::owner(&app, &owner)
        .title("complaint-sent-title")
        .at(Nav::Report);
    web::page(SentPage { frame })
}
