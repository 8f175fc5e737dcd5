//! GET /desk/tickets/{number}/promises/{id}: why it falls due when it does, step by step.

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::TimeDelta;

use super::{
    super::{
        super::{Number, read},
        account::{Step, paused, skipped},
    },
    path,
};
use crate::{
    app::App,
    error::{AppError, Result},
    ids::PromiseId,
    people::Staff,
    sla::{self, WEEKDAYS},
    web::{Frame, Nav, Path, page},
};

#[derive(Template)]
#[template(path = "ticket/desk_why.html")]
struct WhyPage {
    frame: Frame,
    metric: String,
    /// What was promised and from when.
    opening: Vec<String>,
    counted: Vec<(String, String, String)>,
    is_days: bool,
    skipped: Vec<Step>,
    paused: Vec<Step>,
    result: String,
    calendar: String,
    week: Vec<(String, String)>,
}

/// GET /desk/tickets/{number}/promises/{id}
pub async fn show(
    State(app): State<App>,
    staff: Staff,
    Path((number, id)): Path<(Number, PromiseId)>,
) -> Result<Response> {
    let mut conn = app.pool.acquire().await?;
    let t = read::find_for_staff(&app, &mut conn, &staff.scope, &number).await?;
    let promise = sla::promise(&mut conn, id).await?;
    if promise.ticket != t.id {
        return Err(AppError::NotFound);
    }
    let account = sla::trace_of(&app.sla, &mut conn, id).await?;
    let calendar = &account.calendar.calendar;
    let mut frame = Frame::staff(&app, &staff)
        .title("desk-why-title")
        .at(Nav::Desk)
        .back(path(&number), "desk-back-to-ticket");
    frame.zone = calendar.zone;
    let l = frame.l;
    let p = &account.promise;
    let metric = l.word("metric", p.metric.as_str()).into_owned();
    let mut opening = vec![l.a("desk-why-target", "target", l.m(&p.target.message()))];
    opening.push(match p.started_at {
        Some(at) => l.aa(
            "desk-why-start",
            "event",
            l.word("desk-moment", p.starts_on.as_str()).into_owned(),
            "when",
            frame.moment(at),
        ),
        None => l.a(
            "desk-why-not-started",
            "event",
            l.word("desk-moment", p.starts_on.as_str()).into_owned(),
        ),
    });
    opening.extend(account.extensions.iter().map(|extension| {
        l.aa(
            "desk-why-extended",
            "by",
            l.m(&extension.by.message()),
            "reason",
            extension.reason.as_str(),
        )
    }));
    let mut counted = Vec::new();
    let mut total = TimeDelta::zero();
    for trace in account.legs.iter().map(|leg| &leg.trace) {
        for used in &trace.windows {
            let length = TimeDelta::seconds(used.seconds);
            total += length;
            counted.push((
                l.day(used.date),
                l.hours(used.from, used.to, trace.zone),
                l.span(total),
            ));
        }
        for day in &trace.days {
            counted.push((
                l.day(day.date),
                l.n("desk-why-nth", day.number),
                l.time(day.closes, trace.zone),
            ));
        }
    }
    let result = match (p.due_at, p.met_at) {
        (Some(due), Some(met)) => l.aa(
            "desk-why-met",
            "due",
            frame.moment(due),
            "met",
            frame.moment(met),
        ),
        (Some(due), None) => l.a("desk-why-due", "due", frame.moment(due)),
        (None, _) => l.t("desk-why-stands").into_owned(),
    };
    let week = WEEKDAYS
        .iter()
        .zip(&calendar.week)
        .enumerate()
        .map(|(i, (_, hours))| {
            let hours = hours
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(" · ")
                .replace('-', "–");
            let hours = if hours.is_empty() {
                l.t("calendar-why-closed").into_owned()
            } else {
                hours
            };
            (l.weekday(i as i64 + 1), hours)
        })
        .collect();
    Ok(page(WhyPage {
        is_days: account.legs.iter().any(|leg| !leg.trace.days.is_empty()),
        calendar: l.aa(
            "desk-why-calendar",
            "name",
            account.calendar.name.as_str(),
            "zone",
            calendar.zone.name(),
        ),
        metric,
        opening,
        counted,
        skipped: skipped(&account, l),
        paused: paused(&account, l),
        result,
        week,
        frame,
    }))
}

#[cfg(test)]
mod tests {
    use crate::{
        i18n::{Lang, exists},
        sla::Moment,
    };

    #[test]
    fn every_start_of_a_promise_has_its_words() {
        for moment in Moment::ALL {
            assert!(
                exists(Lang::En, &format!("desk-moment-{moment}")),
                "{moment}"
            );
        }
    }
}
