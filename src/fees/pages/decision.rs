//! The decision about a dispute: line by line with reasons, the letter to read before it goes out.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use uuid::Uuid;

use crate::{
    app::App,
    error::{AppError, FieldErrors, Result},
    fees::{
        db,
        decision::{self, Decided, LineDecision, NewDecision},
        dispute::MOST_LINES,
        model::{Decision, DisputeLine},
    },
    i18n::{Lang, Message},
    money,
    people::Staff,
    property::{self, Community},
    text::{self, Words},
    ticket::{self, Kind, Number, read},
    web::{self, Choice, Fields, Form, Frame, Nav, Path, Redirect},
};

/// Names of the fields of each line; a form's names are fixed words.
macro_rules! names {
    ($of:literal) => {
        [
            concat!($of, "-0"),
            concat!($of, "-1"),
            concat!($of, "-2"),
            concat!($of, "-3"),
            concat!($of, "-4"),
            concat!($of, "-5"),
            concat!($of, "-6"),
            concat!($of, "-7"),
            concat!($of, "-8"),
            concat!($of, "-9"),
            concat!($of, "-10"),
            concat!($of, "-11"),
        ]
    };
}
const DECISION: [&str; MOST_LINES] = names!("decision");
const PART: [&str; MOST_LINES] = names!("part");
const REASONS: [&str; MOST_LINES] = names!("reasons");

/// A line with the names of its fields.
struct LineForm {
    line: DisputeLine,
    decision: &'static str,
    part: &'static str,
    reasons: &'static str,
}

#[derive(Template)]
#[template(path = "fees/decision.html")]
struct DecisionPage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
    number: Number,
    version: i32,
    unit: String,
    currency: String,
    /// What the account is kept in.
    kept_in: Lang,
    words: String,
    words_lang: Lang,
    lines: Vec<LineForm>,
    decisions: Vec<Choice>,
    reads: Lang,
    second_above: String,
    is_open: bool,
    proposal: Option<db::Proposal>,
    preview: Option<Preview>,
}

/// The letter as it would go out, and the mark that says it was read.
struct Preview {
    letter: String,
    mark: String,
    needs_second: bool,
}

/// What the page stands on.
struct Dispute {
    detail: read::Detail,
    community: Community,
    lines: Vec<DisputeLine>,
    reads: Lang,
    proposal: Option<db::Proposal>,
}

impl Dispute {
    async fn read(app: &App, staff: &Staff, number: &Number) -> Result<Self> {
        let mut conn = app.pool.acquire().await?;
        let detail = read::find_for_staff(app, &mut conn, &staff.scope, number).await?;
        if detail.kind != Kind::FeeDispute || !decision::may_decide(staff, &detail) {
            return Err(AppError::NotFound);
        }
        Ok(Self {
            community: property::community(&mut conn, detail.community).await?,
            lines: db::lines_of(&mut conn, detail.id).await?,
            reads: ticket::language_of_owner(&mut conn, detail.id).await?,
            proposal: db::proposal(&mut conn, detail.id).await?,
            detail,
        })
    }
}

/// GET /desk/tickets/{number}/decision
pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
) -> Result<Response> {
    let dispute = Dispute::read(&app, &staff, &number).await?;
    Ok(draw(
        &app,
        &staff,
        dispute,
        Fields::default(),
        FieldErrors::default(),
        Uuid::new_v4(),
        None,
    ))
}

fn draw(
    app: &App,
    staff: &Staff,
    dispute: Dispute,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
    preview: Option<Preview>,
) -> Response {
    let frame = Frame::staff(app, staff)
        .title("fees-decision-title")
        .at(Nav::Desk);
    let l = frame.l;
    let detail = dispute.detail;
    let back = format!("/desk/tickets/{}", detail.number);
    let names = DECISION.into_iter().zip(PART).zip(REASONS);
    let lines = dispute.lines.into_iter().zip(names);
    let version = fields.get("version").parse().unwrap_or(detail.version);
    web::drawn(
        !errors.is_empty(),
        DecisionPage {
            decisions: Decision::ALL
                .iter()
                .map(|one| Choice::new(one, l.word("fees-decision", one.as_str())))
                .collect(),
            second_above: l.money(
                dispute.community.second_pair_above,
                &dispute.community.currency,
            ),
            unit: [detail.building_name, detail.unit_label]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
            lines: lines
                .map(|(line, ((decision, part), reasons))| LineForm {
                    line,
                    decision,
                    part,
                    reasons,
                })
                .collect(),
            is_open: detail.state.is_open(),
            number: detail.number,
            words: detail.body,
            words_lang: detail.language,
            kept_in: dispute.community.language,
            currency: dispute.community.currency,
            reads: dispute.reads,
            proposal: dispute.proposal,
            frame: frame.back(back, "fees-back-ticket").wrong_if(&errors),
            fields,
            errors,
            key,
            version,
            preview,
        },
    )
}

