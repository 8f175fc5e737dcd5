//! The first minutes after a report, in which its owner puts it right. The record keeps what was said first.

use serde_json::json;
use uuid::Uuid;

use super::{db, model::BestTime};
use crate::{
    app::App,
    catalog::Kind,
    db::Once,
    error::{AppError, Result},
    i18n::Lang,
    text,
    ticket::{self, By, CHANGE_FOR, Entry, EventKind, Number, Refusal},
};

#[derive(Debug, Clone)]
pub struct Correction {
    pub key: Uuid,
    /// What the report shall say, changed or not.
    pub words: String,
    pub language: Lang,
    pub enter_when_out: bool,
    pub best_time: BestTime,
}

/// Changes what can be changed without anybody having to start anew: the words, and when somebody may come.
pub async fn correct(app: &App, by: &By, number: &Number, new: Correction) -> Result<()> {
    let (by, number) = (by.clone(), number.clone());
    app.deed(move |d| {
        let (by, number, new) = (by.clone(), number.clone(), new.clone());
        Box::pin(async move {
            let (enter, best) = (new.enter_when_out, new.best_time);
            let facts = json!({
                "enter": if enter { "yes" } else { "no" },
                "best": best.as_str(),
            });
            let body = ["correct", number.as_str(), &new.words, &facts.to_string()];
            let body_hash = text::digest(&body);
            let once = d.once(new.key, Some(by.person()), &body_hash, number.as_str());
            if once.await? != Once::First {
                return Ok(());
            }
            let now = d.now;
            let mut t = by.take(d, &number, None).await?;
            if t.kind != Kind::Repair || t.reporter != Some(by.person()) {
                return Err(AppError::NotFound);
            }
            t.must_be_open()?;
            if now >= t.filed_at + CHANGE_FOR {
                return Err(Refusal::TooLateToChange.into());
            }
            let said = new.words != db::words_now(d.conn(), t.id).await?;
            if !db::set_visit(d.conn(), t.id, enter, best).await? && !said {
                return Ok(());
            }
            let entry = Entry::public(EventKind::Wrote, by.actor(), now)
                .data(json!({ "corrected": facts }));
            let entry = if said {
                entry.text(&new.words, new.language)
            } else {
                entry
            };
            ticket::append(d, &mut t, vec![entry]).await
        })
    })
    .await
}
