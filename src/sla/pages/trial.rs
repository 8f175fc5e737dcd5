//! What the draft would have promised, and kept, for the tickets of the past.

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::{
    app::App,
    error::Result,
    i18n::L,
    people::Admin,
    property::Whose,
    sla::{self, Fate, Replayed, Tally},
    web::{Fields, Frame, Nav, page},
};

/// How many tickets may be looked at, and how many rows are shown.
const CHOICES: [i64; 3] = [100, 500, 2_000];
const MOST_ROWS: usize = 100;

#[derive(Template)]
#[template(path = "sla/admin_trial.html")]
struct TrialPage {
    frame: Frame,
    whose: Whose,
    last: i64,
    looked_at: usize,
    changed: usize,
    before: Tally,
    after: Tally,
    rows: Vec<Row>,
    findings: Vec<String>,
}

struct Row {
    number: String,
    kind: String,
    filed_at: DateTime<Utc>,
    before: Vec<Said>,
    after: Vec<Said>,
}

/// A promise that differs, in words.
struct Said {
    words: String,
    fate: Fate,
}

/// GET /admin/promises/draft/trial?last=500
pub async fn show(
    State(app): State<App>,
    admin: Admin,
    whose: Whose,
    query: Fields,
) -> Result<Response> {
    let asked = query.get("last").parse().unwrap_or(CHOICES[1]);
    let last = CHOICES
        .into_iter()
        .find(|choice| *choice == asked)
        .unwrap_or(CHOICES[1]);
    let frame = Frame::staff(&app, &admin)
        .at(Nav::Admin)
        .back(whose.at("/admin/promises/draft"), "sla-admin-back-draft");
    let l = frame.l;
    let mut conn = app.pool.acquire().await?;
    let name = whose.name(&mut conn, l).await?;
    let draft = sla::load_draft(&mut conn, whose.0).await?;
    let trial = sla::would_change(
        &app.sla,
        &mut conn,
        whose.0,
        &draft.policies,
        last,
        frame.now,
    )
    .await?;
    let settings = app.sla.settings(&mut conn).await?;
    let rows = trial.lines.iter().take(MOST_ROWS).map(|line| {
        let calendar = settings.calendar_of(line.past.community);
        let zone = calendar.map_or(frame.zone, |stored| stored.calendar.zone);
        let only = |one: &[Replayed], other: &[Replayed]| {
            let only = one.iter().filter(|promise| !other.contains(promise));
            only.map(|promise| Said::of(promise, zone, l)).collect()
        };
        let (before, after) = (&line.before.promises, &line.after.promises);
        Row {
            number: line.past.number.clone(),
            kind: line.past.kind.clone(),
            filed_at: line.past.filed_at,
            before: only(before, after),
            after: only(after, before),
        }
    });
    Ok(page(TrialPage {
        whose,
        last,
        looked_at: trial.tickets,
        changed: trial.lines.len(),
        before: trial.before,
        after: trial.after,
        rows: rows.collect(),
        findings: super::findings(&draft.policies, whose.0.is_none(), l)
            .into_iter()
            .map(|found| found.words)
            .collect(),
        frame: frame.titled(l.a("sla-admin-trial-title", "whose", name)),
    }))
}

impl Said {
    fn of(promise: &Replayed, zone: Tz, l: L) -> Self {
        let metric = l.word("metric", promise.metric.as_str());
        let target = l.m(&promise.target.message());
        let head = l.aa("sla-admin-replayed", "metric", metric, "target", target);
        let words = match promise.due_at {
            Some(due) => format!("{head} · {}", l.moment(due, zone)),
            None => head,
        };
        Self {
            words,
            fate: promise.fate,
        }
    }

    fn icon(&self) -> &'static str {
        match self.fate {
            Fate::Kept => "circle-check",
            Fate::Broken => "alert-triangle",
            Fate::Open => "clock",
            Fate::Unneeded => "minus",
        }
    }
}

impl TrialPage {
    fn choices(&self) -> [i64; 3] {
        CHOICES
    }
}
