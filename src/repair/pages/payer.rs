//! Who pays for a repair, and why.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use crate::{
    app::App,
    catalog::Kind,
    error::{AppError, FieldErrors, Result},
    i18n::{Lang, Message},
    people::Staff,
    repair::{
        db,
        model::Payer,
        payer::{NewPayer, settle_payer},
    },
    text::Words,
    ticket::{By, Number, read},
    web::{self, Choice, Fields, Form, Frame, Nav, Path, Redirect},
};

const MOST_WORDS: usize = 1_000;

#[derive(Template)]
#[template(path = "repair/payer.html")]
struct PayerPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    number: Number,
    version: i32,
    /// What the catalogue says of such repairs, and why.
    usual: String,
    payers: Vec<Choice>,
    reads: Lang,
    most: usize,
}

/// GET /desk/tickets/{number}/payer
pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
) -> Result<Response> {
    draw(&app, &staff, &number, None, FieldErrors::default()).await
}

async fn draw(
    app: &App,
    staff: &Staff,
    number: &Number,
    typed: Option<Fields>,
    errors: FieldErrors,
) -> Result<Response> {
    let mut conn = app.pool.acquire().await?;
    let detail = read::find_for_staff(app, &mut conn, &staff.scope, number).await?;
    if detail.kind != Kind::Repair {
        return Err(AppError::NotFound);
    }
    let payer = db::find(&mut conn, detail.id)
        .await?
        .and_then(|repair| repair.payer);
    let catalog = app.catalog.catalog(&mut conn).await?;
    drop(conn);
    let frame = Frame::staff(app, staff)
        .title("repair-payer-title")
        .at(if staff.is_desk() {
            Nav::Desk
        } else {
            Nav::Department
        })
        .back(format!("/desk/tickets/{number}"), "desk-back-to-ticket")
        .wrong_if(&errors);
    let l = frame.l;
    let usual = detail.category.and_then(|id| catalog.by_id(id));
    let page = PayerPage {
        usual: usual.map_or_else(String::new, |category| {
            let responsible = l.word("repair-responsible", category.responsible.as_str());
            l.aa(
                "repair-payer-usual",
                "responsible",
                responsible,
                "why",
                l.label(&category.why),
            )
        }),
        payers: Payer::ALL
            .iter()
            .map(|payer| Choice::new(payer, l.word("payer", payer.as_str())))
            .collect(),
        version: detail.version,
        reads: detail.language,
        number: detail.number,
        fields: typed.unwrap_or_else(|| Fields::from([("payer", payer.map_or("", Payer::as_str))])),
        frame,
        errors,
        most: MOST_WORDS,
    };
    Ok(web::drawn(!page.errors.is_empty(), page))
}

/// POST /desk/tickets/{number}/payer
pub async fn settle(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    form: Form,
) -> Result<Response> {
    let mut errors = FieldErrors::default();
    let payer: Option<Payer> = form.fields.get("payer").parse().ok();
    let payer = errors.need("payer", payer, "repair-payer-missing");
    let reason = Words::parse(form.fields.raw("reason"), 3..=MOST_WORDS);
    let reason = errors.take("reason", reason.map(Words::into_string));
    let (Some(payer), Some(reason)) = (payer, reason) else {
        return draw(&app, &staff, &number, Some(form.fields), errors).await;
    };
    let new = NewPayer {
        payer,
        reason,
        language: staff.language,
        seen_version: form.fields.get("version").parse().ok(),
    };
    let by = By::Staff(staff.scope.clone());
    if let Err(error) = settle_payer(&app, &by, &number, new).await {
        let errors = FieldErrors::refused(error)?;
        return draw(&app, &staff, &number, Some(form.fields), errors).await;
    }
    Ok(Redirect::to(format!("/desk/tickets/{number}"))
        .saying(Message::new("repair-payer-settled"))
        .into_response())
}
