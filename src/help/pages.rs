use askama::Template;
use axum::{extract::State, response::Response};
use sqlx::PgConnection;

use crate::{
    app::App,
    catalog::{Kind, Urgency},
    error::Result,
    people::{Owner, Staff},
    property::{self, Community, OccupancyRole},
    sla::{self, Hours, Moment, Settings},
    ticket,
    web::{self, Frame, Reader},
};

#[derive(Template)]
#[template(path = "help/public.html")]
struct PublicPage {
    frame: Frame,
    places: Vec<Place>,
}

#[derive(Template)]
#[template(path = "help/owner.html")]
struct OwnerPage {
    frame: Frame,
    places: Vec<Place>,
}

#[derive(Template)]
#[template(path = "help/staff.html")]
struct StaffPage {
    frame: Frame,
    places: Vec<Place>,
}

/// A community as the page describes it.
struct Place {
    name: String,
    phone: String,
    emergency_phone: String,
    /// Days and their hours, days alike together.
    hours: Vec<(String, Vec<String>)>,
    /// What is promised for each kind.
    /// A kind, and what is promised within what time.
    kinds: Vec<(String, Vec<(String, String)>)>,
}

/// What the page tells of; nobody has ordered services from it yet, so those are not among them.
const TOLD: [(Kind, Urgency, &str); 5] = [
    (Kind::Repair, Urgency::Emergency, "help-repair-emergency"),
    (Kind::Repair, Urgency::Normal, "help-repair"),
    (Kind::Complaint, Urgency::Normal, "help-complaint"),
    (Kind::FeeDispute, Urgency::Normal, "help-fee_dispute"),
    (Kind::Inquiry, Urgency::Normal, "help-inquiry"),
];

/// GET /help: for anyone; those signed in read of their own communities.
pub async fn show(
    State(app): State<App>,
    owner: Result<Owner>,
    staff: Result<Staff>,
    reader: Reader,
) -> Result<Response> {
    let mut conn = app.pool.acquire().await?;
    if let Ok(owner) = owner {
        let frame = Frame::owner(&app, &owner).title("help-title");
        let own = own_communities(&mut conn, &owner, &frame).await?;
        let places = places(&app, &mut conn, &frame, own).await?;
        return Ok(web::page(OwnerPage { frame, places }));
    }
    let mut all = property::communities(&mut conn).await?;
    if let Ok(staff) = staff {
        let frame = Frame::staff(&app, &staff).title("help-title");
        let theirs = staff.communities();
        all.retain(|community| theirs.contains(&community.id));
        let places = places(&app, &mut conn, &frame, all).await?;
        return Ok(web::page(StaffPage { frame, places }));
    }
    let frame = Frame::public(&app, reader).title("help-title");
    let places = places(&app, &mut conn, &frame, all).await?;
    Ok(web::page(PublicPage { frame, places }))
}

/// Where they live, each once; every community for somebody who has moved out of all of theirs.
async fn own_communities(
    conn: &mut PgConnection,
    owner: &Owner,
    frame: &Frame,
) -> Result<Vec<Community>> {
    let today = frame.now.date_naive();
    let homes = property::units_of_person(conn, owner.person_id, today).await?;
    let mut own: Vec<Community> = Vec::new();
    for home in homes {
        if own.iter().all(|known| known.id != home.community.id) {
            own.push(home.community);
        }
    }
    if own.is_empty() {
        return property::communities(conn).await;
    }
    Ok(own)
}

async fn places(
    app: &App,
    conn: &mut PgConnection,
    frame: &Frame,
    communities: Vec<Community>,
) -> Result<Vec<Place>> {
    let settings = app.sla.settings(conn).await?;
    let mut places = Vec::with_capacity(communities.len());
    for community in communities {
        let stored = app.sla.calendar_of(conn, community.id).await?;
        places.push(Place {
            hours: hours(frame, &stored.calendar.week),
            kinds: kinds(frame, &settings, &community),
            name: community.name,
            phone: community.phone,
            emergency_phone: community.emergency_phone,
        });
    }
    Ok(places)
}

/// "Monday to Thursday", "09:00–14:00" and "16:00–19:00".
fn hours(frame: &Frame, week: &[Hours; 7]) -> Vec<(String, Vec<String>)> {
    let mut alike: Vec<(i64, i64, &Hours)> = Vec::new();
    for (day, hours) in (1..).zip(week) {
        match alike.last_mut() {
            Some((_, last, same)) if *same == hours => *last = day,
            _ => alike.push((day, day, hours)),
        }
    }
    let l = &frame.l;
    let days = |from: i64, to: i64| {
        let several = match to - from {
            0 => return l.weekday(from),
            1 => "help-days-two",
            _ => "help-days",
        };
        l.aa(several, "from", l.weekday(from), "to", l.weekday(to))
    };
    let windows = |hours: &Hours| {
        if hours.is_empty() {
            return vec![l.t("help-closed").into_owned()];
        }
        let each = hours
            .iter()
            .map(|window| window.to_string().replace('-', "–"));
        each.collect()
    };
    alike
        .into_iter()
        .map(|(from, to, hours)| (days(from, to), windows(hours)))
        .collect()
}

/// What an owner who reports today is promised from then on.
fn kinds(
    frame: &Frame,
    settings: &Settings,
    community: &Community,
) -> Vec<(String, Vec<(String, String)>)> {
    let l = &frame.l;
    let on = frame.now.with_timezone(&community.zone).date_naive();
    let promised = |kind: Kind, urgency: Urgency| -> Vec<(String, String)> {
        let facts = sla::Facts {
            kind: kind.as_str(),
            category: None,
            urgency: urgency.as_str(),
            occupancy: Some(OccupancyRole::Owner.as_str()),
            on,
        };
        let Some(picked) = settings.pick(community.id, None, &facts) else {
            return Vec::new();
        };
        picked
            .policy
            .opening(1, 1)
            .filter(|(terms, _)| ticket::is_for_owner(terms.metric))
            .filter_map(|(terms, start)| {
                let within = match start {
                    Moment::Filed => "help-within",
                    Moment::Acknowledged => "help-after",
                    _ => return None,
                };
                let what = l.word("owner-metric", terms.metric.as_str()).into_owned();
                let length = l.m(&terms.target_on(on).message());
                Some((what, l.a(within, "length", length)))
            })
            .collect()
    };
    TOLD.into_iter()
        .map(|(kind, urgency, key)| (l.t(key).into_owned(), promised(kind, urgency)))
        .filter(|(_, promises)| !promises.is_empty())
        .collect()
}
