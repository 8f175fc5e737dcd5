//! GET /desk/tickets/{number}: the conversation, and beside it everything known.

use askama::Template;
use axum::{extract::State as Held, http::StatusCode, response::Response};
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{
    super::super::{
        EventKind, Number, State,
        around::{self, Contact, Hand},
        db,
        handoff::Offer,
        list::{self, Of},
        read::{self, Attachment, Detail, Entry},
        undo,
    },
    can::Can,
    choices::Choices,
    names::Names,
    path,
    rows::{Line, place},
    story::{self, Told},
};
use crate::{
    app::App,
    error::{FieldErrors, Result},
    files::{self, Pending},
    i18n::Message,
    people::Staff,
    property::{self, Community},
    routing::{self, Explained},
    sla::{self, Promise},
    web::{Fields, Frame, Nav, Path, page_as},
};

/// Tickets of the same person beside this one.
const OTHERS: usize = 6;

#[derive(Template)]
#[template(path = "ticket/desk_case.html")]
pub struct CasePage {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
    /// Files that came with the form that is drawn again.
    kept: Vec<Pending>,
    /// Which form was sent, when it is drawn again.
    acting: &'static str,
    /// Why what was asked for cannot be done.
    refused: String,
    path: String,
    t: Detail,
    place: String,
    community: Community,
    contact: Option<Contact>,
    homes: Vec<String>,
    can: Can,
    story: Vec<Told>,
    promises: Vec<Clock>,
    due: Option<DateTime<Utc>>,
    hands: Vec<Held2>,
    others: Vec<Line>,
    route: Option<Explained>,
    photos: Vec<Attachment>,
    offer: Option<Offered>,
    waits: Option<(String, DateTime<Utc>)>,
    is_watching: bool,
    /// The viewer's own decision that can still be undone.
    can_take_back: bool,
    choices: Choices,
}

/// A promise as the rail shows it.
struct Clock {
    href: String,
    metric: String,
    due_at: Option<DateTime<Utc>>,
    /// `waiting`, `running`, `late`, `kept`, `broken` or `dropped`.
    state: &'static str,
    cycle: i32,
}

struct Held2 {
    who: String,
    from_at: DateTime<Utc>,
    span: String,
    is_now: bool,
}

struct Offered {
    from: String,
    to: String,
    reason: String,
    lapses_at: DateTime<Utc>,
}

/// GET /desk/tickets/{number}; with `act=route` the form that sends it elsewhere stands open, with `act=triage` it is one of many.
pub async fn show(
    Held(app): Held<App>,
    staff: Staff,
    Path(number): Path<Number>,
    query: Fields,
) -> Result<Response> {
    let drawn = Drawn {
        acting: ["route", "triage"]
            .into_iter()
            .find(|act| query.is("act", act))
            .unwrap_or_default(),
        ..Drawn::default()
    };
    draw(&app, &staff, &number, drawn).await
}

/// What a form that could not be done brings back.
#[derive(Default)]
pub struct Drawn {
    pub fields: Fields,
    pub errors: FieldErrors,
    pub acting: &'static str,
    pub refused: Option<Message>,
    pub key: Option<Uuid>,
}

