//! From hand to hand: taken, offered, answered; and who follows.

use axum::response::{IntoResponse, Response};

use super::super::{
    super::super::{
        conversation,
        handoff::{self, To},
    },
    path,
    sent::{MOST, Sent},
};
use crate::{
    error::Result,
    i18n::Message,
    ids::{DepartmentId, PersonId},
    web::Redirect,
};

/// POST /desk/tickets/{number}/work: it is mine, and I start.
pub async fn take(sent: Sent) -> Result<Response> {
    let done = handoff::take(&sent.app, &sent.by(), &sent.number).await;
    sent.settle("take", "work", done, "desk-said-taken").await
}

/// POST /desk/tickets/{number}/handoff
pub async fn offer(mut sent: Sent) -> Result<Response> {
    let to = match sent.fields.get("offer_to").split_once(':') {
        Some(("p", id)) => id.parse().ok().map(|id| To::Person(PersonId(id))),
        Some(("d", id)) => id.parse().ok().map(|id| To::Department(DepartmentId(id))),
        _ => None,
    };
    let to = sent.errors.need("offer_to", to, "desk-choose-colleague");
    let reason = sent.words("offer_reason", 3);
    let Some(to) = to.filter(|_| sent.errors.is_empty()) else {
        return sent.again("offer").await;
    };
    let (by, seen) = (sent.by(), sent.seen());
    let done = handoff::offer(&sent.app, &by, &sent.number, to, reason, seen).await;
    sent.settle("offer", "handoff", done, "desk-said-offered")
        .await
}

/// POST /desk/tickets/{number}/handoff/answer, with `accept`, or without: declined or taken back.
pub async fn answer_offer(sent: Sent) -> Result<Response> {
    let (app, by, number) = (&sent.app, sent.by(), &sent.number);
    let (done, saying) = if sent.fields.has("accept") {
        (
            handoff::accept(app, &by, number).await,
            "desk-said-accepted",
        )
    } else {
        let reason = sent
            .fields
            .get("answer_reason")
            .chars()
            .take(MOST)
            .collect();
        (
            handoff::decline(app, &by, number, reason).await,
            "desk-said-declined-offer",
        )
    };
    if done.is_ok() && !sent.sees_it().await? {
        return Ok(Redirect::to("/dept")
            .saying(Message::new(saying))
            .into_response());
    }
    sent.settle("offer", "handoff/answer", done, saying).await
}

/// POST /desk/tickets/{number}/watch, with `stop` or without.
pub async fn watch(sent: Sent) -> Result<Redirect> {
    let follow = !sent.fields.has("stop");
    conversation::watch(&sent.app, &sent.by(), &sent.number, follow).await?;
    Ok(Redirect::to(if sent.sees_it().await? {
        path(&sent.number)
    } else {
        "/dept".to_owned()
    }))
}
