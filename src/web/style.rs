//! GET /style: every part in all its states, for those who build pages. In the demo only.

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{
    Choice, Fields, Frame, Nav, Reader, Tile, Viewer,
    chart::{AgeBand, Ages, Bar, Bars, Bullet, Pairs, Run},
    page,
};
use crate::{
    app::App,
    error::{AppError, FieldErrors, Result},
    i18n::Message,
};

#[derive(Template)]
#[template(path = "style/owner.html")]
struct OwnerGuide {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
    choices: Vec<Choice>,
    places: Vec<Tile>,
    at: DateTime<Utc>,
    visit: (DateTime<Utc>, DateTime<Utc>),
}

#[derive(Template)]
#[template(path = "style/staff.html")]
struct StaffGuide {
    frame: Frame,
    fields: Fields,
    errors: FieldErrors,
    key: Uuid,
    choices: Vec<Choice>,
    rows: Vec<Row>,
    bullets: Vec<Bullet>,
    ages: Ages,
    bars: Bars,
    pairs: Pairs,
    run: Run,
    at: DateTime<Utc>,
}

struct Row {
    number: &'static str,
    state: &'static str,
    urgency: &'static str,
    channel: &'static str,
    place: &'static str,
    words: &'static str,
    due_at: DateTime<Utc>,
    is_open: bool,
}

/// Somebody to greet, who is nobody.
struct Sample {
    reader: Reader,
    saying: Option<Message>,
}

impl Viewer for Sample {
    fn reader(&self) -> Reader {
        self.reader
    }
    fn name(&self) -> &str {
        "Elena Ruiz"
    }
    fn zone(&self) -> chrono_tz::Tz {
        chrono_tz::Europe::Madrid
    }
    fn phone(&self) -> &str {
        "+34 915 550 101"
    }
    fn emergency_phone(&self) -> &str {
        "+34 915 550 112"
    }
    fn community(&self) -> &str {
        "Jardines del Norte"
    }
    fn saying(&self) -> Option<&Message> {
        self.saying.as_ref()
    }
}

/// GET /style
pub async fn owner(State(app): State<App>, reader: Reader, query: Fields) -> Result<Response> {
    if !app.config.demo {
        return Err(AppError::NotFound);
    }
    let saying = (!query.has("wrong")).then(|| Message::new("frame-draft-saved"));
    let sample = Sample { reader, saying };
    let frame = Frame::owner(&app, &sample)
        .title("style-title")
        .at(Nav::Home)
        .back("/home", "nav-home");
    let l = frame.l;
    let mut errors = FieldErrors::default();
    let mut fields = Fields::from([
        ("worse", "no"),
        ("affects", "work"),
        ("name", "王小明 García"),
    ]);
    if query.has("wrong") {
        errors.push("name", Message::new("form-empty"));
        errors.push("amount", Message::new("money-unreadable"));
        errors.push("words", Message::new("form-too-short").with("least", 10));
        errors.push("worse", Message::new("form-empty"));
        fields.set("amount", "12,34,56");
    }
    let tile =
        |value: &str, icon: &str| Tile::new(value, icon, l.t(&format!("style-place-{value}")));
    let places = [
        ("kitchen", "tools-kitchen-2"),
        ("bathroom", "bath"),
        ("bedroom", "bed"),
        ("window", "window"),
        ("door", "lock"),
        ("heating", "temperature"),
        ("power", "bolt"),
        ("shared", "elevator"),
    ];
    Ok(page(OwnerGuide {
        at: frame.now - TimeDelta::hours(26),
        visit: (
            frame.now + TimeDelta::hours(20),
            frame.now + TimeDelta::hours(23),
        ),
        frame: frame.wrong_if(&errors),
        fields,
        errors,
        key: Uuid::nil(),
        choices: ["yes", "no", "unsure"]
            .map(|v| Choice::new(v, l.t(&format!("style-{v}"))))
            .into(),
        places: places
            .into_iter()
            .map(|(v, i)| tile(v, i))
            .chain([tile("other", "help-circle").quiet()])
            .collect(),
    }))
}

