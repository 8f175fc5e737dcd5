//! The desk decides where it goes and how soon it matters, one ticket after the other, and takes back what it decided wrongly.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use super::super::{
    super::super::{
        Number, State as Life,
        list::{self, After, Filter, Of, View},
        read::{self, Detail},
        triage::{self, Route},
        undo,
    },
    path,
    sent::Sent,
};
use crate::{
    app::App,
    error::Result,
    i18n::{Message, Value},
    ids::DepartmentId,
    people::Staff,
    property, sla,
    web::{Path, Redirect},
};

/// POST /desk/tickets/{number}/route
pub async fn route(mut sent: Sent) -> Result<Response> {
    let department: Option<DepartmentId> =
        sent.choice("route_department", "desk-choose-department");
    let here = Here::of(&sent.app, &sent.staff, &sent.number).await?;
    // a wrong department is somebody's mistake or a rule's: they learn from the reason
    let reason = match (here.ticket.department, department) {
        (Some(from), Some(to)) if from != to => sent.words("route_reason", 3),
        _ => sent.optional("route_reason"),
    };
    let Some(department) = department.filter(|_| sent.errors.is_empty()) else {
        return sent.again("route").await;
    };
    let to = Route {
        department,
        person: sent.fields.get("route_person").parse().ok(),
        urgency: sent.fields.get("route_urgency").parse().ok(),
        reason,
        seen_version: sent.seen(),
    };
    match triage::route(&sent.app, &sent.by(), &sent.number, to).await {
        Ok(()) => decided(&sent, &here, "desk-said-routed").await,
        Err(error) => sent.refuse("route", "route", error).await,
    }
}

/// POST /desk/tickets/{number}/review: what the rule chose is right.
pub async fn review(sent: Sent) -> Result<Response> {
    let here = Here::of(&sent.app, &sent.staff, &sent.number).await?;
    match triage::confirm(&sent.app, &sent.by(), &sent.number, sent.seen()).await {
        Ok(()) => decided(&sent, &here, "desk-said-reviewed").await,
        Err(error) => sent.refuse("route", "review", error).await,
    }
}

/// POST /desk/tickets/{number}/reversal: the last decision is taken back.
pub async fn take_back(sent: Sent) -> Result<Response> {
    match undo::take_back(&sent.app, &sent.by(), &sent.number).await {
        Ok(in_silence) => {
            let saying = if in_silence {
                "desk-said-undone-silently"
            } else {
                "desk-said-undone"
            };
            Ok(Redirect::to(path(&sent.number))
                .saying(Message::new(saying).with("number", &sent.number))
                .into_response())
        }
        Err(error) => sent.refuse("route", "reversal", error).await,
    }
}

/// GET /desk/tickets/{number}/next: on to the next one, this one left as it is.
pub async fn skip(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
) -> Result<Redirect> {
    let here = Here::of(&app, &staff, &number).await?;
    Ok(Redirect::to(here.next(&app, &staff).await?))
}

/// After a decision: the ticket, or the next, and how to take it back.
async fn decided(sent: &Sent, here: &Here, saying: &'static str) -> Result<Response> {
    let undone_at = format!("{}/reversal", path(&sent.number));
    let (to, saying) = if sent.fields.has("then_next") {
        let to = here.next(&sent.app, &sent.staff).await?;
        (to, here.told(&sent.app, &sent.staff).await?)
    } else {
        (path(&sent.number), Message::new(saying))
    };
    Ok(Redirect::to(to)
        .saying(saying.undone_at(undone_at))
        .into_response())
}

/// A ticket under triage, and where it stands in the queue.
struct Here {
    ticket: Detail,
    after: After,
}

impl Here {
    async fn of(app: &App, staff: &Staff, number: &Number) -> Result<Self> {
        let mut conn = app.pool.acquire().await?;
        let ticket = read::find_for_staff(app, &mut conn, &staff.scope, number).await?;
        let after = After::ticket(&mut conn, ticket.id).await?;
        Ok(Self { ticket, after })
    }

    /// What nobody has looked at yet, in the order of the queue from here on and then from its start; the queue when there is
    /// nothing left.
    async fn next(&self, app: &App, staff: &Staff) -> Result<String> {
        let views = match self.ticket.state {
            Life::New => [View::Untriaged, View::Review],
            _ => [View::Review, View::Untriaged],
        };
        let mut conn = app.pool.acquire().await?;
        for view in views {
            let of = Of::View(view, Filter::default());
            for after in [Some(&self.after), None] {
                let (rows, _) = list::page(&mut conn, &staff.scope, &of, after, 2).await?;
                if let Some(row) = rows.iter().find(|row| row.id != self.ticket.id) {
                    return Ok(format!("/desk/tickets/{}?act=triage", row.number));
                }
            }
        }
        Ok("/desk".to_owned())
    }

    /// Where it is now, by when something is due, and how many are left.
    async fn told(&self, app: &App, staff: &Staff) -> Result<Message> {
        let mut conn = app.pool.acquire().await?;
        let t = read::find_for_staff(app, &mut conn, &staff.scope, &self.ticket.number).await?;
        let zone = property::community(&mut conn, t.community).await?.zone;
        let views = [View::Untriaged, View::Review];
        let left = list::counts(&mut conn, &staff.scope, &views, &Filter::default()).await?;
        let due = sla::next_due(&mut conn, t.id, t.cycle).await?;
        let said = match due {
            Some((due, _)) => {
                Message::new("desk-said-triaged").value("due", Value::Moment(due, zone))
            }
            None => Message::new("desk-said-triaged-undated"),
        };
        Ok(said
            .with("number", &t.number)
            .value("department", Value::Label(t.department_name))
            .count("left", left.iter().sum::<i64>()))
    }
}

/// POST /desk/tickets/{number}/urgency
pub async fn urgency(mut sent: Sent) -> Result<Response> {
    let urgency = sent.choice("urgency", "desk-choose-urgency");
    let reason = sent.words("urgency_reason", 3);
    let Some(urgency) = urgency.filter(|_| sent.errors.is_empty()) else {
        return sent.again("urgency").await;
    };
    let (by, seen) = (sent.by(), sent.seen());
    let done = triage::set_urgency(&sent.app, &by, &sent.number, urgency, reason, seen).await;
    sent.settle("urgency", "urgency", done, "desk-said-urgency")
        .await
}
