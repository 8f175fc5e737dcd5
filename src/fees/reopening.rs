//! A dispute opened again after its decision: its lines are on hold again, and wait for the next one. What the first decision took
//! off stays off; the next can only add to it.

use futures_util::{FutureExt, future::BoxFuture};
use serde_json::json;

use super::{db, model::DisputeLine};
use crate::{
    app::App,
    catalog::Kind,
    db::Deed,
    error::{AppError, Result},
    i18n::Message,
    ids::ChargeId,
    property,
    ticket::{
        self, Actor, By, Entry, EventKind, Number, Ticket,
        resolution::{Back, give_back_in},
    },
};

/// Opens any ticket again; a dispute's lines go with it.
pub fn give_back(app: App, by: By, number: Number, back: Back) -> BoxFuture<'static, Result<()>> {
    async move {
        app.deed(move |d| {
            let (by, number, back) = (by.clone(), number.clone(), back.clone());
            Box::pin(async move {
                match give_back_in(d, &by, &number, &back).await? {
                    Some(mut t) if t.kind == Kind::FeeDispute => hold_again(d, &mut t).await,
                    Some(_) | None => Ok(()),
                }
            })
        })
        .await
    }
    .boxed()
}

async fn hold_again(d: &mut Deed, t: &mut Ticket) -> Result<()> {
    let now = d.now;
    let lines = db::lines_of(d.conn(), t.id).await?;
    let charges: Vec<ChargeId> = lines.iter().map(|line| line.charge.id).collect();
    db::lock_charges(d.conn(), &charges).await?;
    db::release_ended(d.conn(), &charges).await?;
    if let Some(other) = db::held_elsewhere(d.conn(), t.id, &charges).await? {
        let message = Message::new("fees-refusal-held-elsewhere").with("number", other);
        return Err(AppError::Refused(message));
    }
    db::hold_again(d.conn(), t.id, now).await?;
    let community = property::community(d.conn(), t.place.community).await?;
    let data = json!({
        "lines": lines.iter().map(held).collect::<Vec<_>>(),
        "currency": community.currency,
    });
    let entry = Entry::public(EventKind::ChargesHeld, Actor::System, now).data(data);
    ticket::append(d, t, vec![entry]).await
}

fn held(line: &DisputeLine) -> serde_json::Value {
    json!({
        "charge": line.charge.id,
        "reference": line.charge.reference,
        "ground": line.ground.as_str(),
        "amount": line.charge.amount,
        "held": line.at_stake(),
    })
}
