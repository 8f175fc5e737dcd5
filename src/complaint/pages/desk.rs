//! The written answer with its fixed parts, and more time for it.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use uuid::Uuid;

use crate::{
    app::App,
    complaint::{
        answer::{self, Answer},
        db,
        model::{Complaint, Finding, Written},
    },
    error::{AppError, FieldErrors, Result},
    files,
    i18n::{Lang, Message},
    people::Staff,
    text::Words,
    ticket::{By, Number, read},
    web::{self, Choice, Fields, Form, Frame, Nav, Path, Redirect, Upload},
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
    is_open: bool,
}

async fn complaint(
    app: &App,
    staff: &Staff,
    number: &Number,
) -> Result<(read::Detail, Complaint, Lang)> {
    let mut conn = app.pool.acquire().await?;
    let detail = read::find_for_staff(&mut conn, &staff.scope, number).await?;
    let complaint = db::find(&mut conn, detail.id)
        .await?
        .ok_or(AppError::NotFound)?;
    let reads = db::language_of_owner(&mut conn, detail.id).await?;
    Ok((detail, complaint, reads))
}

/// GET /desk/tickets/{number}/answer
pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
) -> Result<Response> {
    draw(
        &app,
        &staff,
        &number,
        Fields::default(),
        FieldErrors::default(),
        Uuid::new_v4(),
    )
    .await
}

async fn draw(
    app: &App,
    staff: &Staff,
    number: &Number,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
) -> Result<Response> {
    let (detail, complaint, reads) = complaint(app, staff, number).await?;
    let title = if complaint.stage == 2 {
        "complaint-answer-title-2"
    } else {
        "complaint-answer-title"
    };
    let frame = Frame::staff(app, staff).title(title).at(Nav::Desk);
    let l = frame.l;
    let frame = frame
        .back(format!("/desk/tickets/{number}"), "complaint-back-ticket")
        .wrong_if(&errors);
    let findings = Finding::ALL
        .iter()
        .map(|one| Choice::new(one, l.word("complaint-finding", one.as_str())));
    let page = AnswerPage {
        findings: findings.collect(),
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
    let written = parse(&upload.fields, &mut errors);
    let Some(written) = written.filter(|_| errors.is_empty()) else {
        let mut fields = upload.fields.without(&["file"]);
        for id in ids {
            fields.push("file", id.to_string());
        }
        return draw(&app, &staff, &number, fields, errors, upload.key).await;
    };
    let seen_version = upload.fields.get("version").parse().ok();
    let new = Answer {
        key: upload.key,
        written,
        files: ids,
        seen_version,
    };
    answer::answer(&app, &By::Staff(staff.scope.clone()), &number, new).await?;
    let said = Message::new("complaint-answered");
    Ok(Redirect::to(format!("/desk/tickets/{number}"))
        .saying(said)
        .into_response())
}

fn parse(fields: &Fields, errors: &mut FieldErrors) -> Option<Written> {
    let finding: Option<Finding> = fields.get("finding").parse().ok();
    if finding.is_none() {
        errors.push("finding", Message::new("complaint-finding-missing"));
    }
    let mut words = |name: &'static str| {
        Words::parse(fields.get(name), 3..=2_000)
            .map(Words::into_string)
            .unwrap_or_else(|message| {
                errors.push(name, message);
                String::new()
            })
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
pub async fn show_extension(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
) -> Result<Response> {
    draw_extension(
        &app,
        &staff,
        &number,
        Fields::default(),
        FieldErrors::default(),
    )
    .await
}

async fn draw_extension(
    app: &App,
    staff: &Staff,
    number: &Number,
    fields: Fields,
    errors: FieldErrors,
) -> Result<Response> {
    let (detail, _, reads) = complaint(app, staff, number).await?;
    let frame = Frame::staff(app, staff)
        .title("complaint-extension-title")
        .at(Nav::Desk);
    let frame = frame
        .back(format!("/desk/tickets/{number}"), "complaint-back-ticket")
        .wrong_if(&errors);
    let page = ExtensionPage {
        frame,
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
    let days: Option<u32> = form
        .fields
        .get("days")
        .parse()
        .ok()
        .filter(|days| (1..=60).contains(days));
    if days.is_none() {
        errors.push("days", Message::new("complaint-days-missing"));
    }
    let reason = Words::parse(form.fields.get("reason"), 3..=1_000);
    let reason = reason.map(Words::into_string).unwrap_or_else(|message| {
        errors.push("reason", message);
        String::new()
    });
    let Some(days) = days.filter(|_| errors.is_empty()) else {
        return draw_extension(&app, &staff, &number, form.fields, errors).await;
    };
    answer::extend(&app, &staff, &number, days, reason).await?;
    let said = Message::new("complaint-extended");
    Ok(Redirect::to(format!("/desk/tickets/{number}"))
        .saying(said)
        .into_response())
}
