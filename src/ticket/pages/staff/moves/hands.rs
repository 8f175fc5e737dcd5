//! From hand to hand: taken, offered, answered; and who follows.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use super::{
    super::{
        super::super::{
            Number, conversation,
            handoff::{self, To},
            read,
        },
        by,
        compose::{MOST, seen, settle},
        path,
    },
    Reading, again,
};
use crate::{
    app::App,
    error::Result,
    i18n::Message,
    ids::{DepartmentId, PersonId},
    people::Staff,
    web::{Form, Path, Redirect},
};

/// POST /desk/tickets/{number}/work: it is mine, and I start.
pub async fn take(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let done = handoff::take(&app, &by(&staff), &number).await;
    settle(
        &app,
        &staff,
        &number,
        "take",
        "work",
        fields,
        done,
        Message::new("desk-said-taken"),
    )
    .await
}

/// POST /desk/tickets/{number}/handoff
pub async fn offer(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let mut form = Reading::of(&fields);
    let to = match fields.get("offer_to").split_once(':') {
        Some(("p", id)) => id.parse().ok().map(|id| To::Person(PersonId(id))),
        Some(("d", id)) => id.parse().ok().map(|id| To::Department(DepartmentId(id))),
        _ => None,
    };
    if to.is_none() {
        form.errors
            .push("offer_to", Message::new("desk-choose-one"));
    }
    let reason = form.words("offer_reason", 3);
    let errors = form.errors;
    let Some(to) = to.filter(|_| errors.is_empty()) else {
        return again(&app, &staff, &number, "offer", fields, errors).await;
    };
    let done = handoff::offer(&app, &by(&staff), &number, to, reason, seen(&fields)).await;
    settle(
        &app,
        &staff,
        &number,
        "offer",
        "handoff",
        fields,
        done,
        Message::new("desk-said-offered"),
    )
    .await
}

/// POST /desk/tickets/{number}/handoff/answer, with `accept`, or without: declined or taken back.
pub async fn answer_offer(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    Form { fields, .. }: Form,
) -> Result<Response> {
    let by = by(&staff);
    let (done, saying) = if fields.has("accept") {
        (
            handoff::accept(&app, &by, &number).await,
            "desk-said-accepted",
        )
    } else {
        let reason = fields.get("answer_reason").chars().take(MOST).collect();
        (
            handoff::decline(&app, &by, &number, reason).await,
            "desk-said-declined-offer",
        )
    };
    let still_there = match &done {
        Ok(()) => {
            let mut conn = app.pool.acquire().await?;
            read::find_for_staff(&mut conn, &staff.scope, &number)
                .await
                .is_ok()
        }
        Err(_) => true,
    };
    if !still_there {
        return Ok(Redirect::to("/dept")
            .saying(Message::new(saying))
            .into_response());
    }
    settle(
        &app,
        &staff,
        &number,
        "offer",
        "handoff/answer",
        fields,
        done,
        Message::new(saying),
    )
    .await
}

/// POST /desk/tickets/{number}/watch, with `stop` or without.
pub async fn watch(
    State(app): State<App>,
    staff: Staff,
    Path(number): Path<Number>,
    Form { fields, .. }: Form,
) -> Result<Redirect> {
    let follow = !fields.has("stop");
    conversation::watch(&app, &by(&staff), &number, follow).await?;
    let mut conn = app.pool.acquire().await?;
    let there = read::find_for_staff(&mut conn, &staff.scope, &number)
        .await
        .is_ok();
    Ok(Redirect::to(if there {
        path(&number)
    } else {
        "/dept".to_owned()
    }))
}
