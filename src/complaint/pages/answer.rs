//! The written answer with its fixed parts.

use askama::Template;
use axum::{extract::State, response::Response};
use uuid::Uuid;

use super::{desk_frame, load, to_ticket};
use crate::{
    app::App,
    complaint::{
        answer::{self, Answer},
        model::{Complaint, Finding, Written},
    },
    error::{FieldErrors, Result},
    files::{self, Pending},
    i18n::Lang,
    people::Staff,
    text::Words,
    ticket::{By, Number},
    web::{self, Choice, Fields, Frame, Path, Upload},
};

#[derive(Template)]
#[template(path = "complaint/answer.html")]
struct AnswerPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
    number: Number,
    version: i32,
    words: String,
    words_lang: Lang,
    complaint: Complaint,
    reads: Lang,
    findings: Vec<Choice>,
    files: Vec<Pending>,
    is_open: bool,
}

/// GET /desk/tickets/{number}/answer
pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
) -> Result<Response> {
    let (fields, errors) = (Fields::default(), FieldErrors::default());
    draw(&app, &staff, &number, fields, errors, Uuid::new_v4()).await
}

async fn draw(
    app: &App,
    staff: &Staff,
    number: &Number,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
) -> Result<Response> {
    let (detail, complaint, reads) = load(app, staff, number).await?;
    let title = match complaint.stage {
        2 => "complaint-answer-title-2",
        _ => "complaint-answer-title",
    };
    let frame = desk_frame(app, staff, number, title).wrong_if(&errors);
    let l = frame.l;
    let findings = Finding::ALL
        .iter()
        .map(|one| Choice::new(one, l.word("complaint-finding", one.as_str())));
    let page = AnswerPage {
        findings: findings.collect(),
        files: files::pending(app, staff.person_id, &fields, "file").await?,
        version: fields.get("version").parse().unwrap_or(detail.version),
        frame,
        fields,
        errors,
        key,
        number: detail.number,
        words: detail.body,
        words_lang: detail.language,
        is_open: detail.state.is_open(),
        complaint,
        reads,
    };
    Ok(web::drawn(!page.errors.is_empty(), page))
}

/// POST /desk/tickets/{number}/answer
pub async fn answer(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    upload: Upload,
) -> Result<Response> {
    let (ids, mut errors) = files::take_in(&app, staff.person_id, &upload, "files", "file").await?;
    let mut fields = upload.fields;
    fields.set_all("file", &ids);
    let written = parse(&fields, &mut errors);
    let Some(written) = written.filter(|_| errors.is_empty()) else {
        return draw(&app, &staff, &number, fields, errors, upload.key).await;
    };
    let seen_version = fields.get("version").parse().ok();
    let new = Answer {
        key: upload.key,
        written,
        files: ids,
        seen_version,
    };
    let by = By::Staff(staff.scope.clone());
    let errors = match answer::answer(&app, &by, &number, new).await {
        Ok(()) => return Ok(to_ticket(&number, "complaint-answered")),
        Err(error) => FieldErrors::refused(error)?,
    };
    // a letter is long: it stays on the page, and is sent from there when what is new has been read
    let fields = fields.without(&["version"]);
    draw(&app, &staff, &number, fields, errors, Uuid::new_v4()).await
}

fn parse(fields: &Fields, errors: &mut FieldErrors) -> Option<Written> {
    let finding: Option<Finding> = fields.get("finding").parse().ok();
    let finding = errors.need("finding", finding, "complaint-finding-missing");
    let mut words = |name: &'static str| {
        let read = Words::parse(fields.get(name), 3..=2_000);
        errors
            .take_or(
                name,
                read.map(Words::into_string),
                format!("complaint-letter-{name}-missing"),
            )
            .unwrap_or_default()
    };
    let (reasons, remedy, next_steps, further) = (
        words("reasons"),
        words("remedy"),
        words("next_steps"),
        words("further"),
    );
    Some(Written {
        finding: finding?,
        reasons,
        remedy,
        next_steps,
        further,
    })
}