/// POST /desk/tickets/{number}/decision: the letter to read, and once it was read as it stands, the decision.
pub async fn decide(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    form: Form,
) -> Result<Response> {
    let dispute = Dispute::read(&app, &staff, &number).await?;
    let new = match parse(&form, &dispute.lines) {
        Ok(new) => new,
        Err(errors) => {
            return Ok(draw(
                &app,
                &staff,
                dispute,
                form.fields,
                errors,
                form.key,
                None,
            ));
        }
    };
    let preview = preview(&app, &staff, &dispute, &new).await?;
    if form.fields.get("read") != preview.mark {
        return Ok(draw(
            &app,
            &staff,
            dispute,
            form.fields,
            FieldErrors::default(),
            form.key,
            Some(preview),
        ));
    }
    let said = match decision::decide(&app, &staff, &number, new).await {
        Ok(Decided::Sent) => "fees-decision-sent",
        Ok(Decided::Proposed) => "fees-decision-proposed",
        Err(error) => {
            let errors = FieldErrors::refused(error)?;
            let dispute = Dispute::read(&app, &staff, &number).await?;
            let fields = form.fields.without(&["version"]);
            let key = Uuid::new_v4();
            return Ok(draw(&app, &staff, dispute, fields, errors, key, None));
        }
    };
    Ok(Redirect::to(format!("/desk/tickets/{number}"))
        .saying(Message::new(said))
        .into_response())
}

async fn preview(
    app: &App,
    staff: &Staff,
    dispute: &Dispute,
    new: &NewDecision,
) -> Result<Preview> {
    let lines = decision::decided(dispute.lines.clone(), &new.lines)?;
    let mut conn = app.pool.acquire().await?;
    let signer = db::name_of(&mut conn, staff.person_id).await?;
    let (letter, needs_second) = decision::letter(
        &dispute.detail.number,
        &lines,
        &dispute.community,
        new,
        &signer,
        dispute.reads,
        app.clock.now(),
    );
    let mark = hex::encode(&text::digest(&[&letter])[..8]);
    Ok(Preview {
        letter,
        mark,
        needs_second,
    })
}

fn parse(form: &Form, lines: &[DisputeLine]) -> Result<NewDecision, FieldErrors> {
    let fields = &form.fields;
    let mut errors = FieldErrors::default();
    let mut decided = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate().take(MOST_LINES) {
        let decision: Option<Decision> = fields.get(DECISION[at]).parse().ok();
        let decision = errors.need(DECISION[at], decision, "fees-decision-missing");
        let part = match (decision, fields.get(PART[at])) {
            (Some(Decision::Partly), typed) => {
                let part =
                    money::parse(typed).and_then(|part| line.relief(Decision::Partly, Some(part)));
                errors.take(PART[at], part)
            }
            _ => None,
        };
        let reasons = words(
            fields,
            REASONS[at],
            1_500,
            "fees-reasons-missing",
            &mut errors,
        );
        if let Some(decision) = decision {
            decided.push(LineDecision {
                line: line.id,
                decision,
                part,
                reasons,
            });
        }
    }
    let paper = words(fields, "paper", 200, "fees-paper-missing", &mut errors);
    let next = words(fields, "next", 500, "fees-next-missing", &mut errors);
    if errors.is_empty() {
        let seen_version = fields.get("version").parse().ok();
        Ok(NewDecision {
            key: form.key,
            lines: decided,
            paper,
            next,
            seen_version,
        })
    } else {
        Err(errors)
    }
}

fn words(
    fields: &Fields,
    name: &'static str,
    most: usize,
    missing: &'static str,
    errors: &mut FieldErrors,
) -> String {
    let read = Words::wanted(fields.get(name), 3..=most, missing);
    errors
        .take(name, read.map(Words::into_string))
        .unwrap_or_default()
}
