//! The tracking page.

use std::borrow::Cow;

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    super::story::{self, Line, Names},
    changes_until,
    joined::Joined,
    matter::{place, title},
    of_matter,
};
use crate::{
    app::App,
    error::{FieldErrors, Result},
    files::{self, Pending},
    i18n::Lang,
    people::{self, Owner},
    sla::{Metric, Moment, Promise, State as Clock},
    ticket::{
        EventKind, Kind, Number, Outcome, State as Life,
        db::{
            matter::{Matter, find_matter},
            owner as db,
        },
        is_for_owner,
        read::{self, Detail, Entry},
        resolution::RATE_FOR,
    },
    web::{self, Choice, Conn, Fields, Frame, Nav, Path},
};

/// A promise as the owner reads it.
pub struct Promised {
    pub what: String,
    pub when: String,
    pub iso: String,
    pub why: String,
    /// `kept`, `late` or `running`.
    pub face: &'static str,
    due: Option<DateTime<Utc>>,
}

/// Everything the tracking page prints; drawn again with errors by the deeds of `act`.
#[derive(Template)]
#[template(path = "ticket/show.html")]
pub(super) struct ShowPage {
    frame: Frame,
    pub fields: Fields,
    pub errors: FieldErrors,
    pub key: Uuid,
    /// Kept of a form in which something else was wrong: of the message, and of "it is not fixed".
    photos: Vec<Pending>,
    still_photos: Vec<Pending>,
    number: String,
    /// Its own address, to be asked again, and the name its changes are told under.
    here: String,
    live: String,
    place: String,
    state: &'static str,
    reason: &'static str,
    sentence: String,
    promises: Vec<Promised>,
    story: Vec<Line>,
    stars: Vec<Choice>,
    rating: Option<i64>,
    can_write: bool,
    write_hint: Cow<'static, str>,
    /// It is mended; anything else is settled.
    is_repair: bool,
    can_change: bool,
    can_confirm: bool,
    can_return: bool,
    can_withdraw: bool,
    can_rate: bool,
    can_escalate: bool,
    department: String,
    paid: Option<Paid>,
    joined: Option<Joined>,
}

/// Who pays, as it was said last, and where the owner can disagree.
struct Paid {
    who: String,
    why: Option<(String, Lang)>,
    disagree: String,
}

/// GET /r/{number}
pub async fn show(
    State(app): State<App>,
    owner: Owner,
    conn: Conn,
    Path(number): Path<Number>,
) -> Result<Response> {
    let (fields, errors) = (Fields::default(), FieldErrors::default());
    let page = build(&app, conn, &owner, &number, fields, errors).await?;
    Ok(web::page(page))
}

/// The page drawn again with what is wrong.
pub(super) async fn again(
    app: &App,
    owner: &Owner,
    number: &Number,
    fields: Fields,
    errors: FieldErrors,
) -> Result<ShowPage> {
    build(app, Conn::of(app).await?, owner, number, fields, errors).await
}

async fn build(
    app: &App,
    mut conn: Conn,
    owner: &Owner,
    number: &Number,
    fields: Fields,
    errors: FieldErrors,
) -> Result<ShowPage> {
    let frame = Frame::owner(app, owner)
        .at(Nav::Home)
        .back("/home", "owner-back");
    let Matter {
        detail,
        record,
        promises,
    } = find_matter(
        app,
        &mut conn,
        owner.person_id,
        number,
        frame.now.date_naive(),
    )
    .await?;
    let frame = of_matter(frame, &mut conn, owner, detail.community).await?;
    let shown = if detail.has_files {
        read::attachments_of(&mut conn, detail.id, false).await?
    } else {
        vec![]
    };
    let closed = matches!(detail.state, Life::Closed { .. });
    let can_rate = closed && rating_is_open(&detail, frame.now);
    let rating = if can_rate {
        db::rating(&mut conn, detail.id, detail.cycle, owner.person_id).await?
    } else {
        None
    };
    let joined = Joined::of(&mut conn, &detail, owner.person_id, frame.now.date_naive()).await?;
    drop(conn);
    let names = Names {
        departments: people::department_names(app).await?,
    };
    let title = title(&frame, &detail);
    let frame = frame.titled(title.clone()).wrong_if(&errors);
    let open = detail.state.is_open();
    let resolved = matches!(detail.state, Life::Resolved { .. });
    let mine = detail.reporter == Some(owner.person_id);
    let declined = matches!(detail.state, Life::Declined { .. });
    // A complaint is looked at again once, by others: when it has its answer, or is late with it.
    let escalated = record
        .iter()
        .any(|entry| entry.kind == EventKind::StageTwoAsked);
    let ripe = resolved || closed || declined || open && detail.late;
    let paid = record
        .iter()
        .filter(|entry| entry.kind == EventKind::PayerSettled)
        .max_by_key(|entry| entry.seq)
        .map(|entry| paid(&frame, &detail, entry));
    let kept = async |name| files::pending(app, owner.person_id, &fields, name).await;
    Ok(ShowPage {
        photos: kept("photo").await?,
        still_photos: kept("still_photo").await?,
        paid,
        joined,
        sentence: sentence(&frame, &detail, &promises),
        promises: promised(&frame, &detail, &promises),
        story: story::for_owner(&frame, &record, shown, &names),
        stars: stars(&frame),
        place: place(&detail, &frame),
        state: detail.state.as_str(),
        reason: match &detail.state {
            Life::Waiting { reason, .. } => reason.as_str(),
            _ => "",
        },
        department: frame.l.label(&detail.department_name).to_owned(),
        here: super::url(number),
        live: format!("ticket:{}", detail.id),
        number: number.to_string(),
        rating: rating.map(|(score, _)| i64::from(score)),
        // what was typed and refused elsewhere has a place to stay
        can_write: !matches!(detail.state, Life::Withdrawn | Life::Duplicate { .. })
            || !fields.get("words").is_empty(),
        write_hint: match (resolved || closed, detail.kind) {
            (false, _) => "".into(),
            (true, Kind::Repair) => frame.l.t("owner-write-over"),
            (true, _) => frame.l.t("owner-write-over-settled"),
        },
        is_repair: detail.kind == Kind::Repair,
        can_change: mine && changes_until(&detail, frame.now).is_some(),
        can_confirm: resolved,
        can_return: resolved || closed,
        can_withdraw: open && mine,
        can_rate,
        can_escalate: detail.kind == Kind::Complaint && mine && ripe && !escalated,
        key: Uuid::new_v4(),
        fields,
        errors,
        frame,
    })
}

