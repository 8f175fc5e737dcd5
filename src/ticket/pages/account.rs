//! A due instant explained to the owner in sentences. Staff read theirs, with every figure, in `staff/why.rs`.

use sqlx::PgConnection;

use super::super::is_for_owner;
use crate::{
    app::App,
    error::{AppError, Result},
    i18n::L,
    ids::{PromiseId, TicketId},
    sla,
    web::Frame,
};

/// Why a promise falls due when it does, step by step.
pub struct Account {
    pub title: String,
    /// What was promised and when it began to count.
    pub opening: Vec<String>,
    pub counted: Vec<Step>,
    pub skipped: Vec<Step>,
    pub paused: Vec<Step>,
    /// The instant it comes to.
    pub result: String,
    pub calendar: String,
}

pub struct Step {
    pub when: String,
    pub what: String,
}

impl Account {
    /// The promise must be this ticket's and concern its owner: anything else is not found.
    pub async fn of(
        app: &App,
        conn: &mut PgConnection,
        frame: &Frame,
        ticket: TicketId,
        promise: PromiseId,
    ) -> Result<Self> {
        let account = sla::trace_of(&app.sla, conn, promise).await?;
        let p = &account.promise;
        if p.ticket != ticket || !is_for_owner(p.metric) {
            return Err(AppError::NotFound);
        }
        let l = &frame.l;
        let zone = account.calendar.calendar.zone;
        let metric = l.word("owner-metric", p.metric.as_str());
        let mut opening = vec![l.aa(
            "why-promised",
            "what",
            metric.into_owned(),
            "target",
            l.m(&p.target.message()),
        )];
        match p.started_at {
            Some(at) => opening.push(l.a("why-from", "when", l.moment(at, zone))),
            None => opening.push(l.t("why-not-started").into_owned()),
        }
        for extension in &account.extensions {
            opening.push(l.a("why-extended", "by", l.m(&extension.by.message())));
        }
        let mut counted = vec![];
        for trace in account.legs.iter().map(|leg| &leg.trace) {
            counted.extend(trace.windows.iter().map(|used| Step {
                when: l.day(used.date),
                what: l.aa(
                    "why-window",
                    "window",
                    l.hours(used.from, used.to, zone),
                    "span",
                    l.span(chrono::TimeDelta::seconds(used.seconds)),
                ),
            }));
            counted.extend(trace.days.iter().map(|day| Step {
                when: l.day(day.date),
                what: l.aa(
                    "why-day",
                    "count",
                    i64::from(day.number),
                    "closes",
                    l.time(day.closes, zone),
                ),
            }));
        }
        Ok(Self {
            title: match p.due_at {
                Some(due) => l.a("why-title", "when", l.moment(due, zone)),
                None => l.t("why-title-open").into_owned(),
            },
            result: match p.due_at {
                Some(due) => l.a("why-result", "when", l.moment(due, zone)),
                None => l.t("why-open").into_owned(),
            },
            calendar: l.aa(
                "why-calendar",
                "name",
                account.calendar.name.clone(),
                "zone",
                zone.name(),
            ),
            skipped: skipped(&account, *l),
            paused: paused(&account, *l),
            opening,
            counted,
        })
    }
}

/// The days that did not count, and why.
pub(super) fn skipped(account: &sla::Account, l: L) -> Vec<Step> {
    let days = account.legs.iter().flat_map(|leg| &leg.trace.skipped);
    days.map(|day| {
        let why = l.m(&day.why.message());
        Step {
            when: l.day(day.date),
            what: match &day.name {
                Some(name) => l.aa("why-named", "why", why, "name", name.as_str()),
                None => why,
            },
        }
    })
    .collect()
}

/// When the clock stood, and what for.
pub(super) fn paused(account: &sla::Account, l: L) -> Vec<Step> {
    let moment = |at| l.moment(at, account.calendar.calendar.zone);
    let holds = account.pauses.iter().map(|hold| Step {
        when: match hold.ended.or(hold.until) {
            Some(to) => format!("{} – {}", moment(hold.from), moment(to)),
            None => l.a("why-since", "when", moment(hold.from)),
        },
        what: l.word("wait", &hold.reason).into_owned(),
    });
    holds.collect()
}
