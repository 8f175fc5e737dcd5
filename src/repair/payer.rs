//! Who pays for a repair: said by the company with its reason, so that whoever is to pay can answer it.

use serde_json::json;

use super::{db, model::Payer};
use crate::{
    app::App,
    catalog::Kind,
    error::{AppError, Result},
    i18n::Lang,
    ticket::{self, Actor, By, Entry, EventKind, Number},
};

#[derive(Debug, Clone)]
pub struct NewPayer {
    pub payer: Payer,
    /// The owner reads it.
    pub reason: String,
    pub language: Lang,
    pub seen_version: Option<i32>,
}

/// Settles it, at any time of the repair's life and again when more is known; each time is on record.
pub async fn settle_payer(app: &App, by: &By, number: &Number, new: NewPayer) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number, new) = (by.clone(), number.clone(), new.clone());
        Box::pin(async move {
            let mut t = by.take_to_work(d, &number, new.seen_version).await?;
            if t.kind != Kind::Repair {
                return Err(AppError::NotFound);
            }
            let before = db::find(d.conn(), t.id).await?;
            db::settle_payer(d.conn(), t.id, new.payer).await?;
            let now = d.now;
            let entry = Entry::public(EventKind::PayerSettled, Actor::Staff(by.person()), now)
                .data(json!({
                    "payer": new.payer.as_str(),
                    "before": before.and_then(|repair| repair.payer).map(Payer::as_str),
                }))
                .text(&new.reason, new.language);
            ticket::append(d, &mut t, vec![entry]).await
        })
    })
    .await
}