/// The page, also of a form that must be looked at again: 422 with errors, 409 with a refusal.
pub async fn draw(app: &App, staff: &Staff, number: &Number, drawn: Drawn) -> Result<Response> {
    let mut conn = app.pool.acquire().await?;
    let conn = &mut *conn;
    let t = read::find_for_staff(app, conn, &staff.scope, number).await?;
    let community = property::community(conn, t.community).await?;
    let mut frame = Frame::staff(app, staff)
        .titled(t.number.as_str())
        .at(if staff.is_desk() {
            Nav::Desk
        } else {
            Nav::Department
        });
    frame.zone = community.zone;
    let l = frame.l;
    let entries = read::record_of(conn, t.id, true).await?;
    let photos = read::attachments_of(conn, t.id, true).await?;
    let names = Names::of(conn, &entries).await?;
    let promises = sla::promises_of(conn, t.id).await?;
    let offer = db::open_offer(conn, t.id).await?;
    let can = Can::of(&staff.scope, &t, offer.as_ref());
    let contact = match t.reporter {
        Some(person) => Some(around::contact(conn, person).await?),
        None => None,
    };
    let (homes, others) = match t.reporter {
        Some(person) => {
            let homes = property::units_of_person(conn, person, frame.now.date_naive()).await?;
            let (mut rows, _) =
                list::page(conn, &staff.scope, &Of::Reporter(person), None, OTHERS).await?;
            rows.retain(|row| row.id != t.id);
            (homes, rows)
        }
        None => (vec![], vec![]),
    };
    let choices = Choices::of(app, conn, &frame, &t, &community, &can).await?;
    let mut fields = drawn.fields;
    choices.prefill(&mut fields, &t);
    if fields.get("words").is_empty()
        && let Some(kept) = around::draft(conn, staff.person_id, t.number.as_str()).await?
    {
        fields.set("words", kept);
    }
    let status = match (&drawn.refused, drawn.errors.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    let waits = match &t.state {
        State::Waiting { reason, until } => {
            Some((l.word("wait", reason.as_str()).into_owned(), *until))
        }
        _ => None,
    };
    let hands = around::hands(conn, t.id).await?;
    let page = CasePage {
        kept: files::pending(app, staff.person_id, &fields, "kept").await?,
        path: path(&t.number),
        place: place(
            &community.name,
            t.building_name.as_deref(),
            t.unit_label.as_deref(),
            Some(l.label(if t.asset_name.0.is_empty() {
                &t.area_name
            } else {
                &t.asset_name
            })),
        ),
        story: story::story(&frame, &entries, &photos, &names),
        due: soonest(&promises),
        promises: promises
            .iter()
            .map(|promise| clock(&frame, &t.number, promise))
            .collect(),
        hands: hands.into_iter().map(|hand| held(&frame, hand)).collect(),
        others: Line::all(app, others, l).await?,
        route: explained(app, conn, &frame, &entries).await?,
        offer: match &offer {
            Some(offer) => Some(offered(conn, &frame, offer).await?),
            None => None,
        },
        can_take_back: match undo::can_take_back(&entries, staff.person_id, frame.now) {
            Some(EventKind::PutOnHold) => can.resume,
            Some(_) => can.triage,
            None => false,
        },
        is_watching: around::is_watching(conn, t.id, staff.person_id).await?,
        homes: homes
            .into_iter()
            .map(|home| {
                let role = l.word("role", home.role.as_str());
                l.aa(
                    "desk-home",
                    "place",
                    place(
                        &home.community.name,
                        Some(&home.unit.building_name),
                        Some(&home.unit.label),
                        None,
                    ),
                    "role",
                    role.into_owned(),
                )
            })
            .collect(),
        photos: photos.into_iter().filter(|file| file.has_thumb).collect(),
        refused: drawn
            .refused
            .map(|message| l.m(&message))
            .unwrap_or_default(),
        frame: frame.wrong_if(&drawn.errors),
        fields,
        errors: drawn.errors,
        key: drawn.key.unwrap_or_else(Uuid::new_v4),
        acting: drawn.acting,
        t,
        community,
        contact,
        can,
        waits,
        choices,
    };
    Ok(page_as(status, page))
}

fn soonest(promises: &[Promise]) -> Option<DateTime<Utc>> {
    promises
        .iter()
        .filter(|promise| promise.state == sla::State::Running)
        .filter_map(|promise| promise.due_at)
        .min()
}

fn clock(frame: &Frame, number: &Number, promise: &Promise) -> Clock {
    Clock {
        href: format!("{}/promises/{}", path(number), promise.id),
        metric: frame.l.word("metric", promise.metric.as_str()).into_owned(),
        due_at: promise.due_at,
        state: match promise.state {
            sla::State::Running if promise.due_at.is_none() => "paused",
            state => state.as_str(),
        },
        cycle: promise.cycle,
    }
}

fn held(frame: &Frame, hand: Hand) -> Held2 {
    let l = frame.l;
    let department = hand
        .department
        .as_ref()
        .map(|name| l.label(name).to_owned());
    let length = (hand.to_at.unwrap_or(frame.now) - hand.from_at).max(TimeDelta::zero());
    Held2 {
        who: match (hand.person, department) {
            (Some(person), Some(department)) => {
                l.aa("desk-hand", "person", person, "department", department)
            }
            (person, department) => person.or(department).unwrap_or_default(),
        },
        from_at: hand.from_at,
        span: l.brief(length),
        is_now: hand.to_at.is_none(),
    }
}

async fn offered(conn: &mut sqlx::PgConnection, frame: &Frame, offer: &Offer) -> Result<Offered> {
    let l = frame.l;
    let to = match (offer.to_person, offer.to_department) {
        (Some(person), _) => db::person_name(&mut *conn, Some(person)).await?,
        (None, Some(department)) => crate::people::departments(&mut *conn)
            .await?
            .into_iter()
            .find(|known| known.id == department)
            .map(|known| l.label(&known.name).to_owned())
            .unwrap_or_default(),
        (None, None) => String::new(),
    };
    Ok(Offered {
        from: db::person_name(conn, offer.from).await?,
        to,
        reason: offer.reason.clone(),
        lapses_at: offer.lapses_at,
    })
}

/// Why it went where it went, from what the record kept of the decision.
async fn explained(
    app: &App,
    conn: &mut sqlx::PgConnection,
    frame: &Frame,
    entries: &[Entry],
) -> Result<Option<Explained>> {
    let decision = entries
        .iter()
        .filter(|entry| matches!(entry.kind, EventKind::Routed | EventKind::Rerouted))
        .find_map(|entry| {
            serde_json::from_value::<routing::Decision>(entry.data["decision"].clone()).ok()
        });
    let Some(decision) = decision else {
        return Ok(None);
    };
    let catalog = app.catalog.catalog(conn).await?;
    let names = routing::names_for(conn, &catalog, &decision).await?;
    Ok(Some(routing::explain(&decision, &names, frame.l)))
}