fn paid(frame: &Frame, detail: &Detail, entry: &Entry) -> Paid {
    let payer = entry.data["payer"].as_str().unwrap_or_default();
    let unit = detail.unit.map(|unit| format!("unit={unit}&"));
    Paid {
        who: story::payer(&frame.l, payer, true),
        why: entry.text.clone(),
        disagree: format!(
            "/report/complaint?{}about=decision&whom=ticket-{}",
            unit.unwrap_or_default(),
            detail.number
        ),
    }
}

/// For a fortnight after closing the stars can be given or changed.
fn rating_is_open(detail: &Detail, now: DateTime<Utc>) -> bool {
    detail.closed_at.is_some_and(|at| now < at + RATE_FOR)
}

pub(super) fn stars(frame: &Frame) -> Vec<Choice> {
    (1..=5)
        .map(|n| {
            let ends = match n {
                1 => frame.l.t("owner-stars-worst"),
                5 => frame.l.t("owner-stars-best"),
                _ => "".into(),
            };
            Choice::new(n, n.to_string()).hint(ends)
        })
        .collect()
}

/// Where it stands, in one sentence with a date: the first thing on the page.
pub(super) fn sentence(frame: &Frame, detail: &Detail, promises: &[Promise]) -> String {
    let l = &frame.l;
    let who = detail
        .accountable_name
        .as_deref()
        .and_then(|name| name.split_whitespace().next())
        .unwrap_or_default()
        .to_owned();
    let says = match &detail.state {
        Life::New => l.t("owner-says-new").into_owned(),
        Life::Assigned => l.a(
            "owner-says-assigned",
            "department",
            l.label(&detail.department_name),
        ),
        Life::InProgress => l.a("owner-says-in-progress", "who", who),
        Life::Waiting { reason, until } => l.aa(
            "owner-says-waiting",
            "reason",
            l.word("owner-state-waiting", reason.as_str()).into_owned(),
            "until",
            frame.moment(until),
        ),
        Life::Resolved { outcome, .. } if *outcome == Outcome::Fixed => {
            l.t("owner-says-fixed").into_owned()
        }
        Life::Resolved { .. } => l.t("owner-says-resolved").into_owned(),
        Life::Closed { at, .. } => l.a("owner-says-closed", "when", frame.moment(at)),
        Life::Declined {
            referral: Some(to), ..
        } => l.a("owner-says-declined-referral", "to", to.clone()),
        Life::Declined { .. } => l.t("owner-says-declined").into_owned(),
        Life::Duplicate { of } => l.a("owner-says-duplicate", "number", of.as_str()),
        Life::Withdrawn => l.t("owner-says-withdrawn").into_owned(),
    };
    // Owners never read "late" as a colour; they read it in our own words.
    let missed = promises
        .iter()
        .filter(|p| p.cycle == detail.cycle && p.state == Clock::Running && is_for_owner(p.metric))
        .filter_map(|p| p.breached_at)
        .min();
    match missed {
        Some(at) if detail.state.is_open() => {
            l.aa("owner-says-late", "says", says, "when", frame.moment(at))
        }
        _ => says,
    }
}

/// What was promised in this cycle, in the order it falls due.
pub(super) fn promised(frame: &Frame, detail: &Detail, promises: &[Promise]) -> Vec<Promised> {
    let mut list: Vec<Promised> = promises
        .iter()
        .filter(|p| {
            // the automatic receipt is no news
            let receipt = p.metric == Metric::Acknowledge && p.met_at == Some(detail.filed_at);
            p.cycle == detail.cycle && is_for_owner(p.metric) && !receipt
        })
        .filter(|p| {
            let next = p.state == Clock::Waiting && p.starts_on == Moment::Acknowledged;
            next || matches!(p.state, Clock::Running | Clock::Kept | Clock::Broken)
        })
        .map(|p| Promised {
            what: frame.l.word("owner-metric", p.metric.as_str()).into_owned(),
            when: match (p.met_at, p.due_at) {
                (Some(met), _) => frame.l.a("owner-done-at", "when", frame.moment(met)),
                (None, Some(due)) => frame.l.a("owner-by", "when", frame.moment(due)),
                (None, None) if p.state == Clock::Waiting => {
                    let length = frame.l.m(&p.target.message());
                    frame.l.a("owner-by-after", "length", length)
                }
                (None, None) => frame.l.t("owner-by-open").into_owned(),
            },
            iso: p.due_at.map(|due| due.to_rfc3339()).unwrap_or_default(),
            why: format!("/r/{}/promises/{}", detail.number, p.id),
            face: match p.state {
                Clock::Kept => "kept",
                _ if p.breached_at.is_some() => "late",
                _ => "running",
            },
            due: p.due_at,
        })
        .collect();
    list.sort_by_key(|p| (p.due.is_none(), p.due));
    list
}