/// GET /style/staff
pub async fn staff(State(app): State<App>, reader: Reader) -> Result<Response> {
    if !app.config.demo {
        return Err(AppError::NotFound);
    }
    let frame = Frame::staff(
        &app,
        &Sample {
            reader,
            saying: None,
        },
    )
    .title("style-title")
    .at(Nav::Desk);
    let l = frame.l;
    let now = frame.now;
    let row = |number, state, urgency, channel, place, words, due: i64| Row {
        number,
        state,
        urgency,
        channel,
        place,
        words,
        due_at: now + TimeDelta::minutes(due),
        is_open: number == "C-9XN2HT-1",
    };
    let rows = vec![
        row(
            "R-7KQ4M2-8",
            "new",
            "emergency",
            "phone",
            "Torre 2 · 1204",
            "Agua por el techo del baño, sigue cayendo",
            -185,
        ),
        row(
            "C-9XN2HT-1",
            "in_progress",
            "urgent",
            "web",
            "Tower 1 · 803",
            "Nobody came on Tuesday, third time this month",
            45,
        ),
        row(
            "F-2VD8YW-4",
            "waiting",
            "normal",
            "email",
            "3栋 · 506",
            "十月物业费重复扣款，请核对后退回多收部分",
            2_900,
        ),
        row(
            "R-5TBZ6E-0",
            "assigned",
            "normal",
            "walk_in",
            "Garage · bay 41",
            "Light over the bay is out",
            540,
        ),
        row(
            "Q-1MPA3C-6",
            "resolved",
            "low",
            "web",
            "Torre 3 · 210",
            "¿Cuándo se abre la piscina?",
            8_000,
        ),
        row(
            "S-8HRJ7K-2",
            "closed",
            "low",
            "proactive",
            "Tower 1 · 1502",
            "Yearly check of the boiler",
            12_000,
        ),
    ];
    let bullet = |label: &str, value: i64, counted: i64, target: i64, usual: i64| Bullet {
        label: l.word("metric", label).into_owned(),
        words: l.percent(value),
        counted,
        value,
        target,
        usual: Some(usual),
        most: 100,
        bands: [60, 85],
    };
    let age = |from: i64, to: i64, past: i64, within: i64| AgeBand {
        label: if to == 0 {
            l.a("frame-age-over", "from", from)
        } else {
            l.aa("frame-age-days", "from", from, "to", to)
        },
        within,
        past,
        href: String::new(),
    };
    let bar = |label: &str, value: i64| Bar {
        label: label.into(),
        words: format!("{value} / 8 h"),
        value,
        mark: Some(8),
        href: String::new(),
    };
    Ok(page(StaffGuide {
        at: now - TimeDelta::hours(26),
        fields: Fields::from([("department", "no")]),
        errors: FieldErrors::default(),
        key: Uuid::nil(),
        choices: ["yes", "no", "unsure"]
            .map(|v| Choice::new(v, l.t(&format!("style-{v}"))))
            .into(),
        rows,
        bullets: vec![
            bullet("first_response", 92, 214, 95, 88),
            bullet("resolve", 81, 163, 80, 84),
        ],
        ages: Ages(vec![
            age(0, 1, 0, 14),
            age(1, 3, 2, 11),
            age(3, 7, 5, 8),
            age(7, 14, 4, 3),
            age(14, 30, 3, 1),
            age(30, 0, 2, 0),
        ]),
        bars: Bars(vec![
            bar("Luis Ortega", 7),
            bar("Wei Chen", 9),
            bar("Ana Ruiz", 4),
            bar("Tom Baker", 0),
        ]),
        pairs: Pairs {
            names: [
                l.word("state", "new").into_owned(),
                l.word("state", "closed").into_owned(),
            ],
            hrefs: Vec::new(),
            days: [9, 12, 7, 14, 11, 4, 3, 10, 13, 9, 15, 12, 5, 2]
                .into_iter()
                .zip([8, 9, 9, 11, 13, 2, 1, 12, 10, 12, 11, 14, 3, 1])
                .enumerate()
                .map(|(i, (a, b))| ((10 + i).to_string(), a, b))
                .collect(),
        },
        run: Run {
            points: [3.1, 2.8, 3.4, 3.0, 2.6, 3.3, 3.9, 2.9, 3.2, 6.4, 3.0, 2.7]
                .into_iter()
                .enumerate()
                .map(|(i, v)| ((40 + i).to_string(), v))
                .collect(),
        },
        frame,
    }))
}
